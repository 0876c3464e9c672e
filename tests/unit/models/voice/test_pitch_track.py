"""The pitch tracker on tones whose pitch is known, and on speech that is moved in time."""

import numpy as np
import pytest

from models.voice.pitch_track import PitchTrack, aligned, correlation, log_f0_correlation, track, voicing_error
from models.voice_engines import RATE_HZ, Samples
from tests.support.spoken import needs_flite, spoken


def _voice(f0_hz: np.ndarray, noise: float = 0.01) -> Samples:
    """Return harmonics of 1/k up to 7 kHz with a little noise."""
    phase = 2 * np.pi * np.cumsum(f0_hz) / RATE_HZ
    sound = sum(np.cos(k * phase) * (k * f0_hz < 7000) / k for k in range(1, 60))
    return np.asarray(0.1 * sound + np.random.default_rng(0).normal(0, noise, len(f0_hz)), np.float32)


def _melody(middle_hz: float, seconds: float = 3.0) -> np.ndarray:
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.asarray(middle_hz * 2 ** (0.15 * np.sin(2 * np.pi * 1.5 * t) + 0.1 * np.sin(2 * np.pi * 0.4 * t)))


@pytest.mark.parametrize("middle_hz", [75, 110, 160, 230, 330, 430])
def test_a_known_melody_is_followed_to_a_few_cents(middle_hz: float) -> None:
    f0_hz = _melody(middle_hz)
    found = track(_voice(f0_hz))
    assert len(found.f0_hz) == 1 + len(f0_hz) // 160
    count = len(f0_hz[::160])
    assert found.voiced[:count].mean() > 0.97
    cents = 1200 * np.log2(found.f0_hz[:count][found.voiced[:count]] / f0_hz[::160][found.voiced[:count]])
    assert np.median(np.abs(cents)) < 5 and np.abs(cents).max() < 80
    assert found.mean_hz == pytest.approx(np.exp(np.log(f0_hz).mean()), rel=0.005)


def test_a_missing_fundamental_and_a_strong_second_harmonic_are_no_other_octave() -> None:
    f0_hz = _melody(120)
    phase = 2 * np.pi * np.cumsum(f0_hz) / RATE_HZ
    telephone = sum(np.cos(k * phase) / k for k in range(3, 28))
    bright = np.cos(phase) + 4 * np.cos(2 * phase) + np.cos(3 * phase) + np.cos(5 * phase)
    for sound in (telephone, bright):
        assert track(np.asarray(0.05 * sound, np.float32)).mean_hz == pytest.approx(120, rel=0.03)


def test_noise_and_silence_have_no_pitch() -> None:
    chance = np.random.default_rng(1)
    assert track(chance.normal(0, 0.1, 48000).astype(np.float32)).voiced.mean() < 0.03
    for length in (0, 1, 100, 16000):
        silent = track(np.zeros(length, np.float32))
        assert len(silent.f0_hz) == 1 + length // 160 and not silent.voiced.any() and silent.mean_hz == 0.0


def test_voiced_parts_are_found_between_pauses() -> None:
    f0_hz = _melody(200)
    sound = _voice(f0_hz, noise=0.002)
    sound[RATE_HZ : 2 * RATE_HZ] = np.random.default_rng(2).normal(0, 0.002, RATE_HZ)
    voiced = track(sound).voiced
    assert voiced[:97].mean() > 0.95 and voiced[203:298].mean() > 0.95 and not voiced[104:196].any()


@needs_flite
def test_speech_agrees_with_itself_only_in_step() -> None:
    speech = spoken("slt")
    late = np.concatenate([np.zeros(800, np.float32), speech])
    assert correlation(speech, late, 0.05) > 0.999
    assert correlation(speech, late) < 0.98
    first, second = aligned(speech, late, 0.05)
    assert voicing_error(first, second) < 0.02 and len(first.f0_hz) == len(second.f0_hz)
    assert 140 < track(spoken("slt")).mean_hz < 220 and 80 < track(spoken("rms")).mean_hz < 140


def test_correlation_needs_something_in_common() -> None:
    assert np.isnan(correlation(np.zeros(16000, np.float32), _voice(_melody(100))))
    flat, bent = (PitchTrack(np.full(50, 100.0)), PitchTrack(np.linspace(100, 200, 50)))
    assert np.isnan(log_f0_correlation(flat, bent))
    assert log_f0_correlation(bent, PitchTrack(1e5 / bent.f0_hz)) == pytest.approx(-1)
    assert voicing_error(flat, PitchTrack(np.where(np.arange(50) < 10, 0.0, 100.0))) == pytest.approx(0.2)
