"""The losses of the First Order Motion Model (Siarohin et al. 2019, section 3 and supplement)."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from models.portrait.fomm.discriminator import Discriminator
from models.portrait.fomm.generator import Generator
from models.portrait.fomm.geometry import Keypoints, inverse, product
from models.portrait.fomm.keypoints import KeypointDetector
from models.portrait.fomm.layers import AntiAlias
from models.training.features import Features
from models.training.transforms import RandomTransform, Spread


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each loss counts; the adversarial ones are 0 in the first stage, 1 and 10 in the second."""

    perceptual: float = 10.0
    value: float = 10.0
    jacobian: float = 10.0
    generator_gan: float = 0.0
    feature_matching: float = 10.0


class Pyramid(nn.Module):
    """A picture at 1, 1/2, 1/4 and 1/8 of its size, each blurred before it is thinned out."""

    def __init__(self) -> None:
        super().__init__()
        self.scales = nn.ModuleList(AntiAlias(3, factor) for factor in (2, 4, 8))

    def forward(self, picture: Tensor) -> list[Tensor]:
        """(B, 3, H, W) -> four pictures."""
        return [picture, *(scale(picture) for scale in self.scales)]


def perceptual(features: Features, ours: list[Tensor], theirs: list[Tensor]) -> Tensor:
    """Mean absolute difference of the features, summed over layers and over the scales of a pyramid."""
    total = ours[0].new_zeros(())
    for a, b in zip(ours, theirs, strict=True):
        for x, y in zip(features(a), features(b.detach()), strict=True):
            total = total + (x - y).float().abs().mean()
    return total


def equivariance(driving: Keypoints, transformed: Keypoints, transform: RandomTransform) -> tuple[Tensor, Tensor]:
    """How far keypoints and Jacobians of a deformed picture are from the deformed ones of the original (eq. 9, 10)."""
    value = (driving.value - transform.coordinates(transformed.value)).abs().mean()
    carried = transform.chained(transformed.value, transformed.jacobian)
    ratio = product(inverse(driving.jacobian), carried)
    return value, (torch.eye(2, device=ratio.device) - ratio).abs().mean()


def discriminator_loss(net: nn.Module, real: Tensor, made: Tensor, keypoints: Tensor) -> Tensor:
    """Least-squares adversarial loss (Mao et al. 2017) of the discriminator: real is 1, made is 0."""
    keypoints = keypoints.detach()
    real_map, made_map = (net(picture.detach(), keypoints)[1] for picture in (real, made))
    loss: Tensor = ((1 - real_map) ** 2 + made_map**2).mean()
    return loss


class GeneratorLosses(nn.Module):
    """Runs a batch through all networks and returns what detector and generator have to answer for."""

    def __init__(
        self, detector: KeypointDetector, generator: Generator, discriminator: Discriminator, features: Features
    ) -> None:
        super().__init__()
        self.detector, self.generator = detector, generator
        # in a tuple: its parameters are no part of this module, which another optimizer trains
        self._judge = (discriminator,)
        self.features, self.pyramid = features, Pyramid()

    def forward(
        self, source: Tensor, driving: Tensor, weights: Weights, noise: torch.Generator, spread: Spread, half: bool
    ) -> tuple[dict[str, Tensor], Tensor, Tensor]:
        """Return the weighted losses by name, the pictures made (B, 3, H, W) and the driving keypoints (B, K, 2).

        Args:
            source: (B, 3, H, W) float32 0..1.
            driving: the same people, moved.
            weights: of the losses.
            noise: chance for the deformations.
            spread: of the deformations.
            half: compute generator and features in bfloat16; the detector and all sums stay in float32.
        """
        source_keypoints, driving_keypoints = self.detector(source), self.detector(driving)
        with torch.autocast(source.device.type, torch.bfloat16, enabled=half):
            made = self.generator(source, source_keypoints, driving_keypoints)
        ours, theirs = self.pyramid(made), self.pyramid(driving)
        with torch.autocast(source.device.type, torch.bfloat16, enabled=half):
            losses = {"perceptual": weights.perceptual * perceptual(self.features, ours, theirs)}
        transform = RandomTransform(len(driving), spread, noise, driving.device)
        transformed = self.detector(transform.picture(driving))
        value, jacobian = equivariance(driving_keypoints, transformed, transform)
        losses |= {"value": weights.value * value, "jacobian": weights.jacobian * jacobian}
        if weights.generator_gan > 0:
            losses |= self._adversarial(made, driving, driving_keypoints.value, weights)
        return losses, made, driving_keypoints.value

    def _adversarial(self, made: Tensor, real: Tensor, keypoints: Tensor, weights: Weights) -> dict[str, Tensor]:
        judge = self._judge[0]
        made_maps, verdict = judge(made, keypoints.detach())
        with torch.no_grad():
            real_maps, _ = judge(real, keypoints)
        matching = sum(((a - b).abs().mean() for a, b in zip(made_maps, real_maps, strict=True)), made.new_zeros(()))
        return {
            "generator_gan": weights.generator_gan * ((1 - verdict) ** 2).mean(),
            "feature_matching": weights.feature_matching * matching,
        }
