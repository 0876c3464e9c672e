"""A judge of who speaks that no engine was trained or tuned with: one Gaussian of cepstra for each voice.

Speakers are told apart by the symmetric Kullback-Leibler divergence of the Gaussians of their cepstra (Campbell 1997,
"Speaker recognition: a tutorial"). It hears the colour of a voice and its microphone, nothing of the time course.
"""

from dataclasses import dataclass

import numpy as np

from models.evaluate.voice_cepstra import COEFFICIENTS, Floats, cepstra
from models.voice_engines import Samples

_RIDGE = 1e-3  # added to the variances: short recordings


@dataclass(frozen=True, slots=True, eq=False)
class VoiceGaussian:
    """Mean (19,) and covariance (19, 19) of the cepstra of one voice."""

    mean: Floats
    covariance: Floats


def voice_gaussian(recordings: list[Samples]) -> VoiceGaussian:
    """Model a voice. Raises SpeechNotFound if there is no speech in one of the recordings."""
    frames = np.concatenate([cepstra(recording) for recording in recordings])
    covariance = np.cov(frames, rowvar=False) if len(frames) > 1 else np.zeros((COEFFICIENTS, COEFFICIENTS))
    return VoiceGaussian(frames.mean(axis=0), covariance + _RIDGE * np.eye(COEFFICIENTS))


def divergence(a: VoiceGaussian, b: VoiceGaussian) -> float:
    """Return the symmetric Kullback-Leibler divergence, KL(a, b) + KL(b, a), 0 or more, in nats."""
    inverse_a, inverse_b = np.linalg.inv(a.covariance), np.linalg.inv(b.covariance)
    apart = a.mean - b.mean
    shapes = np.trace(inverse_b @ a.covariance) + np.trace(inverse_a @ b.covariance) - 2 * len(apart)
    return float(0.5 * (shapes + apart @ (inverse_a + inverse_b) @ apart))


def nearer_to_target(result: VoiceGaussian, target: VoiceGaussian, source: VoiceGaussian) -> float:
    """Return 1.0 if a result is nearer to the target than to the source, else 0.0."""
    return float(divergence(result, target) < divergence(result, source))
