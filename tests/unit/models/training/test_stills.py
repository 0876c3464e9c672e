"""Clips made from single pictures."""

import logging
from pathlib import Path

import numpy as np
import pytest

from models.face.tracker import FaceTracker
from models.portrait.landmark.engine import LandmarkEngine
from models.training.stills import animate, pictures, prepare, read
from tests.support.faces import ROOT, grace_hopper, moved


@pytest.fixture(scope="module")
def tracker() -> FaceTracker:
    return FaceTracker()


def test_a_portrait_moves_like_the_film(tracker: FaceTracker) -> None:
    """A head that tilts in the film tilts in the clip."""
    film = [moved(grace_hopper(), angle_deg=angle) for angle in np.linspace(0, 15, 10)]
    clip = animate(grace_hopper(), film, LandmarkEngine(tracker), tracker, 128)
    assert clip is not None and clip.shape == (4, 128, 128, 3) and clip.dtype == np.uint8
    eyes = [tracker.find(frame)[0].landmarks[[33, 263], :2] for frame in (clip[0], clip[-1])]
    tilt = [np.degrees(np.arctan2(*(b - a)[::-1])) for a, b in eyes]
    assert tilt[0] - tilt[1] == pytest.approx(15, abs=6)


def test_what_shows_no_face_gives_no_clip(tracker: FaceTracker) -> None:
    engine = LandmarkEngine(tracker)
    film = [grace_hopper()] * 4
    assert animate(np.zeros((200, 200, 3), np.uint8), film, engine, tracker, 64) is None
    assert animate(grace_hopper(), [np.zeros((200, 200, 3), np.uint8)], engine, tracker, 64) is None


def test_pictures_of_a_folder(tmp_path: Path) -> None:
    found = pictures(ROOT / "avatars" / "grace-hopper")
    assert found and read(found[-1]).shape[2] == 3
    (tmp_path / "broken.png").write_bytes(b"<html>")
    with pytest.raises(ValueError, match="no picture"):
        read(tmp_path / "broken.png")


def test_a_broken_picture_is_left_out_and_named(
    tmp_path: Path, tracker: FaceTracker, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "broken.png").write_bytes(b"<html>")
    with caplog.at_level(logging.INFO):
        made = prepare([tmp_path / "broken.png"], [tmp_path], tmp_path, 64, LandmarkEngine(tracker), tracker)
    assert made == [] and "broken.png is no picture" in caplog.text
