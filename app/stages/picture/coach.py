"""Coach: says in words what stands between the user and a good calibration, from the tracker's numbers."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.media import Face, VideoFrame
from models.engines import posture_of
from models.posture import Posture

LOOK_S = 0.1  # between two looks
_MEAN_S = 0.4  # measures are smoothed over this time, or words would flicker
_HOLD_S = 0.6  # an advice stays at least so long

SMALL, LARGE = 0.085, 0.33  # distance of the outer eye corners in shares of the picture's height
ASIDE = 0.22  # of the picture's width or height, from its middle
YAW, PITCH, ROLL = 11.0, 13.0, 9.0  # degrees
GAP = 0.035  # of the mouth, in eye distances
EYES = 0.13  # opening over width
CROOKED = 0.045
DARK, GLARING = 70.0, 235.0  # brightest tenth of the face, 0..255
BACKLIT = 75.0  # the surroundings are brighter than the face by so much
_BETTER = 0.82
_EDGE = 0.015  # of the picture: nearer to its border the face counts as cut off


class Advice(StrEnum):
    """What the user may do, the most important first; directions are the user's own."""

    COME = "come"  # into the picture
    ALONE = "alone"
    NEARER = "nearer"
    FARTHER = "farther"
    LEFT = "left"  # move there
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    LIGHT = "light"
    GLARE = "glare"
    BACKLIGHT = "backlight"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    LIFT = "lift"  # the chin
    LOWER = "lower"
    UPRIGHT = "upright"
    EYES = "eyes"
    MOUTH = "mouth"
    CALM = "calm"  # no grimace


@dataclass(frozen=True, slots=True)
class Light:
    """How the face is lit: its brightest tenth, its mean and the mean around it, 0..255."""

    bright: float
    face: float
    around: float


@dataclass(frozen=True, slots=True)
class Guidance:
    """What there is to say.

    Attributes:
        advice: what the user may do, the most important first; empty: nothing, all is well.
        score: how good a calibration on this face would be, 0..100.
        posture: how the face is held, None without a face.
    """

    advice: tuple[Advice, ...] = (Advice.COME,)
    score: int = 0
    posture: Posture | None = None


def judge(
    posture: Posture, light: Light, size: tuple[int, int], *, mirrored: bool = False, said: tuple[Advice, ...] = ()
) -> tuple[Advice, ...]:
    """Return what to change, the most important first.

    Args:
        posture: of the face.
        light: on it.
        size: width and height of the picture in pixels.
        mirrored: the picture shows the user as a mirror does.
        said: what was said until now; it is taken back only when it is clearly better.
    """
    width, height = size
    eye_share = posture.scale / height
    side = -1 if mirrored else 1  # the picture's left is the user's right unless it is a mirror
    right = side * (posture.x / width - 0.5) / ASIDE
    down = (posture.y / height - 0.42) / ASIDE  # eyes lie above the middle of a head
    yaw, pitch = side * posture.yaw / YAW, posture.pitch / PITCH
    lit = max(light.face, 1.0)
    too_much = (  # 1: just too much
        (SMALL / max(eye_share, 1e-6), Advice.NEARER),
        (eye_share / LARGE, Advice.FARTHER),
        (right, Advice.RIGHT),
        (-right, Advice.LEFT),
        (down, Advice.UP),
        (-down, Advice.DOWN),
        (DARK / max(light.bright, 1.0), Advice.LIGHT),
        (min(light.bright / GLARING, light.face / 200), Advice.GLARE),
        (min((light.around - light.face) / BACKLIT, 110 / lit), Advice.BACKLIGHT),
        (yaw, Advice.TURN_LEFT),
        (-yaw, Advice.TURN_RIGHT),
        (pitch, Advice.LIFT),
        (-pitch, Advice.LOWER),
        (abs(posture.roll) / ROLL, Advice.UPRIGHT),
        (EYES / max(posture.eyes, 1e-3), Advice.EYES),
        (posture.gap / GAP, Advice.MOUTH),
        (posture.crooked / CROOKED, Advice.CALM),
    )
    return tuple(advice for amount, advice in too_much if amount > (_BETTER if advice in said else 1.0))


class Coach:
    """Looks at the face of some of the frames and passes all on unchanged; place it behind the tracker.

    Attributes:
        mirrored: the driving picture is mirrored; any thread may say so.
        guidance: the newest.
    """

    latency_s = 0.0

    def __init__(self) -> None:
        self.mirrored = False
        self.reset()

    def reset(self) -> None:
        """Know nothing."""
        self.guidance = Guidance()
        self._looked_s = -1e9
        self._mean: np.ndarray | None = None
        self._since_s = -1e9

    def process(self, item: VideoFrame) -> VideoFrame:
        """Look, if it is time to, and return the frame."""
        if not 0 <= item.time_s - self._looked_s < LOOK_S:
            dt_s = item.time_s - self._looked_s
            self._looked_s = item.time_s
            self._look(item, dt_s)
        return item

    def _look(self, item: VideoFrame, dt_s: float) -> None:
        face = item.face
        posture = posture_of(face.landmarks) if face is not None else None
        if face is None or posture is None:
            self._mean = None
            self._say(Guidance(), item.time_s)
            return
        numbers = np.array([*_numbers(posture), *_numbers(light_on(item.image, face))])
        if self._mean is None or not 0 < dt_s < 1:
            self._mean = numbers
        self._mean = self._mean + min(dt_s / _MEAN_S, 1.0) * (numbers - self._mean)
        values = [float(value) for value in self._mean]
        calm, light = Posture(*values[:10]), Light(*values[10:])
        size = (item.image.shape[1], item.image.shape[0])
        advice = judge(calm, light, size, mirrored=self.mirrored, said=self.guidance.advice)
        if face.others and Advice.NEARER in advice:
            advice = (Advice.ALONE, *advice)
        if _cut_off(face, size) and not advice:
            advice = (Advice.FARTHER,)
        score = calm.score if not advice else min(calm.score, 60)
        self._say(Guidance(advice, score, posture), item.time_s)

    def _say(self, guidance: Guidance, time_s: float) -> None:
        """Change the words not too often; the numbers always."""
        if guidance.advice[:1] != self.guidance.advice[:1]:
            if 0 <= time_s - self._since_s < _HOLD_S:
                guidance = Guidance(self.guidance.advice, guidance.score, guidance.posture)
            else:
                self._since_s = time_s
        self.guidance = guidance


def _numbers(record: Posture | Light) -> list[float]:
    return [getattr(record, name) for name in record.__dataclass_fields__]


def light_on(image: np.ndarray, face: Face) -> Light:
    """Measure light on the middle of a face and around it; image (h, w, 3) uint8 RGB."""
    height, width = image.shape[:2]
    low, high = face.landmarks[:, :2].min(0), face.landmarks[:, :2].max(0)
    span = high - low
    inner = _grey(image, low + 0.15 * span, high - 0.15 * span)
    outer = _grey(image, np.zeros(2), np.array([width, height]))
    if inner.size == 0:
        return Light(128.0, 128.0, 128.0)
    share = min(float(span[0] * span[1]) / (width * height), 0.9)
    around = (float(outer.mean()) - share * float(inner.mean())) / (1 - share)
    return Light(float(np.percentile(inner, 90)), float(inner.mean()), around)


def _grey(image: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return luminance of a box, some hundred pixels of it."""
    height, width = image.shape[:2]
    x0, y0 = (int(np.clip(v, 0, side)) for v, side in zip(low, (width, height), strict=True))
    x1, y1 = (int(np.clip(v, 0, side)) for v, side in zip(high, (width, height), strict=True))
    part = image[y0 : y1 : max((y1 - y0) // 24, 1), x0 : x1 : max((x1 - x0) // 24, 1)]
    return part.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)


def _cut_off(face: Face, size: tuple[int, int]) -> bool:
    """Whether the border of the picture cuts the face."""
    edge = _EDGE * np.array(size)
    return bool(
        (face.landmarks[:, :2].min(0) < edge).any() or (face.landmarks[:, :2].max(0) > np.array(size) - edge).any()
    )
