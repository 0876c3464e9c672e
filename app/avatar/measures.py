"""What can be measured of a face in a picture: size, pose, eyes, mouth, sharpness, colours."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from models.engines import Face

# landmark numbers of the tracker's 478 points
LEFT_EYE = ((160, 159, 158), (144, 145, 153), (33, 133))  # upper, lower contour, corners; left in the picture
RIGHT_EYE = ((387, 386, 385), (373, 374, 380), (263, 362))
LEFT_CHEEK, RIGHT_CHEEK = (50, 101, 205), (280, 330, 425)
_OUTER_CORNERS = (33, 263)
_FOREHEAD, _CHIN = 10, 152
_LIPS_INNER, _MOUTH_CORNERS = (13, 14), (78, 308)
# spots of bare skin in every uncovered face, by the part of it they stand for
_SKIN = {  # not the jaw: shadows and beards have colours of their own there
    "forehead": (9, 108, 337),
    "left cheek": LEFT_CHEEK,
    "right cheek": RIGHT_CHEEK,
    "nose": (195, 5, 4),
    "lips": (164, 18, 200),  # above and below them: a mask or a microphone covers both
}
_SHARPNESS_IOD_PX = 100  # faces are compared at this distance of the outer eye corners


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

    return (ratio(LEFT_EYE) + ratio(RIGHT_EYE)) / 2


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
    iod = eye_distance_px(face)
    eyes = face.landmarks[list(LEFT_EYE[2] + RIGHT_EYE[2]), :2]
    left, top = (eyes.min(axis=0) - iod * np.array([0.1, 0.2])).clip(0).astype(int)
    right, bottom = (eyes.max(axis=0) + iod * np.array([0.1, 0.2])).clip(0).astype(int) + 1
    if left >= image.shape[1] - 2 or top >= image.shape[0] - 2:
        return 0.0
    grey = to_grey(image[top:bottom, left:right]).astype(np.float32)
    scale = _SHARPNESS_IOD_PX / max(iod, 1.0)
    shape = (max(8, round(grey.shape[1] * scale)), max(8, round(grey.shape[0] * scale)))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    strip = np.asarray(cv2.resize(grey, shape, interpolation=interpolation), dtype=np.float32)
    detail = strip - cv2.GaussianBlur(strip, (0, 0), 1.0)
    return float(detail.std()) / max(float(strip.std()), 1.0)


def covered_parts(face: Face, image: NDArray[np.uint8], limit: float = 23.0) -> tuple[str, ...]:
    """Return the parts of the face whose colour is not that of its skin: something lies over them.

    The colour (a and b of CIELAB, lightness left out because of shadows) of five spots is compared with the median of
    all; a mask, a microphone, a strand of hair or a scarf has another one. A hand has not: nothing but its shape
    would tell. Of 90 uncovered portraits the worst is at 22 (hair on the forehead), all others at 18 or less.

    Args:
        face: where to look.
        image: (h, w, 3) uint8 RGB.
        limit: how far from the median, in units of CIELAB, is another colour.
    """
    lab = np.asarray(cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2LAB), np.uint8)
    found = {part: _mean_colour(lab, face, spots) for part, spots in _SKIN.items()}
    colours = {part: colour for part, colour in found.items() if colour is not None}
    if len(colours) < 4:  # most of the face lies outside the picture: told elsewhere
        return ()
    median = np.median(np.stack(list(colours.values())), axis=0)
    return tuple(part for part, colour in colours.items() if float(np.linalg.norm(colour - median)) > limit)


def darkest_eyes(face: Face, image: NDArray[np.uint8]) -> float:
    """Return how bright the eyes with their lids are over the cheeks, 0..; below 0.3 glasses hide them."""
    grey = to_grey(image)
    eyes = [*LEFT_EYE[0], *LEFT_EYE[1], *RIGHT_EYE[0], *RIGHT_EYE[1], 27, 23, 257, 253]
    cheeks = patch_level(grey, face, LEFT_CHEEK + RIGHT_CHEEK)
    return patch_level(grey, face, tuple(eyes), 0.09) / max(cheeks, 1.0)


def patch_level(grey: NDArray[np.uint8], face: Face, points: tuple[int, ...], radius_share: float = 0.06) -> float:
    """Return the mean grey level round a few landmarks; the radius is a share of the distance of the eyes."""
    radius = max(1, round(radius_share * eye_distance_px(face)))
    height, width = grey.shape
    levels = []
    for x, y in face.landmarks[list(points), :2].round().astype(int):
        patch = grey[max(0, y - radius) : min(height, y + radius + 1), max(0, x - radius) : min(width, x + radius + 1)]
        if patch.size:
            levels.append(float(patch.mean()))
    return float(np.mean(levels)) if levels else 0.0


def eye_distance_px(face: Face) -> float:
    """Return the distance of the outer corners of the eyes, in pixels and in space."""
    points = face.landmarks
    return float(np.linalg.norm(points[_OUTER_CORNERS[0]] - points[_OUTER_CORNERS[1]]))


def to_grey(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return (h, w) uint8 luminance."""
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _mean_colour(lab: NDArray[np.uint8], face: Face, spots: tuple[int, ...]) -> NDArray[np.float64] | None:
    """Return a and b round some landmarks, None where they lie outside the picture."""
    radius = max(1, round(0.05 * eye_distance_px(face)))
    height, width = lab.shape[:2]
    values = []
    for x, y in face.landmarks[list(spots), :2].round().astype(int):
        patch = lab[max(0, y - radius) : min(height, y + radius + 1), max(0, x - radius) : min(width, x + radius + 1)]
        if patch.size:
            values.append(np.median(patch[..., 1:].reshape(-1, 2), axis=0))
    return np.mean(values, axis=0) if values else None
