"""One of several processes that train together, for tests: started by torch's launcher with two folders."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import torch

from models.portrait.fomm.config import REDUCED_64
from models.training.portrait import train
from models.training.trainer import Run, Trainer

RUN = Run(REDUCED_64, steps=3, batch=1, adversarial_from=1)


def _numbers(trainer: Trainer) -> torch.Tensor:
    parameters = [*trainer.losses.parameters(), *trainer.discriminator.parameters()]
    return torch.cat([part.detach().flatten() for part in parameters])


def main(pieces: Path, out: Path) -> None:
    """Train in one go, and with a stop after two steps; keep what this process has learnt."""
    torch.distributed.init_process_group("gloo")
    whole = train(RUN, pieces, None, out / "whole", None)
    train(replace(RUN, steps=2), pieces, None, out / "stopped", None)
    resumed = train(RUN, pieces, None, out / "stopped", None)
    rank = os.environ["RANK"]
    torch.save({"whole": _numbers(whole), "resumed": _numbers(resumed)}, out / f"rank-{rank}.pt")
    torch.distributed.destroy_process_group()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
