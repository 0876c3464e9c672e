"""The mesh around the face: hair, hat, ears, neck and shoulders as one coarse volume that follows the head.

Points lie on rings around the face oval and on a grid beyond; one Delaunay triangulation per portrait. Each point gets
a depth, so that hair and ears turn like a real volume, and a weight that fades from the head to the chest.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from models.portrait.landmark import topology
from models.portrait.landmark.motion import Pose
from models.portrait.landmark.pose import Head
from models.portrait.landmark.types import Floats, Ints, floats, smoothstep

_RINGS = ((1.10, 1), (1.24, 1), (1.42, 2), (1.66, 2))
_BEYOND = 1.8  # ovals; nearer, the rings do
_OUTSIDE_PX = 40.0  # distance of the fixed frame from the region
_SHOULDERS = 0.18  # share of the head's shift that the shoulders follow


@dataclass(frozen=True, slots=True)
class OuterMesh:
    """Points beyond the face; point k is vertex 478 + k of the whole mesh.

    Attributes:
        points: (n, 2) float32 resting places in pixels of the region.
        triangles: (m, 3) vertex numbers of the whole mesh, landmarks included.
        depth: (n, 3) float32 resting places with depth.
        head: (n, 2) share of the head's motion. body: (n, 2) further share of its shift on the neck.
        follow: (n, 2) share of the motion of the whole body, across and down.
        bleed: (n, 36) float32 share of each oval point's own expression.
    """

    points: Floats
    triangles: Ints
    depth: Floats
    head: Floats
    body: Floats
    follow: Floats
    bleed: Floats

    def move(self, still: Head, pose: Pose, landmarks: Floats) -> Floats:
        """Return the points (n, 2) for a pose; `landmarks` (478, 3) are the portrait's at rest."""
        head = pose.head
        turn = (head.scale / still.scale) * (head.rotation @ still.rotation.T)
        moved = (self.depth - still.origin) @ turn.T[:, :2] + head.origin[:2] - self.points
        rigid = (landmarks[topology.OVAL] - still.origin) @ turn.T[:, :2] + head.origin[:2]
        expression = pose.points[topology.OVAL, :2] - rigid
        return np.asarray(
            self.points
            + self.head * moved
            + self.body * pose.shift
            + self.follow * pose.follow
            + self.bleed @ expression.astype(np.float32),
            np.float32,
        )


def build_outer_mesh(
    landmarks: Floats,
    head: Head,
    size: tuple[int, int],
    fixed: tuple[bool, ...],
    cut: tuple[bool, ...],
    rubber: bool = False,
) -> OuterMesh:
    """Make the mesh around a face.

    Args:
        landmarks: (478, 3) in pixels of the region.
        head: pose of the same face in the region.
        size: width and height of the region.
        fixed: left, top, right, bottom: whether motion must fade to nothing at that border.
        cut: the same four: whether the person is cut off there, so that nothing can move in from beyond.
        rubber: whether the scene is warped along, for want of a matte: then all motion fades beside the face.
    """
    oval = landmarks[topology.OVAL]
    height = float(np.linalg.norm(landmarks[10, :2] - landmarks[152, :2]))
    outline = np.ascontiguousarray(oval[:, :2])
    points = _points(outline, size, height)
    distance = _distance(points, outline)
    nearness = np.linalg.norm(points[:, None] - oval[None, :, :2], axis=2)
    shares = np.exp(-((nearness / (0.22 * height)) ** 2 / 2)) + 1e-12
    shares /= shares.sum(1, keepdims=True)
    z_oval = shares @ oval[:, 2]
    ears = np.sort(landmarks[[234, 454], 2])
    ear = 0.5 * ears[1] + 0.5 * ears.mean()
    z = np.minimum(z_oval + 0.9 * distance, np.maximum(z_oval, ear + 0.1 * head.scale))
    bleed = shares * np.exp(-((distance / (0.22 * height)) ** 2))[:, None]

    v = _above_chin(points, landmarks, height)
    border = _border_window(points, size, fixed, cut, height)
    if rubber:
        border *= smoothstep(1.25, 0.35, floats(distance / height))[:, None]
    head_share = smoothstep(-0.80, 0.02, v)[:, None] * border
    body = np.maximum(_SHOULDERS * smoothstep(-2.0, -0.3, v)[:, None] * border - head_share, 0)
    follow = (1 - head_share) * _follow(points, size, height) * border
    body[-8:] = head_share[-8:] = bleed[-8:] = follow[-8:] = 0
    return OuterMesh(
        points,
        _triangles(points, outline),
        np.column_stack([points, z]).astype(np.float32),
        head_share.astype(np.float32),
        body.astype(np.float32),
        follow.astype(np.float32),
        (bleed * border.min(1, keepdims=True)).astype(np.float32),
    )


def _points(oval: Floats, size: tuple[int, int], height: float) -> Floats:
    centre = (oval.max(0) + oval.min(0)) / 2
    width, tall = size
    rings = np.concatenate([centre + (oval[::step] - centre) * scale for scale, step in _RINGS])
    columns, rows = (max(round(side / (height / 5)), 4) for side in (width, tall))
    across, down = np.meshgrid(np.linspace(0, width - 1, columns), np.linspace(0, tall - 1, rows))
    place = np.add.outer(np.arange(rows) % 2, np.arange(columns) % 2)
    sparse = (place == 0) | (np.hypot(across - centre[0], down - centre[1]) < 1.3 * height)
    grid = np.column_stack([across[sparse], down[sparse]])
    beyond = (centre + (oval - centre) * _BEYOND).astype(np.float32)
    outside = [cv2.pointPolygonTest(beyond, (float(x), float(y)), False) < 0 for x, y in grid]
    inside = ((rings > 2) & (rings < np.array([width - 3, tall - 3]))).all(1)
    e = _OUTSIDE_PX
    xs, ys = (-e, width / 2, width - 1 + e), (-e, tall / 2, tall - 1 + e)
    frame = [(x, y) for x in xs for y in ys if (x, y) != (xs[1], ys[1])]
    return np.concatenate([rings[inside], grid[outside], np.array(frame)]).astype(np.float32)


def _distance(points: Floats, oval: Floats) -> Floats:
    away = [max(-cv2.pointPolygonTest(oval, (float(x), float(y)), True), 0.0) for x, y in points]
    return np.array(away, np.float32)


def _above_chin(points: Floats, landmarks: Floats, height: float) -> Floats:
    axis = (landmarks[10, :2] - landmarks[152, :2]) / height
    return np.asarray((points - landmarks[152, :2]) @ axis / height, np.float32)


def _border_window(
    points: Floats, size: tuple[int, int], fixed: tuple[bool, ...], cut: tuple[bool, ...], height: float
) -> Floats:
    """Shares (n, 2) of motion across and down: 1 inside, fading to 0 at some borders.

    Where the still picture goes on beyond the border, nothing may move; where the person is cut off by it, nothing may
    move towards or away from it.
    """
    width, tall = size
    x, y = points[:, 0], points[:, 1]
    window = np.ones((len(points), 2), np.float32)
    for k, away in enumerate((x, y, width - 1 - x, tall - 1 - y)):
        fade = smoothstep(0.0, 0.35 * height, away)
        if fixed[k]:
            window *= fade[:, None]
        elif cut[k]:
            window[:, k % 2] *= fade
    return window


def _follow(points: Floats, size: tuple[int, int], height: float) -> Floats:
    """How far the body comes along (n, 2): not at the borders, where there is nothing to move in from outside."""
    width, tall = size
    x, y = points[:, 0], points[:, 1]
    sides = smoothstep(0.0, 0.5 * height, np.minimum(x, width - 1 - x))
    return np.stack([sides, smoothstep(0.0, 0.8 * height, tall - 1 - y)], 1)


def _triangles(points: Floats, oval: Floats) -> Ints:
    """Delaunay triangles of the outer points and the oval, without those inside the oval."""
    every = np.concatenate([oval, points]).astype(np.float32)
    low = every.min(0) - 10
    extent = np.ceil(every.max(0) + 10 - low).astype(int)
    division = cv2.Subdiv2D((0, 0, int(extent[0]), int(extent[1])))
    numbers = {division.insert((float(x), float(y))): k for k, (x, y) in enumerate(every - low)}
    where = np.array([division.getVertex(key)[0] for key in numbers])
    order = np.array(list(numbers.values()))
    corners = np.array(division.getTriangleList(), np.float32).reshape(-1, 2)
    nearest = np.linalg.norm(corners[:, None] - where[None], axis=2)
    found = order[nearest.argmin(1)].reshape(-1, 3)
    exact = (nearest.min(1) < 0.01).reshape(-1, 3).all(1)
    middle = every[found].mean(1)
    inside = np.array([cv2.pointPolygonTest(oval, (float(x), float(y)), False) > 0 for x, y in middle])
    found = found[exact & ~((found < len(oval)).all(1) & inside)]
    names = np.concatenate([topology.OVAL, 478 + np.arange(len(points))])
    return np.asarray(names[found], np.intp)
