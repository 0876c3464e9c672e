"""`likeness evaluate portrait`: how well an engine moves portraits, measured on films of faces."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.commands.console import Progress, note, result
from app.commands.evaluate import make_folder
from app.errors import AppError, EndOfSource, MediaError, SettingsError

if TYPE_CHECKING:
    from models.evaluate.portrait import Calm, PortraitEvaluation
    from models.evaluate.scores import ClipScore, FrameScore

Picture = NDArray[np.uint8]
_FILMS = (".mp4", ".mkv", ".mov", ".webm", ".avi", ".m4v")
_DIGITS = {"l1": 3, "l1_face": 3, "ssim": 3, "ms_ssim": 3, "psnr_db": 1, "akd_px": 2, "akd68_px": 2, "missed": 3}
_DIGITS |= {"identity_look": 3, "identity_shape_pct": 2, "pose_deg": 2, "expression_pct": 2}
LANDMARKS = (
    "All landmarks come from this program's own tracker, which also drives the portrait: no number here compares with "
    "a published one. In brackets: the portrait left unmoved."
)


def evaluate_portrait(
    folder: Path, engine: str, device: str, every: int, cross: bool, report: Path | None
) -> dict[str, Any]:
    """Score all films of a folder.

    Args:
        folder: of films with one face each, or one film.
        engine: name of a portrait engine.
        device: where it computes.
        every: score each n-th frame.
        cross: each film drives the calm frame of the next one (the last one that of the first), not its own.
        report: folder for contact sheets and report.md; None: none.

    Returns:
        `engine`, `runs_on`, `every`, `cross`, `bins` (see `models.evaluate.scores.summarise`), `identity_grey`,
        `jitter_px` and `driver_jitter_px` (means over films), `frames_lost`, and `clips`: for each film the same, with
        `source` (the film whose person is moved), or its `error`.

    Raises:
        AppError: no such folder or engine, or not one film could be scored.
        ModelError: a network file is missing or cannot be run.
    """
    from models.engines import PORTRAIT_ENGINES
    from models.evaluate.portrait import PortraitEvaluation
    from models.evaluate.scores import summarise

    if engine not in PORTRAIT_ENGINES:
        raise SettingsError(f"there is no engine {engine!r}", f"use one of: {', '.join(sorted(PORTRAIT_ENGINES))}")
    if every < 1:
        raise SettingsError(f"--every {every} is not a step", "give 1 or more")
    films = _films(folder)
    if report is not None:
        make_folder(report)
    run = _Run(PortraitEvaluation(engine, every, device), report)
    run.cross(films) if cross else run.same(films)
    if not run.frames:
        raise MediaError(f"{folder}: no film could be scored", "use films that show one face")
    table = {"engine": engine, "runs_on": run.evaluation.runs_on, "every": every, "cross": cross}
    table |= {"bins": summarise(run.frames)} | _overall(run.clips) | {"clips": run.clips}
    if report is not None:
        (report / "report.md").write_text(markdown(table), encoding="utf-8")
    return table


class _Run:
    """One evaluation: what has been scored so far."""

    def __init__(self, evaluation: "PortraitEvaluation", report: Path | None) -> None:
        self.evaluation = evaluation
        self.frames: list[FrameScore] = []
        self.clips: dict[str, dict[str, Any]] = {}
        self._report = report

    def same(self, films: list[Path]) -> None:
        """Let each film drive its own calm frame; a film that cannot be used is noted and left out."""
        from models.errors import FaceNotFound

        with Progress("Evaluating") as progress:
            for index, path in enumerate(films):
                progress(index / len(films))
                try:
                    self._keep(path, path, self.evaluation.score(lambda path=path: _read(path)))  # type: ignore[misc]
                except (AppError, FaceNotFound) as error:
                    self._leave_out(path, error)

    def cross(self, films: list[Path]) -> None:
        """Let each film drive the calm frame of the next one that can be used."""
        from models.errors import FaceNotFound

        calm: dict[Path, Calm] = {}
        with Progress("Evaluating") as progress:
            for index, path in enumerate(films):
                progress(index / len(films) / 3)
                try:
                    calm[path] = self.evaluation.find_calm(lambda path=path: _read(path))  # type: ignore[misc]
                except (AppError, FaceNotFound) as error:
                    self._leave_out(path, error)
            usable = list(calm)
            if len(usable) < 2:
                raise MediaError("--cross needs two films that show a face", "add films of further people")
            for index, path in enumerate(usable):
                progress((1 + 2 * index / len(usable)) / 3)
                source = usable[(index + 1) % len(usable)]
                try:
                    score = self.evaluation.score_cross(lambda path=path: _read(path), calm[source], calm[path])  # type: ignore[misc]
                    self._keep(path, source, score)
                except (AppError, FaceNotFound) as error:
                    self._leave_out(path, error)

    def _keep(self, path: Path, source: Path, score: "ClipScore") -> None:
        from models.evaluate.scores import summarise

        if self._report is not None and score.sheet:
            Image.fromarray(contact_sheet(score.portrait, score.sheet)).save(self._report / f"{path.stem}.png")
        self.frames.extend(score.frames)
        self.clips[path.name] = {
            "source": source.name,
            "identity_grey": score.identity_grey,
            "lost": score.lost,
            "jitter_px": _number(score.jitter_px),
            "driver_jitter_px": _number(score.driver_jitter_px),
            "bins": summarise(score.frames),
        }

    def _leave_out(self, path: Path, error: Exception) -> None:
        note(f"{path.name}: left out ({error})")
        self.clips[path.name] = {"error": str(error)}


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _overall(clips: dict[str, dict[str, Any]]) -> dict[str, float | None]:
    """Return the means over films, and how many frames of all of them show no face."""
    scored = [clip for clip in clips.values() if "error" not in clip]
    table: dict[str, float | None] = {"frames_lost": sum(clip["lost"] for clip in scored)}
    for name in ("identity_grey", "jitter_px", "driver_jitter_px"):
        numbers = [clip[name] for clip in scored if clip[name] is not None]
        table[name] = float(np.mean(numbers)) if numbers else None
    return table


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


def _read(path: Path) -> Iterator[tuple[float, Picture]]:
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


def contact_sheet(portrait: Picture, pairs: list[tuple[Picture, Picture]]) -> Picture:
    """Return a contact sheet: left the portrait, above the driver, below the result; all of the portrait's size."""
    left = np.concatenate([portrait, np.full_like(portrait, 255)])
    columns = [np.concatenate([fitted(driver, portrait.shape), made]) for driver, made in pairs]
    return np.concatenate([left, *columns], axis=1)


def fitted(picture: Picture, shape: tuple[int, ...]) -> Picture:
    """Return the picture inside one of this shape (h, w, 3), as large as it can be, white around it."""
    if picture.shape == shape:
        return picture
    scale = min(shape[0] / picture.shape[0], shape[1] / picture.shape[1])
    height, width = (max(round(side * scale), 1) for side in picture.shape[:2])
    page = np.full(shape, 255, np.uint8)
    top, left = (shape[0] - height) // 2, (shape[1] - width) // 2
    page[top : top + height, left : left + width] = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return page


def print_portrait(table: dict[str, Any]) -> None:
    """Write the numbers for people: a line for each metric, a column for each range of rotation."""
    result(f"engine {table['engine']}{', across persons' if table['cross'] else ''}; by degrees of rotation from rest")
    names = list(table["bins"])
    result(f"{'':20}" + "".join(f"{name:>20}" for name in names))
    result(f"{'frames':20}" + "".join(f"{table['bins'][name]['n']:20}" for name in names))
    for metric, digits in _shown(table):
        result(f"{metric:20}" + "".join(f"{_cell(table['bins'][name], metric, digits):>20}" for name in names))
    for line in _remarks(table):
        result(line)


def markdown(table: dict[str, Any]) -> str:
    """Return the report as a page: the table, the remarks, and a line for each film."""
    names = list(table["bins"])
    title = f"# {table['engine']}{', across persons' if table['cross'] else ''}"
    lines = [title, "", "| metric | " + " | ".join(names) + " |", _rule(len(names) + 1)]
    lines.append("| frames | " + " | ".join(str(table["bins"][name]["n"]) for name in names) + " |")
    for metric, digits in _shown(table):
        lines.append(f"| {metric} | " + " | ".join(_cell(table["bins"][name], metric, digits) for name in names) + " |")
    lines += ["", "Columns: degrees of rotation from rest.", "", *[f"- {line}" for line in _remarks(table)], ""]
    metrics = [metric for metric, _ in _shown(table)]
    lines += ["| film | portrait of | " + " | ".join(metrics) + " | jitter_px |", _rule(len(metrics) + 3)]
    for film, clip in table["clips"].items():
        if "error" in clip:
            lines.append(f"| {film} | left out: {clip['error']} |" + " |" * (len(metrics) + 1))
            continue
        row = clip["bins"].get("all", {})
        cells = [_plain(row.get(metric), digits) for metric, digits in _shown(table)]
        cells.append(f"{_plain(clip['jitter_px'], 2)} ({_plain(clip['driver_jitter_px'], 2)})")
        lines.append(f"| {film} | {clip['source']} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _rule(columns: int) -> str:
    return "|" + " --- |" * columns


def _shown(table: dict[str, Any]) -> list[tuple[str, int]]:
    return [(name, digits) for name, digits in _DIGITS.items() if name in table["bins"]["all"]]


def _cell(row: dict[str, float | None], metric: str, digits: int) -> str:
    return f"{_plain(row[metric], digits)} ({_plain(row['unmoved_' + metric], digits)})"


def _plain(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _remarks(table: dict[str, Any]) -> list[str]:
    """Say what stands in no cell."""
    worst = max(clip.get("identity_grey", 0.0) for clip in table["clips"].values())
    return [
        f"difference at the neutral pose: {_plain(table['identity_grey'], 2)} grey levels (worst film {worst:.2f})",
        f"jitter {_plain(table['jitter_px'], 3)} px per frame^2, of the films {_plain(table['driver_jitter_px'], 3)}",
        *([f"runs on {table['runs_on']}"] if table["runs_on"] else []),
        LANDMARKS,
    ]
