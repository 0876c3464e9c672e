"""Leak, latency and speed of an engine, measured on engines of which all three are known."""

import time

import numpy as np
import pytest

from models.evaluate.voice_causality import delay_s, look_ahead_samples, measure_latency
from models.evaluate.voice_leak import NOISES, faint_noise, level_dbfs, noise_leak_dbfs
from models.evaluate.voice_speed import busy_cores, measure_speed
from models.evaluate.voice_stream import convert
from models.voice_engines import RATE_HZ, Samples, VoicePrint, VoiceStyle

MS = RATE_HZ // 1000


class Known:
    """Delays by `delay` samples, states `lag`, and smooths over `width` samples."""

    block = 160
    faults = 0
    pitch_hz = 0.0
    _line: Samples

    def __init__(self, delay: int, lag: int, width: int = 1, gain: float = 1.0) -> None:
        self.latency_s = lag / RATE_HZ
        self.style = VoiceStyle(strength=0.7)
        self._delay, self._width, self._gain = delay, width, np.float32(gain)
        self.styles: set[VoiceStyle] = set()
        self.reset()

    def set_voice(self, target: VoicePrint) -> None:
        raise AssertionError

    def set_speaker(self, speaker: VoicePrint | None) -> None:
        raise AssertionError

    def fit(self, speech: Samples) -> None:
        raise AssertionError

    def convert(self, block: Samples) -> Samples:
        self.styles.add(self.style)
        self._line = np.concatenate([self._line, block])[-(self.block + self._delay + self._width) :]
        sums = np.convolve(self._line, np.full(self._width, 1 / self._width), "valid")
        end = len(sums) - self._delay
        return np.asarray(sums[end - self.block : end] * self._gain, np.float32)

    def reset(self) -> None:
        self._line = np.zeros(self.block + self._delay + self._width, np.float32)


def _talk() -> Samples:
    """Bursts of noise at odd times."""
    chance = np.random.default_rng(5)
    gate = np.repeat(chance.uniform(0, 1, 64) ** 3, RATE_HZ // 16)
    return np.asarray(chance.normal(0, 0.1, len(gate)) * gate, np.float32)


def test_an_honest_engine_looks_no_farther_than_its_lag() -> None:
    engine = Known(delay=12 * MS, lag=20 * MS, width=16 * MS + 1)  # 12 ms and half of 16 ms
    latency = measure_latency(engine, _talk())
    assert latency.stated_s == pytest.approx(0.030)
    assert latency.look_ahead_s == pytest.approx(0.008, abs=1.5 / RATE_HZ)
    assert latency.delay_s == pytest.approx(0.030, abs=0.002) and latency.worst_s == pytest.approx(0.030)
    assert engine.style == VoiceStyle(strength=0.7) and VoiceStyle(strength=0.0, auto_pitch=False) in engine.styles


def test_an_understated_lag_is_found() -> None:
    engine = Known(delay=40 * MS, lag=0)
    assert look_ahead_samples(engine, _talk()) <= 0
    assert delay_s(engine, _talk()) == pytest.approx(0.040, abs=0.001)
    assert measure_latency(engine, _talk()).worst_s == pytest.approx(0.050, abs=0.001)


def test_input_that_is_needed_too_early_is_found() -> None:
    """An engine that claims to lag 20 ms and lags none uses input from 20 ms behind the place it claims."""
    assert look_ahead_samples(Known(delay=0, lag=20 * MS), _talk()) == 20 * MS + 1


def test_noise_is_as_faint_as_stated_and_its_level_is_read() -> None:
    for kind in NOISES:
        assert level_dbfs(faint_noise(kind)) == pytest.approx(-50, abs=0.01)
    power = np.abs(np.fft.rfft(faint_noise("pink"))) ** 2
    octaves = [power[5 * hz : 10 * hz].sum() for hz in (200, 400, 800, 1600)]  # of 5 s
    assert max(octaves) / min(octaves) < 1.2
    assert noise_leak_dbfs(Known(0, 0, gain=0.1)) == pytest.approx(-70, abs=0.1)
    assert noise_leak_dbfs(Known(0, 0, gain=0.0)) == -120 and level_dbfs(np.zeros(0, np.float32)) == -120


def test_speed_is_that_of_a_block_beside_busy_cores() -> None:
    class Slow(Known):
        def convert(self, block: Samples) -> Samples:
            time.sleep(0.004)
            return super().convert(block)

    speed = measure_speed(Slow(0, 0), _talk()[:RATE_HZ], seconds=0.5)
    assert 0.4 <= speed.p50 <= speed.p99 and speed.busy >= 1 and speed.threads < 1.5


def test_busy_programs_end() -> None:
    import psutil

    before = {child.pid for child in psutil.Process().children()}
    with busy_cores(2):
        started = [child for child in psutil.Process().children() if child.pid not in before]
        assert len(started) == 2
    assert not any(child.is_running() for child in started)


@pytest.mark.parametrize("length", [1, 160, 1000, 4321])
def test_results_are_in_step_with_the_speech(length: int) -> None:
    speech = np.random.default_rng(length).normal(0, 0.1, length).astype(np.float32)
    result, times_s, faults = convert(Known(delay=200, lag=200), speech)
    np.testing.assert_allclose(result, speech, atol=1e-7)
    assert len(times_s) == -(-(length + 200) // 160) and faults == 0
