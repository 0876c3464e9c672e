"""A second judge of who speaks: mixtures of Gaussians, adapted from what all voices have in common.

Reynolds, Quatieri and Dunn 2000, "Speaker verification using adapted Gaussian mixture models": a background mixture is
trained on many other speakers, its means are moved towards each voice, and a recording is judged by the mean
logarithm of the ratio of likelihoods. It sees cepstra without their mean, so it cannot be pleased by an equaliser.
"""

from dataclasses import dataclass

import numpy as np

from models.evaluate.voice_cepstra import Floats, normalised_with_slopes
from models.voice_engines import Samples

COMPONENTS = 64
_ROUNDS = 12  # of expectation and maximisation
_LEAST_VARIANCE = 0.01  # of that of all frames
_RELEVANCE = 16.0  # frames that count as much as the background; Reynolds' value
_SEED = 1
_LEAST_FRAMES = 50 * COMPONENTS


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """A mixture of Gaussians without correlations: weights (k,), means (k, d), variances (k, d)."""

    weights: Floats
    means: Floats
    variances: Floats

    def log_densities(self, frames: Floats) -> Floats:
        """Return the logarithm of each component's share of the density at each frame, (n, k)."""
        precision = 1.0 / self.variances
        constant = np.log(self.weights) - 0.5 * np.log(2 * np.pi * self.variances).sum(axis=1)
        constant = constant - 0.5 * (self.means**2 * precision).sum(axis=1)
        return np.asarray(constant + frames @ (self.means * precision).T - 0.5 * frames**2 @ precision.T)


def train_background(recordings: list[Samples]) -> Mixture | None:
    """Train a background on recordings of many speakers; None if that is under 32 s of speech.

    The outcome depends on nothing but the recordings.

    Raises:
        SpeechNotFound: there is no speech in one of them.
    """
    frames = np.concatenate([normalised_with_slopes(item) for item in recordings]) if recordings else np.zeros((0, 1))
    if len(frames) < _LEAST_FRAMES:
        return None
    spread = frames.var(axis=0)
    chosen = np.random.default_rng(_SEED).choice(len(frames), COMPONENTS, replace=False)
    weights, variances = np.full(COMPONENTS, 1.0 / COMPONENTS), np.tile(spread, (COMPONENTS, 1))
    mixture = Mixture(weights, frames[chosen], variances)
    for _ in range(_ROUNDS):
        shares = _shares(mixture, frames)
        counts = np.maximum(shares.sum(axis=0), 1e-9)
        means = shares.T @ frames / counts[:, None]
        variances = shares.T @ frames**2 / counts[:, None] - means**2
        mixture = Mixture(counts / counts.sum(), means, np.maximum(variances, _LEAST_VARIANCE * spread))
    return mixture


def adapt(background: Mixture, recordings: list[Samples]) -> Mixture:
    """Return the background with its means moved towards one voice. Raises SpeechNotFound."""
    frames = np.concatenate([normalised_with_slopes(item) for item in recordings])
    shares = _shares(background, frames)
    counts = shares.sum(axis=0)[:, None]
    heard = shares.T @ frames / np.maximum(counts, 1e-9)
    pull = counts / (counts + _RELEVANCE)
    return Mixture(background.weights, pull * heard + (1 - pull) * background.means, background.variances)


def likelihood_ratio(result: Samples, target: Mixture, source: Mixture) -> float:
    """Return how much likelier a result is in the target's voice than in the source's, mean logarithm of a frame.

    Raises:
        SpeechNotFound: there is no speech in it.
    """
    frames = normalised_with_slopes(result)
    return float(np.mean(_log_likelihood(target, frames) - _log_likelihood(source, frames)))


def _shares(mixture: Mixture, frames: Floats) -> Floats:
    densities = mixture.log_densities(frames)
    return np.asarray(np.exp(densities - _log_sum(densities)[:, None]))


def _log_likelihood(mixture: Mixture, frames: Floats) -> Floats:
    return _log_sum(mixture.log_densities(frames))


def _log_sum(densities: Floats) -> Floats:
    top = densities.max(axis=1)
    return np.asarray(top + np.log(np.exp(densities - top[:, None]).sum(axis=1)))
