"""The derivative of the speaker encoder, against the installed network and against small differences."""

import numpy as np

from models.runtime import load_net
from models.voice.dsp.encoder_gradient import EncoderGradient
from models.voice.mel import mel_spectrogram
from models.weights import find
from tests.support.drawn_voice import voice


def test_it_is_the_encoder_and_its_derivative() -> None:
    mel = np.stack([mel_spectrogram(0.2 * voice(f0_hz, 1.6), 40)[:160] for f0_hz in (110.0, 200.0)])
    target = np.random.default_rng(1).uniform(0, 1, 256).astype(np.float32)
    target /= np.linalg.norm(target)
    encoder, net = EncoderGradient(), load_net(find("speaker-encoder"))
    likeness, slope = encoder.likeness(mel, target)
    assert abs(likeness - np.mean([net(item[None])[0][0] @ target for item in mel])) < 1e-4
    gain = np.random.default_rng(2).normal(0, 0.01, 40).astype(np.float32)
    ahead, behind = (encoder.likeness(mel * np.exp(sign * gain), target, derivative=False)[0] for sign in (1, -1))
    predicted = float((slope * mel * gain).sum())
    assert abs(predicted) > 2e-5
    np.testing.assert_allclose(predicted, (ahead - behind) / 2, rtol=0.1, atol=5e-6)
