"""`likeness evaluate`: how good an engine is, measured on films of faces or on recordings of speakers."""

import argparse
import json
from pathlib import Path

from app.commands.console import result_json
from app.errors import MediaError


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `evaluate`."""
    parser = subparsers.add_parser(
        "evaluate",
        help="measure quality on films of faces or recordings of speakers",
        description="portrait: DIR holds films with one face each, or is one film; each drives its own calm frame, "
        "with --cross that of the next film. voice: DIR holds recordings and a MANIFEST.csv with the columns file, "
        "corpus, speaker_id, gender (F or M), split and duration_s; speakers with one recording are turned into "
        "speakers with many; a column text, the words of a recording, is used if it is there. Floors and goals stand "
        "beside the numbers. For scale: Seed-VC publishes a similarity of 0.8676 and a word error rate of 11.99 %%, by "
        "another protocol (whole recordings, on a GPU, scored on the recording that it was given as the target).",
        epilog="example: likeness evaluate portrait films/ --report report/ --json",
    )
    parser.add_argument("what", choices=["portrait", "voice"], help="what to measure")
    parser.add_argument("folder", metavar="DIR", type=Path, help="folder of films or recordings")
    parser.add_argument(
        "--engine",
        metavar="NAME",
        help="engine (default: landmark for portraits, dsp for voices, which also have neural and auto)",
    )
    parser.add_argument("--every", type=int, default=5, metavar="N", help="portrait: score each n-th frame (default 5)")
    parser.add_argument("--cross", action="store_true", help="portrait: each film drives the next film's person")
    parser.add_argument("--device", default="auto", help="portrait: where the engine computes (default auto)")
    parser.add_argument("--split", default="test", metavar="NAME", help="voice: train, valid or test (default test)")
    parser.add_argument("--against", metavar="NAME", help="voice: score the same pairs with this engine and compare")
    parser.add_argument("--pairs", type=int, metavar="N", help="voice: score N pairs spread over the list, not all")
    parser.add_argument(
        "--report", type=Path, metavar="DIR", help="write report.json, a table and contact sheets there"
    )
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and report. Raises AppError, ModelError."""
    if args.what == "voice":
        from app.commands.evaluate_voice import evaluate_voice
        from app.commands.evaluate_voice_table import print_table

        table = evaluate_voice(args.folder, args.engine or "dsp", args.split, args.pairs, args.report, args.against)
    else:
        from app.commands.evaluate_portrait import evaluate_portrait, print_portrait

        print_table = print_portrait
        how = (args.engine or "landmark", args.device, args.every, args.cross)
        table = evaluate_portrait(args.folder, *how, args.report)
    if args.report is not None:
        text = json.dumps(table, indent=1)
        (args.report / "report.json").write_text(text, encoding="utf-8")
    if args.json:
        result_json({name: value for name, value in table.items() if name != "pairs"})
    else:
        print_table(table)
    return 0


def make_folder(folder: Path) -> None:
    """Make the folder of a report. Raises MediaError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MediaError(f"{folder}: cannot be made ({error.strerror})", "choose another folder") from error
