"""Calibrator: what is chosen is remembered for camera and avatar, taken up again, and watched."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from app import calibrations
from app.live.calibration import Calibrator
from app.live.sight import Sight
from app.media import Face, VideoFrame
from app.settings import Settings
from app.stages.picture.compose import Compose
from app.stages.picture.face_track import FaceTrack
from app.stages.picture.mirror import Mirror
from app.stages.picture.portrait import Portrait
from app.stages.picture.veil import Veil
from models.abilities import Calibration
from models.engines import Driving, Motion, Rendered
from models.portrait.landmark import topology
from models.portrait.landmark.pose import Head, place, turn

PICTURE = np.zeros((480, 640, 3), np.uint8)


def landmarks(x: float = 320, scale: float = 80, yaw: float = 0.0) -> NDArray[np.float32]:
    shape = topology.CANONICAL.astype(np.float32).copy()
    shape[13, 1] = shape[14, 1]
    return place(Head(scale, turn(yaw, 0, 0), np.array([x, 200, 0], np.float32), shape, 0.0))


class Engine:
    """Chooses the first face after it was asked to."""

    def __init__(self) -> None:
        self.size, self.motion = (64, 64), Motion()
        self.found: Calibration | None = None
        self.asked = 0

    def set_portrait(self, portrait: NDArray[np.uint8], size: tuple[int, int] | None = None) -> None: ...

    def set_neutral(self, driving: Driving | None) -> None:
        self.found, self.asked = None, self.asked + 1

    def calibration(self) -> Calibration | None:
        return self.found

    def restore(self, calibration: Calibration) -> bool:
        self.found = calibration
        return True

    def animate(self, driving: Driving) -> Rendered:
        if self.found is None:
            size = (driving.image.shape[1], driving.image.shape[0])
            self.found = Calibration(driving.face.landmarks, size, np.zeros(0, np.float32))
        return self.still()

    def rest(self, time_s: float) -> Rendered:
        return self.still()

    def still(self) -> Rendered:
        return Rendered(np.zeros((64, 64, 3), np.uint8), np.zeros((64, 64), np.uint8))


class World:
    """A portrait before a camera, and a clock."""

    def __init__(self, camera: str = "cam", settings: Settings | None = None) -> None:
        self.engine = Engine()
        self.portrait = Portrait(self.engine)
        self.calibrator = Calibrator(lambda: self.portrait)
        self.time_s = 100.0
        self.portrait.reset()
        self.calibrator.use(camera, settings or Settings())

    def see(self, points: NDArray[np.float32], seconds: float = 0.5) -> None:
        for _ in range(int(10 * seconds)):
            self.time_s += 0.1
            item = VideoFrame(PICTURE, self.time_s, 1, face=Face(points, 1.0, (0, 0, 1, 0)))
            self.portrait.process(self.calibrator.coach.process(item))
            self.calibrator.look(self.time_s)


def test_a_second_session_begins_with_what_the_first_has_chosen() -> None:
    first = World()
    first.see(landmarks())
    assert first.calibrator.status().state == "chosen" and first.calibrator.stop(5.0) == []
    second = World()
    second.see(landmarks(x=300), 0.3)
    assert second.calibrator.status().state == "remembered"
    assert second.engine.found is not None
    np.testing.assert_allclose(second.engine.found.landmarks, landmarks(), atol=1e-3)
    for world in (World(camera="other"), World(settings=Settings(avatar="ada")), World(camera="")):
        world.see(landmarks(x=300), 0.3)
        assert world.calibrator.status().state == "chosen"
        world.calibrator.stop(5.0)


def test_by_hand_replaces_what_is_remembered_and_off_remembers_nothing() -> None:
    off = World(settings=Settings(remember_calibration=False))
    off.see(landmarks())
    off.calibrator.stop(5.0)
    assert not list(calibrations.calibrations_dir().iterdir())
    world = World()
    world.see(landmarks())
    world.portrait.calibrate()
    world.see(landmarks(x=350))
    world.calibrator.stop(5.0)
    kept = calibrations.load(calibrations.Key("cam", Settings().avatar, "landmark", False))
    assert kept is not None
    np.testing.assert_allclose(kept.landmarks, landmarks(x=350), atol=1e-3)


def test_a_mirrored_driver_is_another_face_than_before() -> None:
    world = World()
    world.see(landmarks())
    world.calibrator.use("cam", Settings(mirror_input=True))
    world.see(landmarks(x=310))
    assert world.engine.asked == 2 and world.calibrator.status().state == "chosen"
    world.calibrator.use("cam", Settings())
    world.see(landmarks(x=340))
    assert world.engine.asked == 2 and world.calibrator.status().state == "remembered"
    world.calibrator.stop(5.0)


def test_a_poor_face_is_used_but_not_remembered() -> None:
    world = World()
    world.see(landmarks(yaw=0.6))
    assert world.calibrator.status().score < 35 and world.calibrator.status().state == "chosen"
    world.calibrator.stop(5.0)
    assert not list(calibrations.calibrations_dir().iterdir())


def test_a_calibration_of_another_picture_size_is_left_alone() -> None:
    key = calibrations.Key("cam", Settings().avatar, "landmark", False)
    calibrations.save(key, Calibration(landmarks(), (1280, 720), np.zeros(0, np.float32)))
    world = World()
    world.see(landmarks(x=300))
    assert world.calibrator.status().state == "chosen"
    world.calibrator.stop(5.0)


@pytest.mark.parametrize("watch", [True, False])
def test_who_sits_elsewhere_is_told_of_if_he_wants_to(watch: bool) -> None:
    world = World(camera="", settings=Settings(watch_calibration=watch))
    world.see(landmarks())
    world.see(landmarks(x=430), 12)
    assert world.calibrator.status().drift == ("moved" if watch else "")
    world.portrait.calibrate()
    world.see(landmarks(x=430), 12)
    assert world.calibrator.status().drift == "" and world.engine.asked == 2


def test_another_portrait_keeps_the_users_calm_face() -> None:
    world = World(camera="")
    world.see(landmarks())
    other = Engine()
    world.portrait.swap(other)
    world.see(landmarks(x=380))
    assert other.found is not None and other.asked == 0
    np.testing.assert_allclose(other.found.landmarks, landmarks(), atol=1e-3)


def test_the_stages_follow_the_settings_and_another_camera_begins_anew() -> None:
    world = World()

    class Eyes:
        def __init__(self) -> None:
            self.smoothing = 1.0

        def track(self, image: NDArray[np.uint8], time_s: float) -> Face | None:
            return Face(landmarks(), 1.0, (0, 0, 1, 0))

        def find(self, image: NDArray[np.uint8]) -> list[Face]:
            return []

        def reset(self) -> None: ...

    eyes = Eyes()
    tracker = FaceTrack(eyes)
    settings = Settings(smoothing=0.4, crop=0.5, crop_x=0.1, follow_head=True, zoom=1.5, offset_x=0.2)
    sight = Sight(settings, lambda: tracker, lambda: world.portrait)
    assert eyes.smoothing == 0.4 and sight.framing.wanted.follow and sight.framing.wanted.x == 0.2
    assert (sight.crop.wanted.share, sight.crop.wanted.x) == (0.5, 0.6) and not sight.crop.following
    item = VideoFrame(PICTURE, 1.0, 0)
    for stage in sight.tracked():
        item = stage.process(item)
    assert item.face is not None
    sight.meet("cam", settings)
    world.portrait.remember(Calibration(landmarks(), (640, 480), np.zeros(0, np.float32)))
    sight.meet("another", replace(settings, avatar="ada"))
    assert world.portrait.remembered is None and sight.close(1.0) == []


def test_the_still_portrait_stands_where_the_moving_one_does() -> None:
    class Halves(Engine):
        def still(self) -> Rendered:
            image, alpha = np.zeros((64, 64, 3), np.uint8), np.zeros((64, 64), np.uint8)
            image[:, :32], alpha[:, :32] = 200, 255
            return Rendered(image, alpha, (16.0, 32.0, 30.0))

    world = World()
    sight = Sight(Settings(zoom=0.5), lambda: FaceTrack(None), lambda: world.portrait)  # type: ignore[arg-type]
    veil = Veil([], np.zeros((64, 64, 3), np.uint8))
    sight.dress(veil, Halves(), Compose("#0000ff"), Mirror(True))
    assert tuple(veil.still[40, 40]) == (200, 200, 200), "small, and on the other side"
    assert tuple(veil.still[10, 40]) == (0, 0, 255) and tuple(veil.still[40, 20]) == (0, 0, 255)
