"""Trains a First Order Motion Model on clips of faces (Siarohin et al. 2019, supplement).

    python -m models.training.portrait CLIPS -o FOLDER --size compact
    torchrun --nproc-per-node 4 -m models.training.portrait CLIPS -o FOLDER

CLIPS is a folder of films; they are cut once, into FOLDER/pieces. Keep the films of some people in another folder, for
`--held-out`. Training goes on where it stopped, and comes to the same numbers as without the stop.
"""

import argparse
import json
import logging
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

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
from models.training.clips import Clips, films, prepare
from models.training.features import Features
from models.training.losses import GeneratorLosses, Weights, discriminator_loss
from models.training.stills import pictures
from models.training.stills import prepare as prepare_stills
from models.training.transforms import Spread

log = logging.getLogger(__name__)

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
            self._whole = nn.parallel.DistributedDataParallel(
                nn.SyncBatchNorm.convert_sync_batchnorm(self.losses)  # type: ignore[no-untyped-call]
            )
            self._judge = nn.parallel.DistributedDataParallel(self.discriminator, broadcast_buffers=False)
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
        """Go on from what `save` wrote. Raises ValueError if that was another network."""
        content = torch.load(path, map_location=self.device, weights_only=True)
        if json.loads(content["run"])["network"] != json.loads(json.dumps(asdict(self.run)))["network"]:
            raise ValueError(f"{path} was trained with another network")
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


def train(run: Run, pieces: Path, held_out: Path | None, out: Path, vgg: Path | None, every: int = 1000) -> Trainer:
    """Train until `run.steps`, from where `out` left off; writes state, weights and a log of losses into `out`."""
    rank, world = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    device = torch.device(f"cuda:{os.environ.get('LOCAL_RANK', '0')}" if torch.cuda.is_available() else "cpu")
    if world > 1 and not torch.distributed.is_initialized():
        torch.distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    out.mkdir(parents=True, exist_ok=True)
    trainer, clips = Trainer(run, Features(vgg), device, rank), Clips.open(pieces)
    if (out / "state.pt").exists():
        trainer.resume(out / "state.pt")
    held = Clips.open(held_out) if held_out else None
    start_s = time.monotonic()
    while trainer.step < run.steps:
        losses = trainer.train(*clips.batch(run.batch, (run.seed, trainer.step, rank)))
        if rank == 0 and (trainer.step in (1, run.steps) or trainer.step % every == 0):
            scores = trainer.evaluate(held) if held else {}
            _note(out, {"step": trainer.step, "s": time.monotonic() - start_s} | losses | scores)
            trainer.save(out / "state.pt")
    if rank == 0:
        trainer.export(out / f"{run.network.name}.safetensors", {"name": run.network.name})
    return trainer


def _note(out: Path, entry: dict[str, float]) -> None:
    """Add a line to the log, and to tensorboard's if that is installed."""
    with (out / "log.jsonl").open("a", encoding="utf-8") as book:
        book.write(json.dumps({key: round(value, 5) for key, value in entry.items()}) + "\n")
    log.info("%s", entry)
    with suppress(ImportError):
        from torch.utils.tensorboard import SummaryWriter

        with SummaryWriter(str(out / "tensorboard")) as board:
            for name, value in entry.items():
                board.add_scalar(name, value, int(entry["step"]))


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("clips", type=Path, help="folder of films")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for pieces, state and weights")
    parser.add_argument("--stills", type=Path, help="folder of pictures to move like the films and to add")
    parser.add_argument("--held-out", type=Path, help="folder of films to measure on")
    parser.add_argument("--size", choices=SIZES, default="compact")
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=16, help="pairs per step and process")
    parser.add_argument("--adversarial-from", type=int, default=-1, metavar="STEP")
    parser.add_argument("--every", type=int, default=1000, help="steps between measuring and saving")
    parser.add_argument("--half", action="store_true", help="bfloat16 where it does no harm")
    parser.add_argument("--vgg", type=Path, help="torchvision's vgg19 weights, if you have them")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    run = Run(SIZES[options.size], options.steps, options.batch, adversarial_from=options.adversarial_from)
    run = replace(run, half=options.half)
    folders = [_prepared(options.clips, options.output / "pieces", run.network.image_size, options.stills)]
    if options.held_out:
        folders.append(_prepared(options.held_out, options.output / "held-out", run.network.image_size))
    train(run, folders[0], folders[1] if options.held_out else None, options.output, options.vgg, options.every)


def _prepared(clips: Path, out: Path, side: int, stills: Path | None = None) -> Path:
    """Cut all films once; the first process does it, the others wait for its mark."""
    mark = out / "complete"
    if int(os.environ.get("RANK", "0")) == 0 and not mark.exists():
        from models.face.tracker import FaceTracker

        tracker = FaceTracker()
        for path in films(clips):
            log.info("%s: %d pieces", path.name, len(prepare(path, out, side, tracker)))
        if stills is not None:
            from models.portrait.landmark.engine import LandmarkEngine

            made = prepare_stills(pictures(stills), films(clips), out, side, LandmarkEngine(tracker), tracker)
            log.info("%s: %d pieces", stills, len(made))
        out.mkdir(parents=True, exist_ok=True)
        mark.touch()
    while not mark.exists():
        time.sleep(1.0)
    return out


if __name__ == "__main__":
    main()
