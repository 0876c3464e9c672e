"""What an engine loses even where it has nothing to change: a speaker converted to the own voice."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.evaluate.voice_edits import error_rate
from models.evaluate.voice_material import Material
from models.evaluate.voice_pairs import Speaker
from models.evaluate.voice_stoi import stoi
from models.evaluate.voice_stream import convert
from models.voice_engines import VoiceEngine, analyse_voice


@dataclass(frozen=True, slots=True)
class CopyScore:
    """What one speaker scores.

    Attributes:
        stoi: of the result beside the speaker's speech, see `voice_stoi`.
        phone_error_before, phone_error: as in `voice.PairScore`; NaN without a recogniser.
    """

    source: str
    stoi: float
    phone_error_before: float
    phone_error: float


def score_copy(engine: VoiceEngine, material: Material, speaker: Speaker) -> CopyScore:
    """Convert a speaker to the print of his or her other speech.

    Raises:
        SpeechNotFound: too little speech.
        Whatever reading raises.
    """
    source = material.source(speaker)
    engine.reset()
    engine.set_voice(analyse_voice(source.calibration))
    engine.fit(source.calibration)
    result, _, _ = convert(engine, source.speech)
    before = after = float("nan")
    if material.recogniser is not None and source.heard is not None:
        before = error_rate(source.heard.spoken, source.heard.phones)
        after = error_rate(source.heard.spoken, material.recogniser.phones(result))
    return CopyScore(speaker.name, stoi(source.speech, result), before, after)


def summarise_copies(scores: Sequence[CopyScore]) -> dict[str, float]:
    """Return `n` and the means of `stoi`, `phone_error_before`, `phone_error`; nothing of no scores."""
    means: dict[str, float] = {"n": len(scores)} if scores else {}
    for name in ("stoi", "phone_error_before", "phone_error") if scores else ():
        values = np.array([getattr(score, name) for score in scores])
        means[name] = float(values[np.isfinite(values)].mean()) if np.isfinite(values).any() else float("nan")
    return means
