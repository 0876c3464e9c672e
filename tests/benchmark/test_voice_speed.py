"""Speed of the voice converter on one core. Run it with `-m benchmark`."""

import time

from models.voice_engines import RATE_HZ, create_voice_engine
from tests.support.drawn_voice import voice

BUDGET = 0.15  # of real time
SECONDS = 30.0


def test_the_converter_stays_within_its_budget() -> None:
    """Processor time over the length of the sound, all threads together; the voice is learned meanwhile."""
    engine = create_voice_engine("dsp")
    blocks = voice(170.0, SECONDS).reshape(-1, engine.block)
    for block in blocks[:100]:
        engine.convert(block)
    engine.reset()
    started_s = time.process_time()
    times_s = []
    for block in blocks:
        began_s = time.process_time()
        engine.convert(block)
        times_s.append(time.process_time() - began_s)
    share = (time.process_time() - started_s) / SECONDS
    assert share < BUDGET, share
    assert sorted(times_s)[int(0.99 * len(times_s))] < 0.7 * engine.block / RATE_HZ
