"""What the network hears is the same in a stream and in training."""

import numpy as np
import torch

from models.training.voice import spectra
from models.voice.mel import HOP, WINDOW
from models.voice.neural.features import FEATURES, features


def test_stream_and_training_hear_the_same() -> None:
    sound = np.random.default_rng(1).normal(0, 0.05, 4_000).astype(np.float32)
    power = spectra.Spectra(torch.device("cpu")).power(torch.from_numpy(sound[None]))
    whole = spectra.features(power)[0].numpy()
    for n in (2, 7, 20):
        centre = n * HOP
        np.testing.assert_allclose(features(sound[centre - WINDOW // 2 :][:WINDOW]), whole[n], atol=1e-4)


def test_loudness_is_apart_from_shape() -> None:
    frame = np.random.default_rng(2).normal(0, 0.05, WINDOW).astype(np.float32)
    soft, loud = features(frame), features(4 * frame)
    assert soft.shape == (FEATURES,)
    np.testing.assert_allclose(soft[:-1], loud[:-1], atol=0.01)
    assert loud[-1] - soft[-1] > 0.8
    assert np.isfinite(features(np.zeros(WINDOW, np.float32))).all()
