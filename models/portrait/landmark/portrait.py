"""The drawing of one frame from a portrait that was taken apart."""

import cv2
import numpy as np

from models.engines import Rendered
from models.portrait.landmark import topology
from models.portrait.landmark.eyes import draw_eyeball, draw_lashes
from models.portrait.landmark.motion import Pose
from models.portrait.landmark.mouth import draw_mouth
from models.portrait.landmark.parts import Parts, take_apart
from models.portrait.landmark.types import Floats, Picture, floats, ramp
from models.portrait.landmark.warp import Warp, blend_into

_CELLS_PER_HEIGHT = 98.0  # map cells along the face; finer ones cost time and show nothing
_MOST_CELLS = 110_000


class Portrait:
    """One picture taken apart, drawn in any pose.

    All work is done inside a region around head and shoulders; the rest of the canvas is the still picture.

    Attributes:
        parts: what it is drawn from; other portraits may draw from the same, each with buffers of its own.
        canvas: (h, w, 3) uint8 RGB, the still picture.
        alpha: (h, w) uint8, 255: person.
        region: what can move of the canvas.
        landmarks: (478, 3) in pixels of the region.
        head, stage: the face's pose, and how far it may move.
    """

    def __init__(self, parts: Parts) -> None:
        """Make ready to draw."""
        self.parts = parts
        self.canvas, self.alpha = parts.canvas, parts.alpha
        self.region, self.landmarks = parts.region, parts.landmarks
        self.head, self.stage = parts.head, parts.stage
        self._offset = np.array([self.region.x, self.region.y, 0], np.float32)
        self._layers, self._hidden = parts.layers, parts.hidden
        self._eyes, self._mouth, self._outer = parts.eyes, parts.mouth, parts.outer
        size = (self.region.width, self.region.height)
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
        rough = floats(cv2.resize(self.parts.rough, size, interpolation=cv2.INTER_AREA))
        ratio = floats([size[0] / self.canvas.shape[1], size[1] / self.canvas.shape[0], share])
        centre = floats([0.5, 0.5, 0])  # of a pixel
        touch = self.parts.touch
        if touch is not None:
            touch = np.asarray(cv2.resize(touch, size, interpolation=cv2.INTER_AREA), np.uint8)
        landmarks = (self.landmarks + self._offset + centre) * ratio - centre
        return Portrait(take_apart(canvas, rough, landmarks, touch))

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
