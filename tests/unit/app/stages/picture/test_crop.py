"""Crop: a part of the camera's picture, by hand or round the face; what moves by hand is told exactly."""

import numpy as np
import pytest

from app.media import Face, VideoFrame
from app.stages.picture.crop import FACE_SHARE, Crop, Window

W, H = 320, 240


def _scene(points: np.ndarray, time_s: float) -> VideoFrame:
    """Bright dots, as large as they need to be found again."""
    rows, columns = np.mgrid[:H, :W]
    image = np.zeros((H, W), np.float32)
    for x, y in points:
        image += 255 * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / 8)
    return VideoFrame(np.dstack([np.clip(image, 0, 255).astype(np.uint8)] * 3), time_s, 0)


def _dot(item: VideoFrame) -> tuple[float, float]:
    weight = item.image[..., 0].astype(float)
    rows, columns = np.mgrid[:H, :W]
    return float((columns * weight).sum() / weight.sum()), float((rows * weight).sum() / weight.sum())


def _run(crop: Crop, seconds: float, points: np.ndarray, begin_s: float = 0.0) -> VideoFrame:
    for index in range(int(30 * seconds)):
        out = crop.process(_scene(points, begin_s + index / 30))
    return out


def test_the_whole_picture_passes_untouched() -> None:
    item = _scene(np.array([[10, 10]]), 0.0)
    assert Crop(lambda: None).process(item) is item


def test_a_window_by_hand_is_eased_and_every_step_is_told_exactly() -> None:
    told: list[tuple[float, float, float]] = []
    crop = Crop(lambda: None, lambda *how: told.append(how))
    point = np.array([[190.0, 90.0]])
    first = np.array(_dot(crop.process(_scene(point, 0.0))))
    crop.wanted = Window(0.5, 0.6, 0.4)
    now = np.array(_dot(_run(crop, 2.0, point, 1 / 30)))
    # (190 - left) / share, of pixel centres
    assert now == pytest.approx([(190.5 - 0.35 * W) / 0.5 - 0.5, (90.5 - 0.15 * H) / 0.5 - 0.5], abs=0.1)
    scale, shift = 1.0, np.zeros(2)
    for step, x, y in told:
        scale, shift = step * scale, step * shift + [x, y]
    assert len(told) > 5 and scale == pytest.approx(2.0)
    assert scale * (first + 0.5) + shift - 0.5 == pytest.approx(now, abs=0.2)


def test_windows_stay_inside_the_picture() -> None:
    assert Window(0.5, 0.9, 0.0).inside() == Window(0.5, 0.75, 0.25)
    assert Window(5.0, 0.9, 0.0).inside() == Window(1.0, 0.5, 0.5)


def test_it_follows_the_face_slowly_and_rests_when_it_hardly_moves() -> None:
    told: list[tuple[float, float, float]] = []
    box = np.array([[200.0, 60.0], [240.0, 110.0]])  # of the face, in the camera's picture
    crop = Crop(lambda: _face(), lambda *how: told.append(how))

    def _face() -> Face:
        share = crop._window.share
        corner = np.array([(crop._window.x - share / 2) * W, (crop._window.y - share / 2) * H])
        seen = (box - corner) / share
        points = np.zeros((478, 3), np.float32)
        points[:, :2] = seen[0]
        points[0, :2] = seen[1]
        return Face(points, 1.0, (0, 0, 1, 0))

    crop.following = True
    _run(crop, 6.0, box)
    low, high = _face().landmarks[:, :2].min(0), _face().landmarks[:, :2].max(0)
    assert (high[1] - low[1]) / H == pytest.approx(FACE_SHARE, rel=0.05)
    assert abs((low[0] + high[0]) / 2 / W - 0.5) < 0.03
    before, count = crop._window, len(told)
    box += [1.5, -1.0]
    _run(crop, 1.0, box, 6.0)
    assert crop._window == before, "a tremble moves nothing"
    box += [-120.0, 40.0]
    _run(crop, 5.0, box, 7.0)
    assert crop._window.x < before.x - 0.2 and len(told) == count, "the face's own way is not told: it is centred anew"
