"""The camera's crop by hand: the same as a film cropped beforehand, and changing it does not move the portrait."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.media import VideoFrame
from app.stages.picture.crop import Crop, Window
from app.stages.picture.face_track import FaceTrack
from app.stages.picture.portrait import Portrait
from models.engines import Driving, Motion
from models.face.tracker import FaceTracker
from models.portrait.fomm.config import REDUCED_64
from models.portrait.fomm.crop import CropTracker, inside
from models.portrait.fomm.engine import FommEngine
from models.portrait.fomm.torch_runner import TorchRunner
from tests.support.faces import grace_hopper
from tests.support.fomm import reduced_networks

Picture = NDArray[np.uint8]
WINDOW = Window(0.7, 0.42, 0.5)


class _Show:
    """The stages from the camera to the portrait, and the film that is shown to them."""

    def __init__(self, window: Window) -> None:
        self.crops = CropTracker()
        engine = FommEngine(TorchRunner(reduced_networks(), REDUCED_64), finder=FaceTracker())
        engine.motion, engine._crops = Motion(smoothing=0.0), self.crops
        engine.set_portrait(grace_hopper(), (128, 128))
        self.tracker, self.portrait = FaceTrack(FaceTracker()), Portrait(engine)
        self.tracker.set_smoothing(0.0)
        self.crop = Crop(lambda: self.tracker.face, self.portrait.reframe)
        self.crop.wanted = window
        self.crop.reset()
        self.time_s = 0.0

    def see(self, picture: Picture, frames: int = 1) -> Picture:
        for _ in range(frames):
            self.time_s += 1 / 30
            self.item = self.tracker.process(self.crop.process(VideoFrame(picture, self.time_s, 1)))
            assert self.item.face is not None
            made = self.portrait.process(self.item)
        return made.image

    def placed(self) -> NDArray[np.float64]:
        """Where the face's landmarks lie among the coordinates that move the portrait, (478, 2)."""
        assert self.item.face is not None and self.crops._square is not None
        height, width = self.item.image.shape[:2]
        square = inside(*self.crops._square, width, height)
        place = self.crops.place(square)
        seen = (self.item.face.landmarks[:, :2] - np.array(square.centre)) / (square.side / 2)
        return np.asarray(place.zoom * seen + np.array([place.x, place.y]))

    def calibrate(self, picture: Picture) -> None:
        self.see(picture, 6)
        assert self.item.face is not None
        self.portrait.calibrate(Driving(self.item.image, self.item.face, self.time_s))
        self.see(picture, 2)
        self.rest = self.placed()

    def moved(self) -> NDArray[np.float64]:
        """How far the landmarks have moved since the calibration, in spreads of the face: what moves the portrait."""
        return np.asarray((self.placed() - self.rest) / self.rest.std())


def _camera(x_px: int = 0) -> Picture:
    image = np.full((480, 640, 3), 90, np.uint8)
    small = cv2.resize(grace_hopper(), (205, 240), interpolation=cv2.INTER_AREA)
    image[120:360, 150 + x_px : 355 + x_px] = small
    return image


def _cropped(picture: Picture) -> Picture:
    """Cut WINDOW out beforehand, as an editor of films would."""
    height, width = picture.shape[:2]
    wide, tall = round(WINDOW.share * width), round(WINDOW.share * height)
    left, top = round(WINDOW.x * width - wide / 2), round(WINDOW.y * height - tall / 2)
    part = picture[top : top + tall, left : left + wide]
    return np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def test_a_crop_by_hand_is_the_same_as_a_film_cropped_beforehand() -> None:
    """Chosen before the calibration, and while it runs, under a portrait that stands still; then the user moves."""
    before, during, edited = _Show(WINDOW), _Show(Window()), _Show(Window())
    for show, picture in ((before, _camera()), (during, _camera()), (edited, _cropped(_camera()))):
        show.calibrate(picture)
    rest = during.see(_camera()).astype(float)
    during.crop.wanted = WINDOW
    for _ in range(25):
        assert np.abs(during.see(_camera()) - rest).mean() < 0.85
        assert np.abs(during.moved()).mean() < 0.2
    assert during.portrait.reframes > 10 and np.abs(during.moved()).mean() < 0.1
    made = [
        show.see(picture, 6).astype(float)
        for show, picture in ((before, _camera(24)), (during, _camera(24)), (edited, _cropped(_camera(24))))
    ]
    assert np.abs(edited.moved()).mean() > 0.5, "the user has moved"
    for show, image in zip((before, during), made, strict=False):
        assert np.abs(show.moved() - edited.moved()).mean() < 0.1
        assert np.abs(image - made[2]).mean() < 0.85


def test_a_reframed_tracker_keeps_every_coordinate() -> None:
    tracker = CropTracker()
    points = np.random.default_rng(2).uniform((250, 150, 0), (350, 280, 40), (478, 3)).astype(np.float32)
    place = tracker.place(tracker.follow(points, 0.0, 640, 480))
    scale, shift = 1.6, np.array([-150.0, -90.0, 0.0])
    tracker.reframe(scale, float(shift[0]), float(shift[1]))
    again = tracker.place(tracker.follow((scale * points + shift).astype(np.float32), 0.03, 640, 480))
    assert (again.zoom, again.x, again.y) == pytest.approx((place.zoom, place.x, place.y), abs=0.01)
    kept = tracker.kept()
    other = CropTracker()
    other.restore(*kept)
    assert other.kept() == pytest.approx(kept)
