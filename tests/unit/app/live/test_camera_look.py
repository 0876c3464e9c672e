"""The look before a start judges light and place with the coach's measures, and frees the camera."""

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from app.live.camera_judge import CameraFindings, CameraJudge
from app.live.camera_look import CameraLook
from app.media import VideoFrame, now
from app.settings import Settings


@pytest.fixture(scope="module")
def frame() -> Iterator[VideoFrame]:
    """A picture of the demo film with the face found in it."""
    look = CameraLook(Settings(camera="demo"))
    look.start()
    try:
        found = look.picture.take(30.0)
        while found.face is None:
            found = look.picture.take(30.0)
        assert look.status().state == "looking"
        yield found
    finally:
        look.stop()
    look.stop()


def findings(frame: VideoFrame, pictures: int = 30) -> CameraFindings:
    judge = CameraJudge()
    for index in range(pictures):
        judge.see(replace(frame, index=index, time_s=index / 15))
    return judge.findings()


def test_a_lit_face_in_the_middle_is_good(frame: VideoFrame) -> None:
    found = findings(frame)
    assert found.good and (found.width, found.height) == (frame.image.shape[1], frame.image.shape[0])


def test_darkness_is_a_matter_of_light_and_not_of_place(frame: VideoFrame) -> None:
    found = findings(replace(frame, image=np.asarray(frame.image // 5, np.uint8)))
    assert (found.light, found.place) == ("light", "")


def test_a_face_at_the_edge_and_far_away_is_a_matter_of_place(frame: VideoFrame) -> None:
    assert frame.face is not None
    landmarks = frame.face.landmarks
    middle = landmarks.mean(axis=0)
    far = replace(frame.face, landmarks=((landmarks - middle) * 0.3 + middle).astype(np.float32))
    assert findings(replace(frame, face=far)).place == "nearer"
    aside = replace(frame.face, landmarks=(landmarks + np.array([170, 0, 0])).astype(np.float32))
    assert findings(replace(frame, face=aside)).place in ("left", "right")


def test_a_blink_of_the_tracker_is_not_an_absence(frame: VideoFrame) -> None:
    judge = CameraJudge()
    assert not judge.findings().known
    for index in range(10):
        judge.see(replace(frame, time_s=index / 15))
    for _ in range(3):
        judge.see(replace(frame, face=None))
    assert judge.findings().place == ""
    for _ in range(10):
        judge.see(replace(frame, face=None))
    assert judge.findings().place == "come"
    judge.see(replace(frame, index=-1, face=None))  # a stand-in is no picture
    assert judge.findings().width == frame.image.shape[1]


def test_a_camera_that_is_not_there_is_told_with_its_remedy() -> None:
    look = CameraLook(Settings(camera="/dev/video-none"))
    look.start()
    deadline_s = now() + 10.0
    while look.status().state != "failed" and now() < deadline_s:
        time.sleep(0.01)
    status = look.status()
    look.stop()
    assert status.state == "failed" and "not connected" in status.error and status.advice
