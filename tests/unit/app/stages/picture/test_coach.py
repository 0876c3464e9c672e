"""Coach: the right word for what the tracker sees."""

from dataclasses import replace

import numpy as np
import pytest

from app.media import Face, VideoFrame
from app.stages.picture.coach import Advice, Coach, Light, judge, light_on
from models.engines import posture_of
from models.face.tracker import FaceTracker
from models.portrait.landmark import topology
from models.portrait.landmark.pose import Head, place, turn
from models.posture import Posture

SIZE = (640, 480)
GOOD = Posture(0, 0, 0, 0.0, 0.28, 0.01, 320, 200, 80, -0.35)
LIT = Light(170, 130, 120)


def _landmarks(
    yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0, scale: float = 80, x: float = 320, y: float = 200
) -> np.ndarray:
    """The mean head in a pose, degrees; its eyes are opened as those of an awake user."""
    shape = topology.CANONICAL.astype(np.float32).copy()
    for eye in topology.EYES:
        shape[eye.upper, 1] -= 0.012
    shape[13, 1] = shape[14, 1]
    rotation = turn(*(np.radians(angle) for angle in (yaw, pitch, roll)))
    return place(Head(scale, rotation, np.array([x, y, 0], np.float32), shape, 0.0))


def _frame(landmarks: np.ndarray | None, time_s: float, grey: int = 150, others: int = 0) -> VideoFrame:
    face = None if landmarks is None else Face(landmarks, 1.0, (0, 0, 1, 0), others)
    return VideoFrame(np.full((SIZE[1], SIZE[0], 3), grey, np.uint8), time_s, 0, face=face)


def _said(landmarks: np.ndarray | None, **how: int) -> tuple[Advice, ...]:
    coach = Coach()
    for index in range(20):
        coach.process(_frame(landmarks, index / 10, **how))
    return coach.guidance.advice


def test_a_calm_straight_face_needs_no_word() -> None:
    assert judge(GOOD, LIT, SIZE) == ()
    assert _said(_landmarks()) == ()


@pytest.mark.parametrize(
    ("pose", "word"),
    [
        ({"scale": 30}, Advice.NEARER),
        ({"scale": 175}, Advice.FARTHER),
        ({"x": 520}, Advice.RIGHT),  # the picture's right is the user's left: to the right leads back
        ({"x": 120}, Advice.LEFT),
        ({"y": 340, "scale": 60}, Advice.UP),
        ({"yaw": 20}, Advice.TURN_LEFT),  # the face looks to the picture's left, the user's right
        ({"yaw": -20}, Advice.TURN_RIGHT),
        ({"pitch": 20}, Advice.LIFT),
        ({"pitch": -20}, Advice.LOWER),
        ({"roll": 15}, Advice.UPRIGHT),
    ],
)
def test_the_pose_is_told_from_landmarks(pose: dict[str, float], word: Advice) -> None:
    assert _said(_landmarks(**pose))[:1] == (word,)


def test_left_and_right_are_the_users_in_a_mirror_too() -> None:
    turned = replace(GOOD, yaw=20.0, x=520.0)
    assert judge(turned, LIT, SIZE) == (Advice.RIGHT, Advice.TURN_LEFT)
    assert judge(turned, LIT, SIZE, mirrored=True) == (Advice.LEFT, Advice.TURN_RIGHT)


@pytest.mark.parametrize(
    ("change", "word"),
    [({"gap": 0.12}, Advice.MOUTH), ({"eyes": 0.05}, Advice.EYES), ({"crooked": 0.1}, Advice.CALM)],
)
def test_mouth_eyes_and_grimaces(change: dict[str, float], word: Advice) -> None:
    assert judge(replace(GOOD, **change), LIT, SIZE) == (word,)


@pytest.mark.parametrize(
    ("light", "word"),
    [
        (Light(50, 35, 40), Advice.LIGHT),
        (Light(250, 230, 120), Advice.GLARE),
        (Light(100, 70, 190), Advice.BACKLIGHT),
    ],
)
def test_light(light: Light, word: Advice) -> None:
    assert judge(GOOD, light, SIZE)[:1] == (word,)


def test_light_is_measured_on_the_face_and_around_it() -> None:
    image = np.full((480, 640, 3), 220, np.uint8)
    landmarks = _landmarks(scale=120)
    (x0, y0), (x1, y1) = landmarks[:, :2].min(0).astype(int), landmarks[:, :2].max(0).astype(int)
    image[y0:y1, x0:x1] = 60
    light = light_on(image, Face(landmarks, 1.0, (0, 0, 1, 0)))
    assert light.face == pytest.approx(60, abs=1) and light.around == pytest.approx(220, abs=8)
    assert Advice.BACKLIGHT in judge(GOOD, light, SIZE)


def test_nobody_there_and_a_dark_room() -> None:
    assert _said(None) == (Advice.COME,)
    assert _said(_landmarks(), grey=30)[0] is Advice.LIGHT


def test_words_do_not_flicker() -> None:
    coach, words = Coach(), []
    for index in range(60):
        coach.process(_frame(_landmarks(yaw=11 + 6 * (-1) ** index), index / 8))
        words.append(coach.guidance.advice[:1])
    assert sum(a != b for a, b in zip(words, words[1:], strict=False)) <= 3


def test_the_score_is_high_for_the_calm_face_of_a_photograph_and_low_for_a_yawn() -> None:
    from tests.support.faces import grace_hopper

    landmarks = FaceTracker().find(grace_hopper())[0].landmarks
    calm = posture_of(landmarks)
    wide = landmarks.copy()
    wide[14, 1] += 40
    yawn = posture_of(wide)
    assert calm is not None and yawn is not None
    assert calm.score > yawn.score + 30 and posture_of(np.full((478, 3), np.nan, np.float32)) is None
