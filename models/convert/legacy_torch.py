"""Reads tensors from files in torch's first format, without torch and without executing the pickles inside.

Such a file is a row of pickles (magic number, version, system, object, keys of the storages) and then, for each key, a
64-bit count and that many numbers. A pickle is a program that may call anything; here its operations are decoded by
`pickletools` and only those that build plain data are carried out. A call is carried out for the two names that build
tensors and ordered dictionaries, by code of this module; any other name ends the reading.
"""

import io
import pickletools
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError

_MAGIC = 0x1950A86A20F9469CFC6C
_VERSION = 1001
_ADVICE = "fetch the file again from where it was published"
_MARK = object()
_ORDERED_DICT, _REBUILD, _FLOATS = ("collections OrderedDict", "torch._utils _rebuild_tensor_v2", "torch FloatStorage")
_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_LITERALS = ("BININT", "BININT1", "BININT2", "LONG1", "BINFLOAT", "BINUNICODE")


@dataclass(frozen=True)
class _Name:
    """A name that a pickle refers to; never looked up."""

    text: str


@dataclass(frozen=True)
class _View:
    """A tensor as the pickle describes it: a part of a storage."""

    storage: str
    offset: int
    shape: tuple[int, ...]


def read_tensors(content: bytes, table: str) -> dict[str, NDArray[np.float32]]:
    """Return the tensors of one table of a file, by name.

    Args:
        content: the whole file.
        table: key of the saved dictionary that holds the tensors, e.g. "model_state".

    Raises:
        ModelError: the file is cut off, is not of this format, or would run code.
    """
    stream = io.BytesIO(content)
    try:
        if [_read(stream), _read(stream)] != [_MAGIC, _VERSION]:
            _refuse("it is not in torch's first file format")
        if _read(stream)["little_endian"] is not True:
            _refuse("its numbers are not little-endian")
        views = _read(stream)[table]
        storages = {key: _read_storage(stream) for key in _read(stream)}
        return {name: _cut(storages, view) for name, view in views.items()}
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, struct.error) as error:
        raise ModelError(f"the file of weights is damaged or not complete ({error})", _ADVICE) from error


def _refuse(reason: str) -> NoReturn:
    raise ModelError(f"the file of weights is refused: {reason}", _ADVICE)


def _read_storage(stream: io.BytesIO) -> NDArray[np.float32]:
    (count,) = struct.unpack("<q", stream.read(8))
    values = np.frombuffer(stream.read(4 * count) if count >= 0 else b"", "<f4")
    if values.size != count:
        raise ValueError("the numbers end early")
    return values


def _cut(storages: dict[str, NDArray[np.float32]], view: _View) -> NDArray[np.float32]:
    size = int(np.prod(view.shape))
    values = storages[view.storage][view.offset : view.offset + size]
    return values.reshape(view.shape).astype(np.float32)


def _read(stream: io.BytesIO) -> Any:  # noqa: ANN401 - plain data: numbers, texts, lists, tuples, dictionaries
    """Return the object of the next pickle."""
    machine = _Machine()
    for operation, argument, _ in pickletools.genops(stream):
        machine.step(operation.name, argument)
    return machine.stack[-1]


class _Machine:
    """The part of a pickle machine that builds plain data."""

    def __init__(self) -> None:
        self.stack: list[Any] = []
        self._memo: dict[int, Any] = {}
        self._steps: dict[str, Callable[[Any], None]] = {
            "PROTO": lambda _: None,
            "STOP": lambda _: None,
            "MARK": lambda _: self.stack.append(_MARK),
            "EMPTY_DICT": lambda _: self.stack.append({}),
            "EMPTY_LIST": lambda _: self.stack.append([]),
            "EMPTY_TUPLE": lambda _: self.stack.append(()),
            "TUPLE1": lambda _: self.stack.append(self._pop(1)),
            "TUPLE2": lambda _: self.stack.append(self._pop(2)),
            "TUPLE3": lambda _: self.stack.append(self._pop(3)),
            "TUPLE": lambda _: self.stack.append(self._pop_to_mark()),
            "APPEND": lambda _: self._append(self._pop(1)),
            "APPENDS": lambda _: self._append(self._pop_to_mark()),
            "SETITEM": lambda _: self._set(self._pop(2)),
            "SETITEMS": lambda _: self._set(self._pop_to_mark()),
            "BUILD": lambda _: self._build(),
            "GLOBAL": self._name,
            "REDUCE": lambda _: self._call(*self._pop(2)),
            "BINPERSID": lambda _: self._storage(*self._pop(1)),
            "BINPUT": self._keep,
            "LONG_BINPUT": self._keep,
            "BINGET": lambda index: self.stack.append(self._memo[index]),
            "LONG_BINGET": lambda index: self.stack.append(self._memo[index]),
        }

    def step(self, name: str, argument: Any) -> None:  # noqa: ANN401 - what the operation carries
        """Carry out one operation. Raises ModelError for one that is not plain data."""
        if name in _LITERALS:
            self.stack.append(argument)
        elif name in _CONSTANTS:
            self.stack.append(_CONSTANTS[name])
        elif name in self._steps:
            self._steps[name](argument)
        else:
            _refuse(f"it holds the operation {name}")

    def _pop(self, count: int) -> tuple[Any, ...]:
        if len(self.stack) < count:
            raise ValueError("a pickle takes more than it has put down")
        values = tuple(self.stack[-count:])
        del self.stack[-count:]
        return values

    def _pop_to_mark(self) -> tuple[Any, ...]:
        depth = next(n for n, value in enumerate(reversed(self.stack)) if value is _MARK) if _MARK in self.stack else -1
        if depth < 0:
            raise ValueError("a pickle lacks a mark")
        values = self._pop(depth + 1)
        return values[1:]

    def _append(self, values: tuple[Any, ...]) -> None:
        if not isinstance(self.stack[-1], list):
            raise ValueError("a pickle appends to what is no list")
        self.stack[-1].extend(values)

    def _set(self, values: tuple[Any, ...]) -> None:
        if not isinstance(self.stack[-1], dict):
            raise ValueError("a pickle sets a key of what is no dictionary")
        self.stack[-1].update(zip(values[0::2], values[1::2], strict=True))

    def _build(self) -> None:
        """Attributes of a dictionary (torch keeps versions there) are dropped; nothing else has any."""
        target, _ = self._pop(2)
        if not isinstance(target, dict):
            _refuse("it sets attributes of an object")
        self.stack.append(target)

    def _name(self, text: str) -> None:
        if text not in (_ORDERED_DICT, _REBUILD, _FLOATS):
            _refuse(f"it asks for {text.replace(' ', '.')}")
        self.stack.append(_Name(text))

    def _call(self, function: Any, arguments: Any) -> None:  # noqa: ANN401 - checked here
        if function == _Name(_ORDERED_DICT) and arguments == ():
            self.stack.append({})
        elif function == _Name(_REBUILD):
            storage, offset, shape, strides = arguments[:4]
            row_major = tuple(int(np.prod(shape[axis + 1 :])) for axis in range(len(shape)))
            if tuple(strides) != row_major or offset < 0 or min(shape, default=1) < 1:
                raise ValueError("a tensor does not lie in rows")
            self.stack.append(_View(storage, offset, tuple(shape)))
        else:
            _refuse("it calls something that builds no tensor")

    def _storage(self, reference: tuple[Any, ...]) -> None:
        kind, number_type, key = reference[:3]
        if kind != "storage" or number_type != _Name(_FLOATS) or not isinstance(key, str):
            _refuse("it holds numbers that are not 32-bit")
        self.stack.append(key)

    def _keep(self, index: int) -> None:
        self._memo[index] = self.stack[-1]
