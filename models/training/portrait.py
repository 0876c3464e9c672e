"""Trains a First Order Motion Model on clips of faces (Siarohin et al. 2019, supplement).

    python -m models.training.portrait CLIPS -o FOLDER --size compact
    torchrun --nproc-per-node 4 -m models.training.portrait CLIPS -o FOLDER

CLIPS is a folder of films; they are cut once, into FOLDER/pieces. Keep the films of some people in another folder, for
`--held-out`. Training goes on where it stopped, and comes to the same numbers as without the stop (on a GPU: but for
rounding). Several processes need a disk in common.
"""

import argparse
import logging
import math
import os
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from models.errors import ModelError
from models.training.clips import Clips, films, prepare
from models.training.features import Features
from models.training.journal import Journal
from models.training.stills import pictures
from models.training.stills import prepare as prepare_stills
from models.training.trainer import SIZES, Run, Trainer

log = logging.getLogger(__name__)

_STATE = "state.pt"
_AHEAD = 4  # batches that are made ready while another one is computed


def train(run: Run, pieces: Path, held_out: Path | None, out: Path, vgg: Path | None, every: int = 1000) -> Trainer:
    """Train until `run.steps`, from where `out` left off; writes state, weights and a log of losses into `out`.

    Args:
        run: what to train, and how.
        pieces: folder of prepared clips.
        held_out: another one, to measure on.
        out: folder of the run; of several processes only the first one writes.
        vgg: weights for the perceptual loss; None: those of `Features`.
        every: steps between measuring and saving; it is also done after the first and the last step.

    Raises:
        ModelError: clips or a file do not fit, or the losses are no longer finite.
    """
    clips, held = Clips.open(pieces), Clips.open(held_out) if held_out else None
    for given, folder in ((clips, pieces), (held, held_out)):
        if given and given.side != run.network.image_size:
            message = f"{folder} holds clips of {given.side} px, but the network wants {run.network.image_size}"
            raise ModelError(message, "use another folder for the output, and they are cut anew")
    device, joined = _join()
    try:
        trainer = Trainer(run, Features(vgg), device, rank=int(os.environ.get("RANK", "0")))
        out.mkdir(parents=True, exist_ok=True)
        if (out / _STATE).exists():
            trainer.resume(out / _STATE)
        _go_on(trainer, clips, held, out, every)
    finally:
        if joined:
            torch.distributed.destroy_process_group()
    return trainer


def _join() -> tuple[torch.device, bool]:
    """Meet the other processes that `torchrun` started; returns the device, and whether there are any to leave."""
    on_gpu = torch.cuda.is_available()
    device = torch.device(f"cuda:{os.environ.get('LOCAL_RANK', '0')}" if on_gpu else "cpu")
    if on_gpu:
        torch.cuda.set_device(device)
    if int(os.environ.get("WORLD_SIZE", "1")) == 1 or torch.distributed.is_initialized():
        return device, False
    torch.distributed.init_process_group("nccl" if on_gpu and torch.distributed.is_nccl_available() else "gloo")
    return device, True


def _go_on(trainer: Trainer, clips: Clips, held: Clips | None, out: Path, every: int) -> None:
    run, first = trainer.run, trainer.rank == 0
    journal = Journal(out) if first else None
    start_s = time.monotonic()
    for batch in _batches(clips, run, trainer.step, trainer.rank):
        losses = trainer.train(*batch)
        if not all(map(math.isfinite, losses.values())):
            raise ModelError(
                f"the losses of step {trainer.step} are no numbers any more",
                "start again, it goes on from the last state; lower the learning rate if it comes back",
            )
        if journal and (trainer.step in (1, run.steps) or trainer.step % every == 0):
            scores = trainer.evaluate(held) if held else {}
            journal.note(trainer.step, {"s": time.monotonic() - start_s} | losses | scores)
            trainer.save(out / _STATE)
    if journal:
        journal.close()
        trainer.export(out / f"{run.network.name}.safetensors", {"name": run.network.name})


def _batches(clips: Clips, run: Run, step: int, rank: int) -> Iterator[tuple[NDArray[np.float32], ...]]:
    """Yield the batches of all steps from this one on; a few are made ready beside the computing."""
    with ThreadPoolExecutor(_AHEAD) as pool:
        coming = deque(
            pool.submit(clips.batch, run.batch, (run.seed, number, rank))
            for number in range(step, min(step + _AHEAD, run.steps))
        )
        for number in range(step, run.steps):
            batch = coming.popleft().result()
            if number + _AHEAD < run.steps:
                coming.append(pool.submit(clips.batch, run.batch, (run.seed, number + _AHEAD, rank)))
            yield batch


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
    side, held_out = run.network.image_size, None
    try:
        pieces = _prepared(options.clips, options.output / "pieces", side, options.stills)
        if options.held_out:
            held_out = _prepared(options.held_out, options.output / "held-out", side)
        train(run, pieces, held_out, options.output, options.vgg, options.every)
    except ModelError as error:
        parser.exit(1, f"{parser.prog}: {error}\n")


def _prepared(clips: Path, out: Path, side: int, stills: Path | None = None) -> Path:
    """Cut all films once; the first process does it, the others wait for its mark. Raises ModelError."""
    mark = out / "complete"
    if not mark.exists() and not films(clips):
        raise ModelError(f"{clips} holds no films", "name a folder of them")
    if int(os.environ.get("RANK", "0")) == 0 and not mark.exists():
        from models.face.tracker import FaceTracker

        tracker = FaceTracker()
        for left_over in out.glob("*.npy"):  # of a run that was stopped while it cut other films
            left_over.unlink()
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
