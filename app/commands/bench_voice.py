"""`likeness bench voice`: how fast this machine converts a voice, the engine alone and with all stages around it."""

import itertools
import time
from pathlib import Path
from typing import Any

import numpy as np

from app.commands.console import Progress, result
from app.errors import EndOfSource, MediaError
from app.flow import Stage
from app.media import AudioBlock
from app.paths import demo_film
from app.settings import Settings
from app.sound.resample import HIGH_HZ, to_16k
from app.sources.media_file import MediaFile
from models.voice_engines import RATE_HZ, Samples, VoiceEngine, algorithmic_latency_s

BLOCK_S = 0.01
BLOCK_SAMPLES = round(BLOCK_S * HIGH_HZ)
WARM_UP_BLOCKS = 100
SPEECH_S = 30.0


def measure_voice(settings: Settings, seconds: float, driver: Path | None, progress: Progress) -> dict[str, Any]:
    """Time the engine and the whole chain of stages on the same speech, in turn, in this process.

    Args:
        settings: voice, engine and style.
        seconds: for how long.
        driver: file with speech; None: the bundled film.
        progress: is told the share done.

    Returns:
        Per stage ("engine", "chain") `ms_p50`, `ms_p95`, `ms_p99`, `ms_mean` of one block of 10 ms on the clock,
        `cpu_ms_mean` of processor time, and `rtf`; the latencies and what was measured.
    """
    from app.voicing import engine_name, make_voice_engine

    sound = _speech(driver or demo_film())
    engine, chained = make_voice_engine(settings)[1], make_voice_engine(settings)[1]
    low = to_16k(sound)
    for made in (engine, chained):
        made.fit(low[: round(SPEECH_S * RATE_HZ)])
        made.reset()
    stages, latency_s = _chain(chained)
    marks = _run(engine, low, stages, sound, seconds, progress)
    table = {name: _spread(np.array(marks[name])) for name in ("engine", "chain")}
    return {
        "stages": table,
        "rtf": table["chain"]["rtf"],
        "algorithmic_latency_ms": 1000.0 * algorithmic_latency_s(engine),
        "chain_latency_ms": 1000.0 * (latency_s + algorithmic_latency_s(engine) - engine.latency_s),
        "blocks": len(marks["engine"]),
        "engine": engine_name(settings.voice_engine),
        "voice": settings.voice,
        "driver": (driver or demo_film()).name,
    }


def print_voice(table: dict[str, Any]) -> None:
    """Write the numbers for people."""
    for name, spread in table["stages"].items():
        result(
            f"{name:8} {spread['ms_p50']:6.2f} ms median  {spread['ms_p95']:6.2f} ms p95  "
            f"{spread['ms_p99']:6.2f} ms p99 of each 10 ms  (real-time factor {spread['rtf']:.3f})"
        )
    result(
        f"algorithmic latency {table['algorithmic_latency_ms']:.1f} ms, with all stages "
        f"{table['chain_latency_ms']:.1f} ms ({table['machine']['processor']}, {table['machine']['cores']} cores)"
    )


def _chain(engine: VoiceEngine) -> tuple[list[Stage[AudioBlock]], float]:
    """The stages of a live session around the engine, and how late they are in all."""
    from app.stages.sound.condition import Condition
    from app.stages.sound.level import Level, Limiter
    from app.stages.sound.voice import Voice
    from app.stages.sound.voice_gate import VoiceGate

    stages: list[Stage[AudioBlock]] = [Condition(), Level(), VoiceGate(), Voice(engine), Limiter(), Level()]
    return stages, sum(stage.latency_s for stage in stages)


def _run(
    engine: VoiceEngine,
    low: Samples,
    stages: list[Stage[AudioBlock]],
    sound: Samples,
    seconds: float,
    progress: Progress,
) -> dict[str, list[tuple[float, float]]]:
    """Play the speech again and again; returns pairs of clock and processor time of each block, s."""
    marks: dict[str, list[tuple[float, float]]] = {"engine": [], "chain": []}
    small = round(BLOCK_S * RATE_HZ)
    each = engine.block // small or 1  # an engine with longer blocks is measured by those
    count = len(sound) // BLOCK_SAMPLES // each * each
    started_s = time.perf_counter()
    for number, place in enumerate(itertools.cycle(range(0, count, each))):
        at_s = time.perf_counter()
        if number * each == WARM_UP_BLOCKS:
            started_s = at_s
        if number * each >= WARM_UP_BLOCKS:
            if at_s - started_s >= seconds:
                break
            progress((at_s - started_s) / seconds)
        before = _clocks()
        engine.convert(low[place * small :][: engine.block])
        between = _clocks()
        for step in range(each):
            block = sound[(place + step) * BLOCK_SAMPLES :][:BLOCK_SAMPLES]
            item = AudioBlock(block, HIGH_HZ, (number * each + step) * BLOCK_S)
            for stage in stages:
                item = stage.process(item)
        after = _clocks()
        if number * each >= WARM_UP_BLOCKS:
            marks["engine"].append(((between[0] - before[0]) / each, (between[1] - before[1]) / each))
            marks["chain"].append(((after[0] - between[0]) / each, (after[1] - between[1]) / each))
    return marks


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _spread(pairs_s: "np.ndarray[Any, np.dtype[np.float64]]") -> dict[str, float]:
    clock_ms, cpu_ms = 1000.0 * pairs_s.T
    p50, p95, p99 = np.percentile(clock_ms, (50, 95, 99))
    return {
        "ms_p50": float(p50),
        "ms_p95": float(p95),
        "ms_p99": float(p99),
        "ms_mean": float(clock_ms.mean()),
        "cpu_ms_mean": float(cpu_ms.mean()),
        "rtf": float(clock_ms.mean() / (1000.0 * BLOCK_S)),
    }


def _speech(path: Path) -> Samples:
    """Return up to half a minute of a file's sound, (n,) float32 at 48 kHz. Raises MediaError."""
    source = MediaFile(str(path), live=False, with_video=False).audio
    assert source is not None  # a file without sound is refused
    parts: list[Samples] = []
    source.open()
    try:
        while sum(map(len, parts)) < SPEECH_S * HIGH_HZ:
            parts.append(source.read().samples)
    except EndOfSource:
        if sum(map(len, parts)) < HIGH_HZ:
            raise MediaError(
                f"{path.name} is too short to measure with", "use a file with some seconds of speech"
            ) from None
    finally:
        source.close()
    return np.concatenate(parts)
