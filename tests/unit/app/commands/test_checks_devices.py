"""Virtual camera, sound and windows, on this machine and on machines made of files."""

import sys

import pytest

from app.commands import checks_devices
from app.errors import DeviceError
from app.sinks.virtual_camera_help import VirtualCameraInfo
from app.sound.cable import CableStatus
from app.sound.devices import SoundDevice
from app.sources.camera_list import CameraInfo

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /sys")


@linux
@pytest.mark.parametrize(
    ("camera_state", "state", "told"),
    [
        (None, "warn", "modprobe v4l2loopback"),
        ("no permission", "fail", "usermod -aG video"),
        ("in use by obs", "fail", "another camera"),
        ("offers no output (reload v4l2loopback)", "fail", "modprobe -r v4l2loopback"),
        ("ready", "ok", ""),
    ],
)
def test_virtual_camera(monkeypatch: pytest.MonkeyPatch, camera_state: str | None, state: str, told: str) -> None:
    cameras = [VirtualCameraInfo("/dev/video97", "Likeness", camera_state)] if camera_state else []
    monkeypatch.setattr(checks_devices, "list_virtual_cameras", lambda: cameras)
    (check,) = checks_devices.virtual_camera()
    assert check.state == state
    assert told in check.remedy
    assert bool(check.remedy) == (state != "ok")


@pytest.mark.parametrize(
    ("camera_states", "virtual", "state", "told"),
    [
        ([], False, "warn", "plug in"),
        (["ready"], True, "warn", "plug in"),  # our own output is no camera
        (["in use by zoom"], False, "warn", "likeness devices"),
        (["in use by zoom", "ready"], False, "ok", ""),
    ],
)
def test_camera(
    monkeypatch: pytest.MonkeyPatch, camera_states: list[str], virtual: bool, state: str, told: str
) -> None:
    cameras = [CameraInfo(f"id{n}", f"Cam {n}", n, text, virtual) for n, text in enumerate(camera_states)]
    monkeypatch.setattr(checks_devices, "list_cameras", lambda: cameras)
    (check,) = checks_devices.cameras()
    assert check.state == state
    assert told in check.remedy


def test_qt_opens_and_draws_text() -> None:
    found = {check.name: check for check in checks_devices.windows()}
    assert found["window"].state in ("ok", "warn"), found["window"].cause
    assert found["fonts"].state == "ok"


@linux
def test_broken_display_is_told_apart_from_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    (check,) = checks_devices.windows()
    assert check.state == "fail"
    assert "Qt does not start" in check.cause


def test_sound_names_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    microphone = SoundDevice("ALSA: Mic", "Mic", "ALSA", True, False, 1, 48000)
    monkeypatch.setattr(checks_devices, "list_sound_devices", lambda: ((microphone, microphone), ()))
    first, second = checks_devices.sound()
    assert (first.name, first.state, first.cause) == ("microphone", "ok", "Mic (ALSA) and 1 more")
    assert (second.name, second.state) == ("sound output", "warn") and "plug in" in second.remedy


def test_sound_that_cannot_be_used_never_stops_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DeviceError(
            "sound cannot be used: PortAudio library not found", "run: sudo apt-get install libportaudio2"
        )

    monkeypatch.setattr(checks_devices, "list_sound_devices", fail)
    (check,) = checks_devices.sound()
    assert (check.state, check.remedy) == ("warn", "run: sudo apt-get install libportaudio2")


@linux
@pytest.mark.parametrize(
    ("status", "state", "cause", "told"),
    [
        (CableStatus("ready", ("Zoom",)), "ok", "in use by 1 program, Zoom", ""),
        (CableStatus("ready", owner="gone"), "warn", "ready, but the program that made it has crashed", "--fix"),
        (CableStatus("missing"), "warn", "is missing", "doctor --fix"),
        (CableStatus("damaged"), "warn", "is damaged", "doctor --fix"),
        (CableStatus("unavailable", why="there is no sound server", advice="start it"), "warn", "server", "start it"),
    ],
)
def test_virtual_cable(monkeypatch: pytest.MonkeyPatch, status: CableStatus, state: str, cause: str, told: str) -> None:
    monkeypatch.setattr("app.sound.cable.look", lambda: status)
    (check,) = checks_devices.virtual_cable()
    assert check.state == state and cause in check.cause and told in check.remedy
    assert bool(check.remedy) == (state != "ok")


def test_virtual_cable_of_another_maker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("platform.system", lambda: "Windows")
    cable_input = SoundDevice("WASAPI: CABLE Input", "CABLE Input", "WASAPI", False, True, 2, 48000)
    for outputs, state in (((), "warn"), ((cable_input,), "ok")):
        monkeypatch.setattr(checks_devices, "list_sound_devices", lambda outputs=outputs: ((), outputs))
        (check,) = checks_devices.virtual_cable()
        assert check.state == state and ("VB-CABLE" in check.remedy) == (state == "warn")
