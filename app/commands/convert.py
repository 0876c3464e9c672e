"""`likeness convert`: the speech in a file, or in a film, becomes another voice."""

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.console import Progress, note, result, result_json
from app.commands.options import VOICE_ENGINE_CHOICES, VOICE_ENGINE_HELP
from app.errors import MediaError
from app.settings import Settings

if TYPE_CHECKING:
    from app.files.conversion import ConversionReport

_OPTIONS = {"voice": "voice", "engine": "voice_engine", "semitones": "semitones"}
_OPTIONS |= {"formant": "formant", "strength": "voice_strength"}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `convert`."""
    parser = subparsers.add_parser(
        "convert",
        help="speech in a file, or in a film, into another voice",
        description="Writes wav, flac, mp3, m4a, ogg or opus, or a film (mp4, mov, mkv, webm) with the same picture. "
        "The converted sound is mono, as long as it was and where it was.",
        epilog="example: likeness convert talk.mp4 talk-clara.mp4 --voice clara",
    )
    parser.add_argument("input", metavar="IN", type=Path, help="file with speech: any sound or film")
    parser.add_argument("output", metavar="OUT", type=Path, help="file to write; its ending decides about the kind")
    parser.add_argument("--voice", metavar="NAME|FILE", required=True, help="voice by name, or any voice file")
    parser.add_argument(
        "--engine", "--voice-engine", dest="engine", choices=VOICE_ENGINE_CHOICES, help=VOICE_ENGINE_HELP
    )
    parser.add_argument("--semitones", type=float, metavar="X", help="pitch on top of the automatic one, -24 to 24")
    parser.add_argument("--formant", type=float, metavar="X", help="formant shift in semitones, -6 to 6")
    parser.add_argument("--strength", type=float, metavar="X", help="0 (own voice) to 1 (the target's, default)")
    parser.add_argument("--no-auto-pitch", action="store_true", help="keep the pitch of the speaker")
    parser.add_argument("--gate", action="store_true", help="make the pauses between the words silent")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Convert; 0 when the file is complete, 1 when the input broke off. Raises AppError, ModelError."""
    from app.files.conversion import convert_file

    if not args.output.absolute().parent.is_dir():
        raise MediaError(f"{args.output}: the folder does not exist", "create it or choose another one")
    options = {field: getattr(args, name) for name, field in _OPTIONS.items() if getattr(args, name) is not None}
    settings = Settings(**options, auto_pitch=not args.no_auto_pitch, noise_gate=args.gate)
    with Progress(f"Converting {args.input.name}") as progress:
        report = convert_file(args.input, args.output, settings, progress)
    if args.json:
        result_json(dataclasses.asdict(report))
    else:
        result(_words(report))
    for lost in report.left_out:
        note(f"{args.output.name}: {lost} do not fit into such a file and were left out; .mkv holds the most")
    if report.damaged:
        note(f"{args.input.name}: the file is damaged; what could be read was converted")
        return 1
    return 0


def _words(report: "ConversionReport") -> str:
    words = f"{report.output}: {report.duration_s:.1f} s in the voice {report.voice}, done in {report.elapsed_s:.1f} s"
    if report.similarity_after is not None and report.similarity_before is not None:
        words += (
            f"; likeness {report.score} of 100 "
            f"(similarity {report.similarity_before:.2f} before, {report.similarity_after:.2f} after)"
        )
    return words
