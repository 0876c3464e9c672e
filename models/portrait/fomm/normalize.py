"""Relative motion: what has changed since the user's initial frame is done to the source's keypoints.

value = source + scale (driving - initial), Jacobian = J_driving inv(J_initial) J_source: section 3.3 of the paper.
"""

import math

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from models.portrait.fomm.geometry import Keypoints, inverse, product

_SMALLEST_HULL = 0.01  # of the 4 that the picture has: keypoints of a face span 0.3 to 1.5
_LARGEST_SCALE = 4.0
_FLATTEST = 0.02  # determinant of a Jacobian; a face seen like the source has 1


def hull_area(keypoints: Keypoints) -> float:
    """Return the area of the convex hull of the first picture's keypoints, in squared half sides of the picture.

    It fetches the keypoints from the device they are on: call it once per portrait and calibration, not per frame.
    """
    return area(keypoints.value[0].cpu().numpy())


def area(points: NDArray[np.float32]) -> float:
    """Return the area of the convex hull of (n, 2) points, in their units squared."""
    return float(cv2.contourArea(cv2.convexHull(np.asarray(points, np.float32))))


def adapted_scale(source_area: float, initial_area: float) -> float:
    """How much larger the source's face is than the user's; needs an initial area above 0."""
    return math.sqrt(source_area) / math.sqrt(initial_area)


def normalized(
    source: Keypoints, driving: Keypoints, initial: Keypoints, scale: float, relative_jacobian: bool = True
) -> Keypoints:
    """Return the keypoints to render.

    Args:
        source: of the portrait, B = 1.
        driving: of the user, any B.
        initial: of the user at rest, B = 1.
        scale: factor of all movement: 1, or `adapted_scale`.
        relative_jacobian: False takes the user's Jacobians as they are.
    """
    value = scale * (driving.value - initial.value) + source.value
    if not relative_jacobian:
        return Keypoints(value, driving.jacobian)
    change = product(driving.jacobian, inverse(initial.jacobian))
    return Keypoints(value, product(change, source.jacobian))


def unfit(initial: Keypoints, source_area: float) -> str:
    """Say why an initial frame cannot be used: relative to a collapsed face every motion explodes; "" if it can.

    Fetches the keypoints from their device.
    """
    value, jacobian = (part[0].cpu() for part in initial)
    if not bool(torch.isfinite(value).all() and torch.isfinite(jacobian).all()):
        return "its keypoints are not finite"
    found = area(value.numpy())
    if found < _SMALLEST_HULL:
        return f"its keypoints lie too close together (hull {found:.4f})"
    if adapted_scale(source_area, found) > _LARGEST_SCALE:
        return f"its face is {adapted_scale(source_area, found):.1f} times smaller than the portrait's"
    determinant = float(
        (jacobian[..., 0, 0] * jacobian[..., 1, 1] - jacobian[..., 0, 1] * jacobian[..., 1, 0]).abs().min()
    )
    if determinant < _FLATTEST:
        return f"its deformation is almost flat (determinant {determinant:.4f})"
    return ""
