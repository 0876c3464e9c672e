"""The remedies for virtual cameras that will not open."""

import platform

import pytest

from app.errors import DeviceError
from app.sinks import virtual_camera_help as help_module
from app.sinks.virtual_camera import VirtualCamera, close_virtual_cameras
from app.sinks.virtual_camera_help import VirtualCameraInfo, explain_open_failure, missing_driver

ONE = [VirtualCameraInfo("/dev/video10", "Virtual Camera", "ready")]


@pytest.mark.parametrize(
    ("reason", "message", "advice"),
    [
        ("Device /dev/video10 is not a video output device.", "0.12.7", "modprobe -r v4l2loopback && sudo modprobe"),
        ("Permission denied", "may not be opened", "usermod -aG video"),
        ("Device or resource busy", "in use", "end that program"),
        ("something\nelse", "something else", "likeness devices"),
    ],
)
def test_each_reason_has_its_remedy(monkeypatch: pytest.MonkeyPatch, reason: str, message: str, advice: str) -> None:
    monkeypatch.setattr(help_module, "list_virtual_cameras", lambda: ONE)
    error = explain_open_failure("/dev/nonexistent", reason)
    assert message in error.message and advice in error.advice and "\n" not in str(error)


@pytest.mark.parametrize(
    ("system", "words"), [("Linux", "modprobe v4l2loopback exclusive_caps=1"), ("Darwin", "OBS"), ("Windows", "OBS")]
)
def test_without_a_driver_the_way_to_one_is_told(monkeypatch: pytest.MonkeyPatch, system: str, words: str) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    assert words in missing_driver().advice


def test_a_driver_that_is_installed_needs_only_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(help_module, "driver_installed", lambda: True)
    assert "not loaded" in missing_driver().message and "load-camera" in missing_driver().advice
    assert "install " not in missing_driver().advice


def test_opening_without_any_driver_fails_and_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.sinks.camera_link.list_virtual_cameras", list)
    camera = VirtualCamera("auto", (64, 48))
    with pytest.raises(DeviceError, match="no virtual camera"):
        camera.open()
    assert camera.state == "failed"
    camera.close()
    close_virtual_cameras()
