"""Drive an engine as a stream, off line: block by block, with the lag taken out of the result."""

import time

import numpy as np

from models.voice_engines import RATE_HZ, Samples, VoiceEngine


def convert(engine: VoiceEngine, speech: Samples) -> tuple[Samples, list[float], int]:
    """Reset an engine and convert speech block by block.

    Returns:
        The result, as long as the speech and in step with it, the seconds that each block took, and the blocks that
        the engine counted as not finite.
    """
    lag = lag_samples(engine)
    engine.reset()
    faults = engine.faults
    stream, times_s = run(engine, np.pad(speech, (0, lag)))
    return stream[lag : lag + len(speech)], times_s, engine.faults - faults


def run(engine: VoiceEngine, samples: Samples) -> tuple[Samples, list[float]]:
    """Give an engine samples, filled up to whole blocks with silence, from the state it is in.

    Returns:
        What it gave back, late as it is, and the seconds that each block took.
    """
    count = -(-len(samples) // engine.block)
    line = np.pad(np.asarray(samples, np.float32), (0, count * engine.block - len(samples)))
    blocks, times_s = [], []
    for block in line.reshape(count, engine.block):
        started_s = time.perf_counter()
        blocks.append(engine.convert(block))
        times_s.append(time.perf_counter() - started_s)
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32), times_s


def lag_samples(engine: VoiceEngine) -> int:
    """Return how far an engine says that its output lags the input."""
    return round(engine.latency_s * RATE_HZ)
