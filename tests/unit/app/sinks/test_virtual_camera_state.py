"""The state of the virtual camera in words."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sinks import virtual_camera_state as state_module
from app.sinks.virtual_camera_help import VirtualCameraInfo
from app.sinks.virtual_camera_state import look_at_virtual_camera
from app.v4l2 import Holder

needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")


def stage(
    monkeypatch: pytest.MonkeyPatch, *cameras: VirtualCameraInfo, installed: bool = False, loaded: bool = False
) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(state_module, "list_virtual_cameras", lambda: list(cameras))
    monkeypatch.setattr(state_module, "driver_installed", lambda: installed)
    monkeypatch.setattr(state_module, "driver_loaded", lambda: loaded)


@pytest.mark.parametrize(
    ("installed", "loaded", "kind", "words", "loadable"),
    [
        (False, False, "missing", "No virtual camera is installed", False),
        (True, False, "not loaded", "installed but not loaded", True),
        (True, True, "unusable", "offers no camera", True),
    ],
)
def test_without_a_camera(
    monkeypatch: pytest.MonkeyPatch, installed: bool, loaded: bool, kind: str, words: str, loadable: bool
) -> None:
    stage(monkeypatch, installed=installed, loaded=loaded)
    state = look_at_virtual_camera()
    assert (state.kind, state.loadable) == (kind, loadable) and words in state.words and state.advice


@pytest.mark.parametrize(
    ("state", "kind", "words"),
    [
        ("ready", "ready", "is ready"),
        ("no permission", "unusable", "may not be used by you"),
        ("in use by obs (7)", "unusable", "Another program feeds"),
        ("offers no output (reload v4l2loopback)", "unusable", "offers no output"),
    ],
)
def test_each_state_of_a_camera(monkeypatch: pytest.MonkeyPatch, state: str, kind: str, words: str) -> None:
    stage(monkeypatch, VirtualCameraInfo("/dev/video10", "Likeness", state))
    monkeypatch.setattr(state_module, "holders_of", lambda _: [Holder(7, 1, "obs")] if "obs" in state else [])
    seen = look_at_virtual_camera()
    assert seen.kind == kind and words in seen.words and seen.advice


@pytest.mark.parametrize(("system", "name"), [("Windows", "OBS"), ("Darwin", "OBS")])
def test_other_systems_name_what_to_install(monkeypatch: pytest.MonkeyPatch, system: str, name: str) -> None:
    stage(monkeypatch)
    monkeypatch.setattr(platform, "system", lambda: system)
    state = look_at_virtual_camera()
    assert state.kind == "missing" and name in state.words and "obsproject.com" in state.advice
    assert ("Unity" in state.words) is (system == "Windows")


@pytest.fixture
def holders(tmp_path: Path) -> Iterator[list[int]]:
    """A file that stands for the camera, held by a process that looks like our writer and by two readers."""
    path = tmp_path / "video10"
    path.touch()
    code = f"handle = open({str(path)!r}); print(flush=True); input()"
    running = []
    for more in ((), (), ("camera_writer",)):
        command = [sys.executable, "-c", code, *more]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        running.append(process)
    yield [process.pid for process in running]
    for process in running:
        process.communicate(b"\n")


@needs_proc
def test_readers_are_counted_and_named_and_our_own_writer_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, holders: list[int]
) -> None:
    stage(monkeypatch, VirtualCameraInfo(str(tmp_path / "video10"), "Likeness", "in use"))
    state = look_at_virtual_camera()
    assert state.kind == "in use" and "in use by 2 programs" in state.words
    assert {f"({pid})" for pid in holders[:2]} == {reader.split()[-1] for reader in state.readers}
    assert os.path.basename(state.device) == "video10"


def test_a_camera_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    stage(monkeypatch, VirtualCameraInfo("/dev/video10", "Likeness", "ready"))
    assert "/dev/video77" in look_at_virtual_camera("/dev/video77").words
