"""Conversion: the speech in a file, or in a film, becomes another voice, as fast as the machine can."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.errors import MediaError
from app.files.batch import run_lanes, share_done, written_beside
from app.files.voice import FileVoice, prepare_voice
from app.flow import Stage
from app.lane import Lane
from app.media import AudioBlock
from app.settings import Settings
from app.sinks.sound_file import SoundFile, sound_format
from app.sound.resample import to_16k
from app.sources.media_file import MediaFile
from app.voicing import engine_name
from models.errors import SpeechNotFound
from models.voice_engines import (
    Samples,
    SpeakerEncoder,
    VoicePrint,
    algorithmic_latency_s,
    analyse_voice,
    create_speaker_encoder,
    f0_correlation,
    likeness_score,
    similarity,
)

__all__ = ["ConversionReport", "convert_file"]

JUDGED_S = 60.0  # of sound, from the first word on
SEMITONES_PER_OCTAVE = 12.0


@dataclass(frozen=True, slots=True)
class ConversionReport:
    """What a finished conversion has come to; the keys of `likeness convert --json`.

    Attributes:
        duration_s: of the sound.
        rtf: time that the stages took, divided by the duration; elapsed_s: of all the work.
        algorithmic_latency_ms: how late the engine is, with the block it waits for; path_latency_ms: with resampling,
            limiter and gate. A live stream would lag as much; in the file it is taken back.
        similarity_before, similarity_after: cosine of the speaker embeddings to the target's; two people 0.55, "heard
            as the same" from 0.75. None where no speech was found.
        score: `similarity_after` as people read it, 0..100.
        f0_correlation: of log F0 before and after, None if too little is voiced.
        f0_mean_error_semitones: distance of the mean F0 from the target's.
        damaged: the input broke off; what could be read was converted.
        left_out: what of the input the output cannot hold.
    """

    duration_s: float
    rtf: float
    elapsed_s: float
    algorithmic_latency_ms: float
    path_latency_ms: float
    similarity_before: float | None
    similarity_after: float | None
    score: int | None
    f0_correlation: float | None
    f0_mean_error_semitones: float | None
    engine: str
    voice: str
    input: str
    output: str
    damaged: bool
    left_out: list[str]


def convert_file(
    source: Path, output: Path, settings: Settings, progress: Callable[[float], None] = lambda _: None
) -> ConversionReport:
    """Convert the speech of `source` into `output`.

    The sound becomes mono at 48 kHz; it is as long as it was and stands where it stood. The picture, subtitles and
    tags of a film are copied, other sound tracks are not. Memory is the same whatever the length.

    Args:
        source: any file with sound.
        output: its ending decides about the kind; written beside its final name and moved there when complete.
        settings: voice, engine, semitones, formant, strength, auto-pitch.
        progress: called now and then with the share done, 0..1.

    Raises:
        AppError: the input cannot be read, has no sound or speech, there is no such voice, the output cannot be
            written.
        ModelError: a network is missing.
    """
    sound_format(output)
    if output.exists() and source.exists() and output.samefile(source):
        raise MediaError(f"{output} is the input itself", "give the output another name")
    started_s = time.perf_counter()
    with written_beside(output) as partial:
        report = _Conversion(source, partial, output, settings).run(progress, started_s)
    return report


class _Conversion:
    """One conversion, from the first look at the file to the report."""

    def __init__(self, source: Path, partial: Path, output: Path, settings: Settings) -> None:
        self._source, self._output, self._settings = source, output, settings
        self._media = MediaFile(str(source), live=False, with_video=False)
        self._sink = SoundFile(partial, name=output, original=source)

    def run(self, progress: Callable[[float], None], started_s: float) -> ConversionReport:
        try:
            duration_s = self._media.probe().duration_s  # first, because it fails quickly
            encoder = create_speaker_encoder()
            path = prepare_voice(self._media, self._settings)
        finally:
            self._media.close()  # until the lane opens it again
        before, after = Excerpt(path.speech.begin_s), Excerpt(path.speech.begin_s)
        watches = [Stopwatch(stage) for stage in path.stages]
        stages: list[Stage[AudioBlock]] = [before, *watches, after]
        lane = Lane[AudioBlock]("sound", path.source, stages, [self._sink], lossless=True, on_item=path.check)
        run_lanes(
            [lane], lambda: progress(share_done(after.last_s, duration_s)) if duration_s else None, self._sink.give_up
        )
        if self._sink.samples == 0:
            raise MediaError(f"{self._source} holds no sound", "choose a file with speech")
        length_s = (path.source.end_s or 0.0) - (path.source.begin_s or 0.0)
        judged = judge(encoder, path.voice.print, to_16k(before.samples()), to_16k(after.samples()))
        return self._report(path, length_s, sum(watch.elapsed_s for watch in watches) / length_s, judged, started_s)

    def _report(
        self, path: FileVoice, length_s: float, rtf: float, judged: "Judgement", started_s: float
    ) -> ConversionReport:
        return ConversionReport(
            duration_s=length_s,
            rtf=rtf,
            elapsed_s=time.perf_counter() - started_s,
            algorithmic_latency_ms=1000.0 * algorithmic_latency_s(path.engine),
            path_latency_ms=1000.0 * (path.latency_s + algorithmic_latency_s(path.engine) - path.engine.latency_s),
            similarity_before=judged.similarity_before,
            similarity_after=judged.similarity_after,
            score=None if judged.similarity_after is None else likeness_score(judged.similarity_after),
            f0_correlation=judged.f0_correlation,
            f0_mean_error_semitones=judged.f0_mean_error_semitones,
            engine=engine_name(self._settings.voice_engine),
            voice=path.voice.id,
            input=str(self._source),
            output=str(self._output),
            damaged=self._media.damaged or path.source.faults > 0,
            left_out=self._sink.left_out,
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """How near a conversion came to its target; for the fields see ConversionReport."""

    similarity_before: float | None = None
    similarity_after: float | None = None
    f0_correlation: float | None = None
    f0_mean_error_semitones: float | None = None


def judge(encoder: SpeakerEncoder, target: VoicePrint, before: Samples, after: Samples) -> Judgement:
    """Compare sound at 16 kHz before and after, without delay between them, with the target. Raises ModelError."""
    try:
        print_ = analyse_voice(after)
        similarity_before = similarity(encoder.embed(before), target.embedding)
    except SpeechNotFound:
        return Judgement()
    octaves = (print_.log_f0_mean - target.log_f0_mean) / math.log(2.0)
    return Judgement(
        similarity_before=similarity_before,
        similarity_after=similarity(print_.embedding, target.embedding),
        f0_correlation=_number(f0_correlation(before, after)),
        f0_mean_error_semitones=_number(abs(SEMITONES_PER_OCTAVE * octaves)),
    )


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


class Excerpt:
    """A stage that lets everything pass and keeps a minute of it.

    Attributes:
        last_s: time of the newest block.
    """

    latency_s = 0.0

    def __init__(self, begin_s: float, length_s: float = JUDGED_S) -> None:
        self._begin_s, self._end_s = begin_s, begin_s + length_s
        self._parts: list[Samples] = []
        self.last_s = 0.0

    def process(self, item: AudioBlock) -> AudioBlock:
        """Keep the part of the block that lies in the minute."""
        self.last_s = item.time_s
        first, behind = (
            min(len(item.samples), max(0, round((edge_s - item.time_s) * item.rate_hz)))
            for edge_s in (self._begin_s, self._end_s)
        )
        if first < behind:
            self._parts.append(item.samples[first:behind].copy())
        return item

    def samples(self) -> Samples:
        """Return what was kept, (n,) float32."""
        return np.concatenate(self._parts) if self._parts else np.zeros(0, np.float32)

    def reset(self) -> None:
        """What was kept stays."""


class Stopwatch:
    """A stage that measures how long another takes in all."""

    def __init__(self, stage: Stage[AudioBlock]) -> None:
        self._stage = stage
        self.elapsed_s = 0.0

    @property
    def latency_s(self) -> float:
        """That of the stage."""
        return self._stage.latency_s

    @latency_s.setter
    def latency_s(self, value: float) -> None:
        self._stage.latency_s = value

    def process(self, item: AudioBlock) -> AudioBlock:
        """Pass the block through the stage."""
        started_s = time.perf_counter()
        out = self._stage.process(item)
        self.elapsed_s += time.perf_counter() - started_s
        return out

    def reset(self) -> None:
        """Reset the stage."""
        self._stage.reset()
