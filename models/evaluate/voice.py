"""How near converted speech comes to a voice, measured on pairs of speakers of a collection.

The engine gets what it gets in use: a print of the target from about 10 s, and some seconds of the source to learn
from. It converts other speech of the source, block by block, and the result is held against speech of the target that
the print was not made of. What the unconverted source would get stands beside it.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.errors import SpeechNotFound
from models.evaluate.voice_pairs import Pair, Speaker
from models.voice.ge2e import mean_embedding
from models.voice.pitch_track import PitchTrack, log_f0_correlation, track, voicing_error
from models.voice_engines import (
    RATE_HZ,
    Samples,
    SpeakerEncoder,
    VoiceEngine,
    VoicePrint,
    analyse_voice,
    create_speaker_encoder,
    similarity,
)

PASS_MARK = 0.75  # "heard as the same"
CONVERT_S = 8.0
_RESTART_S = 2.0  # converted a second time after a reset
_ENROL_SHARE = 0.6  # of a target's only recording
_CALIBRATE_S = 10.0
_GAP_S = 0.2  # between joined recordings
_SEMITONES = 12.0
Load = Callable[[str], Samples]
"""Gives the recording of a file named in the manifest, (n,) float32 at 16 kHz."""


@dataclass(frozen=True, slots=True)
class PairScore:
    """What one pair scores.

    Attributes:
        similarity_before, similarity_after: cosine of the source's speech and of the result to the target's held-out
            speech.
        source_similarity: cosine of the result to other speech of the source; low is good.
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
    f0_correlation: float
    f0_error_st: float
    f0_error_held_out_st: float
    voicing_error: float
    rtf: float
    rtf_p50: float
    rtf_p99: float
    restarts_equal: bool
    faults: int


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    calibration: Samples
    calibration_embedding: NDArray[np.float32]
    speech: Samples
    embedding: NDArray[np.float32]
    pitch: PitchTrack


@dataclass(frozen=True, slots=True, eq=False)
class _Target:
    print: VoicePrint
    embedding: NDArray[np.float32]
    f0_hz: float


class VoiceEvaluation:
    """Scores pairs with one engine.

    Args:
        engine: it is given one voice and one speaker after the other.
        load: reads a recording.

    Raises:
        ModelError: a network file is missing or cannot be run.
    """

    def __init__(self, engine: VoiceEngine, load: Load) -> None:
        self._engine = engine
        self._load = load
        self._encoder: SpeakerEncoder = create_speaker_encoder()
        self._targets: dict[str, _Target] = {}
        self._sources: dict[str, _Source] = {}

    def score(self, pair: Pair) -> PairScore:
        """Score one pair.

        Raises:
            SpeechNotFound: too little speech in one of the recordings, or in the result.
            Whatever `load` raises.
        """
        target = self._target(pair.target, pair.single)
        source = self._source(pair.source)
        engine = self._engine
        engine.reset()
        engine.set_voice(target.print)
        engine.fit(source.calibration)
        result, times_s, faults = convert(engine, source.speech)
        again, _, _ = convert(engine, source.speech[: round(_RESTART_S * RATE_HZ)])
        pitch = track(result)
        embedding = self._encoder.embed(result)
        length_s = engine.block / RATE_HZ
        return PairScore(
            source=pair.source.name,
            target=pair.target.name,
            single=pair.single,
            cross_sex=pair.cross_sex,
            similarity_before=similarity(source.embedding, target.embedding),
            similarity_after=similarity(embedding, target.embedding),
            source_similarity=similarity(embedding, source.calibration_embedding),
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

    def _source(self, speaker: Speaker) -> _Source:
        """Cut a recording: the first half (10 s at most) to learn from, of the rest 8 s at most to convert."""
        if speaker.name not in self._sources:
            whole = self._load(speaker.files[0])
            cut = min(len(whole) // 2, round(_CALIBRATE_S * RATE_HZ))
            calibration, speech = whole[:cut], whole[cut : cut + round(CONVERT_S * RATE_HZ)]
            embeddings = self._encoder.embed(calibration), self._encoder.embed(speech)
            self._sources[speaker.name] = _Source(calibration, embeddings[0], speech, embeddings[1], track(speech))
        return self._sources[speaker.name]

    def _target(self, speaker: Speaker, single: bool) -> _Target:
        if speaker.name not in self._targets:
            if single:
                whole = self._load(speaker.files[0])
                cut = round(_ENROL_SHARE * len(whole))
                enrolment, held_out = whole[:cut], [whole[cut:]]
            else:
                enrolment = join([self._load(file) for file in speaker.enrolment])
                held_out = [self._load(file) for file in speaker.held_out]
            embedding = mean_embedding(np.array([self._encoder.embed(speech) for speech in held_out]))
            self._targets[speaker.name] = _Target(analyse_voice(enrolment), embedding, track(join(held_out)).mean_hz)
        return self._targets[speaker.name]


def convert(engine: VoiceEngine, speech: Samples) -> tuple[Samples, list[float], int]:
    """Reset an engine and convert speech block by block.

    Returns:
        The result, as long as the speech and in step with it, the seconds that each block took, and the blocks that
        the engine counted as not finite.
    """
    lag = round(engine.latency_s * RATE_HZ)
    count = -(-(len(speech) + lag) // engine.block)
    line = np.pad(speech, (0, count * engine.block - len(speech)))
    engine.reset()
    faults = engine.faults
    blocks, times_s = [], []
    for block in line.reshape(count, engine.block):
        started_s = time.perf_counter()
        blocks.append(engine.convert(block))
        times_s.append(time.perf_counter() - started_s)
    return np.concatenate(blocks)[lag : lag + len(speech)], times_s, engine.faults - faults


def join(recordings: Sequence[Samples]) -> Samples:
    """Return recordings one after the other with a short silence between."""
    gap = np.zeros(round(_GAP_S * RATE_HZ), np.float32)
    return np.concatenate([part for recording in recordings for part in (recording, gap)])


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
            yield name, float(middle(values)) if len(values) else float("nan")
    yield "pass_share", float(np.mean([score.similarity_after >= PASS_MARK for score in group]))
    yield "pass_share_before", float(np.mean([score.similarity_before >= PASS_MARK for score in group]))


def _semitones(after: PitchTrack, wanted_hz: float) -> float:
    if not after.voiced.any() or wanted_hz <= 0:
        raise SpeechNotFound("the result has no pitch")
    return abs(_SEMITONES * float(np.log2(after.mean_hz / wanted_hz)))


def _restarts_equal(engine: VoiceEngine, result: Samples, again: Samples) -> bool:
    """Compare up to where the second run saw the same speech: the end of its block before the zeros."""
    same = (len(again) // engine.block) * engine.block - round(engine.latency_s * RATE_HZ)
    return bool(np.array_equal(result[: max(0, same)], again[: max(0, same)]))
