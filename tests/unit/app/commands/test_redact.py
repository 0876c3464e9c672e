"""What tells who somebody is goes; what helps a maker stays."""

import pytest

from app.commands.redact import Redactor


@pytest.fixture
def redactor(monkeypatch: pytest.MonkeyPatch) -> Redactor:
    for name in ("USER", "LOGNAME"):
        monkeypatch.setenv(name, "zaphod")
    monkeypatch.setenv("HOME", "/home/zaphod")
    monkeypatch.setattr("socket.gethostname", lambda: "heartofgold.galaxy.example")
    return Redactor(["aunt-trillian", "Jo"])


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("/home/zaphod/Videos/film.mp4", "~/Videos/film.mp4"),
        ("/home/ford/film.mp4", "/home/(user)/film.mp4"),
        (r"C:\Users\Ford\film.mp4", r"C:\Users\(user)\film.mp4"),
        ("Zaphod's phone on HEARTOFGOLD", "(user)'s phone on (computer)"),
        ("avatar aunt-trillian and Jo, but not Join", "avatar (name) and (name), but not Join"),
        ("rtsp://me:secret@10.0.0.7:554/live failed", "rtsp://(address) failed"),
        ("from 192.168.1.20 port 80", "from (address) port 80"),
        ("mail ford@megadodo.example now", "mail (mail) now"),
        ("alsa_input.usb-Yeti_Blue_REV8_1734AB-00.analog", "alsa_input.usb-(device)"),
        ("/dev/v4l/by-id/usb-046d_Webcam_9A3F11E0-video-index0", "/dev/v4l/by-id/usb-(device)"),
        ("bluez_card.00_1B_66_AA_01_02", "bluez_card.(device)"),
        ("serial 9A3F11E0B7", "serial (serial)"),
        ("00:1b:66:aa:01:02", "(address)"),
        ("openvino 2024.6.0 on CPU, OPENVINO, 1280x720", "openvino 2024.6.0 on CPU, OPENVINO, 1280x720"),
    ],
)
def test_text(redactor: Redactor, text: str, redacted: str) -> None:
    assert redactor.text(text) == redacted


def test_tables_keep_their_fields_and_numbers(redactor: Redactor) -> None:
    table = {"zaphod": [{"path": "/home/zaphod/x", "n": 3, "on": True}], "none": None}
    assert redactor.tree(table) == {"zaphod": [{"path": "~/x", "n": 3, "on": True}], "none": None}


def test_versions_are_no_addresses(redactor: Redactor) -> None:
    assert redactor.names("opencv-python 4.10.0.84") == "opencv-python 4.10.0.84"
