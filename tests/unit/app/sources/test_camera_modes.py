"""Which coding and size is kept, by measured rates."""

import pytest

from app.sources.camera_modes import CameraMode, ModeSearch

Rates = dict[tuple[str, int, int], float]
HD, VGA = (1280, 720), (640, 480)


def search(rates: Rates, only: str = "") -> tuple[ModeSearch, list[CameraMode]]:
    """Run a search on a camera with these rates; `only`: the one coding that it knows, whatever is asked for."""
    found = ModeSearch(HD, 30.0)
    asked = [found.mode]
    for _ in range(10):
        coding = only or found.mode.coding
        delivered = CameraMode(coding, found.mode.width, found.mode.height)
        rate_hz = rates[coding, found.mode.width, found.mode.height]
        if not found.judge(rate_hz, delivered) or found.settled:
            break
        asked.append(found.mode)
    assert found.settled
    return found, asked


def test_a_fast_camera_is_asked_once() -> None:
    found, asked = search({("MJPG", *HD): 29.8})
    assert asked == [CameraMode("MJPG", *HD)] and found.mode == asked[0] and found.rate_hz == 29.8


def test_uncompressed_is_tried_where_compressed_is_slow() -> None:
    found, asked = search({("MJPG", *HD): 12.0, ("YUYV", *HD): 30.0})
    assert found.mode == CameraMode("YUYV", *HD) and len(asked) == 2


def test_a_smaller_picture_is_taken_if_only_that_is_fast() -> None:
    """A driver that knows no compression: asking for it uncompressed once more would bring the same."""
    found, asked = search({("YUYV", *HD): 10.0, ("YUYV", *VGA): 30.0}, only="YUYV")
    assert (found.mode.width, found.mode.height) == VGA and len(asked) == 2


@pytest.mark.parametrize(("small_hz", "size"), [(15.5, HD), (22.0, VGA)])
def test_in_dim_light_the_wanted_size_is_kept_unless_a_smaller_one_is_clearly_faster(
    small_hz: float, size: tuple[int, int]
) -> None:
    rates = {("MJPG", *HD): 15.0, ("YUYV", *HD): 10.0, ("MJPG", *VGA): small_hz, ("YUYV", *VGA): 15.0}
    found, asked = search(rates)
    assert (found.mode.width, found.mode.height) == size and len(asked) == 4
    assert found.rate_hz == rates["MJPG", *size]


def test_a_mode_that_delivers_nothing_is_not_kept() -> None:
    found, _ = search({("MJPG", *HD): 15.0, ("YUYV", *HD): 0.0, ("MJPG", *VGA): 0.0, ("YUYV", *VGA): 0.0})
    assert found.mode == CameraMode("MJPG", *HD)
