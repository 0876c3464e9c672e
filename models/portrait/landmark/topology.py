"""The face mesh: index lists, triangles and the mean head, in the tracker's order of 478 landmarks.

The edges are MediaPipe's FACEMESH_TESSELATION (Apache-2.0, see README.md in this folder); the rest is measured.
Upper and lower contours of eyes and lips run in the same direction.
"""

from dataclasses import dataclass
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from models.portrait.landmark.types import Floats, Ints, floats


def _list(text: str) -> Ints:
    return np.array([int(word) for word in text.split()], np.intp)


def _load() -> dict[str, NDArray[np.generic]]:
    with as_file(files("models.portrait.landmark") / "face_mesh.npz") as path, np.load(path) as table:
        return {name: table[name] for name in table.files}


_TABLE = _load()

OVAL = _list(
    "10 338 297 332 284 251 389 356 454 323 361 288 397 365 379 378 400 377 152 148 176 149 150 136 172 58 132 93 234 "
    "127 162 21 54 103 67 109"
)


@dataclass(frozen=True, slots=True)
class Eye:
    """Landmarks of one eye; `corners` has the image-left one first for a frontal face.

    Attributes:
        upper, lower: 7 inner points of the lid contours, the same direction.
        lid: first ring above the upper contour (7). crease: the ring above it (7).
        iris: centre and 4 rim points.
    """

    corners: Ints
    upper: Ints
    lower: Ints
    lid: Ints
    crease: Ints
    iris: Ints

    @property
    def contour(self) -> Ints:
        """The 16 contour points as a closed polygon."""
        return np.concatenate([self.corners[:1], self.upper, self.corners[1:], self.lower[::-1]])


EYES = (
    Eye(
        _list("33 133"),
        _list("246 161 160 159 158 157 173"),
        _list("7 163 144 145 153 154 155"),
        _list("247 30 29 27 28 56 190"),
        _list("113 225 224 223 222 221 189"),
        np.arange(468, 473),
    ),
    Eye(
        _list("362 263"),
        _list("398 384 385 386 387 388 466"),
        _list("382 381 380 374 373 390 249"),
        _list("414 286 258 257 259 260 467"),
        _list("413 441 442 443 444 445 342"),
        np.arange(473, 478),
    ),
)

MOUTH_CORNERS = _list("78 308")
MOUTH_UPPER = _list("191 80 81 82 13 312 311 310 415")
MOUTH_LOWER = _list("95 88 178 87 14 317 402 318 324")
LOWER_RINGS = np.stack(
    [
        _list("96 89 179 86 15 316 403 319 325"),
        _list("77 90 180 85 16 315 404 320 307"),
        _list("146 91 181 84 17 314 405 321 375"),
    ]
)
UPPER_RINGS = np.stack(
    [
        _list("183 42 41 38 12 268 271 272 407"),
        _list("184 74 73 72 11 302 303 304 408"),
        _list("185 40 39 37 0 267 269 270 409"),
    ]
)
LOWER_NEIGHBOURS = _list("43 106 182 83 18 313 406 335 273")
UPPER_NEIGHBOURS = _list("186 92 165 167 164 393 391 322 410")
INNER_MOUTH = np.concatenate([MOUTH_CORNERS[:1], MOUTH_UPPER, MOUTH_CORNERS[1:], MOUTH_LOWER[::-1]])
OUTER_LIPS = np.concatenate([_list("61"), UPPER_RINGS[2], _list("291"), LOWER_RINGS[2][::-1]])
LIPS = np.concatenate(
    [LOWER_RINGS.ravel(), UPPER_RINGS.ravel(), MOUTH_UPPER, MOUTH_LOWER, _list("78 308 61 291 76 306 62 292")]
)

CANONICAL: Floats = _TABLE["points"].astype(np.float32)
"""(478, 3) mean head; distance of the outer eye corners 1, origin between the eyes."""
MIRROR: Ints = _TABLE["mirror"].astype(np.intp)
RIGID: Ints = _TABLE["rigid"].astype(np.intp)

# The attention model's left-eye subset without cheek and nose points, then the same for the other eye.
_EYE_AREA = _list(
    "33 7 163 144 145 153 154 155 133 246 161 160 159 158 157 173 130 25 110 24 23 22 26 112 243 247 30 29 27 28 56 "
    "190 226 31 228 229 230 231 232 233 244 113 225 224 223 222 221 189 35 124 46 53 52 65 143 70 63 105 66 107 55 193"
)
EYE_AREA = np.concatenate([_EYE_AREA, MIRROR[_EYE_AREA]])


def _skin_triangles() -> Ints:
    """All 3-cliques of the edge list but the two that are no faces: (852, 3)."""
    edges = _TABLE["edges"].astype(int).tolist()
    near: dict[int, set[int]] = {}
    for a, b in edges:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    false = {(49, 64, 129), (279, 294, 358)}
    cliques = [(a, b, c) for a, b in edges for c in near[a] & near[b] if c > b]
    return np.array(sorted(set(cliques) - false), np.intp)


def _strip(corners: Ints, upper: Ints, lower: Ints) -> Ints:
    """Triangles between two contours of n points and their two corners: (2 n, 3)."""
    found = [(corners[0], upper[0], lower[0]), (corners[1], upper[-1], lower[-1])]
    for i in range(len(upper) - 1):
        found += [(upper[i], upper[i + 1], lower[i]), (upper[i + 1], lower[i + 1], lower[i])]
    return np.array(found, np.intp)


def _oriented(triangles: Ints) -> Ints:
    """Turn all triangles so that they run the same way round in the frontal mean head."""
    a, b, c = (CANONICAL[triangles[:, k]] for k in range(3))
    # Normal pointing out of the head; the centre of the head lies behind the face.
    normal = np.cross(b - a, c - a)
    outward = (a + b + c) / 3 - np.array([0, 0.4, 0.9], np.float32)
    flip = np.einsum("ij,ij->i", normal, outward) < 0
    turned = triangles.copy()
    turned[flip] = turned[flip][:, [0, 2, 1]]
    return turned


SKIN_TRIANGLES = _skin_triangles()
HOLE_TRIANGLES = np.concatenate(
    [_strip(eye.corners, eye.upper, eye.lower) for eye in EYES] + [_strip(MOUTH_CORNERS, MOUTH_UPPER, MOUTH_LOWER)]
)
TRIANGLES = _oriented(np.concatenate([SKIN_TRIANGLES, HOLE_TRIANGLES]))
"""(898, 3) triangles of the closed face surface, all turned alike; the last 46 close eyes and mouth."""


def _distance_to(points: Ints) -> Floats:
    away = np.linalg.norm(CANONICAL[:, None] - CANONICAL[None, points], axis=2)
    return floats(away.min(1))


LIP_DISTANCE = _distance_to(LIPS)
"""(478,) distance to the nearest lip point on the mean head."""
EYE_DISTANCE = _distance_to(EYE_AREA)
"""(478,) distance to the nearest point of the eye and brow area on the mean head."""
