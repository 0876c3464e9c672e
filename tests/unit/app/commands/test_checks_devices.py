"""Virtual camera, sound and windows, on this machine and on machines made of files."""

import sys
from pathlib import Path

import pytest

from app.commands import checks_devices

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /sys")


def _machine(tmp_path: Path, version: str | None, *, device: bool, writable: bool) -> tuple[Path, Path]:
    """Lay out /sys and /dev of a machine with v4l2loopback."""
    sysfs, dev = tmp_path / "sys", tmp_path / "dev"
    dev.mkdir()
    if version is not None:
        (sysfs / "module" / "v4l2loopback").mkdir(parents=True)
        (sysfs / "module" / "v4l2loopback" / "version").write_text(version + "\n")
    if device:
        node = sysfs / "devices" / "virtual" / "video4linux" / "video10"
        node.mkdir(parents=True)
        (node / "name").write_text("Likeness\n")
    if writable:
        (dev / "video10").write_bytes(b"")
    return sysfs, dev


@linux
@pytest.mark.parametrize(
    ("version", "device", "writable", "state", "told"),
    [
        (None, False, False, "warn", "modprobe v4l2loopback"),
        ("0.13.2", False, False, "warn", "modprobe -r v4l2loopback"),
        ("0.13.2", True, False, "fail", "usermod -aG video"),
        ("0.12.7", True, True, "warn", "update v4l2loopback"),
        ("0.12.8", True, True, "ok", ""),
        ("0.13.2", True, True, "ok", ""),
    ],
)
def test_virtual_camera(
    tmp_path: Path, version: str | None, device: bool, writable: bool, state: str, told: str
) -> None:
    sysfs, dev = _machine(tmp_path, version, device=device, writable=writable)
    (check,) = checks_devices.virtual_camera(sysfs, dev)
    assert check.state == state
    assert told in check.remedy
    assert bool(check.remedy) == (state != "ok")


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


def test_sound_never_stops_the_program() -> None:
    (check,) = checks_devices.sound()
    assert check.state in ("ok", "warn")
    assert (check.state == "ok") == (not check.remedy)
