"""The camera writer is a program of its own: what it may import, and its own reader of the ring."""

import ast
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.children import camera_writer
from app.children.camera_writer import NewestPicture, OutputClock
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


def test_a_tick_that_cannot_be_kept_is_left_out_and_the_grid_stays() -> None:
    clock = OutputClock(50)
    ticks_s = []
    for number in range(12):
        clock.wait()
        ticks_s.append(time.perf_counter())
        if number == 5:
            time.sleep(0.09)  # four and a half periods
    phases = [(tick_s - ticks_s[0]) / 0.02 for tick_s in ticks_s]
    assert clock.missed >= 3
    assert round(phases[-1]) == 11 + clock.missed, "after the stall the ticks are where they would have been"
    assert 20 < clock.rate_hz < 50


_FAKE_DEVICE = """
import json, sys, time
import pyvirtualcam

class Device:
    device, backend = "/dev/fake", "fake"
    def __init__(self, *_, **__): pass
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def send(self, image): print(json.dumps([time.perf_counter(), int(image[0, 0, 0])]), file=log, flush=True)

log = open(sys.argv[1], "w")
pyvirtualcam.Camera = Device
from app.children.camera_writer import Writer
Writer().run()
"""


@pytest.mark.alone
def test_thirty_pictures_a_second_leave_though_the_engine_makes_eleven_or_stalls(tmp_path: Path) -> None:
    """The real writer process with a device that notes when each picture was handed to it, and which.

    The first picture is there only half a second after the camera was opened: until then nothing, and never black.
    """
    log = tmp_path / "sent"
    ring = SharedRing.create(3, 8 * 6 * 3, keep_all=False)
    writer = subprocess.Popen(
        [sys.executable, "-c", _FAKE_DEVICE, str(log)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=SOURCE.parents[2],
        text=True,
    )
    assert writer.stdin is not None and writer.stdout is not None
    writer.stdout.readline()  # hello
    order = {"do": "open", "ring": ring.name, "width": 8, "height": 6, "fps": 30, "device": None}
    writer.stdin.write(json.dumps(order) + "\n")
    writer.stdin.flush()
    writer.stdout.readline()  # ready
    time.sleep(0.5)
    for number in range(22):  # two seconds at eleven a second, and then none for a second and a half
        ring.put(picture(100 + number), width=8, height=6)
        time.sleep(1 / 11)
    time.sleep(1.5)
    writer.communicate('{"do": "quit"}\n', timeout=10)
    ring.close()
    sent = [json.loads(line) for line in log.read_text().splitlines()]
    times_s, values = np.array([time_s for time_s, _ in sent]), [value for _, value in sent]
    rate_hz = (len(sent) - 1) / (times_s[-1] - times_s[0])
    assert abs(rate_hz - 30.0) <= 0.5
    assert values[0] == 100 and values == sorted(values) and values[-1] == 121
    assert np.median(np.diff(times_s)) == pytest.approx(1 / 30, abs=0.003)
    assert values.count(121) >= 40, "the last picture is repeated while none comes"


class _Time:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def perf_counter(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


@pytest.mark.parametrize(
    ("fps", "rate_hz", "jitter_s"),
    [(30, 30.0, 0.003), (30, 29.9, 0.003), (30, 30.1, 0.003), (60, 60.0, 0.002), (120, 120.0, 0.001)],
)
@pytest.mark.parametrize("phase", [0.0, 0.25, 0.6, 0.95])
def test_ticks_move_to_where_pictures_wait_a_little_and_stay_even(
    phase: float, fps: float, rate_hz: float, jitter_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pictures come with jitter, from a clock that goes a little otherwise; each is shown once."""
    clock_time, rng = _Time(), np.random.default_rng(4)
    monkeypatch.setattr(camera_writer, "time", clock_time)
    clock = OutputClock(fps)
    comes_s = 100.0 + phase / fps + np.arange(1000) / rate_hz + rng.uniform(-jitter_s, jitter_s, 1000)
    shown, ticks_s = list[int](), list[float]()
    for _ in range(900):
        clock.wait()
        ticks_s.append(clock_time.now_s)
        newest = int(np.searchsorted(comes_s, clock_time.now_s)) - 1
        if newest >= 0 and newest not in shown[-1:]:
            clock.waited(clock_time.now_s - comes_s[newest])
        shown.append(newest)
    assert set(np.diff(shown[400:])) == {1}, "none twice, none left out"
    wanted_s = min(camera_writer.WAIT_S, camera_writer.WAIT_SHARE / fps)
    assert clock.wait_s == pytest.approx(wanted_s, abs=camera_writer.WAIT_SLACK / fps + 0.001)
    np.testing.assert_allclose(np.diff(ticks_s) * fps, 1, atol=camera_writer.NUDGE + 1e-6)
