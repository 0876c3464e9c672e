"""Taking a picture apart: everything that is found out once per portrait, before the first frame is drawn."""

from dataclasses import dataclass

import numpy as np

from models.errors import FaceNotFound
from models.portrait.landmark import topology
from models.portrait.landmark.atlas import HiddenSide, build_hidden_side
from models.portrait.landmark.eyes import Eyeball, build_eyeball
from models.portrait.landmark.layers import Layers, build_layers
from models.portrait.landmark.matte import face_height, face_hull, refine_matte
from models.portrait.landmark.motion import Stage
from models.portrait.landmark.mouth import Mouth, build_mouth
from models.portrait.landmark.outer_mesh import OuterMesh, build_outer_mesh
from models.portrait.landmark.pose import Head, fit_head
from models.portrait.landmark.types import Floats, Picture, floats

_WORST_MISMATCH = 4.0  # grey levels; ordinary portraits stay below 1.5


@dataclass(frozen=True, slots=True)
class Region:
    """The part of the canvas that can move: first column and row, width and height in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns of the region."""
        return slice(self.y, self.y + self.height), slice(self.x, self.x + self.width)

    def within(self, shape: tuple[int, ...]) -> tuple[bool, bool, bool, bool]:
        """Whether the left, top, right, bottom border lies inside a canvas of this shape (height, width, ...)."""
        return self.x > 0, self.y > 0, self.x + self.width < shape[1], self.y + self.height < shape[0]


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """One framed picture taken apart. Several portraits may draw from the same parts: nothing in them is ever changed.

    Attributes:
        canvas: (h, w, 3) RGB in the output's size.
        rough: (h, w) 0..1, the segmentation network's answer.
        touch: (h, w) corrections by hand, None for none.
        alpha: (h, w) 255: person.
        region: what can move of the canvas; what follows is in its pixels.
        landmarks: (478, 3).
        head, stage: the face's pose, and how far it may move.
        layers: what is warped, and what it is laid over.
        hidden: the far side of a turned face, None for a frontal one.
        eyes, mouth: what is seen as they open.
        outer: the mesh beyond the face.
    """

    canvas: Picture
    rough: Floats
    touch: Picture | None
    alpha: Picture
    region: Region
    landmarks: Floats
    head: Head
    stage: Stage
    layers: Layers
    hidden: HiddenSide | None
    eyes: tuple[Eyeball, Eyeball]
    mouth: Mouth
    outer: OuterMesh


def take_apart(canvas: Picture, rough: Floats, landmarks: Floats, touch: Picture | None = None) -> Parts:
    """Take a picture apart.

    Args:
        canvas: (h, w, 3) uint8 RGB in the output's size.
        rough: (h, w) float32 0..1, the segmentation network's answer.
        landmarks: (478, 3) of the face on the canvas.
        touch: (h, w) uint8 corrections by hand: 128 none, 255 adds to the person, 0 takes away.

    Raises:
        FaceNotFound: the landmarks are degenerate.
    """
    alpha = refine_matte(canvas, rough, landmarks, touch)
    region = choose_region(alpha, landmarks)
    part, size = region.slices, (region.width, region.height)
    picture = np.ascontiguousarray(canvas[part])
    local = landmarks - np.array([region.x, region.y, 0], np.float32)
    head = fit_head(local)
    if head is None:
        raise FaceNotFound("the face in the portrait is too distorted")
    touched = _touched(alpha, landmarks)
    layers = build_layers(picture, np.ascontiguousarray(alpha[part]), local)
    # A matte that cuts through the person shows at once; then the whole picture is warped like rubber instead.
    rubber = _mismatch(picture, layers, local) > _WORST_MISMATCH
    if rubber:
        alpha = np.ones_like(alpha)
        layers = build_layers(picture, np.ascontiguousarray(alpha[part]), local)
    image = floats(picture) / np.float32(255)
    left, right = (build_eyeball(image, local, eye) for eye in topology.EYES)
    return Parts(
        canvas,
        rough,
        touch,
        np.rint(alpha * 255).astype(np.uint8),
        region,
        local,
        head,
        Stage(head, face_height(landmarks), _room(landmarks, canvas.shape, touched, rubber)),
        layers,
        build_hidden_side(np.ascontiguousarray(layers.person[..., :3]), local, head),
        (left, right),
        build_mouth(image, local, head, layers.skin),
        build_outer_mesh(local, head, size, region.within(canvas.shape), touched, rubber),
    )


def _touched(alpha: Floats, landmarks: Floats) -> tuple[bool, bool, bool, bool]:
    """Whether the person is cut off at the picture's left, top, right, bottom border, down to the chin."""
    chin = min(max(int(landmarks[152, 1]), 1), alpha.shape[0])
    borders = (alpha[:chin, 0], alpha[0], alpha[:chin, -1])
    left, top, right = (bool((border > 0.5).sum() > 2) for border in borders)
    return left, top, right, False


def _room(
    landmarks: Floats, shape: tuple[int, ...], touched: tuple[bool, bool, bool, bool], rubber: bool
) -> tuple[float, float, float, float]:
    """How far the head may move to each side so that the face stays in the picture and no hair is missing."""
    height = face_height(landmarks)
    low, high = landmarks[topology.OVAL, :2].min(0), landmarks[topology.OVAL, :2].max(0)
    away = (low[0], low[1], shape[1] - high[0], shape[0] - high[1])
    left, up, right, down = (max(float(a) - 0.08 * height, 0.25 * height) for a in away)
    if touched[1]:
        down = min(down, 0.32 * height)
    most = (0.2 if rubber else 1.0) * height
    return min(left, most), min(up, most), min(right, most), min(down, most)


def _mismatch(picture: Picture, layers: Layers, landmarks: Floats) -> float:
    """Mean difference, in grey levels, of picture and layers put together, outside the face."""
    a = layers.person[..., 3:].astype(np.float32) / 255
    together = layers.person[..., :3] + (1 - a) * layers.background
    outside = face_hull(picture.shape, landmarks) < 0.5
    return float(np.abs(together - picture).mean(-1)[outside].mean()) if outside.any() else 0.0


def choose_region(alpha: Floats, landmarks: Floats) -> Region:
    """Choose the part of the canvas that can move: head with hair, neck, and the shoulders as far as they follow."""
    tall, wide = alpha.shape
    height = face_height(landmarks)
    centre = landmarks[topology.OVAL, :2].mean(0)
    chin, brow = landmarks[152, :2], landmarks[10, :2]
    low, high = landmarks[:, :2].min(0), landmarks[:, :2].max(0)
    reach = 2.0 * height
    x0, x1 = max(int(centre[0] - reach), 0), min(int(centre[0] + reach), wide)
    y0, y1 = max(int(min(low[1], brow[1]) - 1.4 * height), 0), min(int(max(high[1], chin[1]) + 2.0 * height), tall)
    # Beside and above the head the region ends where the person ends, with room to move.
    upper = alpha[y0 : min(int(chin[1] + 0.6 * height), tall), x0:x1] > 0.1
    columns, rows = np.flatnonzero(upper.any(0)), np.flatnonzero(upper.any(1))
    room = 0.9 * height
    if len(columns) and len(rows):
        left, right = x0 + columns[0] - room, x0 + columns[-1] + room
        x0, x1 = max(x0, int(min(left, low[0] - room))), min(x1, int(max(right, high[0] + room)))
        y0 = max(y0, int(min(y0 + rows[0], low[1]) - room))
    return Region(x0, y0, max(x1 - x0, 8), max(y1 - y0, 8))
