"""How much two faces differ: turn of the head, expression, identity; and how much a face trembles.

All of them come from landmarks of our own tracker, the one that also drives the portrait: that flatters an engine that
is made of these landmarks, and no number here compares with a published one.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.portrait.landmark import topology
from models.portrait.landmark.pose import Head, fit_head

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]

_EXPRESSIVE = np.unique(np.concatenate([topology.LIPS, topology.EYE_AREA]))
_SKIN = topology.TRIANGLES[: len(topology.SKIN_TRIANGLES)]
_STEADY = _SKIN[~np.isin(_SKIN, topology.LIPS).any(1)]  # the mouth opens and shuts
_FACING = 0.35  # share of its size in the frontal head that a triangle must show
_BLUR = 0.012  # sigma in sizes of the face: finer detail is a matter of sharpness, not of identity


def pose_distance_deg(a: Head, a_rest: Head, b: Head, b_rest: Head) -> float:
    """Return the angle in degrees between two turns of the head, each since its own face at rest.

    With the same face at rest on both sides it is the angle between the two poses. A trap: the APD of later papers is
    the difference of the poses themselves, so an engine that rightly keeps a portrait's own tilt is blamed for it.
    """
    turn_a = a.rotation @ a_rest.rotation.T
    turn_b = b.rotation @ b_rest.rotation.T
    cosine = (float(np.trace(turn_a.astype(np.float64).T @ turn_b)) - 1) / 2
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def expression_distance_pct(a: Head, a_rest: Head, b: Head, b_rest: Head) -> float:
    """Return how much two expressions differ, each as change since its own face at rest.

    The mean distance, over landmarks of lips, eyes and brows seen from the front in the head's own frame, in percent
    of the distance of the outer eye corners. A trap: "AED" names this kind of distance in later papers, computed from
    the coefficients of a 3-D model, and a distance of identity in the first ones.
    """
    change_a = (a.shape - a_rest.shape)[_EXPRESSIVE, :2]
    change_b = (b.shape - b_rest.shape)[_EXPRESSIVE, :2]
    return 100 * float(np.linalg.norm(change_a - change_b, axis=1).mean())


def identity_look(a: Picture, a_landmarks: Floats, b: Picture, b_landmarks: Floats) -> float:
    """Return how much the look of two faces differs: 0 the same, about 1 unrelated.

    One minus the correlation of the grey values on the skin, read at the middles of those triangles of the face mesh
    that both faces turn to the camera, the mouth left out. Brightness and contrast do not count, the direction of
    light does. On 22 films of different people: median 0.02 (95 % below 0.14) from a calm frame to others of the same
    film, 0.52 (95 % above 0.19) to other people; equal error rate 3 %, flattered, for light and camera are the same
    within a film. Traps: it knows no identity as a trained network does, so compare it with the value of the unmoved
    portrait; and the published AED, a sum of squares of OpenFace's numbers, is another thing.
    """
    heads = fit_head(a_landmarks), fit_head(b_landmarks)
    if heads[0] is None or heads[1] is None:
        return float("nan")
    seen = _facing(a_landmarks, heads[0]) & _facing(b_landmarks, heads[1])
    if int(seen.sum()) < 20:
        return float("nan")
    first, second = (_grey_at(image, points, seen) for image, points in ((a, a_landmarks), (b, b_landmarks)))
    first, second = first - first.mean(), second - second.mean()
    size = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return 1 - float((first * second).sum()) / size if size > 1e-6 else float("nan")


def identity_shape_pct(a: Head, b: Head) -> float:
    """Return how much the build of two faces differs, in percent of the distance of the outer eye corners.

    The mean distance, seen from the front in the head's own frame, of the landmarks that move little with expression.
    A trap: the landmark network draws a turned face a little differently, so compare faces of the same pose, or look at
    the value of the unmoved portrait.
    """
    difference = (a.shape - b.shape)[topology.RIGID, :2]
    return 100 * float(np.linalg.norm(difference, axis=1).mean())


def jitter_px(track: Floats) -> float:
    """Return how much landmarks tremble: the mean length of their second difference over time, pixels per frame^2.

    Traps: a portrait that stands still has none, and true acceleration counts, so it is read beside the driver's own;
    and it depends on the film's frame rate.

    Args:
        track: (n, k, 2) float32 pixels, of n frames one after another; a frame without a face is NaN.

    Returns:
        The mean over all landmarks and all three frames in a row that have a face; NaN if there are none.
    """
    bends = np.linalg.norm(np.diff(track[..., :2], n=2, axis=0), axis=2)
    bends = bends[np.isfinite(bends).all(1)]
    return float(bends.mean()) if len(bends) else float("nan")


def _facing(landmarks: Floats, head: Head) -> NDArray[np.bool_]:
    """Return which steady triangles turn to the camera, (n,) bool."""
    areas = _areas(landmarks[:, :2]) / head.scale**2
    frontal = _areas(topology.CANONICAL[:, :2])
    return np.asarray((np.sign(frontal) * areas > _FACING * np.abs(frontal)) & (np.abs(frontal) > 1e-5))


def _areas(points: Floats) -> NDArray[np.float64]:
    a, b, c = (points[_STEADY[:, k]].astype(np.float64) for k in range(3))
    (ux, uy), (vx, vy) = (b - a).T, (c - a).T
    return np.asarray((ux * vy - uy * vx) / 2)


def _grey_at(image: Picture, landmarks: Floats, seen: NDArray[np.bool_]) -> NDArray[np.float64]:
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    size_px = float(np.ptp(landmarks[:, :2], axis=0).max())
    smooth = cv2.GaussianBlur(grey, (0, 0), max(_BLUR * size_px, 0.3))
    x, y = landmarks[_STEADY[seen], :2].mean(1).T.astype(np.float32)
    return np.asarray(cv2.remap(smooth, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).ravel(), np.float64)
