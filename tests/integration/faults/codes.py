"""The codes that the driver carries in picture and sound, and what finds them again in any output.

Picture: every pixel of the driver is magenta, which no pixel of the portraits is; enlarging, fitting, mixing with other
pictures and lossy coding leave it so. Sound: a tone of 15 kHz, where no converted voice has anything (engines work at
16 kHz), stands in every block.
"""

import threading
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.media import AudioBlock
from app.sources.synthetic import SyntheticFace

RATE_HZ = 48_000
TONE_HZ = 15_000
TONE_LEVEL = 0.1
BLOCK = 480
MAGENTA_BY = 40  # levels between the darker of red and blue, and green
MOST_PIXELS = 12  # that may look so by chance; in lossy films, too
MOST_TONE = TONE_LEVEL / 10  # clicks and coding; a raw block at a tenth of its loudness is still found

Picture = NDArray[np.uint8]
Samples = NDArray[np.float32]


def paint(picture: Picture) -> Picture:
    """Return (h, w, 3) uint8 RGB with the code in every pixel; a face in it is still one."""
    red, green, blue = (picture[:, :, channel] for channel in range(3))
    return np.stack([255 - (255 - red) // 2, green // 2, 255 - (255 - blue) // 2], axis=-1)


def coded_pixels(picture: Picture) -> int:
    """Return how many pixels of (h, w, 3) uint8 RGB carry the code."""
    wide = picture.astype(np.int16)
    return int((np.minimum(wide[:, :, 0], wide[:, :, 2]) - wide[:, :, 1] > MAGENTA_BY).sum())


def shows_driver(picture: Picture) -> bool:
    """Whether anything of the driver is in the picture."""
    return coded_pixels(picture) > MOST_PIXELS


def tone_in(samples: Samples) -> float:
    """Return the amplitude of the code tone in a run of samples at 48 kHz, any length."""
    if len(samples) < 48:
        return 0.0
    return float(abs(np.dot(_probe(len(samples)), samples)))


@cache
def _probe(count: int) -> NDArray[np.complex128]:
    window = np.hanning(count)
    wave = np.exp(-2j * np.pi * TONE_HZ / RATE_HZ * np.arange(count))
    return np.asarray(2 * window * wave / window.sum())


def coded_sound(speech: Samples) -> Samples:
    """Return the speech, a whole number of blocks long, with the code in each of them."""
    speech = speech[: len(speech) // BLOCK * BLOCK]
    tone = TONE_LEVEL * np.sin(2 * np.pi * TONE_HZ / RATE_HZ * np.arange(len(speech)))
    return np.asarray(0.8 * speech + tone, np.float32)


class PictureJudge:
    """Looks at every picture that it is shown.

    Attributes:
        seen: how many.
        leaks: (number, coded pixels) of those that show the driver.
    """

    name, backlog = "picture judge", 64

    def __init__(self) -> None:
        self.seen = 0
        self.leaks: list[tuple[int, int]] = []

    def look(self, picture: Picture) -> None:
        """Judge (h, w, 3) uint8 RGB."""
        if (pixels := coded_pixels(picture)) > MOST_PIXELS:
            self.leaks.append((self.seen, pixels))
        self.seen += 1


class SoundJudge:
    """Listens to every sample that it is given, in pieces of a block.

    Attributes:
        seen: pieces.
        loud: pieces that are not silent.
        leaks: (number, amplitude) of those that hold the driver's code.
    """

    def __init__(self) -> None:
        self.seen = self.loud = 0
        self.leaks: list[tuple[int, float]] = []
        self._rest: Samples = np.zeros(0, np.float32)
        self._lock = threading.Lock()

    def listen(self, samples: Samples) -> None:
        """Judge (n,) float32."""
        with self._lock:
            line = np.concatenate([self._rest, samples])
            whole = len(line) // BLOCK * BLOCK
            self._rest = line[whole:]
            for piece in line[:whole].reshape(-1, BLOCK):
                if (tone := tone_in(piece)) > MOST_TONE:
                    self.leaks.append((self.seen, round(tone, 4)))
                self.loud += bool(np.abs(piece).max() > 0.01)
                self.seen += 1

    def hear(self, block: AudioBlock) -> None:
        """Judge a block."""
        self.listen(block.samples)


class PaintedFace(SyntheticFace):
    """The driver: a moving face that carries the code. `away`: only the wall behind it, painted, too."""

    away = False

    def draw(self, index: int) -> Picture:
        """Return the picture of this number."""
        if self.away:
            height, width = self.size[1], self.size[0]
            return paint(np.full((height, width, 3), 90, np.uint8))
        return paint(super().draw(index))
