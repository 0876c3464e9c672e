"""The camera writer is a program of its own: what it may import, and its own reader of the ring."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.children import camera_writer
from app.children.camera_writer import NewestPicture
from app.errors import DeviceError
from app.shared_ring import SharedRing
from app.sinks.virtual_camera import VirtualCamera, close_virtual_cameras

SOURCE = Path(camera_writer.__file__)


def test_it_stands_apart_from_the_rest_of_the_program() -> None:
    """Its licence is MIT, and it uses the standard library, numpy and pyvirtualcam only."""
    text = SOURCE.read_text()
    assert text.startswith("# SPDX-License-Identifier: MIT\n")
    imported = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(str(node.module).split(".")[0])
    assert imported - set(sys.stdlib_module_names) == {"numpy", "pyvirtualcam"}


@pytest.fixture
def ring() -> Iterator[SharedRing]:
    ring = SharedRing.create(3, 8 * 6 * 3, keep_all=False)
    yield ring
    ring.close()


def picture(value: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.full((6, 8, 3), value, np.uint8)


def test_it_takes_the_newest_picture_once(ring: SharedRing) -> None:
    reader = NewestPicture(ring.name)
    assert reader.take(8, 6) is None
    for value in range(1, 12):
        ring.put(picture(value), width=8, height=6)
    newest = reader.take(8, 6)
    assert newest is not None
    np.testing.assert_array_equal(newest, picture(11))
    assert reader.take(8, 6) is None
    ring.put(picture(99), width=8, height=6)
    last = reader.take(8, 6)
    assert last is not None and last[0, 0, 0] == 99
    reader.close()


def test_a_device_that_is_not_there_is_one_line_with_a_remedy() -> None:
    """The real writer process, on a device that no machine has."""
    camera = VirtualCamera("/dev/video77", (64, 48), 30)
    with pytest.raises(DeviceError) as caught:
        camera.open()
    assert caught.value.advice and "\n" not in str(caught.value)
    camera.close()
    close_virtual_cameras()
