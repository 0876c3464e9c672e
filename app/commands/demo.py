"""`likeness demo`: the whole path on bundled material."""

import argparse
from pathlib import Path

from app.commands.console import note
from app.commands.render import add_film_options, film_settings, render
from app.paths import demo_film, recordings_dir


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `demo`."""
    parser = subparsers.add_parser(
        "demo",
        help="animate a bundled portrait with a bundled film",
        epilog="example: likeness demo -o demo.mp4 --avatar grace-hopper",
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="MP4 file to write")
    add_film_options(parser)
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Render the demo film and say where it lies."""
    output = args.output or recordings_dir() / "likeness-demo.mp4"
    status = render(demo_film(), output, film_settings(args), as_json=args.json)
    note(f"The demo film is {output.absolute()}")
    return status
