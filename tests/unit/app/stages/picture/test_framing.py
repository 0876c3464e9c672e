"""Framing: the portrait stands in the output as large, and where, as it was asked to."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.media import VideoFrame
from app.stages.picture.framing import BAND, FOLLOW_ZOOM, HEAD_AT, Frame, Framing, Place
from models.face.tracker import FaceTracker
from models.portrait.landmark.topology import OVAL
from tests.support.faces import grace_hopper

W, H = 320, 240


def _dot(x: float, y: float, radius: float = 12, time_s: float = 0.0) -> VideoFrame:
    """A white disc on black, its matte the same."""
    rows, columns = np.mgrid[:H, :W]
    inside = (np.hypot(columns + 0.5 - x, rows + 0.5 - y) <= radius).astype(np.uint8) * 255
    return VideoFrame(np.dstack([inside] * 3), time_s, int(time_s * 30), alpha=inside)


def _where(image: NDArray[np.uint8]) -> tuple[float, float, float]:
    """Middle x, y and radius of what is bright, from its moments."""
    m = cv2.moments((image > 127).astype(np.uint8))
    return m["m10"] / m["m00"] + 0.5, m["m01"] / m["m00"] + 0.5, float(np.sqrt(m["m00"] / np.pi))


def _settled(framing: Framing, x: float, y: float, seconds: float = 3.0, begin_s: float = 0.0) -> VideoFrame:
    for index in range(int(30 * seconds)):
        out = framing.process(_dot(x, y, time_s=begin_s + index / 30))
    return out


def test_what_just_fills_the_output_passes_untouched() -> None:
    item = _dot(100, 100)
    assert Framing().process(item) is item


@pytest.mark.parametrize("zoom", [0.5, 0.8, 1.5, 2.0, 3.0])
def test_the_zoom_is_the_factor_for_picture_and_matte_alike(zoom: float) -> None:
    framing = Framing()
    framing.wanted = Frame(zoom=zoom)
    out = framing.process(_dot(W / 2, H / 2 + 10, radius=20))
    for picture in (out.image[..., 0], out.alpha):
        assert picture is not None
        x, y, radius = _where(picture)
        assert radius == pytest.approx(20 * zoom, rel=0.03)
        bottom = max(0.0, H - (H / 2 + zoom * H / 2))  # smaller pictures stand on the lower edge
        assert (x, y) == pytest.approx((W / 2, H / 2 + zoom * 10 + bottom), abs=0.6)


def test_offsets_move_in_shares_of_the_output_but_never_lift_the_shoulders() -> None:
    framing = Framing()
    framing.wanted = Frame(zoom=1.2, x=0.25, y=0.05)
    x, y, _ = _where(framing.process(_dot(W / 2, H / 2)).image[..., 0])
    assert (x, y) == pytest.approx((W / 2 + 0.25 * W, H / 2 + 0.05 * H), abs=0.6)
    framing.wanted = Frame(zoom=1.0, y=-0.4)
    framing.reset()
    assert _where(framing.process(_dot(W / 2, H / 2)).image[..., 0])[1] == pytest.approx(H / 2, abs=0.6)


def test_beside_a_small_portrait_stands_its_blur_and_the_matte_is_empty() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (H, W, 3)).astype(np.uint8)
    framing = Framing()
    framing.wanted = Frame(zoom=0.5)
    out = framing.process(VideoFrame(noise, 0.0, 0, alpha=np.full((H, W), 255, np.uint8)))
    assert out.alpha is not None and out.alpha[:, :20].max() == 0 and out.alpha[-20:, W // 2].min() == 255
    assert out.image[:, :20].std() < 12 < out.image[-60:, W // 2 - 30 : W // 2 + 30].std()
    assert 100 < out.image[:, :20].mean() < 155  # no black edge


def test_changes_by_hand_are_eased_and_arrive() -> None:
    framing = Framing()
    framing.process(_dot(W / 2, H / 2, 20))
    framing.wanted = Frame(zoom=2.0)
    radii = [_where(framing.process(_dot(W / 2, H / 2, 20, k / 30)).image[..., 0])[2] for k in range(1, 40)]
    assert radii[0] < 32 and max(np.diff(radii)) < 9 and radii[-1] == pytest.approx(40, rel=0.02)


def test_the_followed_head_comes_to_the_middle_and_small_motion_is_left_alone() -> None:
    place = [130.0, 100.0]
    framing = Framing(lambda: (place[0], place[1], 60.0))
    framing.wanted = Frame(follow=True)
    x, y, _ = _where(_settled(framing, place[0], place[1]).image[..., 0])
    # as near as the window may go without leaving the picture
    room = W * (1 - 1 / FOLLOW_ZOOM) / 2
    assert x == pytest.approx(W / 2 + FOLLOW_ZOOM * (130 - max(130, W / 2 - room)), abs=1)
    assert y == pytest.approx(HEAD_AT * H, abs=1.0)
    place[0] += BAND * H / FOLLOW_ZOOM * 0.8  # within the band: it moves in the picture, the window stands
    still = _where(_settled(framing, place[0], place[1], begin_s=3.0).image[..., 0])[0]
    assert still - x == pytest.approx(FOLLOW_ZOOM * BAND * H / FOLLOW_ZOOM * 0.8, abs=0.7)
    place[0] += 30
    far = _where(_settled(framing, place[0], place[1], begin_s=6.0).image[..., 0])[0]
    assert far - W / 2 == pytest.approx(BAND * H, abs=1.5), "it follows to the edge of the band"


def test_the_face_in_the_output_grows_by_the_zoom_and_comes_to_the_middle() -> None:
    tracker, picture = FaceTracker(), grace_hopper()
    height, width = picture.shape[:2]

    def seen(frame: Frame) -> tuple[float, float, float]:
        framing = Framing(lambda: head)
        framing.wanted = frame
        item = framing.process(VideoFrame(picture, 0.0, 0))
        points = tracker.find(item.image)[0].landmarks[OVAL, :2]
        low, high = points.min(0), points.max(0)
        return (*((low + high) / 2), high[1] - low[1])

    head: Place | None = None
    head = plain = seen(Frame())
    for zoom in (0.6, 1.4):
        assert seen(Frame(zoom=zoom))[2] == pytest.approx(zoom * plain[2], rel=0.03)
    x, y, _ = seen(Frame(zoom=1.4, follow=True))
    assert abs(x - width / 2) < abs(plain[0] - width / 2) + 3 and abs(y - HEAD_AT * height) < 0.04 * height
