"""One step after the other: networks, optimizers, what they learn from a batch, and how all of it is kept."""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.errors import ModelError
from models.portrait.fomm.checkpoint import save_checkpoint
from models.portrait.fomm.config import (
    REDUCED_64,
    VOX_256,
    DiscriminatorConfig,
    FommConfig,
    GeneratorConfig,
    HourglassConfig,
)
from models.portrait.fomm.discriminator import Discriminator
from models.portrait.fomm.generator import Generator
from models.portrait.fomm.keypoints import KeypointDetector
from models.training.clips import Clips
from models.training.features import Features
from models.training.losses import GeneratorLosses, Weights, discriminator_loss
from models.training.transforms import Spread

COMPACT = FommConfig(
    "compact-256",
    detector=HourglassConfig(16, 512, 5),
    dense_motion=HourglassConfig(32, 512, 5),
    generator=GeneratorConfig(32, 256, 2, 6),
    discriminator=DiscriminatorConfig(16, 256, 4),
)
"""Half the published widths: a quarter of the work."""

SIZES = {"reduced": REDUCED_64, "compact": COMPACT, "full": VOX_256}


@dataclass(frozen=True, slots=True)
class Run:
    """One training run.

    Attributes:
        adversarial_from: step from which the discriminator takes part; negative: never.
        milestones: steps at which the learning rate falls to a tenth.
    """

    network: FommConfig = COMPACT
    steps: int = 100_000
    batch: int = 16
    learning_rate: float = 2e-4
    milestones: tuple[int, ...] = (60_000, 90_000)
    adversarial_from: int = -1
    seed: int = 1
    half: bool = False
    weights: Weights = field(default_factory=Weights)
    spread: Spread = field(default_factory=Spread)


class Trainer:
    """Networks, optimizers and the number of the step; everything else follows from it."""

    def __init__(self, run: Run, features: Features, device: torch.device, rank: int = 0) -> None:
        torch.manual_seed(run.seed)
        self.run, self.device, self.rank, self.step = run, device, rank, 0
        self.detector, self.generator = KeypointDetector(run.network), Generator(run.network)
        self.discriminator = Discriminator(run.network).to(device)
        self.losses = GeneratorLosses(self.detector, self.generator, self.discriminator, features).to(device)
        self._whole: nn.Module = self.losses
        self._judge: nn.Module = self.discriminator
        if torch.distributed.is_initialized():
            if device.type == "cuda":  # elsewhere each process norms by its own share: torch has nothing else
                nn.SyncBatchNorm.convert_sync_batchnorm(self.losses)  # type: ignore[no-untyped-call]
            self._whole = nn.parallel.DistributedDataParallel(self.losses)
            # its spectral norms follow from the weights alone, and must not be written to between two runs of a step
            self._judge = nn.parallel.DistributedDataParallel(self.discriminator, forward_sync_buffers=False)
        groups = (self.generator, self.detector, self.discriminator)
        self._optimizers = [torch.optim.Adam(net.parameters(), run.learning_rate, (0.5, 0.999)) for net in groups]

    def train(self, source: NDArray[np.float32], driving: NDArray[np.float32]) -> dict[str, float]:
        """Take one step on a batch of pairs (B, 3, H, W) 0..1; returns the weighted losses."""
        self.losses.train()
        adversarial = 0 <= self.run.adversarial_from <= self.step
        weights = replace(self.run.weights, generator_gan=1.0) if adversarial else self.run.weights
        self._set_rate()
        source_t, driving_t = (torch.from_numpy(part).to(self.device) for part in (source, driving))
        losses, made, keypoints = self._whole(
            source_t, driving_t, weights, self._noise(), self.run.spread, self.run.half
        )
        self._update(self._optimizers[:2], torch.stack(list(losses.values())).sum())
        if adversarial:
            losses["discriminator"] = discriminator_loss(self._judge, driving_t, made, keypoints)
            self._update(self._optimizers[2:], losses["discriminator"])
        self.step += 1
        return {name: float(value.detach()) for name, value in losses.items()}

    def _update(self, optimizers: list[torch.optim.Adam], loss: Tensor) -> None:
        for optimizer in self._optimizers:  # all: the generator's loss also reaches the discriminator
            optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        for optimizer in optimizers:
            optimizer.step()

    def _set_rate(self) -> None:
        passed = sum(self.step >= milestone for milestone in self.run.milestones)
        for optimizer in self._optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.run.learning_rate * 0.1**passed

    def _noise(self) -> torch.Generator:
        return torch.Generator().manual_seed(self.run.seed * 1_000_003 + self.step * 101 + self.rank)

    @torch.no_grad()
    def evaluate(self, clips: Clips, pairs: int = 32) -> dict[str, float]:
        """Return the mean absolute error on fixed pairs, and that of the source left unmoved: what it has to beat."""
        self.losses.eval()
        totals = {"l1": 0.0, "l1_unmoved": 0.0}
        for index in range(pairs):
            source, driving = (
                torch.from_numpy(part).to(self.device) for part in clips.batch(1, (self.run.seed, index), vary=False)
            )
            made = self.generator(source, self.detector(source), self.detector(driving))
            totals["l1"] += float((made - driving).abs().mean()) / pairs
            totals["l1_unmoved"] += float((source - driving).abs().mean()) / pairs
        return totals

    def save(self, path: Path) -> None:
        """Write everything that is needed to go on."""
        nets = {"generator": self.generator, "kp_detector": self.detector, "discriminator": self.discriminator}
        content: dict[str, object] = {name: net.state_dict() for name, net in nets.items()}
        content |= {"optimizers": [optimizer.state_dict() for optimizer in self._optimizers], "step": self.step}
        content["run"] = json.dumps(asdict(self.run))
        temporary = path.with_name(path.name + ".part")
        torch.save(content, temporary)
        temporary.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from what `save` wrote. Raises ModelError if that is damaged, or was another network."""
        advice = "use another folder, or delete the file to begin anew"
        try:
            content = torch.load(path, map_location=self.device, weights_only=True)
            network = json.loads(content["run"])["network"]
        except Exception as error:  # a damaged pickle can end in any error
            raise ModelError(f"{path} holds no state that can be read", advice) from error
        if network != self.run.network.to_table():
            raise ModelError(f"{path} was trained with another network", advice)
        self.generator.load_state_dict(content["generator"])
        self.detector.load_state_dict(content["kp_detector"])
        self.discriminator.load_state_dict(content["discriminator"])
        for optimizer, state in zip(self._optimizers, content["optimizers"], strict=True):
            optimizer.load_state_dict(state)
        self.step = int(content["step"])

    def export(self, path: Path, about: dict[str, str]) -> None:
        """Write the weights for the engine."""
        nets = {"kp_detector": self.detector, "generator": self.generator}
        states = {name: {key: v.cpu() for key, v in net.state_dict().items()} for name, net in nets.items()}
        save_checkpoint(path, self.run.network, states, about | {"steps": str(self.step)})
