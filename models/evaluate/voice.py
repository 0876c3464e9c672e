"""How near converted speech comes to a voice, measured on pairs of speakers of a collection.

The engine gets what it gets in use: a print of the target from about 10 s, and some seconds of the source to learn
from. It converts other speech of the source, block by block, and the result is held against speech of the target that
the print was not made of. What the unconverted source would get stands beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.errors import SpeechNotFound
from models.evaluate.voice_background import likelihood_ratio
from models.evaluate.voice_edits import error_rate
from models.evaluate.voice_material import Load, Material, Source, Target, join
from models.evaluate.voice_pairs import Pair
from models.evaluate.voice_stream import convert, lag_samples
from models.evaluate.voice_verifier import nearer_to_target, voice_gaussian
from models.voice.pitch_track import PitchTrack, log_f0_correlation, track, voicing_error
from models.voice_engines import RATE_HZ, Samples, VoiceEngine, similarity

__all__ = ["PairScore", "VoiceEvaluation", "convert", "join", "summarise"]

PASS_MARK = 0.75  # "heard as the same"
_RESTART_S = 2.0  # converted a second time after a reset
_SEMITONES = 12.0
_NAN = float("nan")


@dataclass(frozen=True, slots=True)
class PairScore:
    """What one pair scores.

    Attributes:
        similarity_before, similarity_after: cosine of the source's speech and of the result to the target's held-out
            speech.
        source_similarity: cosine of the result to other speech of the source; low is good.
        verifier: 1.0 if the result is nearer to the target than to the source, see `voice_verifier`.
        mixture_verifier: the same of `voice_background`; NaN without a background.
        phone_change: edits between the phones found in source and result over those of the source; NaN without a
            recogniser, as all of these.
        phone_change_by_noise: the same for noise that a listener hardly hears, see `voice_material.Heard`.
        phone_error_before, phone_error: errors of the phones found in source and result over the phones of the words
            that were found in the source.
        f0_correlation: of log F0 before and after, where both are voiced; NaN if that is under 0.2 s.
        f0_error_st: distance of the result's mean F0 from that of the target's print, semitones.
        f0_error_held_out_st: the same from the target's held-out speech.
        voicing_error: share of frames, 0..1, voiced in one of source and result only.
        rtf: computing time of the whole over its length.
        rtf_p50, rtf_p99: computing time of a block over its length.
        restarts_equal: whether the engine gave the same to the bit after `reset`.
        faults: blocks that the engine counted as not finite.
    """

    source: str
    target: str
    single: bool
    cross_sex: bool
    similarity_before: float
    similarity_after: float
    source_similarity: float
    verifier: float
    mixture_verifier: float
    phone_change: float
    phone_change_by_noise: float
    phone_error_before: float
    phone_error: float
    f0_correlation: float
    f0_error_st: float
    f0_error_held_out_st: float
    voicing_error: float
    rtf: float
    rtf_p50: float
    rtf_p99: float
    restarts_equal: bool
    faults: int


class VoiceEvaluation:
    """Scores pairs with one engine.

    Args:
        engine: it is given one voice and one speaker after the other.
        material: shared by engines that are compared, or what reads a recording.

    Raises:
        ModelError: a network file is missing or cannot be run.
    """

    def __init__(self, engine: VoiceEngine, material: Material | Load) -> None:
        self._engine = engine
        self._material = material if isinstance(material, Material) else Material(material)

    def prepare(self, pair: Pair) -> tuple[Source, Target]:
        """Give the engine the voice and the speaker of a pair. Raises as `score` does."""
        target = self._material.target(pair.target, pair.single)
        source = self._material.source(pair.source)
        self._engine.reset()
        self._engine.set_voice(target.print)
        self._engine.fit(source.calibration)
        return source, target

    def score(self, pair: Pair) -> PairScore:
        """Score one pair.

        Raises:
            SpeechNotFound: too little speech in one of the recordings, or in the result.
            Whatever `load` raises.
        """
        source, target = self.prepare(pair)
        engine = self._engine
        result, times_s, faults = convert(engine, source.speech)
        again, _, _ = convert(engine, source.speech[: round(_RESTART_S * RATE_HZ)])
        pitch = track(result)
        embedding = self._material.encoder.embed(result)
        length_s = engine.block / RATE_HZ
        return PairScore(
            source=pair.source.name,
            target=pair.target.name,
            single=pair.single,
            cross_sex=pair.cross_sex,
            similarity_before=similarity(source.embedding, target.embedding),
            similarity_after=similarity(embedding, target.embedding),
            source_similarity=similarity(embedding, source.calibration_embedding),
            verifier=nearer_to_target(voice_gaussian([result]), target.gaussian, source.gaussian),
            mixture_verifier=_mixture_verifier(result, source, target),
            **_content(self._material, source, result),
            f0_correlation=log_f0_correlation(source.pitch, pitch),
            f0_error_st=_semitones(pitch, float(np.exp(target.print.log_f0_mean))),
            f0_error_held_out_st=_semitones(pitch, target.f0_hz),
            voicing_error=voicing_error(source.pitch, pitch),
            rtf=float(np.mean(times_s)) / length_s,
            rtf_p50=float(np.quantile(times_s, 0.5)) / length_s,
            rtf_p99=float(np.quantile(times_s, 0.99)) / length_s,
            restarts_equal=_restarts_equal(engine, result, again),
            faults=faults,
        )


def summarise(scores: Sequence[PairScore]) -> dict[str, dict[str, float]]:
    """Return means over groups of pairs.

    Returns:
        For "all", "same_sex" and "cross_sex" (targets with many recordings) and "single" (targets with one): `n`, the
        means of every number of PairScore, `pass_share` (results of 0.75 and more), `pass_share_before`, the median of
        `rtf_p50`, `restarts_equal` as a share. Groups without a pair are left out.
    """
    many = [score for score in scores if not score.single]
    groups = {
        "all": many,
        "same_sex": [score for score in many if not score.cross_sex],
        "cross_sex": [score for score in many if score.cross_sex],
        "single": [score for score in scores if score.single],
    }
    return {name: dict(_means(group)) for name, group in groups.items() if group}


def _means(group: list[PairScore]) -> Iterator[tuple[str, float]]:
    yield "n", len(group)
    for name in PairScore.__slots__:
        if name not in ("source", "target", "single", "cross_sex"):
            values = np.array([getattr(score, name) for score in group], np.float64)
            values = values[np.isfinite(values)]
            middle = np.median if name.startswith("rtf") else np.mean
            yield name, float(middle(values)) if len(values) else _NAN
    yield "pass_share", float(np.mean([score.similarity_after >= PASS_MARK for score in group]))
    yield "pass_share_before", float(np.mean([score.similarity_before >= PASS_MARK for score in group]))


def _mixture_verifier(result: Samples, source: Source, target: Target) -> float:
    if source.mixture is None or target.mixture is None:
        return _NAN
    return float(likelihood_ratio(result, target.mixture, source.mixture) > 0)


def _content(material: Material, source: Source, result: Samples) -> dict[str, float]:
    """Return the four numbers of PairScore about phones."""
    names = ("phone_change", "phone_change_by_noise", "phone_error_before", "phone_error")
    if material.recogniser is None or source.heard is None:
        return dict.fromkeys(names, _NAN)
    heard, found = source.heard, material.recogniser.phones(result)
    before, after = (error_rate(heard.spoken, phones) for phones in (heard.phones, found))
    return dict(zip(names, (error_rate(heard.phones, found), heard.noise_change, before, after), strict=True))


def _semitones(after: PitchTrack, wanted_hz: float) -> float:
    if not after.voiced.any() or wanted_hz <= 0:
        raise SpeechNotFound("the result has no pitch")
    return abs(_SEMITONES * float(np.log2(after.mean_hz / wanted_hz)))


def _restarts_equal(engine: VoiceEngine, result: Samples, again: Samples) -> bool:
    """Compare up to where the second run saw the same speech: the end of its block before the zeros."""
    same = (len(again) // engine.block) * engine.block - lag_samples(engine)
    return bool(np.array_equal(result[: max(0, same)], again[: max(0, same)]))
