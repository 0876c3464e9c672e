"""Command line of the set-up: do the steps that are due, then start."""

import argparse
import os
import sys
from collections.abc import Sequence

from installer.steps import environment, machine, networks, packages, system
from installer.steps.console import CommandError, StepLine, say
from installer.steps.failure import SetupError
from installer.steps.launch import launch
from installer.steps.lock import only_one
from installer.steps.project import Setup, Stamps, environment_folder
from installer.steps.step import Step

STEPS: tuple[Step, ...] = (machine, system, environment, packages, networks)
_COMMANDS = ("run", "test")
FAILED, INTERRUPTED = 2, 130


def parse(argv: Sequence[str]) -> tuple[Setup, list[str]]:
    """Split the set-up's own options from those of the program; exits with status 2 on wrong usage."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        usage="bootstrap.py [--cuda] [--yes] run [ARGS] | test [PYTEST ARGS]",
        description="Set up everything Likeness needs (again only what has changed), then start it.",
        epilog="example: python3 installer/bootstrap.py run render driver.mp4 -o film.mp4",
    )
    parser.add_argument("--cuda", action="store_true", help="install torch for an NVIDIA GPU")
    parser.add_argument("--yes", action="store_true", help="ask nothing (also: LIKENESS_YES=1)")
    parser.add_argument("command", choices=_COMMANDS, help="run: the program; test: its test suite")
    words = list(argv)
    at = next((index for index, word in enumerate(words) if word in _COMMANDS), len(words))
    rest = words[at + 1 :]
    own = words[: at + 1]
    while rest and rest[0] in ("--cuda", "--yes"):  # forgiven behind the command, where the program has no such option
        own.append(rest.pop(0))
    options = parser.parse_args(own)
    yes = options.yes or bool(os.environ.get("LIKENESS_YES") or os.environ.get("CI"))
    return Setup(options.command, environment_folder(), options.cuda, yes), rest


def _due(setup: Setup, stamps: Stamps, step: Step) -> bool:
    return not (stamps.current(step.__name__, step.VERSION) and step.still_done(setup))


def _do(setup: Setup, stamps: Stamps, number: int, step: Step) -> None:
    line = StepLine(f"[{number}/{len(STEPS)}] {step.TITLE}:")
    try:
        outcome = step.act(setup, stamps.level(step.__name__), line)
    except (SetupError, CommandError, OSError) as failure:
        line.end("failed")
        if isinstance(failure, SetupError):
            raise SetupError(f"{step.TITLE}: {failure.cause}", failure.remedy) from failure
        raise SetupError(f"{step.TITLE}: {failure}", f"read {setup.log}, then start again") from failure
    except KeyboardInterrupt:
        line.end("interrupted")
        raise
    line.end(outcome.text)
    for note in outcome.notes:
        say(f"      {note}")
    if outcome.complete:
        stamps.set(step.__name__, step.VERSION)


def prepare(setup: Setup) -> None:
    """Do every step that is due. Raises SetupError."""
    stamps = Stamps(setup)
    if not any(_due(setup, stamps, step) for step in STEPS):
        return
    with only_one(setup.env):
        if not setup.python.exists():
            say(f"setting up Likeness in {setup.env} (about 2.5 GB, a few minutes, only this once)")
        stamps = Stamps(setup)  # another set-up may have done them while this one waited
        for number, step in enumerate(STEPS, 1):
            if _due(setup, stamps, step):
                _do(setup, stamps, number, step)


def main(argv: Sequence[str]) -> int:
    """Set up and start; return the exit status."""
    setup, arguments = parse(argv)
    try:
        prepare(setup)
    except SetupError as failure:
        say(str(failure))
        return FAILED
    except KeyboardInterrupt:
        say("interrupted; start again to go on")
        return INTERRUPTED
    return launch(setup, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
