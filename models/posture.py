"""How a face is held: the numbers from which a user is guided to a good calibration."""

from dataclasses import dataclass

_STILL = -0.42  # unrest of a good calm face
_RESTLESS = 0.45  # of one that would spoil the portrait


@dataclass(frozen=True, slots=True)
class Posture:
    """One face in one picture.

    Attributes:
        yaw, pitch, roll: degrees; positive: the face looks to the picture's left, downwards, and leans to the
            picture's right.
        gap: height of the open mouth in distances of the outer eye corners.
        eyes: height of the narrower eye's opening over its width.
        crooked: mean difference of the two halves of the lips, in distances of the outer eye corners.
        x, y: pixels of the picture, the point between the eyes.
        scale: pixels between the outer eye corners.
        unrest: how far from rest all in all, see `neutral_score`.
    """

    yaw: float
    pitch: float
    roll: float
    gap: float
    eyes: float
    crooked: float
    x: float
    y: float
    scale: float
    unrest: float

    @property
    def score(self) -> int:
        """How good a calibration on this face would be, 0..100."""
        share = (_RESTLESS - self.unrest) / (_RESTLESS - _STILL)
        return round(100 * min(max(share, 0.0), 1.0))
