"""The whole engine with a small network of random weights: not what it draws has a meaning, but when and where."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.engines import Driving, Face, Motion, Rendered, create_portrait_engine
from models.errors import FaceNotFound, ModelError
from models.face.tracker import FaceTracker
from models.portrait.fomm import choose
from models.portrait.fomm.checkpoint import save_checkpoint
from models.portrait.fomm.config import REDUCED_64
from models.portrait.fomm.engine import EASE_S, HOLD_S, RETURN_S, FommEngine
from models.portrait.fomm.runner import Frame
from models.portrait.fomm.torch_runner import TorchRunner
from models.portrait.fomm.transfer import Step
from tests.support.faces import grace_hopper, moved
from tests.support.fomm import reduced_networks

Picture = NDArray[np.uint8]


class _Recorder(TorchRunner):
    """A runner that notes what it is asked for."""

    def __init__(self) -> None:
        super().__init__(reduced_networks(), REDUCED_64)
        self.steps: list[Step] = []
        self.looks = 0

    def look(self, crop: Picture, step: Step) -> None:
        self.looks += 1
        super().look(crop, step)

    def animate(self, crop: Picture, step: Step) -> Frame:
        self.steps.append(step)
        return super().animate(crop, step)


@pytest.fixture(scope="module")
def tracker() -> FaceTracker:
    return FaceTracker()


@pytest.fixture(scope="module")
def face(tracker: FaceTracker) -> Face:
    return tracker.find(grace_hopper())[0]


@pytest.fixture
def runner() -> _Recorder:
    return _Recorder()


@pytest.fixture
def engine(runner: _Recorder, tracker: FaceTracker) -> FommEngine:
    engine = FommEngine(runner, "a test", tracker)
    engine.set_portrait(grace_hopper(), (320, 320))
    return engine


def _driving(face: Face, time_s: float, x_px: float = 0.0) -> Driving:
    landmarks = face.landmarks + np.array([x_px, 0, 0], np.float32)
    return Driving(moved(grace_hopper(), x_px), replace(face, landmarks=landmarks), time_s)


def _moved(a: Rendered, b: Rendered) -> float:
    return float(np.abs(a.image.astype(np.float32) - b.image).mean())


def test_the_portrait_is_framed_and_has_a_matte(engine: FommEngine, face: Face) -> None:
    assert engine.size == (320, 320)
    still = engine.still()
    assert still.image.shape == (320, 320, 3) and still.alpha.shape == (320, 320)
    assert still.alpha.min() == 0 and still.alpha.max() == 255
    made = engine.animate(_driving(face, 0.0))
    assert made.image.shape == still.image.shape and made.image.dtype == np.uint8
    assert made.alpha.shape == still.alpha.shape and made.alpha.dtype == np.uint8
    assert np.array_equal(made.image[:8], still.image[:8])  # beyond the animated square


def test_own_size_is_kept(runner: _Recorder, tracker: FaceTracker) -> None:
    engine = FommEngine(runner, finder=tracker)
    engine.set_portrait(grace_hopper())
    assert engine.size == (512, 600)
    assert engine.runs_on == "torch cpu f32"


def test_motion_moves_and_strength_scales_it(engine: FommEngine, face: Face) -> None:
    engine.set_neutral(_driving(face, 0.0))
    engine.animate(_driving(face, 0.0))
    rest = engine.animate(_driving(face, 0.03))
    assert _moved(engine.animate(_driving(face, 0.9, 25)), rest) > 0.1
    engine.motion = Motion(strength=0.0)
    assert _moved(engine.animate(_driving(face, 1.8, 25)), engine.animate(_driving(face, 2.6, 0))) < 0.02


def test_the_best_of_two_seconds_becomes_neutral(engine: FommEngine, runner: _Recorder, face: Face) -> None:
    """The portrait's own face is the most like it; wide open mouths before and after are not."""
    odd = face.landmarks.copy()
    odd[:, 0] = odd[:, 0] * 1.6
    for time_s, landmarks in (
        (0.0, odd),
        (0.5, face.landmarks),
        (1.0, odd),
        (1.5, face.landmarks),
        (2.5, face.landmarks),
    ):
        engine.animate(Driving(grace_hopper(), replace(face, landmarks=landmarks), time_s))
    assert runner.looks == 2  # the first, and the better one
    engine.set_neutral(None)
    engine.animate(_driving(face, 3.0))
    assert runner.looks == 3


def test_a_neutral_chosen_by_hand_ends_the_search(engine: FommEngine, runner: _Recorder, face: Face) -> None:
    engine.set_neutral(_driving(face, 0.0))
    for time_s in (0.1, 0.2):
        engine.animate(_driving(face, time_s))
    assert runner.looks == 1 and not engine.refused


def test_a_collapsed_neutral_is_refused_and_shows_the_still_portrait(
    engine: FommEngine, runner: _Recorder, face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "calibrate", lambda at_once=False: "its keypoints lie too close together")
    made = engine.animate(_driving(face, 0.0))
    assert engine.refused and made is engine.still()
    engine.motion = Motion(mode="absolute")  # needs no neutral
    assert _moved(engine.animate(_driving(face, 0.1)), engine.still()) > 0.1


def test_an_unsure_face_does_not_become_neutral(engine: FommEngine, runner: _Recorder, face: Face) -> None:
    driving = _driving(face, 0.0)
    engine.animate(replace(driving, face=replace(driving.face, score=0.2)))
    assert runner.looks == 0


def test_without_a_face_the_picture_is_held_and_eased_to_the_still_one(
    engine: FommEngine, runner: _Recorder, face: Face
) -> None:
    assert engine.rest(0.0) is engine.still()
    shown = engine.animate(_driving(face, 1.0))
    assert engine.rest(1.0 + 0.9 * HOLD_S) is shown
    half = engine.rest(1.0 + HOLD_S + EASE_S / 2)
    assert 0 < _moved(half, engine.still()) < _moved(shown, engine.still())
    assert runner.steps[-1].dt_s == 0 and 0.4 < runner.steps[-1].rest < 0.6
    end_s = 1.0 + HOLD_S + EASE_S
    assert engine.rest(end_s) is engine.still()
    back = engine.animate(_driving(face, end_s + 0.1))
    assert _moved(back, engine.still()) < 0.01  # eased in from there
    engine.animate(_driving(face, end_s + 0.1 + RETURN_S))
    assert runner.steps[-1].rest == 0


def test_time_steps_reach_the_filters(engine: FommEngine, runner: _Recorder, face: Face) -> None:
    for time_s in (5.0, 5.04, 7.0, 6.0):
        engine.animate(_driving(face, time_s))
    assert [step.dt_s for step in runner.steps] == [-1.0, pytest.approx(0.04), -1.0, -1.0]


def test_broken_landmarks_count_as_no_face(engine: FommEngine, face: Face) -> None:
    broken = replace(face, landmarks=np.full_like(face.landmarks, np.nan))
    assert engine.animate(Driving(grace_hopper(), broken, 0.0)) is engine.still()


def test_bad_pictures(engine: FommEngine) -> None:
    with pytest.raises(FaceNotFound):
        engine.set_portrait(np.zeros((200, 200, 3), np.uint8))
    with pytest.raises(ValueError, match="portrait is"):
        engine.set_portrait(np.zeros((200, 200), np.uint8))
    with pytest.raises(ValueError, match="too small"):
        engine.set_portrait(grace_hopper(), (8, 320))
    assert engine.size == (320, 320)


def test_nothing_happens_without_a_portrait(runner: _Recorder, tracker: FaceTracker) -> None:
    with pytest.raises(RuntimeError, match="no portrait"):
        FommEngine(runner, finder=tracker).still()


def test_the_registry_makes_it_from_installed_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says which runtime was taken."""
    names = ("kp_detector", "generator")
    states = {name: dict(net.state_dict()) for name, net in zip(names, reduced_networks(), strict=True)}
    path = tmp_path / "small.safetensors"
    save_checkpoint(path, REDUCED_64, states, {})
    monkeypatch.setenv("LIKENESS_FOMM", str(path))
    monkeypatch.setattr(choose, "_kept", lambda: tmp_path)  # not among the user's models, which tests share
    engine = create_portrait_engine("fomm", "cpu")
    assert isinstance(engine, FommEngine) and "ms a frame" in engine.runs_on
    engine.set_portrait(grace_hopper(), (128, 128))
    assert engine.size == (128, 128)
    with pytest.raises(ModelError, match="cuda"):
        create_portrait_engine("fomm", "cuda")


def test_a_calibration_goes_over_to_another_engine_with_the_same_weights(
    engine: FommEngine, tracker: FaceTracker, face: Face
) -> None:
    picture = grace_hopper()
    engine.set_neutral(Driving(picture, face, 0.0))
    kept = engine.calibration()
    assert kept is not None and kept.size == (picture.shape[1], picture.shape[0]) and not engine.refused
    other = FommEngine(_Recorder(), "a test", tracker)
    other.set_portrait(picture, (128, 128))
    assert other.calibration() is None and other.restore(kept)
    again = other.calibration()
    assert again is not None
    np.testing.assert_allclose(again.numbers[:4], kept.numbers[:4], atol=1e-4)
    # without the scale, which is that of the portrait
    a, b = (one.numbers[4:].reshape(-1, 7)[:, :6] for one in (again, kept))
    np.testing.assert_allclose(a, b, atol=1e-4)
    small = replace(kept, numbers=kept.numbers[:-7])
    assert not other.restore(small) and not other.restore(replace(kept, numbers=np.zeros(0, np.float32)))
    assert other.animate(Driving(picture, face, 0.1)).head is not None
