"""The whole engine on the bundled public-domain portrait, driven by its own landmarks and by changed ones."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from models.engines import Driving, Face, Motion, Rendered
from models.errors import FaceNotFound
from models.face.tracker import FaceTracker
from models.portrait.landmark import topology
from models.portrait.landmark.engine import EASE_S, HOLD_S, LandmarkEngine
from models.portrait.landmark.eyelids import gaze, openness
from models.portrait.landmark.lips import gaps
from models.portrait.landmark.pose import fit_head, place, turn
from tests.support.faces import grace_hopper

Points = NDArray[np.float32]
Shape = Callable[[Points], None]


@pytest.fixture(scope="module")
def tracker() -> FaceTracker:
    return FaceTracker()


@pytest.fixture(scope="module")
def framed(tracker: FaceTracker) -> LandmarkEngine:
    engine = LandmarkEngine(tracker)
    engine.set_portrait(grace_hopper(), (512, 512))
    return engine


@pytest.fixture
def engine(framed: LandmarkEngine, tracker: FaceTracker) -> LandmarkEngine:
    """The portrait in 512 x 512, its own face as the neutral one, at rest."""
    framed.motion = Motion()
    framed.set_neutral(_driving(_own(framed, tracker)))
    framed.animate(_driving(_own(framed, tracker)))
    return framed


def _own(engine: LandmarkEngine, tracker: FaceTracker) -> Points:
    return tracker.find(engine.still().image)[0].landmarks


def _driving(landmarks: Points, time_s: float = 0.0) -> Driving:
    return Driving(np.zeros((64, 64, 3), np.uint8), Face(landmarks, 1.0, (0, 0, 1, 0)), time_s)


def _changed(landmarks: Points, change: Shape) -> Driving:
    """Change the shape of a face in its own frame."""
    head = fit_head(landmarks)
    assert head is not None
    shape = head.shape.copy()
    change(shape)
    return _driving(place(head, shape))


def _shut(shape: Points) -> None:
    for eye in topology.EYES:
        shape[eye.upper] = shape[eye.lower]


def _yawn(shape: Points) -> None:
    shape[np.concatenate([topology.MOUTH_LOWER, topology.LOWER_RINGS.ravel()]), 1] += 0.3
    shape[[152, 148, 377, 175, 199], 1] += 0.3


def _found(tracker: FaceTracker, rendered: Rendered) -> Points:
    faces = tracker.find(rendered.image)
    assert faces
    head = fit_head(faces[0].landmarks)
    assert head is not None
    return head.shape


def test_the_neutral_face_shows_the_portrait(engine: LandmarkEngine, tracker: FaceTracker) -> None:
    rendered = engine.animate(_driving(_own(engine, tracker)))
    still = engine.still()
    assert np.abs(rendered.image.astype(float) - still.image).mean() < 1.5
    assert np.abs(rendered.alpha.astype(float) - still.alpha).mean() < 1.5
    assert still.alpha[60:120, 180:330].max() == 255 and still.alpha[5, 500] < 20


def test_closed_eyes_are_seen_closed(engine: LandmarkEngine, tracker: FaceTracker) -> None:
    shape = _found(tracker, engine.animate(_changed(_own(engine, tracker), _shut)))
    before = _found(tracker, engine.still())
    for eye in topology.EYES:
        assert openness(before, eye) > 0.15
        assert openness(shape, eye) < 0.12


def test_an_open_mouth_is_seen_open(engine: LandmarkEngine, tracker: FaceTracker) -> None:
    shape = _found(tracker, engine.animate(_changed(_own(engine, tracker), _yawn)))
    before = _found(tracker, engine.still())
    assert gaps(shape).max() > gaps(before).max() + 0.2


@pytest.mark.parametrize("direction", [-1, 1])
def test_the_iris_goes_where_the_user_looks(engine: LandmarkEngine, tracker: FaceTracker, direction: int) -> None:
    def look(shape: Points) -> None:
        for eye in topology.EYES:
            shape[eye.iris, 0] += direction * 0.05

    shape = _found(tracker, engine.animate(_changed(_own(engine, tracker), look)))
    before = _found(tracker, engine.still())
    moved = [gaze(shape, eye)[0] - gaze(before, eye)[0] for eye in topology.EYES]
    assert all(direction * amount > 0.03 for amount in moved)


@pytest.mark.parametrize("yaw, pitch", [(0.25, 0.0), (-0.25, 0.0), (0.0, 0.2), (0.0, -0.2)])
def test_the_head_turns_with_the_users(engine: LandmarkEngine, tracker: FaceTracker, yaw: float, pitch: float) -> None:
    own = fit_head(_own(engine, tracker))
    assert own is not None
    turned = replace(own, rotation=turn(yaw, pitch, 0) @ own.rotation)
    faces = tracker.find(engine.animate(_driving(place(turned))).image)
    seen = fit_head(faces[0].landmarks)
    assert seen is not None
    change = seen.rotation @ own.rotation.T
    assert np.abs(change - turn(yaw, pitch, 0)).max() < 0.12


def test_nothing_moves_beyond_the_person(engine: LandmarkEngine, tracker: FaceTracker) -> None:
    """Talking and blinking leave every pixel away from the head as it was."""
    still = engine.still().image.astype(int)
    face = _own(engine, tracker)
    reach = 0.8 * np.linalg.norm(face[10] - face[152])
    low, high = face[:, :2].min(0) - reach, face[:, :2].max(0) + reach
    rows, columns = np.mgrid[0:512, 0:512]
    away = (columns < low[0]) | (columns > high[0]) | (rows < low[1]) | (rows > high[1])
    first = engine.animate(_driving(face)).image.astype(int)
    for change in (_shut, _yawn):
        moved = engine.animate(_changed(face, change)).image.astype(int)
        assert np.abs(moved - first)[away].max() <= 2
        assert np.abs(moved - still)[~away].max() > 50


def test_strength_0_shows_the_still_portrait(engine: LandmarkEngine, tracker: FaceTracker) -> None:
    engine.motion = Motion(strength=0.0)
    rendered = engine.animate(_changed(_own(engine, tracker), _yawn))
    assert np.abs(rendered.image.astype(float) - engine.still().image).mean() < 1.5


@pytest.mark.parametrize("size", [(256, 256), (640, 360), (360, 640), (1280, 720), (1920, 1080)])
def test_every_size_is_filled(tracker: FaceTracker, size: tuple[int, int]) -> None:
    engine = LandmarkEngine(tracker)
    engine.set_portrait(grace_hopper(), size)
    assert engine.size == size
    rendered = engine.animate(_driving(_own(engine, tracker)))
    assert rendered.image.shape == (size[1], size[0], 3)
    assert rendered.alpha.shape == (size[1], size[0])
    assert np.abs(rendered.image.astype(float) - engine.still().image).mean() < 1.8
    assert len(tracker.find(rendered.image)) == 1


def test_the_portrait_keeps_its_own_size(tracker: FaceTracker) -> None:
    engine = LandmarkEngine(tracker)
    engine.set_portrait(grace_hopper()[:599, :511])
    assert engine.size == (510, 598)


@pytest.mark.parametrize("amount", [5.0, 200.0, 1e5])
def test_wild_landmarks_give_a_picture(engine: LandmarkEngine, tracker: FaceTracker, amount: float) -> None:
    chance = np.random.default_rng(int(amount))
    wild = _own(engine, tracker) + chance.normal(0, amount, (478, 3)).astype(np.float32)
    rendered = engine.animate(_driving(wild))
    assert rendered.image.shape == (512, 512, 3)


def test_a_face_that_fits_no_head_holds_the_last_pose(engine: LandmarkEngine, tracker: FaceTracker) -> None:
    face = _own(engine, tracker)
    before = engine.animate(_driving(face)).image
    torn = face.copy()
    torn[::2] += np.array([60, -40, 30], np.float32)
    assert (engine.animate(_driving(torn)).image == before).all()


def test_nan_landmarks_count_as_no_face(engine: LandmarkEngine) -> None:
    rendered = engine.animate(_driving(np.full((478, 3), np.nan, np.float32), 60.0))
    assert (rendered.image == engine.still().image).all()


def test_a_lost_face_is_held_and_then_eased_away(engine: LandmarkEngine, tracker: FaceTracker) -> None:
    driving = replace(_changed(_own(engine, tracker), _yawn), time_s=10.0)
    moved = engine.animate(driving).image.astype(int)
    still = engine.still().image.astype(int)
    full = np.abs(moved - still).mean()
    assert np.abs(engine.rest(10.0 + 0.9 * HOLD_S).image - moved).max() == 0
    left = [np.abs(engine.rest(10.0 + HOLD_S + EASE_S * k / 8).image - still).mean() for k in range(1, 9)]
    assert left[0] < full and left[-1] == 0
    assert all(a >= b - 0.05 for a, b in zip(left, left[1:], strict=False))
    back = [engine.animate(replace(driving, time_s=20 + 0.04 * k)).image.astype(int) for k in range(12)]
    away = [np.abs(image - moved).mean() for image in back]
    assert away[0] > 0.5 * full and away[-1] < 0.1


def test_a_picture_without_a_face_is_refused_and_the_old_one_stays(
    engine: LandmarkEngine, tracker: FaceTracker
) -> None:
    before = engine.still().image
    with pytest.raises(FaceNotFound):
        engine.set_portrait(np.full((300, 400, 3), 128, np.uint8), (256, 256))
    assert engine.size == (512, 512)
    assert (engine.still().image == before).all()


def test_no_portrait_and_no_picture_are_errors(tracker: FaceTracker) -> None:
    engine = LandmarkEngine(tracker)
    with pytest.raises(RuntimeError, match="no portrait"):
        engine.still()
    with pytest.raises(ValueError, match="RGB"):
        engine.set_portrait(np.zeros((100, 100), np.uint8))
    with pytest.raises(ValueError, match="too small"):
        engine.set_portrait(grace_hopper(), (8, 8))


def test_a_smaller_engine_draws_the_same_picture_from_the_same_calibration(
    engine: LandmarkEngine, tracker: FaceTracker
) -> None:
    driving = _driving(_own(engine, tracker) + np.array([8, 4, 0], np.float32))
    small = engine.smaller(0.5)
    assert small.size == (256, 256) and engine.size == (512, 512)
    large, drawn = engine.animate(driving), small.animate(driving)
    assert drawn.image.shape == (256, 256, 3) and drawn.alpha.shape == (256, 256)
    shrunk = large.image.reshape(256, 2, 256, 2, 3).mean((1, 3))
    still = engine.still().image.reshape(256, 2, 256, 2, 3).mean((1, 3))
    off, moved = np.abs(shrunk - drawn.image).mean(), np.abs(shrunk - still).mean()
    assert off < 2.5 and off < 0.5 * moved, "the same motion, in half the size"
    small.set_neutral(driving)  # counts for both
    engine.animate(driving)
    back = [engine.animate(driving).image for _ in range(30)][-1]
    assert np.abs(back.astype(int) - engine.still().image).mean() < 1.0
