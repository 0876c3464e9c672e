"""From landmarks to a posture: the same measures by which the neutral frame is chosen."""

import math

from models.portrait.landmark import topology
from models.portrait.landmark.eyelids import openness
from models.portrait.landmark.neutral import crookedness, mouth_gap, unrest
from models.portrait.landmark.pose import angles, fit_head
from models.portrait.landmark.types import Floats
from models.posture import Posture


def posture(landmarks: Floats) -> Posture | None:
    """Return how a face (478, 3), in pixels, is held; None for degenerate landmarks."""
    head = fit_head(landmarks)
    if head is None:
        return None
    yaw, pitch, roll = (math.degrees(angle) for angle in angles(head.rotation))
    return Posture(
        yaw=yaw,
        pitch=pitch,
        roll=roll,
        gap=mouth_gap(head),
        eyes=min(openness(head.shape, eye) for eye in topology.EYES),
        crooked=crookedness(head),
        x=float(head.origin[0]),
        y=float(head.origin[1]),
        scale=head.scale,
        unrest=unrest(head),
    )
