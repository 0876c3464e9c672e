"""What `fit` gives: the converted voice is much nearer to other speech of the target than the user's own."""

import numpy as np
import pytest

from models.errors import SpeechNotFound
from models.voice.dsp.engine import DELAY, DspVoiceEngine
from models.voice.dsp.refine import refine
from models.voice.dsp.statistics import measure_speaker
from models.voice_engines import Samples, analyse_voice, create_speaker_encoder, similarity
from tests.support.drawn_voice import voice
from tests.support.spoken import SENTENCES, needs_flite, spoken


@needs_flite
@pytest.mark.parametrize(("source", "target"), [("rms", "slt"), ("slt", "awb")])
def test_fitting_brings_the_voice_nearer(source: str, target: str) -> None:
    """Held against sentences of the target that were not enrolled, on a sentence of the source that was not fitted."""
    encoder, engine = create_speaker_encoder(), DspVoiceEngine()
    wanted = encoder.embed(np.concatenate([spoken(target, text) for text in SENTENCES[2:]]))
    engine.set_voice(analyse_voice(np.concatenate([spoken(target, text) for text in SENTENCES[:2]])))
    sound = spoken(source, SENTENCES[3])

    def score() -> float:
        engine.reset()
        blocks: Samples = sound[: len(sound) // 160 * 160].reshape(-1, 160)
        out = np.concatenate([engine.convert(block) for block in blocks])[DELAY:]
        return similarity(encoder.embed(out), wanted)

    before = similarity(encoder.embed(sound), wanted)
    calibration = np.concatenate([spoken(source, text) for text in SENTENCES[:2]])
    engine.set_speaker(analyse_voice(calibration))
    measured = score()
    engine.fit(calibration)
    assert score() > max(before + 0.1, measured - 0.02)


def test_too_little_speech_is_refused() -> None:
    speaker = measure_speaker(voice(120.0, 2.0))
    with pytest.raises(SpeechNotFound):
        refine(lambda scale: np.zeros(16_000, np.float32), speaker, speaker, np.eye(256, dtype=np.float32)[0])
