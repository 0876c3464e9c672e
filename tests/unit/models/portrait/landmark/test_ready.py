"""A portrait that was taken apart once is there at once, for each engine its own; corrections of the cut-out count."""

from collections.abc import Iterator

import numpy as np
import pytest

from models.engines import create_face_engine
from models.portrait.landmark import engine as engines
from models.portrait.landmark.engine import LandmarkEngine
from models.portrait.landmark.ready import READY, Ready, key_of
from models.retouch import Retouchable, person_matte
from tests.support.faces import grace_hopper


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    READY.clear()
    yield
    READY.clear()


def test_the_second_time_nothing_is_computed_and_nothing_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    first = LandmarkEngine()
    first.set_portrait(grace_hopper(), (320, 240))

    def never(*_: object) -> None:
        raise AssertionError("it was taken apart again")

    monkeypatch.setattr(engines, "take_apart", never)
    second = LandmarkEngine()
    second.set_portrait(grace_hopper(), (320, 240))
    np.testing.assert_array_equal(first.still().image, second.still().image)
    one, other = first._made(), second._made()
    assert one is not other
    assert not np.shares_memory(one._person, other._person)
    assert not np.shares_memory(one._warp.x, other._warp.x)
    with pytest.raises(AssertionError, match="again"):
        second.set_portrait(grace_hopper(), (240, 320))


def test_corrections_add_to_the_person_and_take_away() -> None:
    picture = grace_hopper()
    engine = LandmarkEngine()
    assert isinstance(engine, Retouchable)
    engine.set_portrait(picture)
    plain = engine.still().alpha
    touch = np.full(picture.shape[:2], 128, np.uint8)
    touch[20:60, 20:60] = 255
    touch[500:560, 200:300] = 0
    engine.retouch(touch)
    engine.set_portrait(picture)
    alpha = engine.still().alpha
    assert plain[40, 40] < 20
    assert alpha[40, 40] == 255
    assert plain[530, 250] > 235
    assert alpha[530, 250] == 0
    untouched = touch == 128
    assert float(np.abs(alpha.astype(int) - plain)[untouched].mean()) < 2.0
    engine.retouch(touch[:-2])
    with pytest.raises(ValueError, match="fit"):
        engine.set_portrait(picture)
    engine.retouch(None)
    engine.set_portrait(picture)
    np.testing.assert_array_equal(engine.still().alpha, plain)


def test_what_is_shown_in_the_studio_is_what_the_engine_cuts_out() -> None:
    picture = grace_hopper()
    engine = LandmarkEngine()
    engine.set_portrait(picture)
    alpha = person_matte(picture, create_face_engine().find(picture)[0])
    assert float(np.abs(255 * alpha - engine.still().alpha).mean()) < 2.0


def test_the_one_not_used_for_longest_goes() -> None:
    ready = Ready(most=2)
    engine = LandmarkEngine()
    engine.set_portrait(grace_hopper(), (160, 120))
    parts = engine._made().parts
    keys = [key_of(grace_hopper(), size, None) for size in ((160, 120), (200, 120), (240, 120))]
    assert len(set(keys)) == 3
    ready.put(keys[0], parts)
    ready.put(keys[1], parts)
    assert ready.get(keys[0]) is not None
    ready.put(keys[2], parts)
    assert ready.get(keys[1]) is None
    assert ready.get(keys[0]) is not None
