"""Listen: measures the delay of arrival, changes nothing, hears howling only when told to watch."""

import numpy as np

from app.media import AudioBlock, now
from app.stages.sound.listen import Listen

RATE_HZ = 48000


def _tone(seconds: float) -> list[AudioBlock]:
    wave = 0.5 * np.sin(2 * np.pi * 1200 * np.arange(round(seconds * RATE_HZ)) / RATE_HZ).astype(np.float32)
    return [AudioBlock(wave[at : at + 480], RATE_HZ, at / RATE_HZ) for at in range(0, len(wave), 480)]


def test_it_tells_how_late_sound_arrives() -> None:
    listen = Listen()
    block = AudioBlock(np.zeros(480, np.float32), RATE_HZ, now() - 0.030)
    assert listen.process(block) is block
    assert 20.0 <= listen.meter.delay_ms(now(), 50)[0] < 60.0
    assert now() - listen.last_s < 1.0


def test_it_hears_howling_when_it_watches() -> None:
    for watch in (False, True):
        listen = Listen()
        listen.watch = watch
        for block in _tone(0.5):
            listen.process(block)
        assert (listen.howling_s > 0.0) is watch
