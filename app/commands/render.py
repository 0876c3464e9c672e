"""`likeness render`: a film drives a portrait into a film."""

import argparse
import dataclasses
from pathlib import Path

from app.commands.console import Progress, note, result, result_json
from app.commands.options import (
    add_portrait_options,
    add_voice_options,
    with_portrait_options,
    with_voice_options,
)
from app.errors import MediaError
from app.settings import Settings


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `render`."""
    parser = subparsers.add_parser(
        "render",
        help="a film drives a portrait into a film",
        epilog="example: likeness render talk.mp4 -o portrait.mp4 --avatar grace-hopper --size 512x512",
    )
    parser.add_argument("driver", metavar="DRIVER", type=Path, help="film with one face")
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=Path, required=True, help="MP4 file to write; MOV if transparent"
    )
    add_film_options(parser)
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Render; 0 when the film is complete, 1 when the driver broke off."""
    return render(args.driver, args.output, film_settings(args), as_json=args.json)


def add_film_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose the portrait and the voice of a film."""
    add_portrait_options(parser)
    add_voice_options(parser)


def film_settings(args: argparse.Namespace) -> Settings:
    """Return the settings of a film: without further wishes in the portrait's size and with the film's own sound."""
    settings = Settings(width=0, height=0, voice="original", noise_gate=False)
    return with_voice_options(with_portrait_options(settings, args), args)


def render(driver: Path, output: Path, settings: Settings, *, as_json: bool) -> int:
    """Render one film and report. Raises AppError."""
    from app.files.film import render_film

    clear = settings.background == "transparent"
    if output.suffix.lower() != ".mp4" and not (clear and output.suffix.lower() == ".mov"):
        advice = "give the output a name that ends in .mp4, or in .mov with --background transparent"
        raise MediaError(f"{output}: not an MP4 name", advice)
    if not output.absolute().parent.is_dir():
        raise MediaError(f"{output}: the folder does not exist", "create it or choose another one")
    with Progress(f"Rendering {output.name}") as progress:
        report = render_film(driver, output, settings, progress)
    if report.runs_on:
        note(f"likeness: {report.engine} ran on {report.runs_on}")
    if as_json:
        result_json(dataclasses.asdict(report) | {"output": str(output)})
    else:
        result(
            f"{output}: {report.frames_out} frames, {report.width}x{report.height}, {report.duration_s:.1f} s, "
            f"{report.fps:.0f} frames per second"
        )
    if report.frames_in and report.faces_lost == report.frames_in:
        note(f"{driver.name}: no face was found in the film, so the portrait stands still; use a film with a face")
        return 1
    if report.damaged:
        note(f"{driver.name}: the film is damaged; what could be read was rendered")
        return 1
    return 0
