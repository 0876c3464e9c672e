"""From the user's keypoints to the rendered ones."""

import numpy as np
import pytest
import torch

from models.portrait.fomm.geometry import Keypoints
from models.portrait.fomm.normalize import adapted_scale, hull_area, normalized
from models.portrait.fomm.transfer import Step, Transfer

COUNT = 10


def _keypoints(seed: int, spread: float = 0.5) -> Keypoints:
    random = np.random.RandomState(seed)
    jacobian = np.eye(2) + 0.1 * random.standard_normal((1, COUNT, 2, 2))
    value = spread * (2 * random.rand(1, COUNT, 2) - 1)
    return Keypoints(*(torch.from_numpy(part.astype(np.float32)) for part in (value, jacobian)))


SOURCE, INITIAL, DRIVING = _keypoints(1), _keypoints(2), _keypoints(3)


@pytest.fixture
def transfer() -> Transfer:
    """Return one whose source and initial frame are set."""
    made = Transfer(COUNT)
    made.set_source(SOURCE)
    made.remember(INITIAL, Step().vector())
    assert made.calibrate() == ""
    return made


def _near(a: Keypoints, b: Keypoints, tolerance: float = 1e-5) -> None:
    for ours, theirs in zip(a, b, strict=True):
        assert float((ours - theirs).abs().max()) <= tolerance


def test_plain_relative_motion_is_the_published_one(transfer: Transfer) -> None:
    scale = adapted_scale(hull_area(SOURCE), hull_area(INITIAL))
    _near(transfer(DRIVING, Step().vector()), normalized(SOURCE, DRIVING, INITIAL, scale))


def test_the_initial_frame_renders_the_source(transfer: Transfer) -> None:
    _near(transfer(INITIAL, Step().vector()), SOURCE)


def test_strength_zero_and_rest_render_the_source(transfer: Transfer) -> None:
    for step in (Step(strength=0.0), Step(rest=1.0), Step(strength=0.0, absolute=1.0), Step(rest=1.0, absolute=1.0)):
        _near(transfer(DRIVING, step.vector()), SOURCE)


def test_absolute_motion_copies_the_user(transfer: Transfer) -> None:
    _near(transfer(DRIVING, Step(absolute=1.0).vector()), DRIVING)


def test_moving_the_crop_moves_nothing(transfer: Transfer) -> None:
    """The same face in a crop that lies elsewhere and is larger has other coordinates, and gives the same result."""
    zoom, x, y = 1.25, 0.2, -0.1
    seen = Keypoints((DRIVING.value - torch.tensor([x, y])) / zoom, DRIVING.jacobian / zoom)
    _near(transfer(seen, Step(zoom, x, y).vector()), transfer(DRIVING, Step().vector()))


def test_a_face_at_rest_stands_still_and_a_fast_one_is_followed(transfer: Transfer) -> None:
    noise = torch.Generator().manual_seed(5)
    shown = []
    transfer(DRIVING, Step().vector())
    for _ in range(60):
        tremble = DRIVING.value + 0.003 * torch.randn(DRIVING.value.shape, generator=noise)
        shown.append(transfer(DRIVING._replace(value=tremble), Step(dt_s=1 / 30, absolute=1.0).vector()).value)
    trembling = torch.stack(shown).std(0).mean()
    assert float(trembling) < 0.6 * 0.003
    far = DRIVING.value + 0.5
    for _ in range(6):
        after = transfer(DRIVING._replace(value=far), Step(dt_s=1 / 30, absolute=1.0).vector()).value
    assert float((after - far).abs().max()) < 0.05


def test_the_same_frame_again_changes_nothing(transfer: Transfer) -> None:
    transfer(DRIVING, Step().vector())
    before = transfer(DRIVING, Step(dt_s=0.0).vector())
    _near(transfer(INITIAL, Step(dt_s=0.0).vector()), before, 1e-6)


def test_what_is_not_finite_is_held(transfer: Transfer) -> None:
    good = transfer(DRIVING, Step().vector())
    value = DRIVING.value.clone()
    value[0, 3] = float("nan")
    jacobian = DRIVING.jacobian.clone()
    jacobian[0, 4] = float("inf")
    for _ in range(2):
        _near(transfer(Keypoints(value, jacobian), Step(dt_s=1 / 30).vector()), good, 1e-4)


def test_what_cannot_be_drawn_falls_back_to_the_source(transfer: Transfer) -> None:
    jacobian = DRIVING.jacobian.clone()
    jacobian[0, 2] = 0.0
    value = DRIVING.value.clone()
    value[0, 5] = 50.0
    made = transfer(Keypoints(value, jacobian), Step().vector())
    assert torch.equal(made.jacobian[0, 2], SOURCE.jacobian[0, 2])
    assert torch.equal(made.value[0, 5], SOURCE.value[0, 5])
    assert all(bool(torch.isfinite(part).all()) for part in made)


def test_a_second_initial_frame_is_faded_in(transfer: Transfer) -> None:
    transfer.remember(DRIVING, Step().vector())
    assert transfer.calibrate() == ""
    gaps = [float((transfer(DRIVING, Step().vector()).value - SOURCE.value).abs().max()) for _ in range(30)]
    assert gaps[0] > 0.1 and all(b <= a for a, b in zip(gaps, gaps[1:], strict=False)) and gaps[-1] < 1e-4
    transfer.remember(INITIAL, Step().vector())
    assert transfer.calibrate(at_once=True) == ""
    _near(transfer(INITIAL, Step().vector()), SOURCE)


@pytest.mark.parametrize(
    ("spoiled", "words"),
    [
        (Keypoints(INITIAL.value * 0.01, INITIAL.jacobian), "too close together"),
        (Keypoints(INITIAL.value * 0.24, INITIAL.jacobian), "times smaller"),
        (Keypoints(INITIAL.value * float("nan"), INITIAL.jacobian), "not finite"),
        (Keypoints(INITIAL.value, INITIAL.jacobian * 0.01), "almost flat"),
    ],
)
def test_degenerate_initial_frames_are_refused(transfer: Transfer, spoiled: Keypoints, words: str) -> None:
    before = transfer(DRIVING, Step().vector())
    transfer.remember(spoiled, Step().vector())
    assert words in transfer.calibrate()
    _near(transfer(DRIVING, Step().vector()), before)


def test_another_portrait_keeps_the_calibration(transfer: Transfer) -> None:
    other = _keypoints(9, 0.3)
    transfer.set_source(other)
    scale = adapted_scale(hull_area(other), hull_area(INITIAL))
    _near(transfer(DRIVING, Step().vector()), normalized(other, DRIVING, INITIAL, scale))


def test_a_portrait_without_extent_is_refused() -> None:
    with pytest.raises(ValueError, match="no face"):
        Transfer(COUNT).set_source(Keypoints(torch.zeros(1, COUNT, 2), SOURCE.jacobian))


def test_an_initial_frame_is_kept_and_given_back_to_another_one(transfer: Transfer) -> None:
    wanted = transfer(DRIVING, Step().vector())
    kept = transfer.kept()
    assert kept.shape == (len(SOURCE.value[0]), 7)
    other = Transfer(len(SOURCE.value[0]))
    other.set_source(SOURCE)
    assert other.kept().shape == (0, 7) and other.restore(kept)
    _near(other(DRIVING, Step().vector()), wanted, 1e-5)
    for bad in (kept[:-1], np.full_like(kept, np.nan), np.zeros_like(kept)):
        assert not other.restore(bad)
    _near(other(DRIVING, Step().vector()), wanted, 1e-5)


def test_looser_filters_follow_a_tremble_more(transfer: Transfer) -> None:
    moved = []
    for loose in (0.3, 1.0, 1e4):
        transfer(DRIVING, Step(absolute=1.0).vector())
        tremble = DRIVING._replace(value=DRIVING.value + 0.004)
        seen = transfer(tremble, Step(dt_s=1 / 30, absolute=1.0, loose=loose).vector()).value
        moved.append(float((seen - DRIVING.value).abs().mean()))
    assert moved[0] < 0.8 * moved[1] and moved[2] > 0.99 * 0.004
