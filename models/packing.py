"""Dataclasses as named arrays and back: what is kept on disk is read again without running any code of the file.

Fields may be arrays (annotated `NDArray[...]`), int, float, bool, dataclasses, tuples of a fixed length, and any of
these or None. An array is named by the path to its field: `mouth.own.patch.image`, `lids.0.x`.
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Arrays = dict[str, NDArray[Any]]

_NUMBERS: dict[object, type[np.generic]] = {int: np.int64, float: np.float64, bool: np.bool_}


def pack(thing: object) -> Arrays:
    """Return the arrays of a dataclass; numbers become arrays without axes, what is None is left out.

    Raises:
        TypeError: a field is not what its annotation says, to the bit: what is read again would differ from it.
    """
    arrays: Arrays = {}
    _pack(type(thing), thing, "", arrays)
    return arrays


def unpack(kind: type[T], arrays: Mapping[str, NDArray[Any]]) -> T:
    """Make a dataclass of its arrays, which are used as they are and can no longer be written to.

    Raises:
        ValueError: an array is missing, of another number format, too many, or holds numbers that are not finite.
    """
    rest = dict(arrays)
    made = _unpack(kind, "", rest)
    if rest:
        raise ValueError(f"nobody knows {', '.join(sorted(rest))}")
    return cast(T, made)


def match_shapes(arrays: Mapping[str, NDArray[Any]], shapes: Mapping[str, str]) -> dict[str, int]:
    """Compare arrays with what is known of their shapes.

    Args:
        arrays: by name.
        shapes: by name, sides as numbers, or as letters that stand for the same number everywhere: "h w 3". Names
            without an array are passed over.

    Returns:
        What the letters stand for.

    Raises:
        ValueError: a shape is another one, or an array with axes has none given.
    """
    known: dict[str, int] = {}
    for name, array in arrays.items():
        if array.ndim == 0:
            continue
        sides = shapes.get(name, "").split()
        fits = len(sides) == array.ndim
        for side, found in zip(sides, array.shape, strict=False):
            fits = fits and found == (int(side) if side.isdecimal() else known.setdefault(side, found))
        if not fits:
            raise ValueError(f"{name} is {array.shape}, not ({shapes.get(name, 'known')})")
    return known


@cache
def _hints(kind: type) -> dict[str, Any]:
    found = typing.get_type_hints(kind)
    return {field.name: found[field.name] for field in fields(kind)}


def _array_type(kind: Any) -> np.dtype[Any] | None:  # noqa: ANN401 - annotations have no common type
    """Return the number format of an annotation NDArray[...], None for any other."""
    if typing.get_origin(kind) is not np.ndarray:
        return None
    dtype: np.dtype[Any] = np.dtype(typing.get_args(typing.get_args(kind)[1])[0])
    return dtype


def _inner(kind: Any) -> Any:  # noqa: ANN401
    """Return X of an annotation `X | None`, None for any other."""
    if typing.get_origin(kind) not in (types.UnionType, typing.Union):
        return None
    (inner,) = (part for part in typing.get_args(kind) if part is not types.NoneType)
    return inner


def _within(path: str, name: object) -> str:
    return f"{path}.{name}" if path else str(name)


def _pack(kind: Any, value: Any, path: str, arrays: Arrays) -> None:  # noqa: ANN401
    inner = _inner(kind)
    if inner is not None:
        if value is not None:
            _pack(inner, value, path, arrays)
        return
    array = _as_array(kind, value, path)
    if array is not None:
        arrays[path] = array
    elif typing.get_origin(kind) is tuple:
        for number, (part, one) in enumerate(zip(typing.get_args(kind), value, strict=True)):
            _pack(part, one, _within(path, number), arrays)
    elif is_dataclass(kind):
        for name, part in _hints(cast(type, kind)).items():
            _pack(part, getattr(value, name), _within(path, name), arrays)
    else:
        raise TypeError(f"{path}: {kind} cannot be kept")


def _as_array(kind: Any, value: Any, path: str) -> NDArray[Any] | None:  # noqa: ANN401
    """Return an array or a number as an array, None for what consists of parts."""
    dtype = _array_type(kind)
    if dtype is not None:
        if not isinstance(value, np.ndarray) or value.dtype != dtype or value.ndim == 0:
            raise TypeError(f"{path} is no array of {dtype}")
        return value
    if kind not in _NUMBERS:
        return None
    if type(value) is not kind:
        raise TypeError(f"{path} is a {type(value).__name__}, not a {kind.__name__}")
    return np.array(value, _NUMBERS[kind])


def _unpack(kind: Any, path: str, rest: Arrays) -> Any:  # noqa: ANN401
    inner, dtype = _inner(kind), _array_type(kind)
    if inner is not None:
        there = any(name == path or name.startswith(f"{path}.") for name in rest)
        return _unpack(inner, path, rest) if there else None
    if dtype is not None:
        return _taken(path, dtype, rest)
    if kind in _NUMBERS:
        number = _taken(path, np.dtype(_NUMBERS[kind]), rest)
        if number.ndim:
            raise ValueError(f"{path} is no single number")
        return number.item()
    if typing.get_origin(kind) is tuple:
        return tuple(_unpack(part, _within(path, k), rest) for k, part in enumerate(typing.get_args(kind)))
    values = {name: _unpack(part, _within(path, name), rest) for name, part in _hints(kind).items()}
    return kind(**values)


def _taken(path: str, dtype: np.dtype[Any], rest: Arrays) -> NDArray[Any]:
    array = rest.pop(path, None)
    if array is None:
        raise ValueError(f"{path} is missing")
    if array.dtype != dtype:
        raise ValueError(f"{path} is {array.dtype}, not {dtype}")
    if dtype.kind == "f" and not np.isfinite(array).all():
        raise ValueError(f"{path} is not finite")
    array.setflags(write=False)
    return array
