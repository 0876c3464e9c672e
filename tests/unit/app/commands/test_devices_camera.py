"""`likeness devices test-camera`, `load-camera` and `test-webcam` on machines that are made up."""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from app.commands import devices, devices_camera
from app.errors import DeviceError
from app.live import camera_test
from app.live.camera_test import CameraTest
from app.media import VideoFrame, now
from app.sinks import virtual_camera_load, virtual_camera_state
from app.sinks.virtual_camera_load import LoadPlan
from app.sinks.virtual_camera_state import CameraState
from app.sources import camera as camera_module
from app.sources import camera_list
from app.sources.camera_list import CameraInfo

PLAN = LoadPlan(("pkexec", "modprobe"), "Your system asks for a password.", "sudo modprobe")


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    devices.add_parser(parser.add_subparsers())
    args = parser.parse_args(["devices", *arguments])
    return int(args.run(args))


@pytest.mark.parametrize(("faults", "status"), [([], 0), (["Colours come back wrong by 9 of 255"], 1)])
def test_the_status_says_whether_the_camera_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], faults: list[str], status: int
) -> None:
    outcome = CameraTest("/dev/video10", (640, 480), rate_hz=30.02, colour_error=1.0, read_back=True, faults=faults)
    monkeypatch.setattr(camera_test, "run_camera_test", lambda *_, **__: outcome)
    assert run("test-camera", "--yes") == status
    said = capsys.readouterr().out
    assert "30.0 pictures a second" in said and all(fault in said for fault in faults)
    assert run("test-camera", "--yes", "--json") == status
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["good"] is (status == 0)


@pytest.mark.parametrize(("told", "expected"), [(None, True), ("0.12.7", True), ("0.13.2", False)])
def test_an_old_driver_is_known_by_its_silence(told: str | None, expected: bool, tmp_path: Path) -> None:
    if told is not None:
        (tmp_path / "version").write_text(told + "\n")
    assert devices_camera._may_open_once_only(tmp_path) is expected
    assert not devices_camera._may_open_once_only(tmp_path / "not loaded")


def test_loading_asks_first_and_says_what_will_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    states = [CameraState("not loaded", "It is not loaded."), CameraState("ready", "It is ready.", "Start here first.")]
    loaded: list[LoadPlan] = []
    monkeypatch.setattr(virtual_camera_state, "look_at_virtual_camera", lambda: states[len(loaded)])
    monkeypatch.setattr(virtual_camera_load, "plan_load", lambda: PLAN)
    monkeypatch.setattr(virtual_camera_load, "load_driver", loaded.append)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(DeviceError, match="not confirmed"):
        run("load-camera")
    assert loaded == [] and "pkexec modprobe" in capsys.readouterr().err
    assert run("load-camera", "--yes") == 0
    assert loaded == [PLAN] and "It is ready. Start here first." in capsys.readouterr().out
    assert run("load-camera") == 0
    assert "nothing to load" in capsys.readouterr().out and len(loaded) == 1


class SlowCamera(camera_module.Camera):
    """A camera that delivers grey pictures and complains."""

    def open(self) -> None:
        self._size = (640, 480)
        self.coding = "YUYV"
        self._notice("the picture is dark")

    def read(self) -> VideoFrame:
        image = np.full((480, 640, 3), 40, np.uint8)
        self.light.see(image)
        return VideoFrame(image, now(), 0)

    @property
    def settled(self) -> bool:
        return True


def test_a_webcam_is_measured_and_what_it_says_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(camera_list, "list_cameras", lambda: [CameraInfo("by-id", "Webcam", "/dev/video0", "ready")])
    monkeypatch.setattr(camera_module, "Camera", SlowCamera)
    monkeypatch.setattr("app.commands.devices_camera._WEBCAM_S", 0.2)
    assert run("test-webcam") == 0
    said = capsys.readouterr().out
    assert (
        "by-id delivers 640 x 480 (YUYV)" in said and "Brightness 40" in said and "Note: the picture is dark." in said
    )
