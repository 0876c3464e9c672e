"""Mel spectrograms against numbers of librosa 0.11 (numpy, float32) for the same sweep."""

import numpy as np
import pytest

from models.voice.mel import mel_filters, mel_spectrogram, power_spectrogram

# for each number of bands: frame, loudest band, its power, power of all bands
LIBROSA = {
    40: [
        (0, 1, 3.85188, 8.16224), (10, 11, 10.8382, 18.3383), (50, 31, 2.29153, 4.56457), (90, 38, 2.26496, 2.56303),
        (100, 39, 0.63358, 0.635872),
    ],
    80: [
        (0, 2, 4.98286, 17.076), (10, 22, 13.2564, 36.25), (50, 61, 6.21167, 9.01443), (90, 76, 3.60034, 5.06555),
        (100, 79, 1.85204, 2.11496),
    ],
}  # fmt: skip


@pytest.mark.parametrize("bands", [40, 80])
def test_a_sweep_has_the_powers_of_librosa(bands: int) -> None:
    t = np.arange(16000) / 16000
    sweep = (0.3 * np.sin(2 * np.pi * (100 * t + 3800 * t**2))).astype(np.float32)
    mel = mel_spectrogram(sweep, bands)
    assert mel.shape == (101, bands) and mel.dtype == np.float32
    for frame, loudest, power, total in LIBROSA[bands]:
        assert mel[frame].argmax() == loudest
        assert mel[frame].max() == pytest.approx(power, rel=1e-4)
        assert mel[frame].sum() == pytest.approx(total, rel=1e-4)


def test_filters_weigh_every_band_alike() -> None:
    filters = mel_filters(40)
    assert filters.shape == (40, 201) and (filters >= 0).all()
    np.testing.assert_allclose(filters[25:].sum(axis=1) * 40.0, 1.0, rtol=0.03)  # area over 40 Hz a bin


def test_long_recordings_are_worked_on_in_pieces_without_a_seam() -> None:
    sound = np.random.default_rng(0).normal(0, 0.1, 4200 * 160).astype(np.float32)
    whole = power_spectrogram(sound)
    part = power_spectrogram(sound[3900 * 160 : 4100 * 160])
    np.testing.assert_allclose(whole[3902:4099], part[2:-2], rtol=1e-4, atol=1e-5)


def test_nothing_has_no_frames_and_little_has_one() -> None:
    assert mel_spectrogram(np.zeros(0, np.float32), 40).shape == (0, 40)
    assert mel_spectrogram(np.ones(10, np.float32), 40).shape == (1, 40)
