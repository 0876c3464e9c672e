"""The judgement of a picture: the same face made worse in one respect gets that advice and fewer points."""

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.avatar.check import Quality, check_picture, head_angles_deg
from app.errors import AvatarError
from models.engines import FaceEngine, create_face_engine
from tests.support.faces import grace_hopper, moved

Image = NDArray[np.uint8]


@cache
def _engine() -> FaceEngine:
    return create_face_engine()


def _check(image: Image) -> Quality:
    return check_picture(np.ascontiguousarray(image), _engine())


def _dark(image: Image) -> Image:
    return (image * 0.22).astype(np.uint8)


def _side_light(image: Image) -> Image:
    shade = np.clip((np.arange(image.shape[1]) - 235) / 90.0, 0.15, 1)
    return (image * shade[None, :, None]).astype(np.uint8)


def _small(image: Image) -> Image:
    small = cv2.resize(image, None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.copyMakeBorder(small, 100, 100, 100, 100, cv2.BORDER_REPLICATE), np.uint8)


def _cut(image: Image) -> Image:
    return image[70:400, 150:380]


def _twice(image: Image) -> Image:
    other = cv2.resize(image, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA)
    canvas = np.full((600, 512 + other.shape[1], 3), 90, np.uint8)
    canvas[:, :512], canvas[: other.shape[0], 512:] = image, other
    return canvas


def _masked(image: Image) -> Image:
    points = _engine().find(image)[0].landmarks[:, :2]
    covered = np.array(image)
    cv2.fillConvexPoly(covered, points[[123, 50, 4, 280, 352, 365, 152, 136]].astype(np.int32), (70, 110, 180))
    return covered


def _dark_glasses(image: Image) -> Image:
    points = _engine().find(image)[0].landmarks[:, :2]
    covered = np.array(image)
    for eye in ([33, 133, 159, 145], [263, 362, 386, 374]):
        x, y = points[eye].mean(axis=0).astype(int)
        cv2.ellipse(covered, (int(x), int(y)), (45, 32), 0, 0, 360, (12, 12, 14), -1)
    return covered


def test_a_good_portrait_needs_no_advice() -> None:
    quality = _check(grace_hopper())
    assert quality.score >= 95
    assert quality.advice == ()
    assert quality.face.landmarks.shape == (478, 3)


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda image: np.asarray(cv2.GaussianBlur(image, (0, 0), 4), np.uint8), "blurred"),
        (_dark, "dark"),
        (_side_light, "one side"),
        (_small, "pixels high"),
        (_cut, "room round the head"),
        (lambda image: moved(image, angle_deg=28), "leans"),
        (_twice, "2 faces"),
        (_masked, "covers part"),
        (_dark_glasses, "dark glasses"),
    ],
    ids=["blurred", "dark", "side light", "small", "cut", "leaning", "two", "masked", "dark glasses"],
)
def test_each_defect_is_named_and_costs_points(spoil: Callable[[Image], Image], word: str) -> None:
    quality = _check(spoil(grace_hopper()))
    assert any(word in advice for advice in quality.advice)
    assert quality.score < _check(grace_hopper()).score


def test_more_blur_costs_more() -> None:
    scores = [_check(np.asarray(cv2.GaussianBlur(grace_hopper(), (0, 0), s), np.uint8)).score for s in (2, 3, 5)]
    assert scores[0] > scores[1] > scores[2]


def test_roll_is_measured_in_degrees() -> None:
    upright = head_angles_deg(_check(grace_hopper()).face)[2]
    for angle in (-20, 12):
        assert head_angles_deg(_check(moved(grace_hopper(), angle_deg=angle)).face)[2] - upright == pytest.approx(
            -angle, abs=2.5
        )


def test_without_a_face_the_refusal_says_what_to_choose() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (300, 400, 3), np.uint8)
    with pytest.raises(AvatarError, match="no face") as caught:
        _check(noise)
    assert "front" in caught.value.advice
