"""`likeness devices`."""

import argparse
import json

import pytest

from app.commands import devices
from app.sinks.virtual_camera import VirtualCameraInfo
from app.sources.camera import CameraInfo


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    devices.add_parser(parser.add_subparsers())
    args = parser.parse_args(["devices", *arguments])
    return int(args.run(args))


def test_json_has_rows_with_id_name_and_state(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(devices, "list_cameras", lambda: [CameraInfo("by-id", "Webcam", "/dev/video0", "ready")])
    monkeypatch.setattr(devices, "list_virtual_cameras", lambda: [VirtualCameraInfo("/dev/video10", "V", "ready")])
    assert run("--json") == 0
    table = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert table["cameras"] == [
        {"id": "by-id", "name": "Webcam", "state": "ready", "path": "/dev/video0", "virtual": False}
    ]
    assert table["virtual_cameras"][0]["id"] == "/dev/video10"
    assert table["compute"][0]["cores"] >= 1
    for key in ("cameras", "virtual_cameras", "microphones", "audio_outputs", "compute"):
        assert all({"id", "name", "state"} <= row.keys() for row in table[key])


def test_what_is_missing_comes_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(devices, "list_cameras", list)
    monkeypatch.setattr(devices, "list_virtual_cameras", list)
    assert run() == 0
    said = capsys.readouterr().out
    assert "Cameras:\n  none: connect one" in said
    assert "modprobe v4l2loopback" in said or "OBS Studio" in said
