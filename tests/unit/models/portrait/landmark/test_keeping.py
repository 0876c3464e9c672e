"""A portrait made of kept parts is, and draws, what the picture itself would; damaged parts are refused."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from models.analysis import Analysing
from models.engines import Driving, create_face_engine
from models.portrait.landmark import engine as engines
from models.portrait.landmark.engine import LandmarkEngine
from models.portrait.landmark.keeping import fingerprint, from_arrays, to_arrays
from models.portrait.landmark.parts import take_apart
from models.portrait.landmark.pose import fit_head, place, turn
from models.portrait.landmark.ready import READY
from tests.support.avatars import bundled_portrait
from tests.support.faces import grace_hopper, moved

SIZE = (320, 240)


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    READY.clear()
    yield
    READY.clear()


def _engine(picture: NDArray[np.uint8], touch: NDArray[np.uint8] | None = None) -> LandmarkEngine:
    engine = LandmarkEngine()
    engine.retouch(touch)
    engine.set_portrait(picture, SIZE)
    return engine


def _frames(engine: LandmarkEngine) -> list[NDArray[np.uint8]]:
    """Return pictures of a head that turns, and what is drawn smaller."""
    finder = create_face_engine()
    drawn = [engine.still()]
    for number, angle in enumerate((0.0, 8.0, -12.0)):
        image = moved(grace_hopper(), x_px=10 * number, angle_deg=angle)
        face = finder.find(image)[0]
        drawn.append(engine.animate(Driving(image, face, number / 30)))
    drawn.append(engine.smaller(0.5).still())
    return [picture for one in drawn for picture in (one.image, one.alpha)]


@pytest.mark.parametrize("name", ["grace-hopper", "amara"])
def test_kept_parts_are_the_picture_taken_apart_bit_by_bit(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = bundled_portrait(name)
    touch = np.full(picture.shape[:2], 128, np.uint8)
    touch[:40, :60] = 255
    fresh = _engine(picture, touch)
    arrays = {part: np.array(array) for part, array in fresh.analysis().items()}

    def never(*_: object) -> None:
        raise AssertionError("it was taken apart again")

    again = LandmarkEngine()
    assert isinstance(again, Analysing) and again.analysis_version == fresh.analysis_version
    assert fingerprint() in again.analysis_version
    monkeypatch.setattr(engines, "take_apart", never)
    again.use_analysis(arrays)
    assert again.size == fresh.size == SIZE
    found = again.analysis()
    assert sorted(found) == sorted(arrays)
    for part, array in arrays.items():
        assert found[part].dtype == array.dtype
        np.testing.assert_array_equal(found[part], array)
    for one, other in zip(_frames(fresh), _frames(again), strict=True):
        np.testing.assert_array_equal(one, other)


def test_damaged_parts_are_refused_and_the_portrait_stays() -> None:
    engine = _engine(grace_hopper())
    still, arrays = engine.still().image, engine.analysis()
    damaged: dict[str, NDArray[np.generic]] = {
        "canvas": arrays["canvas"][:-1],
        "layers.person": arrays["layers.person"][..., :3],
        "landmarks": np.full_like(arrays["landmarks"], np.nan),
        "outer.triangles": arrays["outer.triangles"] + 10_000,
        "region.x": np.array(10_000),
        "region.width": np.array(int(arrays["region.width"]) - 1),
        "head.scale": np.array(1, np.int64),
    }
    for name, array in damaged.items():
        with pytest.raises(ValueError, match=r".+"):
            engine.use_analysis(arrays | {name: array})
    for name in ("alpha", "layers.person", "mouth.light"):
        with pytest.raises(ValueError, match="missing"):
            engine.use_analysis({part: array for part, array in arrays.items() if part != name})
    np.testing.assert_array_equal(engine.still().image, still)


def test_parts_are_shared_and_never_written_to() -> None:
    first, second = _engine(grace_hopper()), _engine(grace_hopper())
    assert first._made() is not second._made()
    assert first._made().parts is second._made().parts
    before = {part: array.copy() for part, array in first.analysis().items()}
    _frames(first)
    for part, array in second.analysis().items():
        np.testing.assert_array_equal(array, before[part])


def test_the_hidden_side_of_a_turned_face_is_kept_too() -> None:
    canvas = np.ascontiguousarray(grace_hopper()[::2, ::2])
    head = fit_head(create_face_engine().find(canvas)[0].landmarks)
    assert head is not None
    landmarks = place(replace(head, rotation=turn(0.4, 0.0, 0.0) @ head.rotation))
    parts = take_apart(canvas, np.ones(canvas.shape[:2], np.float32), landmarks)
    again = from_arrays(to_arrays(parts))
    assert parts.hidden is not None and again.hidden is not None
    assert again.hidden.direction == parts.hidden.direction
    for one, other in zip(to_arrays(parts).values(), to_arrays(again).values(), strict=True):
        np.testing.assert_array_equal(one, other)
