"""The look before a start finds light and place of a face in pictures whose faults are made, and frees the camera."""

import time
from dataclasses import replace

import cv2
import numpy as np
import pytest

from app.live.camera_judge import CameraFindings, CameraJudge
from app.live.camera_look import CameraLook
from app.media import Face, VideoFrame, now
from app.settings import Settings

_SIZE = (640, 480)
_FACE_PX = 200  # height of the face in the ordinary picture
_RNG = np.random.default_rng(1)


def scene(face_grey: float = 130, room_grey: float = 100, height_px: int = _FACE_PX, x: float = 0.5) -> VideoFrame:
    """Return a plain room with an oval face of these greys, size and place, and its landmarks."""
    width, height = _SIZE
    image = np.full((height, width, 3), room_grey, np.uint8)
    centre, axes = (round(x * width), height // 2), (round(0.38 * height_px), height_px // 2)
    cv2.ellipse(image, centre, axes, 0, 0, 360, (face_grey, face_grey, face_grey), -1)
    angles = np.linspace(0, 2 * np.pi, 478)
    points = np.stack([centre[0] + axes[0] * np.cos(angles), centre[1] + axes[1] * np.sin(angles), 0 * angles], axis=1)
    noise = _RNG.normal(0, 1.5, image.shape)  # as a webcam by daylight
    image = np.clip(image + noise, 0, 255).astype(np.uint8)
    return VideoFrame(image, 0.0, 0, Face(points.astype(np.float32), 1.0, (*centre, float(height_px), 0.0)))


def findings(frame: VideoFrame, pictures: int = 80) -> CameraFindings:
    judge = CameraJudge()
    for index in range(pictures):
        judge.see(replace(frame, index=index))
    return judge.findings()


def test_a_well_lit_face_in_the_middle_is_good_whatever_the_colour_of_its_skin() -> None:
    assert findings(scene()).good
    assert findings(scene(face_grey=70, room_grey=110)).good
    assert findings(scene()).width == 640


@pytest.mark.parametrize(
    ("frame", "light"),
    [
        (scene(face_grey=25, room_grey=15), "dark"),
        (scene(face_grey=60, room_grey=220), "behind"),
        (scene(face_grey=254), "glaring"),
    ],
)
def test_poor_light_is_named(frame: VideoFrame, light: str) -> None:
    assert findings(frame).light == light


def test_light_from_one_side_is_named() -> None:
    frame = scene(face_grey=200)
    image = frame.image.copy()
    image[:, :320] = image[:, :320] // 3
    assert findings(replace(frame, image=image)).light == "one side"


@pytest.mark.parametrize(
    ("frame", "place"),
    [(scene(height_px=80), "far"), (scene(height_px=360), "near"), (scene(x=0.18), "aside"), (scene(), "good")],
)
def test_where_the_face_stands_is_named(frame: VideoFrame, place: str) -> None:
    assert findings(frame).place == place


def test_a_blink_of_the_tracker_is_not_an_absence() -> None:
    judge, frame = CameraJudge(), scene()
    for _ in range(10):
        judge.see(frame)
    for _ in range(3):
        judge.see(replace(frame, face=None))
    assert judge.findings().place == "good"
    for _ in range(10):
        judge.see(replace(frame, face=None))
    assert judge.findings().place == "no face"


def test_a_film_is_looked_at_and_its_reader_ends() -> None:
    """The test's own rules fail it if a thread or a child stays."""
    look = CameraLook(Settings(camera="demo"))
    look.start()
    try:
        frame = look.picture.take(30.0)
        while frame.face is None:
            frame = look.picture.take(10.0)
        assert look.status().state == "looking" and look.status().findings.width == frame.image.shape[1]
    finally:
        look.stop()
    look.stop()


def test_a_camera_that_is_not_there_is_told_with_its_remedy() -> None:
    look = CameraLook(Settings(camera="/dev/video-none"))
    look.start()
    deadline_s = now() + 10.0
    while look.status().state != "failed" and now() < deadline_s:
        time.sleep(0.01)
    status = look.status()
    look.stop()
    assert status.state == "failed" and "not connected" in status.error and status.advice
