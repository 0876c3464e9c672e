"""Each part of the face follows as strongly as it is told, in the drawn picture; and a calibration can be kept."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from models.abilities import Calibration
from models.engines import Driving, Face, Motion, Rendered
from models.face.tracker import FaceTracker
from models.portrait.landmark import topology
from models.portrait.landmark.engine import LandmarkEngine
from models.portrait.landmark.eyelids import openness
from models.portrait.landmark.lips import gaps
from models.portrait.landmark.pose import Head, fit_head, place, turn
from tests.support.faces import grace_hopper

Points = NDArray[np.float32]


@pytest.fixture(scope="module")
def tracker() -> FaceTracker:
    return FaceTracker()


@pytest.fixture(scope="module")
def made(tracker: FaceTracker) -> tuple[LandmarkEngine, Head]:
    """An engine with a portrait, and the portrait's own head as the user's."""
    engine = LandmarkEngine(tracker)
    engine.set_portrait(grace_hopper(), (512, 512))
    own = fit_head(tracker.find(engine.still().image)[0].landmarks)
    assert own is not None
    return engine, own


def _driving(landmarks: Points, time_s: float = 0.0) -> Driving:
    return Driving(np.zeros((480, 640, 3), np.uint8), Face(landmarks, 1.0, (0, 0, 1, 0)), time_s)


def _acting(own: Head) -> Head:
    """Eyes shut, mouth wide open, brows up, head turned."""
    shape = own.shape.copy()
    for eye in topology.EYES:
        shape[eye.upper] = shape[eye.lower]
    shape[np.concatenate([topology.MOUTH_LOWER, topology.LOWER_RINGS.ravel()]), 1] += 0.3
    shape[[152, 148, 377, 175, 199], 1] += 0.3
    brows = [46, 53, 52, 65, 55, 70, 63, 105, 66, 107, 276, 283, 282, 295, 285, 300, 293, 334, 296, 336]
    shape[brows, 1] -= 0.07
    return replace(own, shape=shape, rotation=turn(0.2, 0, 0) @ own.rotation)


def _drawn(made: tuple[LandmarkEngine, Head], motion: Motion, act: Callable[[Head], Head] = _acting) -> Rendered:
    engine, own = made
    engine.motion = motion
    engine.set_neutral(_driving(place(own)))
    head = act(own)
    return engine.animate(_driving(place(head)))


def _measures(tracker: FaceTracker, rendered: Rendered) -> dict[str, float]:
    head = fit_head(tracker.find(rendered.image)[0].landmarks)
    assert head is not None
    return {
        "eyes": float(np.mean([openness(head.shape, eye) for eye in topology.EYES])),
        "mouth": float(gaps(head.shape).max()),
        "head": float(head.rotation[0, 2]),
        "brows": float(head.shape[[105, 334], 1].mean() - head.shape[[159, 386], 1].mean()),
    }


def test_a_part_at_0_stands_still_while_all_others_move(
    made: tuple[LandmarkEngine, Head], tracker: FaceTracker
) -> None:
    still, acting = _measures(tracker, made[0].still()), _measures(tracker, _drawn(made, Motion()))
    moved = {name: abs(acting[name] - still[name]) for name in ("eyes", "mouth", "head")}
    assert moved["eyes"] > 0.1 and moved["mouth"] > 0.2 and moved["head"] > 0.12
    for name in moved:
        held = _measures(tracker, _drawn(made, Motion(**{name: 0.0})))  # type: ignore[arg-type]
        for other, amount in moved.items():
            change = abs(held[other] - still[other])
            if other == name:
                assert change < 0.25 * amount, f"{name} should stand still"
            else:
                assert change > 0.7 * amount, f"{other} should move while {name} stands still"


def test_no_strength_at_all_is_the_portrait_itself(made: tuple[LandmarkEngine, Head]) -> None:
    rendered = _drawn(made, Motion(head=0.0, eyes=0.0, mouth=0.0, brows=0.0))
    assert np.abs(rendered.image.astype(float) - made[0].still().image).mean() < 1.5


def test_brows_rise_by_their_own_strength(made: tuple[LandmarkEngine, Head]) -> None:
    engine, own = made
    heights = []
    for strength in (0.0, 1.0, 2.0):
        _drawn(made, Motion(head=0, eyes=0, mouth=0, brows=strength))
        assert engine._last is not None
        heights.append(float(engine._last.head.shape[[105, 334], 1].mean() - own.shape[[105, 334], 1].mean()))
    assert abs(heights[0]) < 1e-3 and heights[1] < -0.01 and heights[2] == pytest.approx(2 * heights[1], rel=0.05)


def test_the_place_of_the_head_is_told(made: tuple[LandmarkEngine, Head]) -> None:
    def aside(own: Head) -> Head:
        return replace(own, origin=own.origin + np.array([40, 0, 0], np.float32))

    still, moved = made[0].still().head, _drawn(made, Motion(), aside).head
    assert still is not None and moved is not None
    assert moved[0] - still[0] > 15 and moved[2] == pytest.approx(still[2], rel=0.03)


def test_a_calibration_is_kept_and_given_back(made: tuple[LandmarkEngine, Head]) -> None:
    engine, own = made
    engine.motion = Motion()
    user = _acting(own)  # a strange neutral face, so that it shows
    engine.set_neutral(_driving(place(user)))
    wanted = engine.animate(_driving(place(user)))
    kept = engine.calibration()
    assert kept is not None and kept.size == (640, 480) and len(kept.numbers) == 0
    engine.set_neutral(None)
    assert engine.calibration() is None, "it is being chosen"
    engine.animate(_driving(place(own), 1.0))
    other = engine.animate(_driving(place(user), 1.1))
    assert engine.restore(kept)
    again = engine.animate(_driving(place(user), 2.0))
    assert np.abs(again.image.astype(float) - wanted.image).mean() < 1.0
    assert np.abs(other.image.astype(float) - wanted.image).mean() > 3.0
    nothing = Calibration(np.zeros((478, 3), np.float32), (640, 480), np.zeros(0, np.float32))
    assert not engine.restore(nothing)


def test_another_crop_of_the_camera_moves_nothing(made: tuple[LandmarkEngine, Head]) -> None:
    engine, own = made
    engine.motion = Motion()
    engine.set_neutral(_driving(place(own)))
    before = engine.animate(_driving(place(_acting(own))))
    engine.reframe(1.6, -70.0, 25.0)
    points = place(_acting(own)) * np.float32(1.6) + np.array([-70, 25, 0], np.float32)
    after = engine.animate(_driving(points, 0.04))
    assert np.abs(after.image.astype(float) - before.image).mean() < 0.5


def test_smoothing_calms_trembling_and_0_lets_it_pass(made: tuple[LandmarkEngine, Head]) -> None:
    engine, own = made
    rng = np.random.default_rng(0)
    trembling = [place(own) + rng.normal(0, 0.25, (478, 3)).astype(np.float32) for _ in range(12)]
    shake = []
    for smoothing in (0.0, 1.0, 2.0):
        engine.motion = Motion(smoothing=smoothing)
        engine.set_neutral(_driving(place(own)))
        points = []
        for index, landmarks in enumerate(trembling):
            engine.animate(_driving(landmarks, index / 30))
            assert engine._last is not None
            points.append(engine._last.points[:, :2])
        shake.append(float(np.diff(points[2:], axis=0).std()))
    assert shake[0] > 1.15 * shake[1] > 1.3 * shake[2]
