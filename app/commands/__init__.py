"""One module for each subcommand of `likeness`, and the way to them."""

import argparse
import importlib
import logging
import os
import sys
from contextlib import nullcontext

from app.errors import AppError
from app.portable import choose_home

COMMANDS = (
    "gui",
    "demo",
    "live",
    "ctl",
    "render",
    "convert",
    "avatars",
    "voices",
    "models",
    "devices",
    "bench",
    "evaluate",
    "doctor",
)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="likeness",
        description="Appear in any call, stream or recording as a portrait you have the right to use.",
        epilog="Without a command: the window where there is a display, else the demo.",
    )
    parser.add_argument("--home", metavar="DIR", help="keep all settings and data in this folder")
    parser.add_argument("--portable", action="store_true", help="keep them beside the program, from now on")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="say more; twice: much more")
    parser.add_argument("--debug", action="store_true", help="show where an error came from")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in COMMANDS:
        importlib.import_module(f"app.commands.{name}").add_parser(subparsers)
    return parser


def dispatch(arguments: list[str]) -> int:
    """Run the command line; every failure becomes one line on stderr and an exit status."""
    args = make_parser().parse_args(arguments or [_default_command()])
    level = [logging.WARNING, logging.INFO, logging.DEBUG][min(args.verbose, 2)]
    screen = logging.StreamHandler()
    screen.setLevel(level)  # the log file is told more
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", handlers=[screen])
    if args.command is None:
        args = make_parser().parse_args([*arguments, _default_command()])
    from app.commands.log_file import LOGGED, log_to_file
    from models.errors import ModelError

    try:
        choose_home(args.home, portable=args.portable)
        with log_to_file(args.command) if args.command in LOGGED else nullcontext():
            status = args.run(args)
    except KeyboardInterrupt:
        sys.stderr.write("likeness: interrupted\n")
        return 130
    except (AppError, ModelError) as error:
        if args.debug:
            raise
        sys.stderr.write(f"likeness: {error}\n")
        return 1
    except BrokenPipeError:
        return 1  # whoever read our output has gone; nobody is left to tell
    return int(status)


def _default_command() -> str:
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "demo"
    return "gui"
