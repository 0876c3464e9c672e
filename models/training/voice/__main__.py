"""Trains the neural voice.

    python -m models.training.voice.data SPEECH -o DATA/train
    python -m models.training.voice.data SPEECH -o DATA/valid --split valid
    python -m models.training.voice.teach_phones SPEECH -o DATA/phones
    python -m models.training.voice DATA/train --held-out DATA/valid -o FOLDER --minutes 60 [--size gpu]
        --teacher DATA/phones/phone-teacher.safetensors

The length is given by the clock. A second call goes on where the first one stopped, up to its own `--minutes` in all.
"""

import argparse
import logging
from pathlib import Path

from models.training.voice.examples import Examples
from models.training.voice.network import CPU, GPU
from models.training.voice.trainer import Run, Weights, train

SIZES = {"cpu": CPU, "gpu": GPU}


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("examples", type=Path, help="folder made by models.training.voice.data")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the run")
    parser.add_argument("--held-out", type=Path, help="examples of other speakers, to choose the best by")
    parser.add_argument("--size", choices=sorted(SIZES), default="cpu")
    parser.add_argument("--minutes", type=float, default=60.0, help="of computing, earlier calls counted in")
    parser.add_argument("--across", type=int, help="examples a step whose truth is not known")
    parser.add_argument("--back", type=int, help="examples a step whose truth is known")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--blur", type=float, default=Run().blur, help="noise on what is told of the voices")
    parser.add_argument("--variants", type=int, default=Run().variants, help="of each speaker, see variants.py")
    parser.add_argument("--start", type=Path, metavar="FILE", help="safetensors of a network to begin with")
    parser.add_argument("--target", type=float, default=Weights().target, help="weight of the likeness")
    parser.add_argument("--teacher", type=Path, metavar="FILE", help="of teach_phones: words are kept clear")
    parser.add_argument("--content", type=float, default=Weights().content, help="weight of what the teacher hears")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    large = args.size == "gpu"
    run = Run(
        SIZES[args.size],
        args.minutes,
        args.across or (128 if large else 16),
        (64 if large else 8) if args.back is None else args.back,
        args.rate,
        args.seed,
        args.blur,
        args.variants,
        args.teacher,
        Weights(target=args.target, content=args.content),
    )
    train(run, Examples(args.examples), Examples(args.held_out) if args.held_out else None, args.out, start=args.start)


if __name__ == "__main__":
    main()
