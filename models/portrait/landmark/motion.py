"""The portrait's pose and shape for one frame of the user's: relative to a neutral frame, or absolute."""

import math
from dataclasses import dataclass

import numpy as np

from models.engines import Motion
from models.portrait.landmark import topology
from models.portrait.landmark.expression import Strengths, change_of_shape, strengths
from models.portrait.landmark.eyelids import LidState, gaze_change, linked_openings, set_lids
from models.portrait.landmark.lips import set_lips
from models.portrait.landmark.pose import Head, angles, place, soft_limit, turn
from models.portrait.landmark.types import Floats, floats, ramp

YAW_LIMIT, PITCH_LIMIT, ROLL_LIMIT = (math.radians(a) for a in (25.0, 18.0, 35.0))
"""How far the head may turn away from the portrait's own pose before the warp tears."""
_TOTAL_YAW = math.radians(38.0)  # own yaw and turn together: nothing is known of the far side of a face
_SHIFT_LIMIT = 0.22  # of the face's height; more would take the head off the neck
_FOLLOW_LIMIT = 0.60  # of the face's height, how far the body comes along
_SCALE_LIMIT = 0.40  # natural logarithm


@dataclass(frozen=True, slots=True)
class Pose:
    """One frame to be drawn.

    Attributes:
        head: pose and shape of the portrait's head in this frame.
        points: (478, 3) float32 landmarks in pixels of the canvas.
        shift: (2,) float32 pixels the head was moved by on its neck, without turning.
        follow: (2,) float32 pixels by which head and body were moved together.
        lids: the state of both eyes, in the order of topology.EYES.
    """

    head: Head
    points: Floats
    shift: Floats
    follow: Floats
    lids: tuple[LidState, LidState]


def still_pose(portrait: Head) -> Pose:
    """Return the portrait as it is."""
    lid = LidState(1.0, np.zeros(2, np.float32))
    return Pose(portrait, place(portrait), np.zeros(2, np.float32), np.zeros(2, np.float32), (lid, lid))


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the portrait's head may move.

    Attributes:
        head: the portrait's head as painted.
        height: forehead to chin in pixels.
        room: left, up, right, down: pixels the head may move before it leaves the picture.
    """

    head: Head
    height: float
    room: tuple[float, float, float, float]


def transfer(stage: Stage, driver: Head, neutral: Head, motion: Motion) -> Pose:
    """Carry the user's pose and expression over to the portrait.

    Args:
        stage: the portrait's head and where it may move.
        driver: the user's head now.
        neutral: the user's head at rest; size and place are always relative to it.
        motion: mode, strengths, and whether the head keeps its size.
    """
    factors, portrait = strengths(motion), stage.head
    absolute = motion.mode == "absolute"
    usual_rotation = portrait.rotation if absolute else neutral.rotation
    rotation = _turned(portrait.rotation, driver.rotation @ usual_rotation.T, factors.head)
    nearer = 0.0 if motion.keep_size else factors.head * math.log(driver.scale / neutral.scale)
    scale = portrait.scale * math.exp(soft_limit(nearer, _SCALE_LIMIT))
    shift = (driver.origin - neutral.origin)[:2] * (portrait.scale / neutral.scale) * factors.head
    shift, rest = _split(_within(shift, stage.room), _SHIFT_LIMIT * stage.height)
    follow, _ = _split(rest, _FOLLOW_LIMIT * stage.height)
    moved = shift + follow
    origin = portrait.origin + np.array([moved[0], moved[1], 0], np.float32)

    reference = portrait.shape if absolute else neutral.shape
    openings = linked_openings(driver.shape, reference, angles(driver.rotation)[0])
    shape, lids = _expression(portrait.shape, driver.shape, reference, factors, openings)
    head = Head(scale, rotation, origin, shape, driver.residual)
    return Pose(head, place(head), shift, follow, lids)


def _expression(
    portrait: Floats, driver: Floats, reference: Floats, factors: Strengths, openings: tuple[float, float]
) -> tuple[Floats, tuple[LidState, LidState]]:
    shape = portrait + change_of_shape(driver, reference, portrait, factors)
    first, second = (
        LidState(
            min(max(1 + factors.eyes * (opening - 1), 0.0), 1.4),
            gaze_change(driver, reference, eye, factors.eyes),
        )
        for eye, opening in zip(topology.EYES, openings, strict=True)
    )
    set_lids(shape, portrait, (first.opening, second.opening))
    set_lips(shape, portrait, driver, reference, factors.mouth)
    return shape, (first, second)


def _turned(own: Floats, change: Floats, factor: float) -> Floats:
    """Turn the portrait's rotation by a limited change."""
    yaw, pitch, roll = (factor * angle for angle in angles(change))
    own_yaw = angles(own)[0]
    # Turning further away from the camera than the portrait already is soon shows what was never seen.
    if yaw * own_yaw > 0:
        towards = min(YAW_LIMIT, max(_TOTAL_YAW - abs(own_yaw), YAW_LIMIT / 3))
    else:  # beyond the hidden side of a turned head there is neither ear nor hair
        towards = YAW_LIMIT * (1 - 0.3 * ramp(math.radians(15), math.radians(35), abs(own_yaw)))
    limited = soft_limit(yaw, towards), soft_limit(pitch, PITCH_LIMIT), soft_limit(roll, ROLL_LIMIT)
    return turn(*limited) @ own


def _within(vector: Floats, room: tuple[float, float, float, float]) -> Floats:
    x, y = float(vector[0]), float(vector[1])
    left, up, right, down = room
    return floats([soft_limit(x, left if x < 0 else right, 0.75), soft_limit(y, up if y < 0 else down, 0.75)])


def _split(vector: Floats, limit: float) -> tuple[Floats, Floats]:
    """Split a vector (2,) into a softly limited part and the rest."""
    length = float(np.linalg.norm(vector))
    if length < 1e-6:
        return floats(vector), np.zeros(2, np.float32)
    part = floats(vector * (soft_limit(length, limit) / length))
    return part, floats(vector - part)


def blend(start: Pose, end: Pose, share: float) -> Pose:
    """Return a pose between two: share 0 is the start, 1 the end."""
    if share <= 0:
        return start
    if share >= 1:
        return end
    a, b = start.head, end.head
    part = [share * angle for angle in angles(b.rotation @ a.rotation.T)]
    mix = np.float32(share)
    head = Head(
        a.scale * (b.scale / a.scale) ** share,
        turn(*part) @ a.rotation,
        a.origin + mix * (b.origin - a.origin),
        a.shape + mix * (b.shape - a.shape),
        b.residual,
    )
    lids = tuple(
        LidState(one.opening + share * (other.opening - one.opening), one.gaze + mix * (other.gaze - one.gaze))
        for one, other in zip(start.lids, end.lids, strict=True)
    )
    shift, follow = start.shift + mix * (end.shift - start.shift), start.follow + mix * (end.follow - start.follow)
    return Pose(head, place(head), shift, follow, (lids[0], lids[1]))
