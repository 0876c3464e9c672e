"""Says how good a picture is as an avatar: is there one face, large, sharp, frontal, calm, uncovered and well lit."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.avatar.measures import (
    LEFT_CHEEK,
    RIGHT_CHEEK,
    covered_parts,
    darkest_eyes,
    eye_openness,
    face_extent,
    head_angles_deg,
    mouth_openness,
    patch_level,
    sharpness,
    to_grey,
)
from app.errors import AvatarError
from models.engines import Face, FaceEngine

__all__ = ["CHECKS", "Finding", "Quality", "check_picture", "face_extent", "head_angles_deg"]

CHECKS = ("size", "sharpness", "pose", "eyes", "mouth", "light", "cover")
"""What is looked at, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect.

    Attributes:
        check: which of CHECKS it belongs to.
        kind: which defect it is, one word.
        factor: 0..1, what it leaves of the score.
        words: in English, what it is and what to do about it.
        number: the measure named in the words, in their unit; 0 where there is none.
    """

    check: str
    kind: str
    factor: float
    words: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a picture will work as an avatar.

    Attributes:
        score: 0 (hopeless) .. 100 (nothing to improve).
        findings: the defects, the most harmful first; empty if all is well.
        face: the face that was judged, the largest in the picture.
    """

    score: int
    findings: tuple[Finding, ...]
    face: Face

    @property
    def advice(self) -> tuple[str, ...]:
        """What to do, in English sentences without a stop, the most useful first."""
        return tuple(finding.words for finding in self.findings)


def check_picture(image: NDArray[np.uint8], face_engine: FaceEngine) -> Quality:
    """Judge a picture as an avatar.

    Args:
        image: (h, w, 3) uint8 RGB.
        face_engine: finds the faces.

    Returns:
        Score, findings and the face.

    Raises:
        AvatarError: no face was found.
    """
    faces = face_engine.find(image)
    if not faces:
        raise AvatarError(
            "no face was found in this picture",
            "choose one that shows a human-like face from the front, large and with even light",
        )
    return judge_face(image, faces[0], len(faces))


def judge_face(image: NDArray[np.uint8], face: Face, faces: int = 1) -> Quality:
    """Judge a picture (h, w, 3) uint8 RGB whose face is known; `faces` are in it altogether."""
    findings = [
        *_judge_size(face, image),
        *_judge_pose(face),
        *_judge_expression(face),
        *_judge_sharpness(face, image),
        *_judge_light(face, image),
        *_judge_cover(face, image),
    ]
    if faces > 1:
        words = f"{faces} faces are in the picture and the largest is used; crop the others"
        findings.append(Finding("cover", "others", 0.9, words, faces))
    findings.sort(key=lambda finding: finding.factor)
    score = 100.0 * math.prod(finding.factor for finding in findings)
    return Quality(round(score), tuple(findings), face)


def _ramp(value: float, bad: float, good: float, worst_factor: float) -> float:
    """Return worst_factor at `bad`, 1 at `good`, linear between."""
    t = min(1.0, max(0.0, (value - bad) / (good - bad)))
    return worst_factor + (1.0 - worst_factor) * t


def _judge_size(face: Face, image: NDArray[np.uint8]) -> list[Finding]:
    x, y, side = face_extent(face)
    height, width = image.shape[:2]
    findings = []
    if side < 200:
        words = f"the face is only {round(side)} pixels high; use a picture with a larger face (200 or more)"
        findings.append(Finding("size", "small", _ramp(side, 40, 200, 0.2), words, round(side)))
    box = face.landmarks[:, :2]
    if box.min() < 0 or box[:, 0].max() > width or box[:, 1].max() > height:
        words = "part of the face is cut off; use a picture with the whole head"
        findings.append(Finding("size", "cut-off", 0.5, words))
    elif y - 0.8 * side < 0 or x - 0.65 * side < 0 or x + 0.65 * side > width or y + 0.75 * side > height:
        words = "there is little room round the head; a picture with hair and shoulders is better"
        findings.append(Finding("size", "tight", 0.85, words))
    return findings


def _judge_pose(face: Face) -> list[Finding]:
    yaw, pitch, roll = head_angles_deg(face)
    findings = []
    if abs(yaw) > 12:
        angle = abs(round(yaw))
        words = f"the head is turned aside by {angle} degrees; a frontal picture moves better"
        findings.append(Finding("pose", "turned", _ramp(abs(yaw), 45, 12, 0.3), words, angle))
    if abs(pitch) > 15:
        angle = abs(round(pitch))
        words = f"the head is tilted up or down by {angle} degrees; the camera should be at eye height"
        findings.append(Finding("pose", "tilted", _ramp(abs(pitch), 40, 15, 0.4), words, angle))
    if abs(roll) > 15:
        angle = abs(round(roll))
        words = f"the head leans by {angle} degrees; turn the picture upright"
        findings.append(Finding("pose", "leaning", _ramp(abs(roll), 60, 15, 0.6), words, angle))
    return findings


def _judge_expression(face: Face) -> list[Finding]:
    findings = []
    open_eyes, open_mouth = eye_openness(face), mouth_openness(face)
    if open_eyes < 0.17:
        words = "the eyes are nearly closed; use a picture with open eyes"
        findings.append(Finding("eyes", "eyes-closed", _ramp(open_eyes, 0.08, 0.17, 0.45), words))
    if open_mouth > 0.06:
        words = "the mouth is open; a relaxed, closed mouth gives the best speech"
        findings.append(Finding("mouth", "mouth-open", _ramp(open_mouth, 0.35, 0.06, 0.55), words))
    return findings


def _judge_sharpness(face: Face, image: NDArray[np.uint8]) -> list[Finding]:
    value = sharpness(face, image)
    if value >= 0.07:
        return []
    words = "the face looks blurred; use a sharper picture"
    return [Finding("sharpness", "blurred", _ramp(value, 0.02, 0.07, 0.4), words)]


def _judge_light(face: Face, image: NDArray[np.uint8]) -> list[Finding]:
    hull = cv2.convexHull(face.landmarks[:, :2].round().astype(np.int32))
    mask = np.zeros(image.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, hull, 255)
    grey = to_grey(image)
    inside = grey[mask > 0]
    if inside.size == 0:
        return []
    median, bright = float(np.median(inside)), float(np.percentile(inside, 95))
    findings = []
    if bright < 90:
        words = "the face is dark; use more light"
        findings.append(Finding("light", "dark", _ramp(bright, 25, 90, 0.4), words))
    if median > 225:
        findings.append(Finding("light", "bright", 0.7, "the face is overexposed; use less light"))
    left, right = (patch_level(grey, face, patch) for patch in (LEFT_CHEEK, RIGHT_CHEEK))
    balance = min(left, right) / max(left, right, 1.0)
    if balance < 0.45:
        words = "the light comes from one side; even light from the front looks better"
        findings.append(Finding("light", "one-sided", _ramp(balance, 0.1, 0.45, 0.7), words))
    return findings


def _judge_cover(face: Face, image: NDArray[np.uint8]) -> list[Finding]:
    findings = []
    if covered_parts(face, image):
        words = "something covers part of the face; use a picture without mask, hand or hair before it"
        findings.append(Finding("cover", "covered", 0.6, words))
    if eye_openness(face) >= 0.17 and darkest_eyes(face, image) < 0.3:
        words = "the eyes cannot be seen; use a picture without dark glasses"
        findings.append(Finding("cover", "dark-glasses", 0.55, words))
    return findings
