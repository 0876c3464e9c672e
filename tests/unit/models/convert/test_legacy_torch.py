"""Reading torch's first file format: what torch has written comes back, and a file never runs code."""

import io
import os
import pickle
import struct
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from models.convert.legacy_torch import read_tensors
from models.errors import ModelError

PRELUDE = [0x1950A86A20F9469CFC6C, 1001, {"little_endian": True}]


class Hostile:
    """Unpickling this makes a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"mkdir '{self.path}'",)


def _saved() -> tuple[bytes, dict[str, torch.Tensor]]:
    whole = torch.arange(60, dtype=torch.float32)
    tensors = {"whole": whole.clone(), "head": whole[:24].view(4, 6), "tail": whole[24:60].view(3, 3, 4)}
    stream = io.BytesIO()
    saved = {"step": 7, "model_state": OrderedDict(tensors), "other": {"list": [1, 2.5, None, (1, 2, 3)]}}
    torch.save(saved, stream, _use_new_zipfile_serialization=False)
    return stream.getvalue(), tensors


def _pickled(*objects: object, protocol: int = 2) -> bytes:
    return b"".join(pickle.dumps(item, protocol) for item in objects)


def test_what_torch_wrote_comes_back_also_parts_of_one_storage() -> None:
    content, tensors = _saved()
    read = read_tensors(content, "model_state")
    assert list(read) == list(tensors)
    for name, tensor in tensors.items():
        np.testing.assert_array_equal(read[name], tensor.numpy())


@pytest.mark.parametrize("protocol", [0, 1, 2, 3, 4, 5])
@pytest.mark.parametrize("position", [0, 2, 3, 4])
def test_a_hostile_file_is_refused_without_running_it(position: int, protocol: int, tmp_path: Path) -> None:
    target = tmp_path / "made"
    parts = [pickle.dumps(part, 2) for part in [*PRELUDE, {"model_state": {}}, []]]
    parts[position] = pickle.dumps({"model_state": Hostile(target)}, protocol)
    with pytest.raises(ModelError):
        read_tensors(b"".join(parts), "model_state")
    assert not target.exists()
    pickle.loads(parts[position])  # it would have worked
    assert target.exists()


@pytest.mark.parametrize(
    "code",
    [
        b"\x80\x02cbuiltins\neval\nX\x01\x00\x00\x001\x85R.",  # a name that is not known
        b"\x80\x02(X\x01\x00\x00\x001ibuiltins\neval\n.",  # INST
        b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\n)\x81.",  # NEWOBJ
        b"\x80\x02ccollections\nOrderedDict\n(X\x01\x00\x00\x00ctR.",  # a dictionary with contents
        b"\x80\x02ctorch\nFloatStorage\n)R.",  # a name that is no function
        b"\x80\x02X\x01\x00\x00\x00a)b.",  # attributes
        b"\x80\x02\x82\x01.",  # EXT1
        b"P1\n.",  # PERSID in text
    ],
)
def test_only_operations_that_build_plain_data_are_carried_out(code: bytes) -> None:
    with pytest.raises(ModelError, match="refused"):
        read_tensors(_pickled(*PRELUDE) + code, "model_state")


def test_the_refusal_names_what_the_file_asks_for(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=rf"asks for {os.system.__module__}\.system"):
        read_tensors(_pickled(*PRELUDE, Hostile(tmp_path)), "model_state")


def test_a_cut_file_is_one_clear_error() -> None:
    content, _ = _saved()
    for length in {*range(0, 900, 13), *range(len(content) - 400, len(content), 7)}:
        with pytest.raises(ModelError, match="damaged|refused"):
            read_tensors(content[:length], "model_state")


def test_damage_anywhere_is_an_error_or_other_numbers_but_nothing_else() -> None:
    content, _ = _saved()
    chance = np.random.default_rng(0)
    for _ in range(400):
        damaged = bytearray(content)
        damaged[chance.integers(len(damaged))] = chance.integers(256)
        try:
            read = read_tensors(bytes(damaged), "model_state")
        except ModelError:
            continue
        assert all(values.dtype == np.float32 for values in read.values())


def test_other_files_are_refused() -> None:
    stream = io.BytesIO()
    torch.save({"model_state": {}}, stream)  # today's format, a zip file
    huge = _pickled(*PRELUDE, {"model_state": {}}, ["1"]) + struct.pack("<q", 1 << 60)
    negative = _pickled(*PRELUDE, {"model_state": {}}, ["1"]) + struct.pack("<q", -5)
    for content in (b"", b"text", stream.getvalue(), _pickled(1, 2, {}), huge, negative):
        with pytest.raises(ModelError):
            read_tensors(content, "model_state")
