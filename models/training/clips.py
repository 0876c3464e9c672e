"""Clips of faces for training: cut once by our tracker, then read from disk frame by frame.

As for VoxCeleb (Siarohin et al. 2019): one still square per clip, around all places of the face, so that the head moves
in the picture; a clip in which the face is lost or wanders too far is divided.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from models.engines import FaceEngine
from models.errors import ModelError
from models.portrait.fomm.crop import Square, cut, inside, wished

Picture = NDArray[np.uint8]
Box = tuple[float, float, float]

_SHORTEST, _LONGEST = 16, 1024  # frames of a piece
_OVERLAP = 0.25  # of the face's box with its first one, below which a new piece starts
_JITTER = 0.1


def films(folder: Path) -> list[Path]:
    """Return the films of a folder in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".mp4", ".mov", ".mkv", ".avi", ".mpg"))


def frames(path: Path) -> Iterator[Picture]:
    """Read a film, (h, w, 3) uint8 RGB."""
    film = cv2.VideoCapture(str(path))
    try:
        while True:
            good, image = film.read()
            if not good:
                return
            yield np.ascontiguousarray(image[:, :, ::-1], np.uint8)
    finally:
        film.release()


@dataclass(frozen=True, slots=True)
class _Span:
    """Frames `first` to `end` (exclusive) of a film, and the square that is cut out of each."""

    first: int
    end: int
    square: Square


def prepare(path: Path, out: Path, side: int, tracker: FaceEngine, fps: float = 25.0) -> list[Path]:
    """Cut the pieces of one film that show one face; returns the files written, (n, side, side, 3) uint8 .npy.

    The film is read twice, first for the squares, so that its length does not decide how much memory is needed.
    """
    tracker.reset()
    spans = iter(_spans(frames(path), tracker, fps))
    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    piece: list[Picture] = []
    span = next(spans, None)
    for index, image in enumerate(frames(path) if span else ()):
        if span is None:
            break
        if index >= span.first:
            piece.append(cut(image, span.square, side))
        if index == span.end - 1:
            written.append(out / f"{path.stem}-{len(written):03}.npy")
            np.save(written[-1], np.stack(piece), allow_pickle=False)
            piece.clear()
            span = next(spans, None)
    return written


def _spans(film: Iterable[Picture], tracker: FaceEngine, fps: float) -> list[_Span]:
    """Find the pieces of a film, in order, not overlapping."""
    spans: list[_Span] = []
    boxes: list[Box] = []
    size, end = (0, 0), 0

    def finish() -> None:
        if len(boxes) >= _SHORTEST:
            spans.append(_Span(end - len(boxes), end, _around(boxes, size)))
        boxes.clear()

    for end, image in enumerate(film):  # noqa: B007 - until `finish`, the frames before this one
        size = image.shape[1], image.shape[0]
        face = tracker.track(image, end / fps)
        box = wished(face.landmarks) if face is not None else None
        if box is None or len(boxes) == _LONGEST or (boxes and _overlap(boxes[0], box) < _OVERLAP):
            finish()
        if box is not None:
            boxes.append(box)
    end += 1
    finish()
    return spans


def _around(boxes: list[Box], size: tuple[int, int]) -> Square:
    """Return the still square for all places of a face, inside a picture of this width and height."""
    spread = np.array(boxes)
    low, high = (spread[:, :2] - spread[:, 2:] / 2).min(0), (spread[:, :2] + spread[:, 2:] / 2).max(0)
    # between the face at its middle place and all of its places, or a wandering face becomes small
    wide = (float((high - low).max()) + float(np.median(spread[:, 2]))) / 2
    x, y = (low + high) / 2
    return inside(float(x), float(y), wide, *size)


def _overlap(a: Box, b: Box) -> float:
    """Return intersection over union of two squares (middle x, middle y, side)."""
    sides = [min(a[i] + a[2] / 2, b[i] + b[2] / 2) - max(a[i] - a[2] / 2, b[i] - b[2] / 2) for i in (0, 1)]
    common = max(sides[0], 0) * max(sides[1], 0)
    return common / (a[2] ** 2 + b[2] ** 2 - common)


@dataclass(frozen=True, slots=True)
class Clips:
    """Prepared pieces; a batch depends on its number alone, so that training can go on where it stopped."""

    pieces: list[NDArray[np.uint8]]  # each (n, side, side, 3), mapped from disk

    @classmethod
    def open(cls, folder: Path) -> "Clips":
        """Open all pieces of a folder. Raises ModelError if there are none, or of several sizes."""
        pieces = [np.load(path, mmap_mode="r", allow_pickle=False) for path in sorted(folder.glob("*.npy"))]
        if not pieces:
            raise ModelError(f"{folder} holds no prepared clips: no face was found in any film", "use other films")
        if len({piece.shape[1:] for piece in pieces}) > 1:
            raise ModelError(f"{folder} holds clips of several sizes", "delete it, and they are cut anew")
        return cls(pieces)

    @property
    def side(self) -> int:
        """Width and height of all pictures, pixels."""
        return int(self.pieces[0].shape[1])

    def batch(self, size: int, seed: tuple[int, ...], vary: bool = True) -> tuple[NDArray[np.float32], ...]:
        """Return source and driving pictures, each (size, 3, side, side) float32 0..1.

        Args:
            size: number of pairs; each pair is of one piece.
            seed: of chance, e.g. run, step and process.
            vary: mirror, swap and recolour pairs at random.
        """
        random = np.random.default_rng(seed)
        pairs = []
        for _ in range(size):
            piece = self.pieces[random.integers(len(self.pieces))]
            pair = piece[np.sort(random.choice(len(piece), 2, replace=False))].astype(np.float32) / np.float32(255)
            pairs.append(_varied(pair, random) if vary else pair)
        whole = np.stack(pairs).transpose(1, 0, 4, 2, 3)
        return np.ascontiguousarray(whole[0]), np.ascontiguousarray(whole[1])


def _varied(pair: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """Mirror, swap, and change brightness, contrast, saturation and hue, alike in both pictures (2, h, w, 3)."""
    if random.random() < 0.5:
        pair = pair[::-1]
    if random.random() < 0.5:
        pair = pair[:, :, ::-1]
    bright, contrast, colour = random.uniform(1 - _JITTER, 1 + _JITTER, 3)
    # hue: a turn about the grey axis; everything together is one matrix and one shift of all colours
    angle = random.uniform(-_JITTER, _JITTER) * 2 * np.pi
    cos, sin = np.cos(angle), np.sin(angle) / np.sqrt(3)
    turn = cos * np.eye(3) + (1 - cos) / 3 + sin * np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])
    saturation = colour * np.eye(3) + (1 - colour) / 3
    shift = bright * (1 - contrast) * float(pair.mean())
    matrix = np.column_stack([bright * contrast * turn @ saturation, [shift] * 3])
    made = cv2.transform(np.ascontiguousarray(pair).reshape(-1, 1, 3), matrix)
    return np.asarray(np.clip(made, 0, 1), np.float32).reshape(pair.shape)
