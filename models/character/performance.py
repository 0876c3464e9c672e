"""The performance of the demo film: what is said, and what the head, the eyes and the brows do meanwhile."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.character.controls import NAMES, Controls
from models.character.speech import Phone, mouth_track

FPS = 30
Key = tuple[float, float]  # seconds, value


@dataclass(frozen=True)
class Line:
    """One spoken sentence, followed by a pause."""

    text: str
    pause_s: float


SCRIPT = (
    Line("Hello! My name is Mira.", 0.20),
    Line("This face was drawn by a program, and so was my voice.", 0.20),
    Line("I can look around, nod, and smile.", 0.50),
    Line("Now, it is your turn!", 0.50),
)


def _keys(*keys: Key) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """Return a curve through the keys that rests at each of them (smoothstep between)."""
    times, values = np.array([k[0] for k in keys]), np.array([k[1] for k in keys])

    def curve(t: NDArray[np.float64]) -> NDArray[np.float64]:
        index = np.clip(np.searchsorted(times, t, side="right") - 1, 0, len(times) - 2)
        u = np.clip((t - times[index]) / (times[index + 1] - times[index]), 0, 1)
        return np.asarray(values[index] + (values[index + 1] - values[index]) * u * u * (3 - 2 * u))

    return curve


def perform(phones: list[Phone], starts_s: list[float], end_s: float) -> list[Controls]:
    """Return the controls of every frame.

    Args:
        phones: all sounds with their times in the film.
        starts_s: when each line of the script begins.
        end_s: length of the film.
    """
    t = np.arange(round(end_s * FPS)) / FPS
    columns = {name: np.zeros(len(t)) for name in NAMES}
    mouth = mouth_track(phones, t)
    columns["jaw"], columns["wide"], columns["tuck"] = mouth.T
    loudness = np.convolve(mouth[:, 0], np.hanning(13) / 6.5, mode="same")
    for name, curve in _gestures(starts_s, end_s).items():
        columns[name] = columns[name] + curve(t)
    columns["pitch"] += 3.0 * loudness  # a head goes with its stresses
    columns["brows_up"] += 0.25 * np.clip(loudness - 0.3, 0, 1)
    columns["blink"] = _blinks(t, starts_s, end_s)
    _sway(columns, t)
    return [Controls(**{name: float(columns[name][k]) for name in NAMES}) for k in range(len(t))]


def _gestures(starts: list[float], end: float) -> dict[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]]:
    hello, drawn, around, turn = starts
    return {
        "yaw": _keys(
            (0, 0), (hello + 0.7, 0), (hello + 1.3, -6), (drawn, -3), (drawn + 1.0, 7), (drawn + 2.2, 3),
            (drawn + 2.9, -5),
            (around, -2), (around + 0.35, -14), (around + 0.8, -15), (around + 1.35, 13), (around + 1.55, 12),
            (around + 1.95, 0), (turn, 0), (turn + 0.8, 5), (end - 0.4, 0), (end, 0),
        ),
        "pitch": _keys(
            (0, 0), (hello + 0.25, 5), (hello + 0.7, -2), (drawn, 1), (drawn + 1.4, -3), (drawn + 2.4, 2), (around, 0),
            (around + 1.45, 0), (around + 1.70, 11), (around + 1.98, -5), (around + 2.25, 6), (around + 2.5, 0),
            (turn, 0),
            (turn + 0.35, 6), (turn + 0.8, -3), (end, 0),
        ),
        "roll": _keys(
            (0, 0), (hello + 1.2, 5), (drawn + 0.4, 2), (drawn + 1.6, -4), (around, 0), (around + 2.4, 0),
            (around + 3.0, 5),
            (turn + 0.8, -4), (end - 0.3, 0), (end, 0),
        ),
        "gaze_x": _keys(
            (0, 0), (drawn + 1.1, 0), (drawn + 1.2, 0.5), (drawn + 1.8, 0.5), (drawn + 1.9, 0), (around + 0.05, 0),
            (around + 0.20, -0.9), (around + 0.75, -0.8), (around + 0.95, 0.9), (around + 1.45, 0.8),
            (around + 1.6, 0), (end, 0),
        ),
        "gaze_y": _keys((0, 0), (drawn + 2.0, 0), (drawn + 2.1, -0.4), (drawn + 2.6, -0.4), (drawn + 2.7, 0), (end, 0)),
        "smile": _keys(
            (0, 0.0), (0.25, 0.1), (hello + 0.5, 0.55), (hello + 1.6, 0.35),
            (drawn + 0.5, 0.1), (around, 0.2),
            (around + 2.2, 0.3), (around + 2.7, 1.0), (around + 3.4, 0.8), (turn + 0.5, 0.4), (turn + 1.3, 0.9),
            (end - 0.25, 0.2), (end, 0.1),
        ),
        "brows_up": _keys(
            (0, 0), (hello, 0.1), (hello + 0.3, 0.9), (hello + 0.9, 0.2), (drawn + 1.0, 0.1), (drawn + 1.3, 0.5),
            (drawn + 2.2, 0), (turn, 0.1), (turn + 0.5, 0.8), (turn + 1.2, 0.3), (end, 0),
        ),
        "frown": _keys((0, 0), (drawn + 2.2, 0), (drawn + 2.5, 0.5), (drawn + 3.0, 0), (end, 0)),
    }  # fmt: skip


def _blinks(t: NDArray[np.float64], starts: list[float], end: float) -> NDArray[np.float64]:
    """Lids close within 80 ms and open within 150 ms; when the gaze leaps, and now and then."""
    hello, drawn, around, turn = starts
    moments = [
        hello + 1.0,
        drawn + 0.05,
        drawn + 1.9,
        around + 0.15,
        around + 0.95,
        turn - 0.35,
        turn + 1.0,
        end - 0.35,
    ]
    closed = np.zeros(len(t))
    for moment in moments:
        down = np.clip(1 - (moment - t) / 0.09, 0, 1) * (t <= moment)
        up = np.clip(1 - (t - moment - 0.03) / 0.16, 0, 1) * (t > moment)
        closed = np.maximum(closed, down + up)
    return np.asarray(closed * closed * (3 - 2 * closed))


def _sway(columns: dict[str, NDArray[np.float64]], t: NDArray[np.float64]) -> None:
    """Nobody sits still: slow drifts of the head, small leaps of the eyes."""
    rise = np.clip(t / 0.6, 0, 1)
    columns["yaw"] += rise * (1.2 * np.sin(0.9 * t) + 0.6 * np.sin(2.3 * t + 1))
    columns["pitch"] += rise * (0.8 * np.sin(1.1 * t + 2) + 0.4 * np.sin(2.9 * t))
    columns["roll"] += rise * 0.9 * np.sin(0.7 * t + 0.5)
    columns["x"] += rise * 0.02 * np.sin(0.8 * t) + 0.004 * columns["yaw"]
    columns["y"] += rise * 0.012 * np.sin(1.3 * t + 1)
    columns["scale"] += rise * 0.012 * np.sin(0.6 * t + 2)
    rng = np.random.default_rng(9)
    leaps = rng.normal(0, 0.05, (2, int(t[-1] * 2) + 2))
    columns["gaze_x"] += leaps[0][(t * 2).astype(int)] * rise
    columns["gaze_y"] += leaps[1][(t * 2).astype(int)] * rise


def save_track(path: Path, controls: list[Controls]) -> None:
    """Write a motion track: JSON with the frame rate, the names of the controls and one row a frame."""
    rows = [[round(float(getattr(frame, name)), 4) for name in NAMES] for frame in controls]
    text = ",\n".join(json.dumps(row) for row in rows)
    path.write_text(f'{{"fps": {FPS}, "controls": {json.dumps(NAMES)}, "rows": [\n{text}\n]}}\n', encoding="utf-8")


def load_track(path: Path) -> list[Controls]:
    """Read a motion track."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return [Controls(**dict(zip(table["controls"], row, strict=True))) for row in table["rows"]]
