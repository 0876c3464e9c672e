"""`likeness evaluate`: how good an engine is, measured on films of faces or on recordings of speakers."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.commands.console import Progress, note, result, result_json
from app.errors import AppError, EndOfSource, MediaError, SettingsError

_FILMS = (".mp4", ".mkv", ".mov", ".webm", ".avi", ".m4v")
_COLUMNS = ("l1", "l1_face", "ssim", "akd_px")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `evaluate`."""
    parser = subparsers.add_parser(
        "evaluate",
        help="measure quality on films of faces or recordings of speakers",
        description="portrait: DIR holds films with one face each, or is one film. voice: DIR holds recordings and a "
        "MANIFEST.csv with the columns file, corpus, speaker_id, gender (F or M), split and duration_s; speakers with "
        "one recording are turned into speakers with many.",
        epilog="example: likeness evaluate portrait films/ --report report/ --json",
    )
    parser.add_argument("what", choices=["portrait", "voice"], help="what to measure")
    parser.add_argument("folder", metavar="DIR", type=Path, help="folder of films or recordings")
    parser.add_argument("--engine", metavar="NAME", help="engine (default: landmark for portraits, dsp for voices)")
    parser.add_argument("--every", type=int, default=5, metavar="N", help="portrait: score each n-th frame (default 5)")
    parser.add_argument("--split", default="test", metavar="NAME", help="voice: train, valid or test (default test)")
    parser.add_argument("--pairs", type=int, metavar="N", help="voice: score N pairs spread over the list, not all")
    parser.add_argument("--report", type=Path, metavar="DIR", help="write report.json and contact sheets there")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and report. Raises AppError, ModelError."""
    if args.what == "voice":
        from app.commands.evaluate_voice import evaluate_voice, print_table

        table = evaluate_voice(args.folder, args.engine or "dsp", args.split, args.pairs, args.report)
    else:
        print_table = _print
        table = _evaluate_portrait(args.folder, args.engine or "landmark", args.every, args.report)
    if args.report is not None:
        text = json.dumps(table, indent=1)
        (args.report / "report.json").write_text(text, encoding="utf-8")
    if args.json:
        result_json({name: value for name, value in table.items() if name != "pairs"})
    else:
        print_table(table)
    return 0


def _evaluate_portrait(folder: Path, engine: str, every: int, report: Path | None) -> dict[str, Any]:
    from models.engines import PORTRAIT_ENGINES
    from models.evaluate.portrait import PortraitEvaluation, summarise

    if engine not in PORTRAIT_ENGINES:
        raise SettingsError(f"there is no engine {engine!r}", f"use one of: {', '.join(sorted(PORTRAIT_ENGINES))}")
    if every < 1:
        raise SettingsError(f"--every {every} is not a step", "give 1 or more")
    films = _films(folder)
    if report is not None:
        make_folder(report)
    evaluation = PortraitEvaluation(engine, every)
    scores, clips = [], {}
    with Progress("Evaluating") as progress:
        for index, path in enumerate(films):
            progress(index / len(films))
            frames, clips[path.name] = _score(evaluation, path, report)
            scores.extend(frames)
    if not scores:
        raise MediaError(f"{folder}: no film could be scored", "use films that show one face")
    return {"engine": engine, "every": every, "bins": summarise(scores), "clips": clips}


def _score(evaluation: Any, path: Path, report: Path | None) -> tuple[list[Any], dict[str, Any]]:  # noqa: ANN401
    """Score one film; a film that cannot be used is noted and left out."""
    from models.errors import FaceNotFound
    from models.evaluate.portrait import summarise

    try:
        score = evaluation.score(lambda: _read(path))
    except (AppError, FaceNotFound) as error:
        note(f"{path.name}: left out ({error})")
        return [], {"error": str(error)}
    if report is not None and score.sheet:
        Image.fromarray(_sheet(score.portrait, score.sheet)).save(report / f"{path.stem}.png")
    row = {"identity_grey": score.identity_grey, "lost": score.lost, "bins": summarise(score.frames)}
    return score.frames, row


def _films(folder: Path) -> list[Path]:
    """Return the films to measure. Raises MediaError."""
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise MediaError(f"{folder}: no such folder", "check the name")
    films = sorted(path for path in folder.iterdir() if path.suffix.lower() in _FILMS)
    if not films:
        raise MediaError(f"{folder}: no films in this folder", f"put films there ({', '.join(_FILMS)})")
    return films


def make_folder(folder: Path) -> None:
    """Make the folder of a report. Raises MediaError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MediaError(f"{folder}: cannot be made ({error.strerror})", "choose another folder") from error


def _read(path: Path) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """Give a film's times and pictures. Raises MediaError."""
    from app.sources.media_file import MediaFile

    source = MediaFile(str(path), live=False, with_audio=False).video
    source.open()
    try:
        while True:
            frame = source.read()
            yield frame.time_s, frame.image
    except EndOfSource:
        return
    finally:
        source.close()


def _sheet(portrait: NDArray[np.uint8], pairs: list[tuple[NDArray[np.uint8], NDArray[np.uint8]]]) -> NDArray[np.uint8]:
    """Return a contact sheet: left the portrait, above the driver, below the result."""
    left = np.concatenate([portrait, np.full_like(portrait, 255)])
    return np.concatenate([left, *(np.concatenate(pair) for pair in pairs)], axis=1)


def _print(table: dict[str, Any]) -> None:
    result(f"{'rotation':10}{'n':>6}" + "".join(f"{name:>18}" for name in _COLUMNS) + "   (portrait unmoved)")
    for name, row in table["bins"].items():
        cells = "".join(f"{row[column]:8.3f} ({row['unmoved_' + column]:6.3f}) " for column in _COLUMNS)
        result(f"{name:10}{row['n']:6}  {cells}")
    identity = [clip["identity_grey"] for clip in table["clips"].values() if "identity_grey" in clip]
    result(f"difference at the neutral pose: {np.mean(identity):.2f} grey levels (worst film {max(identity):.2f})")
