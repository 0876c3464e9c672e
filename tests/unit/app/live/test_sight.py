"""Sight: the whole way from the camera's picture to the framed portrait, with the real tracker and engine."""

import cv2
import numpy as np

from app.live.sight import Sight
from app.media import VideoFrame
from app.portrayal import motion_of
from app.settings import Settings
from app.stages.picture.face_track import FaceTrack
from app.stages.picture.portrait import Portrait
from models.engines import Driving, Face
from models.face.tracker import FaceTracker
from models.portrait.landmark.engine import LandmarkEngine
from tests.support.faces import grace_hopper


def test_zooming_the_camera_leaves_the_portrait_calm_and_following_centres_the_face() -> None:
    engine, eyes = LandmarkEngine(), FaceTracker()
    engine.set_portrait(grace_hopper(), (256, 256))
    settings = Settings(smoothing=0.0)
    tracker, portrait = FaceTrack(eyes), Portrait(engine)
    portrait.set_motion(motion_of(settings))
    sight = Sight(settings, lambda: tracker, lambda: portrait)
    camera = np.full((480, 640, 3), 90, np.uint8)
    camera[40:440, 60:401] = cv2.resize(grace_hopper(), (341, 400), interpolation=cv2.INTER_AREA)
    time_s = 0.0

    def see(frames: int) -> tuple[np.ndarray, Face]:
        nonlocal time_s
        for _ in range(frames):
            time_s += 1 / 30
            item = VideoFrame(camera, time_s, 1)
            for stage in sight.tracked():
                item = stage.process(item)
            made = portrait.process(item)
        assert item.face is not None
        return made.image.astype(np.float32), item.face

    _, face = see(2)
    portrait.calibrate(Driving(camera, face, time_s))
    before, face = see(2)
    size = float(np.ptp(face.landmarks[:, 1]))
    sight.apply(Settings(smoothing=0.0, crop=0.7, crop_x=-0.1))
    while_moving = max(float(np.abs(see(1)[0] - before).mean()) for _ in range(20))
    after, face = see(12)
    assert float(np.ptp(face.landmarks[:, 1])) > 1.3 * size, "the tracker sees the face larger"
    # both are 48 grey levels if the engine does not know of it
    assert np.abs(after - before).mean() < 2.5 and while_moving < 9.0, "the portrait stands still meanwhile"
    sight.apply(Settings(smoothing=0.0, follow_face=True))
    _, face = see(110)
    middle = (face.landmarks[:, :2].min(0) + face.landmarks[:, :2].max(0)) / 2
    assert abs(middle[0] - 320) < 40 and abs(middle[1] - 240) < 40
