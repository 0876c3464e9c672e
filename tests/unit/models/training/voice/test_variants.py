"""Variants of speakers are other speakers, and what is told of them is what they sound like."""

import numpy as np
import torch

from models.training.voice.spectra import BINS, Spectra
from models.training.voice.variants import Variants
from models.voice.dsp.colour import BANDS
from models.voice.dsp.statistics import Speaker, measure_speaker
from tests.support.drawn_voice import voice

SPECTRA = Spectra(torch.device("cpu"))


def test_frequencies_are_stretched_and_coloured() -> None:
    at = np.arange(8_000) / 16_000
    power = SPECTRA.power(torch.from_numpy(np.sin(2 * np.pi * 2_000 * at).astype(np.float32))[None].repeat(3, 1))
    colour = torch.zeros(3, BINS)
    colour[2] = 1.5
    made = SPECTRA.altered(power, torch.tensor([1.0, 1.2, 1.0]), colour)
    torch.testing.assert_close(made[0], power[0])
    assert int(made[1, 20].argmax()) == 60  # 2400 Hz, 40 Hz a bin
    torch.testing.assert_close(made[2], power[0] * np.exp(1.5))


def test_what_is_told_is_what_would_be_measured() -> None:
    """A voice drawn a little higher and smaller is the stretched voice."""
    stretch = 1.1
    heard = measure_speaker(voice(120.0, 4.0))
    wanted = measure_speaker(voice(120.0 * stretch, 4.0, (605, 1375, 2750)))
    variants = Variants(
        np.array([[1.0, stretch]], np.float32), np.zeros((1, 2, BINS), np.float32), np.ones((1, 2, 2, 256), np.float32)
    )
    told = variants.altered(heard, 0, 1)
    assert abs(told.log_f0_mean - wanted.log_f0_mean) < 0.02
    assert distance(told, wanted) < 0.5 * distance(heard, wanted)


def distance(one: Speaker, other: Speaker) -> float:
    """Return the deviation of the spectra's difference up to 5 kHz."""
    return float((one.voiced - other.voiced)[: BANDS * 5 // 8].std())
