"""STOI: the ends of its scale, what it does not mind, and numbers of the published definition.

The numbers were made once with pystoi 0.4.1 on the same signals; both agree to 0.0002 on noisy speech, too.
"""

import numpy as np
import pytest

from models.evaluate.voice_stoi import stoi
from models.voice_engines import Samples
from tests.support.spoken import needs_flite, spoken


def _noise(seed: int, samples: int) -> Samples:
    return np.asarray(np.random.default_rng(seed).normal(0, 0.1, samples), np.float32)


def _talk(seconds: float = 3.0) -> Samples:
    """Noise that swells four times a second."""
    noise = _noise(1, round(16_000 * seconds))
    return np.asarray(noise * (1.05 + np.sin(2 * np.pi * 4 * np.arange(len(noise)) / 16_000)), np.float32)


@pytest.mark.parametrize(("noise_db", "published"), [(-10, 0.98237), (0, 0.86011), (10, 0.51282)])
def test_noise_counts_as_published(noise_db: float, published: float) -> None:
    clean = _talk()
    assert stoi(clean, np.asarray(clean + 10 ** (noise_db / 20) * _noise(2, len(clean)), np.float32)) == pytest.approx(
        published, abs=1e-3
    )


@needs_flite
def test_the_scale_runs_from_nothing_to_the_same() -> None:
    speech = spoken("slt")
    assert stoi(speech, speech) == pytest.approx(1) and stoi(speech, np.asarray(-0.3 * speech, np.float32)) > 0.9999
    assert abs(stoi(speech, _noise(3, len(speech)))) < 0.35
    late = [stoi(speech, np.roll(speech, lag)) for lag in (80, 800, 3200)]
    assert late[0] > 0.9 > late[1] > late[2]


def test_too_little_is_no_number() -> None:
    for length in (0, 100, 4000):
        assert np.isnan(stoi(_noise(1, length), _noise(1, length)))
