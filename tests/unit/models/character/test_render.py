"""The renderer: the same numbers give the same picture, and the tracker finds the features where they were drawn."""

import numpy as np
import pytest
from PIL import Image

from app.avatar import find_avatar, load_picture
from models.character.canvas import Canvas
from models.character.cast import CAST
from models.character.render import render
from models.character.shape import EYES, IRISES, LIP_INNER_UPPER, reshape
from models.engines import create_face_engine

_SIDE = 320


def test_a_picture_comes_out_the_same_twice() -> None:
    first, second = (render(CAST["nova"], 128, 1) for _ in range(2))
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("name", ["tobias", "kwame"])
def test_the_tracker_finds_features_where_they_were_drawn(name: str) -> None:
    canvas = Canvas(_SIDE)
    drawn = canvas.to_px(reshape(CAST[name].shape))
    (face,) = create_face_engine().find(render(CAST[name], _SIDE, 1))
    eye_distance = np.linalg.norm(drawn[33] - drawn[263])
    for ids in (*EYES, LIP_INNER_UPPER, [ring[0] for ring in IRISES], [152]):
        error = np.linalg.norm(face.landmarks[list(ids), :2] - drawn[list(ids)], axis=1).mean()
        assert error < 0.06 * eye_distance


def test_the_bundled_portrait_is_what_the_program_draws() -> None:
    picture = load_picture(find_avatar("mira").picture)
    small = np.asarray(Image.fromarray(picture).resize((_SIDE, _SIDE), Image.Resampling.BOX), np.float32)
    again = render(CAST["mira"], _SIDE, 1).astype(np.float32)
    assert np.abs(small - again).mean() < 6  # finer hair and edges at full size


def test_every_character_is_bundled_under_its_name() -> None:
    for name, recipe in CAST.items():
        avatar = find_avatar(name)
        assert avatar.bundled
        assert avatar.name == recipe.name
        assert load_picture(avatar.picture).shape == (1024, 1024, 3)
