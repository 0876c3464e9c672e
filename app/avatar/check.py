"""Says in words how good a picture is as an avatar: is there one face, large, sharp, frontal, calm and well lit."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.errors import AvatarError
from models.engines import Face, FaceEngine

# landmark numbers of the tracker's 478 points
_LEFT_EYE = ((160, 159, 158), (144, 145, 153), (33, 133))  # upper, lower contour, corners; left in the picture
_RIGHT_EYE = ((387, 386, 385), (373, 374, 380), (263, 362))
_OUTER_CORNERS = (33, 263)
_FOREHEAD, _CHIN = 10, 152
_LIPS_INNER, _MOUTH_CORNERS = (13, 14), (78, 308)
_LEFT_CHEEK, _RIGHT_CHEEK = (50, 101, 205), (280, 330, 425)

_SHARPNESS_IOD_PX = 100  # faces are compared at this distance of the outer eye corners


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a picture will work as an avatar.

    Attributes:
        score: 0 (hopeless) .. 100 (nothing to improve).
        advice: sentences for the user, the most harmful defect first; empty if all is well.
        face: the face that was judged, the largest in the picture.
    """

    score: int
    advice: tuple[str, ...]
    face: Face


@dataclass(frozen=True, slots=True)
class _Finding:
    """One defect: the factor 0..1 it leaves of the score, and what to do about it."""

    factor: float
    words: str


def check_picture(image: NDArray[np.uint8], face_engine: FaceEngine) -> Quality:
    """Judge a picture as an avatar.

    Args:
        image: (h, w, 3) uint8 RGB.
        face_engine: finds the faces.

    Returns:
        Score, advice and the face.

    Raises:
        AvatarError: no face was found.
    """
    faces = face_engine.find(image)
    if not faces:
        raise AvatarError(
            "no face was found in this picture",
            "choose one that shows a human-like face from the front, large and with even light",
        )
    face = faces[0]
    findings = [
        *_judge_size(face, image),
        *_judge_pose(face),
        *_judge_expression(face),
        *_judge_sharpness(face, image),
        *_judge_light(face, image),
    ]
    if len(faces) > 1:
        findings.append(
            _Finding(0.9, f"{len(faces)} faces are in the picture and the largest is used; crop the others")
        )
    findings.sort(key=lambda finding: finding.factor)
    score = 100.0 * math.prod(finding.factor for finding in findings)
    return Quality(round(score), tuple(finding.words for finding in findings), face)


def face_extent(face: Face) -> tuple[float, float, float]:
    """Return the centre x, y and the larger side in pixels of the box around all landmarks."""
    low, high = face.landmarks[:, :2].min(axis=0), face.landmarks[:, :2].max(axis=0)
    centre = (low + high) / 2
    return float(centre[0]), float(centre[1]), float((high - low).max())


def head_angles_deg(face: Face) -> tuple[float, float, float]:
    """Return yaw, pitch and roll in degrees from the head's own x and y axes (outer eye corners, forehead to chin)."""
    points = face.landmarks.astype(np.float64)
    across = points[_OUTER_CORNERS[1]] - points[_OUTER_CORNERS[0]]
    down = points[_CHIN] - points[_FOREHEAD]
    yaw = math.degrees(math.atan2(-across[2], math.hypot(across[0], across[1])))
    pitch = math.degrees(math.atan2(down[2], math.hypot(down[0], down[1])))
    roll = math.degrees(math.atan2(across[1], across[0]))
    return yaw, pitch, roll


def eye_openness(face: Face) -> float:
    """Return the gap between the lids over the width of the eye, mean of both eyes; about 0.3 wide open."""
    points = face.landmarks[:, :2]

    def ratio(eye: tuple[tuple[int, ...], tuple[int, ...], tuple[int, int]]) -> float:
        upper, lower, corners = eye
        gap = np.linalg.norm(points[list(upper)] - points[list(lower)], axis=1).mean()
        return float(gap) / max(float(np.linalg.norm(points[corners[0]] - points[corners[1]])), 1e-6)

    return (ratio(_LEFT_EYE) + ratio(_RIGHT_EYE)) / 2


def mouth_openness(face: Face) -> float:
    """Return the gap between the inner lips over the width of the mouth; 0 is closed."""
    points = face.landmarks[:, :2]
    gap = np.linalg.norm(points[_LIPS_INNER[0]] - points[_LIPS_INNER[1]])
    return float(gap) / max(float(np.linalg.norm(points[_MOUTH_CORNERS[0]] - points[_MOUTH_CORNERS[1]])), 1e-6)


def sharpness(face: Face, image: NDArray[np.uint8]) -> float:
    """Return how fine the detail round the eyes is, independent of size and contrast; below 0.07 looks blurred.

    Lids, lashes and irises have hard edges in every sharp picture, even in one of smooth skin or in a drawing.
    The strip of both eyes is brought to one size and the energy of its finest octave is compared with its contrast.
    """
    iod = _eye_distance_px(face)
    eyes = face.landmarks[list(_LEFT_EYE[2] + _RIGHT_EYE[2]), :2]
    left, top = (eyes.min(axis=0) - iod * np.array([0.1, 0.2])).clip(0).astype(int)
    right, bottom = (eyes.max(axis=0) + iod * np.array([0.1, 0.2])).clip(0).astype(int) + 1
    if left >= image.shape[1] - 2 or top >= image.shape[0] - 2:
        return 0.0
    grey = _grey(image[top:bottom, left:right]).astype(np.float32)
    scale = _SHARPNESS_IOD_PX / max(iod, 1.0)
    shape = (max(8, round(grey.shape[1] * scale)), max(8, round(grey.shape[0] * scale)))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    strip = np.asarray(cv2.resize(grey, shape, interpolation=interpolation), dtype=np.float32)
    detail = strip - cv2.GaussianBlur(strip, (0, 0), 1.0)
    return float(detail.std()) / max(float(strip.std()), 1.0)


def _eye_distance_px(face: Face) -> float:
    points = face.landmarks
    return float(np.linalg.norm(points[_OUTER_CORNERS[0]] - points[_OUTER_CORNERS[1]]))


def _grey(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _ramp(value: float, bad: float, good: float, worst_factor: float) -> float:
    """Return worst_factor at `bad`, 1 at `good`, linear between."""
    t = min(1.0, max(0.0, (value - bad) / (good - bad)))
    return worst_factor + (1.0 - worst_factor) * t


def _judge_size(face: Face, image: NDArray[np.uint8]) -> list[_Finding]:
    x, y, side = face_extent(face)
    height, width = image.shape[:2]
    findings = []
    if side < 200:
        words = f"the face is only {round(side)} pixels high; use a picture with a larger face (200 or more)"
        findings.append(_Finding(_ramp(side, 40, 200, 0.2), words))
    box = face.landmarks[:, :2]
    if box.min() < 0 or box[:, 0].max() > width or box[:, 1].max() > height:
        findings.append(_Finding(0.5, "part of the face is cut off; use a picture with the whole head"))
    elif y - 0.8 * side < 0 or x - 0.65 * side < 0 or x + 0.65 * side > width or y + 0.75 * side > height:
        findings.append(
            _Finding(0.85, "there is little room round the head; a picture with hair and shoulders is better")
        )
    return findings


def _judge_pose(face: Face) -> list[_Finding]:
    yaw, pitch, roll = head_angles_deg(face)
    findings = []
    if abs(yaw) > 12:
        words = f"the head is turned aside by {abs(round(yaw))} degrees; a frontal picture moves better"
        findings.append(_Finding(_ramp(abs(yaw), 45, 12, 0.3), words))
    if abs(pitch) > 15:
        words = f"the head is tilted up or down by {abs(round(pitch))} degrees; the camera should be at eye height"
        findings.append(_Finding(_ramp(abs(pitch), 40, 15, 0.4), words))
    if abs(roll) > 15:
        words = f"the head leans by {abs(round(roll))} degrees; turn the picture upright"
        findings.append(_Finding(_ramp(abs(roll), 60, 15, 0.6), words))
    return findings


def _judge_expression(face: Face) -> list[_Finding]:
    findings = []
    open_eyes, open_mouth = eye_openness(face), mouth_openness(face)
    if open_eyes < 0.17:
        words = "the eyes are nearly closed; use a picture with open eyes"
        findings.append(_Finding(_ramp(open_eyes, 0.08, 0.17, 0.45), words))
    if open_mouth > 0.06:
        words = "the mouth is open; a relaxed, closed mouth gives the best speech"
        findings.append(_Finding(_ramp(open_mouth, 0.35, 0.06, 0.55), words))
    return findings


def _judge_sharpness(face: Face, image: NDArray[np.uint8]) -> list[_Finding]:
    value = sharpness(face, image)
    if value >= 0.07:
        return []
    return [_Finding(_ramp(value, 0.02, 0.07, 0.4), "the face looks blurred; use a sharper picture")]


def _judge_light(face: Face, image: NDArray[np.uint8]) -> list[_Finding]:
    hull = cv2.convexHull(face.landmarks[:, :2].round().astype(np.int32))
    mask = np.zeros(image.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, hull, 255)
    grey = _grey(image)
    inside = grey[mask > 0]
    if inside.size == 0:
        return []
    median, bright = float(np.median(inside)), float(np.percentile(inside, 95))
    findings = []
    if bright < 90:
        findings.append(_Finding(_ramp(bright, 25, 90, 0.4), "the face is dark; use more light"))
    if median > 225:
        findings.append(_Finding(0.7, "the face is overexposed; use less light"))
    left, right = (_patch_level(grey, face, patch) for patch in (_LEFT_CHEEK, _RIGHT_CHEEK))
    balance = min(left, right) / max(left, right, 1.0)
    if balance < 0.45:
        words = "the light comes from one side; even light from the front looks better"
        findings.append(_Finding(_ramp(balance, 0.1, 0.45, 0.7), words))
    return findings


def _patch_level(grey: NDArray[np.uint8], face: Face, points: tuple[int, ...]) -> float:
    """Return the mean grey level round a few landmarks."""
    radius = max(1, round(0.06 * _eye_distance_px(face)))
    height, width = grey.shape
    levels = []
    for x, y in face.landmarks[list(points), :2].round().astype(int):
        patch = grey[max(0, y - radius) : min(height, y + radius + 1), max(0, x - radius) : min(width, x + radius + 1)]
        if patch.size:
            levels.append(float(patch.mean()))
    return float(np.mean(levels)) if levels else 0.0
