"""Taking a portrait apart: matte, background, the hidden side. Faces are the mean head, pictures are drawn here."""

import cv2
import numpy as np
import pytest

from models.portrait.landmark import topology
from models.portrait.landmark.atlas import build_hidden_side
from models.portrait.landmark.background import fill_background
from models.portrait.landmark.matte import guided_filter, refine_matte
from models.portrait.landmark.pose import Head, fit_head, turn
from models.portrait.landmark.types import Floats, floats

SIDE = 256
SKIN = np.array([0.8, 0.6, 0.5], np.float32)


def _face(yaw: float = 0.0, scale: float = 60.0) -> tuple[Floats, Head]:
    points = (scale * topology.CANONICAL @ turn(yaw, 0, 0).T + [128, 95, 0]).astype(np.float32)
    head = fit_head(points)
    assert head is not None
    return points, head


def _person() -> Floats:
    """A head and shoulders (h, w), 1 inside."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    cv2.ellipse(mask, (128, 110), (62, 85), 0, 0, 360, 255, -1, cv2.LINE_AA)
    cv2.ellipse(mask, (128, 280), (110, 90), 0, 0, 360, 255, -1, cv2.LINE_AA)
    return floats(mask.astype(np.float32) / 255)


def _scene() -> Floats:
    """A wall that is blue on the left and green on the right, (h, w, 3) 0..1."""
    wall = np.zeros((SIDE, SIDE, 3), np.float32)
    wall[:, :128], wall[:, 128:] = (0.2, 0.3, 0.7), (0.2, 0.6, 0.3)
    return wall


def test_the_guided_filter_moves_a_soft_mask_to_the_edge_of_the_picture() -> None:
    guide = np.zeros((80, 80, 3), np.float32)
    guide[:, 40:] = (0.9, 0.7, 0.5)
    soft = floats(np.clip((np.arange(80) - 34) / 12, 0, 1)[None].repeat(80, 0))
    sharp = guided_filter(guide, soft, 8, 1e-4)
    assert sharp[40, 41] - sharp[40, 38] > 2 * (soft[40, 41] - soft[40, 38])


def test_a_rough_matte_becomes_exact_on_a_plain_scene() -> None:
    person, scene = _person(), _scene()
    colour = floats(person[..., None] * SKIN + (1 - person[..., None]) * scene)
    rough = floats(cv2.GaussianBlur(person, (0, 0), 5))
    alpha = refine_matte((colour * 255).astype(np.uint8), rough, _face()[0])
    assert np.abs(alpha - person).mean() < 0.5 * np.abs(rough - person).mean()
    assert np.abs(alpha - person).mean() < 0.01


def test_a_bright_spot_on_the_person_is_no_hole_and_a_stranger_is_no_part() -> None:
    person = _person()
    rough = person.copy()
    rough[220:232, 120:140] = 0.1
    rough[10:60, 5:35] = 1
    picture = np.full((SIDE, SIDE, 3), 120, np.uint8)
    alpha = refine_matte(picture, rough, _face()[0])
    assert alpha[226, 130] > 0.95
    assert alpha[35, 20] < 0.05


def test_the_background_is_kept_where_it_is_seen_and_goes_on_behind_the_person() -> None:
    person, scene = _person(), _scene()
    image = floats(person[..., None] * SKIN + (1 - person[..., None]) * scene)
    filled = fill_background(image, person, _face()[0])
    away = cv2.dilate((person > 0.02).astype(np.uint8), np.ones((31, 31), np.uint8)) == 0
    assert np.abs(filled - scene)[away].max() < 0.02
    edge = (person > 0.9) & (np.abs(np.arange(SIDE) - 128) > 45)[None]
    assert np.abs(filled - scene)[edge].mean() < 0.05


def test_a_frontal_portrait_has_no_hidden_side() -> None:
    points, head = _face(0.1)
    assert build_hidden_side(np.full((SIDE, SIDE, 3), 128, np.uint8), points, head) is None


@pytest.mark.parametrize("yaw", [-0.6, 0.6])
def test_the_hidden_cheek_is_the_mirrored_near_one(yaw: float) -> None:
    points, head = _face(yaw)
    far, near = (454, 234) if points[454, 2] > points[234, 2] else (234, 454)
    picture = np.full((SIDE, SIDE, 3), 128, np.uint8)
    place = tuple(int(v) for v in np.rint(points[near, :2]))
    cv2.circle(picture, place, 14, (250, 60, 60), -1)
    hidden = build_hidden_side(picture, points, head)
    assert hidden is not None
    assert hidden.direction * yaw < 0
    corner = np.argwhere(topology.TRIANGLES == far)[0]
    u, v = np.rint(hidden.source.corners[tuple(corner)]).astype(int)
    red, green, _, weight = hidden.texture[v, np.clip(u, 3, 380)].astype(int)
    assert weight > 200
    assert red > 1.2 * green
