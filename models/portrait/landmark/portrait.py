"""Everything that is made once per portrait, and the drawing of one frame from it."""

from dataclasses import dataclass

import cv2
import numpy as np

from models.engines import Rendered
from models.errors import FaceNotFound
from models.portrait.landmark import topology
from models.portrait.landmark.atlas import HiddenSide, build_hidden_side
from models.portrait.landmark.eyes import Eyeball, build_eyeball, draw_eyeball, draw_lashes
from models.portrait.landmark.layers import Layers, build_layers
from models.portrait.landmark.matte import face_height, face_hull, refine_matte
from models.portrait.landmark.motion import Pose, Stage
from models.portrait.landmark.mouth import Mouth, build_mouth, draw_mouth
from models.portrait.landmark.outer_mesh import OuterMesh, build_outer_mesh
from models.portrait.landmark.pose import Head, fit_head
from models.portrait.landmark.types import Floats, Picture, floats, ramp
from models.portrait.landmark.warp import Warp, blend_into

_CELLS_PER_HEIGHT = 98.0  # map cells along the face; finer ones cost time and show nothing
_MOST_CELLS = 110_000
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


class Portrait:
    """One framed picture taken apart; draws it in any pose.

    All work is done inside a region around head and shoulders; the rest of the canvas is the still picture.
    """

    def __init__(self, canvas: Picture, alpha: Floats, landmarks: Floats, touch: Picture | None = None) -> None:
        """Take a picture apart.

        Args:
            canvas: (h, w, 3) uint8 RGB in the output's size.
            alpha: (h, w) float32 0..1, the segmentation network's answer.
            landmarks: (478, 3) of the face on the canvas.
            touch: (h, w) uint8 corrections by hand: 128 none, 255 adds to the person, 0 takes away.

        Raises:
            FaceNotFound: the landmarks are degenerate.
        """
        self._rough, self._touch, alpha = alpha, touch, refine_matte(canvas, alpha, landmarks, touch)
        self.canvas = canvas
        self.region = choose_region(alpha, landmarks)
        part = self.region.slices
        picture = np.ascontiguousarray(canvas[part])
        self._offset = np.array([self.region.x, self.region.y, 0], np.float32)
        self.landmarks = landmarks - self._offset
        head = fit_head(self.landmarks)
        if head is None:
            raise FaceNotFound("the face in the portrait is too distorted")
        self.head: Head = head
        touched = _touched(alpha, landmarks)
        self._layers: Layers = build_layers(picture, np.ascontiguousarray(alpha[part]), self.landmarks)
        # A matte that cuts through the person shows at once; then the whole picture is warped like rubber instead.
        rubber = _mismatch(picture, self._layers, self.landmarks) > _WORST_MISMATCH
        if rubber:
            alpha = np.ones_like(alpha)
            self._layers = build_layers(picture, np.ascontiguousarray(alpha[part]), self.landmarks)
        self.alpha: Picture = np.rint(alpha * 255).astype(np.uint8)
        self.stage = Stage(head, face_height(landmarks), _room(landmarks, canvas.shape, touched, rubber))
        self._hidden: HiddenSide | None = build_hidden_side(
            np.ascontiguousarray(self._layers.person[..., :3]), self.landmarks, head
        )
        image = floats(picture) / np.float32(255)
        self._eyes: list[Eyeball] = [build_eyeball(image, self.landmarks, eye) for eye in topology.EYES]
        self._mouth: Mouth = build_mouth(image, self.landmarks, head, self._layers.skin)
        size = (self.region.width, self.region.height)
        fixed = self.region.within(canvas.shape)
        self._outer: OuterMesh = build_outer_mesh(self.landmarks, head, size, fixed, touched, rubber)
        cell = max(self.stage.height / _CELLS_PER_HEIGHT, (size[0] * size[1] / _MOST_CELLS) ** 0.5, 1.0)
        source = np.concatenate([self.landmarks[:, :2], self._outer.points])
        self._warp = Warp(size, cell, source, topology.TRIANGLES, self._outer.triangles)
        self._make_buffers()

    def smaller(self, share: float) -> "Portrait":
        """Return the same portrait in this share (0..1) of its width and height, even numbers of pixels.

        Raises:
            FaceNotFound: too little is left of the face.
        """
        size = tuple(max(2 * round(side * share / 2), 16) for side in self.canvas.shape[1::-1])
        canvas = np.asarray(cv2.resize(self.canvas, size, interpolation=cv2.INTER_AREA), np.uint8)
        rough = floats(cv2.resize(self._rough, size, interpolation=cv2.INTER_AREA))
        ratio = floats([size[0] / self.canvas.shape[1], size[1] / self.canvas.shape[0], share])
        centre = floats([0.5, 0.5, 0])  # of a pixel
        touch = self._touch
        if touch is not None:
            touch = np.asarray(cv2.resize(touch, size, interpolation=cv2.INTER_AREA), np.uint8)
        return Portrait(canvas, rough, (self.landmarks + self._offset + centre) * ratio - centre, touch)

    def _make_buffers(self) -> None:
        height, width = self.region.height, self.region.width
        self._person: Picture = np.zeros((height, width, 4), np.uint8)
        self._colour: Picture = np.zeros((height, width, 3), np.uint8)
        self._matte: Picture = np.zeros((height, width), np.uint8)
        self._inverse: Picture = np.zeros((height, width), np.uint8)
        self._behind: Picture = np.zeros((height, width, 3), np.uint8)

    def still(self) -> Rendered:
        """Return the picture as it is."""
        return Rendered(self.canvas.copy(), self.alpha.copy(), self._place_of(self.landmarks))

    def draw(self, pose: Pose) -> Rendered:
        """Draw a pose whose landmarks are in pixels of the region."""
        points = pose.points
        outer = self._outer.move(self.head, pose, self.landmarks)
        self._warp.update(np.concatenate([points[:, :2], outer]), points[:, 2])
        self._warp.picture(self._layers.person, self._person)
        cv2.cvtColor(self._person, cv2.COLOR_RGBA2RGB, dst=self._colour)
        cv2.extractChannel(self._person, 3, dst=self._matte)
        if self._hidden is not None:
            self._hidden.draw(self._colour, self._warp, pose.head)
        self._draw_inside(pose, np.ascontiguousarray(points[:, :2]))
        return self._composed(self._place_of(points))

    def _place_of(self, points: Floats) -> tuple[float, float, float]:
        """Return middle x, middle y and height on the canvas of a face at points in pixels of the region."""
        oval = points[topology.OVAL, :2]
        low, high = oval.min(0), oval.max(0)
        x, y = (low + high) / 2 + self._offset[:2]
        return float(x), float(y), float(high[1] - low[1])

    def _draw_inside(self, pose: Pose, points: Floats) -> None:
        """Mouth, lids and eyeballs; the face is opaque, so premultiplied colour is plain colour here."""
        draw_mouth(self._colour, self._mouth, points, pose.head)
        for k, eye in enumerate(topology.EYES):
            lid = pose.lids[k]
            self._draw_lid(k, points, ramp(0.08, 0.5, lid.closure))
            draw_eyeball(self._colour, self._eyes[k], eye, points, (self.head, pose.head), lid)
            draw_lashes(self._colour, self._eyes[k], eye, points, lid)

    def _draw_lid(self, number: int, points: Floats, share: float) -> None:
        if share <= 0:
            return
        eye, patch = topology.EYES[number], self._layers.lids[number]
        around = points[np.concatenate([eye.contour, eye.lid])]
        margin = 0.25 * self._eyes[number].width
        x0, y0 = (max(int(v), 0) for v in around.min(0) - margin)
        x1, y1 = (min(int(v) + 1, side) for v, side in zip(around.max(0) + margin, self._size, strict=True))
        if x1 - x0 < 2 or y1 - y0 < 2:
            return
        x = self._warp.x[y0:y1, x0:x1] - np.float32(patch.x)
        y = self._warp.y[y0:y1, x0:x1] - np.float32(patch.y)
        taken = cv2.remap(patch.image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        mask = taken[..., 3].astype(np.float32) * np.float32(share / 255)
        blend_into(self._colour[y0:y1, x0:x1], floats(taken[..., :3]), mask)

    @property
    def _size(self) -> tuple[int, int]:
        return self.region.width, self.region.height

    def _composed(self, head: tuple[float, float, float]) -> Rendered:
        cv2.bitwise_not(self._matte, dst=self._inverse)
        cv2.merge([self._inverse] * 3, dst=self._behind)
        cv2.multiply(self._layers.background, self._behind, dst=self._behind, scale=1 / 255)
        cv2.add(self._colour, self._behind, dst=self._behind)
        image, alpha = self.canvas.copy(), self.alpha.copy()
        image[self.region.slices] = self._behind
        alpha[self.region.slices] = self._matte
        return Rendered(image, alpha, head)


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
