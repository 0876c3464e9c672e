"""Resampling between 48 and 16 kHz: delay, flatness, images, and blocks of any length."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from app.sound.resample import HIGH_HZ, LOW_HZ, Decimator, Interpolator, to_16k, to_48k

Samples = NDArray[np.float32]


def _tone(hz: float, rate_hz: int, seconds: float = 0.5) -> Samples:
    return np.sin(2 * np.pi * hz * np.arange(int(seconds * rate_hz)) / rate_hz).astype(np.float32)


def _level(samples: Samples) -> float:
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    return float(np.sqrt(2 * np.mean(middle.astype(np.float64) ** 2)))


def _in_pieces(convert: Callable[[Samples], Samples], samples: Samples, cuts: list[int]) -> Samples:
    edges = [0, *sorted(cuts), len(samples)]
    return np.concatenate([convert(samples[a:b]) for a, b in pairwise(edges)])


@pytest.mark.parametrize("make", [Decimator, Interpolator])
def test_the_cut_into_blocks_does_not_change_a_bit(make: type[Decimator] | type[Interpolator]) -> None:
    generator = np.random.default_rng(5)
    noise = generator.standard_normal(9_000).astype(np.float32)
    whole = make().process(noise)
    for size in (1, 2, 7, 160, 441, 480, 4096):
        length = 900 if size < 3 else 9_000
        pieces = _in_pieces(make().process, noise[:length], list(range(size, length, size)))
        assert np.array_equal(pieces, whole[: len(pieces)])
        assert len(pieces) >= length // 3
    for _ in range(20):
        assert np.array_equal(
            _in_pieces(make().process, noise, list(generator.integers(0, 9_000, 25))), whole
        )  # empty blocks included


def test_both_together_delay_by_exactly_what_they_state() -> None:
    click = np.zeros(4_800, np.float32)
    click[900] = 1.0
    decimator, interpolator = Decimator(), Interpolator()
    out = interpolator.process(decimator.process(click))
    late = round((decimator.latency_s + interpolator.latency_s) * HIGH_HZ)
    assert late / HIGH_HZ <= 0.002
    assert int(np.argmax(np.abs(out))) == 900 + late
    around = out[900 + late - 80 : 900 + late + 81]
    assert np.allclose(around, around[::-1], atol=1e-6)  # linear phase: nothing is smeared to one side


@pytest.mark.parametrize("hz", [20.0, 300.0, 1_000.0, 4_000.0, 7_000.0])
def test_the_voice_band_is_flat(hz: float) -> None:
    down = to_16k(_tone(hz, HIGH_HZ))
    up = to_48k(_tone(hz, LOW_HZ))
    for level in (_level(down), _level(up)):
        assert abs(20 * np.log10(level)) < 0.3


@pytest.mark.parametrize("hz", [8_600.0, 9_000.0, 12_000.0, 15_900.0, 20_000.0, 23_900.0])
def test_what_16_khz_cannot_hold_is_taken_out(hz: float) -> None:
    assert 20 * np.log10(_level(to_16k(_tone(hz, HIGH_HZ)))) < -60


@pytest.mark.parametrize("hz", [440.0, 3_000.0, 7_000.0])
def test_images_are_60_db_down(hz: float) -> None:
    sound = to_48k(_tone(hz, LOW_HZ, 1.0))
    spectrum = np.abs(np.fft.rfft(sound[8_000:40_000] * np.blackman(32_000)))
    above = spectrum[int(8_600 / 1.5) :].max()
    assert 20 * np.log10(above / spectrum.max()) < -60


def test_whole_recordings_are_converted_without_delay() -> None:
    for length in (1, 2, 3, 100, 4_801):
        assert len(to_16k(np.ones(length, np.float32))) == -(-length // 3)
        assert len(to_48k(np.ones(length, np.float32))) == 3 * length
    assert len(to_16k(np.zeros(0, np.float32))) == len(to_48k(np.zeros(0, np.float32))) == 0
    tone = _tone(500.0, HIGH_HZ)
    back = to_48k(to_16k(tone))[1_000:-1_000]
    assert np.abs(back - tone[1_000:-1_000]).max() < 0.02
    assert np.abs(to_16k(tone)[500:-500] - _tone(500.0, LOW_HZ)[500:-500]).max() < 0.01


def test_reset_forgets_and_silence_stays_zero() -> None:
    for stage in (Decimator(), Interpolator()):
        stage.process(np.ones(1_000, np.float32))
        stage.reset()
        assert not stage.process(np.zeros(1_000, np.float32)).any()
