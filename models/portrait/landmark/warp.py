"""From moved triangles to a moved picture: rasterise, look up, remap.

Triangle numbers are drawn into a small map (painter's algorithm), each number stands for an affine function from
output to source pixels, and the map of source pixels is enlarged to the picture's size.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.portrait.landmark.types import Floats, Ints, Picture, floats, to_bytes

_SUBPIXEL = 4  # fraction bits of the corners drawn
_JUMP = 3.0  # map cells; neighbours that far apart in the source are torn, not stretched


class Source:
    """Where the corners (m, 3, 2) of triangles lie in a source picture, made ready for affine functions."""

    def __init__(self, vertices: Floats, triangles: Ints) -> None:
        """Take vertices (n, 2) in pixels of the source and triangles (m, 3)."""
        self.corners: Floats = floats(vertices[triangles])
        corners = self.corners
        self._anchor = corners[:, 0]
        self._edge1, self._edge2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]

    def functions(self, corners: Floats) -> tuple[Floats, NDArray[np.bool_]]:
        """Return affine functions (m, 6) from the output, where the corners (m, 3, 2) are, to the source.

        The second array (m,) tells which triangles are not flat.
        """
        start = corners[:, 0]
        one, two = corners[:, 1] - start, corners[:, 2] - start
        det = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
        good = np.abs(det) > 1e-3
        scale = (1 / np.where(good, det, 1))[:, None]
        per_x = (self._edge1 * two[:, 1:] - self._edge2 * one[:, 1:]) * scale
        per_y = (self._edge2 * one[:, :1] - self._edge1 * two[:, :1]) * scale
        rest = self._anchor - per_x * start[:, :1] - per_y * start[:, 1:]
        table = np.stack([per_x, per_y, rest], 2).reshape(-1, 6)
        return floats(table), good


class Warp:
    """Warp map of one region for one mesh; buffers are made once and reused for every frame."""

    def __init__(self, size: tuple[int, int], cell_px: float, source: Floats, face: Ints, outer: Ints) -> None:
        """Prepare.

        Args:
            size: width and height of the region in pixels.
            cell_px: wanted side of a map cell.
            source: (n, 2) all vertices at rest, in pixels of the region.
            face: (a, 3) triangles painted by depth, far ones first.
            outer: (b, 3) triangles painted before them.
        """
        self._size = size
        columns, rows = (max(round(side / cell_px), 8) for side in size)
        self._cell = np.array([size[0] / columns, size[1] / rows], np.float32)
        self._triangles = np.concatenate([outer, face])
        self._outer = len(outer)
        self._source = Source(source, self._triangles)
        self._corners = np.zeros((0, 3, 2), np.float32)
        self._index: NDArray[np.int32] = np.zeros((rows, columns), np.int32)
        self._rows = np.zeros((rows * columns, 6), np.float32)
        self._grid_x, self._grid_y = np.meshgrid(
            np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32)
        )
        self._small = [np.zeros((rows, columns), np.float32) for _ in range(3)]
        width, height = size
        self.x = np.zeros((height, width), np.float32)
        self.y = np.zeros((height, width), np.float32)
        self._torn: tuple[slice, slice, Picture] | None = None

    def update(self, vertices: Floats, depth: Floats) -> None:
        """Make the map for moved vertices (n, 2) in region pixels; depth (478,) orders the face."""
        placed = (vertices + np.float32(0.5)) / self._cell - np.float32(0.5)
        self._corners = corners = placed[self._triangles]
        table, good = self._source.functions(corners)
        self._draw(corners, good, depth)
        np.take(table, self._index.ravel(), 0, out=self._rows, mode="clip")
        rows = self._rows.reshape(*self._index.shape, 6)
        for out, k in zip(self._small[:2], (0, 3), strict=True):
            np.multiply(rows[..., k], self._grid_x, out=out)
            out += np.multiply(rows[..., k + 1], self._grid_y, out=self._small[2])
            out += rows[..., k + 2]
        self._enlarge()

    def picture(self, layer: Picture, out: Picture) -> Picture:
        """Sample a layer of the region's size through the map into `out`."""
        cv2.remap(layer, self.x, self.y, cv2.INTER_LINEAR, dst=out, borderMode=cv2.BORDER_REPLICATE)
        if self._torn is not None:
            down, across, mask = self._torn
            part = out[down, across]
            cv2.copyTo(cv2.GaussianBlur(part, (5, 5), 1.2), mask, part)
        return out

    def cells_of(self, triangles: NDArray[np.bool_]) -> tuple[slice, slice] | None:
        """Return rows and columns of the map around the visible ones of some face triangles (m,)."""
        chosen = np.concatenate([np.zeros(self._outer, np.uint8), triangles.astype(np.uint8)])
        left, top, width, height = cv2.boundingRect(chosen[self._index])
        if width == 0:
            return None
        rows, columns = self._index.shape
        return slice(max(top - 2, 0), min(top + height + 2, rows)), slice(
            max(left - 2, 0), min(left + width + 2, columns)
        )

    def look_up(self, source: Source, cells: tuple[slice, slice]) -> tuple[Floats, Floats, Floats, tuple[slice, slice]]:
        """Map a part of the output to another source, by the face's triangles only.

        Args:
            source: the face's triangles there.
            cells: rows and columns of the map.

        Returns:
            x and y (h, w) in the source, how much of each pixel is face (h, w) 0..1, and the part's rows and columns in
            the region.
        """
        table, _ = source.functions(self._corners[self._outer :])
        index = self._index[cells] - self._outer
        face = (index >= 0).astype(np.float32)
        rows = table[np.maximum(index, 0)]
        near = cv2.blur(face, (5, 5))
        maps = []
        for k in (0, 3):
            place = rows[..., k] * self._grid_x[cells] + rows[..., k + 1] * self._grid_y[cells] + rows[..., k + 2]
            # Beyond the outline the places of the nearest cells go on, for the enlarged map needs both sides.
            around = cv2.blur(place * face, (5, 5)) / np.maximum(near, 1e-3)
            maps.append(np.where(face > 0, place, around).astype(np.float32))
        part, size = self._pixels(cells)
        x, y, inside = (floats(cv2.resize(m, size, interpolation=cv2.INTER_LINEAR)) for m in (*maps, face))
        return x, y, inside, part

    def _pixels(self, cells: tuple[slice, slice]) -> tuple[tuple[slice, slice], tuple[int, int]]:
        """Rows and columns of the region under some map cells, and their width and height."""
        down, across = (
            slice(round(part.start * cell), round(part.stop * cell))
            for part, cell in zip(cells, self._cell[::-1].tolist(), strict=True)
        )
        return (down, across), (across.stop - across.start, down.stop - down.start)

    def _draw(self, corners: Floats, good: NDArray[np.bool_], depth: Floats) -> None:
        face = self._triangles[self._outer :]
        by_depth = self._outer + np.argsort(-depth[face].sum(1))
        order = np.concatenate([np.arange(self._outer), by_depth])
        order = order[good[order]]
        fixed = np.clip(corners * (1 << _SUBPIXEL), -1e6, 1e6)
        polygons = np.rint(fixed[order]).astype(np.int32)
        index, fill = self._index, cv2.fillConvexPoly
        for polygon, number in zip(polygons, order.tolist(), strict=True):
            fill(index, polygon, number, 8, _SUBPIXEL)

    def _enlarge(self) -> None:
        x, y = self._small[:2]
        cv2.resize(x, self._size, dst=self.x, interpolation=cv2.INTER_LINEAR)
        cv2.resize(y, self._size, dst=self.y, interpolation=cv2.INTER_LINEAR)
        for large in (self.x, self.y):
            _extend(large, self._cell[0])
            _extend(large.T, self._cell[1])
        self._torn = None
        torn = self._tears()
        if torn is None:
            return
        # Between the two sides of a tear the enlarged map would run through everything that lies between them.
        top, left, mask = torn
        rows, columns = mask.shape
        span = (slice(top, top + rows), slice(left, left + columns))
        (down, across), size = self._pixels(span)
        shown = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST), np.uint8)
        for small, whole in ((x, self.x), (y, self.y)):
            near = cv2.resize(np.ascontiguousarray(small[span]), size, interpolation=cv2.INTER_NEAREST)
            cv2.copyTo(near, shown, whole[down, across])
        self._torn = (down, across, shown)

    def _tears(self) -> tuple[int, int, Picture] | None:
        """Return place (row, column) and mask of the map cells at tears; None if there are none."""
        x, y = self._small[:2]
        limit = _JUMP * float(self._cell.max())
        torn = np.zeros(x.shape, np.uint8)
        right = np.abs(x[:, 1:] - x[:, :-1]) + np.abs(y[:, 1:] - y[:, :-1]) > limit
        below = np.abs(x[1:] - x[:-1]) + np.abs(y[1:] - y[:-1]) > limit
        torn[:, 1:] |= right
        torn[:, :-1] |= right
        torn[1:] |= below
        torn[:-1] |= below
        if not torn.any():
            return None
        left, top, width, height = cv2.boundingRect(torn)
        return top, left, torn[top : top + height, left : left + width] * np.uint8(255)


def _extend(large: Floats, cell: float) -> None:
    """Continue an enlarged map straight on in its outermost columns, in place; resizing repeats the last cell there."""
    k = min(int(np.ceil(cell / 2)), large.shape[1] // 2 - 1)
    steps = np.arange(1, k + 1, dtype=np.float32)
    first, last = large[:, k : k + 1], large[:, -k - 1 : -k if k else None]
    large[:, :k] = first + (first - large[:, k + 1 : k + 2]) * steps[::-1]
    large[:, large.shape[1] - k :] = last + (last - large[:, -k - 2 : -k - 1]) * steps


def blend_into(part: Picture, top: Floats, mask: Floats) -> None:
    """Lay `top` (h, w, 3) or (3,) over `part` (h, w, 3) uint8 in place, by a mask (h, w) 0..1."""
    base = part.astype(np.float32)
    base += mask[..., None] * (top - base)
    part[:] = to_bytes(base)
