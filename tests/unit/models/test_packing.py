"""Dataclasses come back from their arrays as they were; anything else is refused."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from models.packing import match_shapes, pack, unpack


@dataclass(frozen=True, slots=True)
class _Patch:
    x: int
    image: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Whole:
    patches: tuple[_Patch, _Patch]
    width: float
    turned: bool
    spare: _Patch | None
    points: NDArray[np.float32] | None


def _whole() -> _Whole:
    image = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    return _Whole((_Patch(3, image), _Patch(-4, image[:1])), 1 / 3, True, None, np.ones((5, 2), np.float32))


def test_what_is_unpacked_is_what_was_packed_and_is_not_written_to() -> None:
    arrays = pack(_whole())
    assert sorted(arrays) == ["patches.0.image", "patches.0.x", "patches.1.image", "patches.1.x", *_REST]
    found = unpack(_Whole, arrays)
    assert (found.patches[1].x, found.width, found.turned, found.spare) == (-4, 1 / 3, True, None)
    assert type(found.width) is float and type(found.turned) is bool
    np.testing.assert_array_equal(found.patches[0].image, _whole().patches[0].image)
    assert found.points is not None
    with pytest.raises(ValueError, match="read-only"):
        found.points[0] = 2


_REST = ("points", "turned", "width")


@pytest.mark.parametrize(
    ("name", "array", "words"),
    [
        ("width", np.zeros(1), "single"),
        ("width", np.array(np.nan), "finite"),
        ("width", np.array(1, np.float32), "float32"),
        ("patches.1.image", None, "missing"),
        ("points", np.full((5, 2), np.inf, np.float32), "finite"),
        ("points", np.ones((5, 2)), "float64"),
        ("stranger", np.array(1), "stranger"),
    ],
)
def test_what_is_damaged_or_foreign_is_refused(name: str, array: NDArray[np.generic] | None, words: str) -> None:
    arrays = pack(_whole())
    if array is None:
        del arrays[name]
    else:
        arrays[name] = array
    with pytest.raises(ValueError, match=words):
        unpack(_Whole, arrays)


def test_a_value_that_would_come_back_as_another_one_is_not_packed() -> None:
    patch = _Patch(1, np.zeros((2, 2), np.float32))
    with pytest.raises(TypeError, match="image"):
        pack(patch)
    with pytest.raises(TypeError, match="width"):
        pack(_Whole(_whole().patches, np.float64(1), False, None, None))


def test_shapes_must_agree_with_each_other() -> None:
    arrays = {"a": np.zeros((2, 3)), "b": np.zeros((3, 2)), "number": np.array(1)}
    assert match_shapes(arrays, {"a": "r c", "b": "c 2"}) == {"r": 2, "c": 3}
    for shapes in ({"a": "r c", "b": "r 2"}, {"a": "r c 1", "b": "c 2"}, {"a": "r c"}):
        with pytest.raises(ValueError, match="not"):
            match_shapes(arrays, shapes)
