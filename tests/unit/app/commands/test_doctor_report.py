"""The report to send: complete, and nothing planted about the user in any member."""

import json
import zipfile
from pathlib import Path

import pytest

from app import paths
from app.commands import doctor_report
from app.errors import AppError
from app.settings import Settings, save_settings

_SECRETS = ("zaphod", "heartofgold", "trillian", "marvin", "9a3f11e0b7", "hunter2", "10.1.2.3")


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A user whose name, folders, avatars, voices, devices and addresses stand everywhere they can."""
    home = tmp_path / "home" / "zaphod"
    home.mkdir(parents=True)
    for name in ("USER", "LOGNAME"):
        monkeypatch.setenv(name, "zaphod")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LIKENESS_HOME", str(home / ".likeness"))
    monkeypatch.setattr("socket.gethostname", lambda: "heartofgold")
    (paths.data_dir() / "avatars" / "trillian-astra").mkdir(parents=True)
    (paths.data_dir() / "voices").mkdir()
    (paths.data_dir() / "voices" / "marvin.voice").write_bytes(b"")
    save_settings(
        Settings(
            camera=f"{home}/holiday.mp4", avatar="trillian-astra", voice="marvin", background=f"{home}/wall.jpg",
            microphone="PulseAudio: alsa_input.usb-Yeti_9A3F11E0B7-00", recordings=f"{home}/out", strength=1.25,
            stream_address="rtmp://10.1.2.3/app", stream_key="hunter2",
        )
    )  # fmt: skip
    log = f"ERROR app.sinks: {home}/x: denied for ZAPHOD@heartofgold, rtmp://a:hunter2@10.1.2.3/live, 9A3F11E0B7\n"
    (paths.log_dir() / "zaphod.log").write_text("old line\n" * 50_000 + log + "avatar Trillian-Astra, voice marvin\n")
    check = {"name": "camera", "state": "ok", "cause": f"Zaphod's camera, {home}/dev, 9A3F11E0B7", "remedy": ""}
    return {"checks": [check], "machine": {"system": "Linux heartofgold 6.1"}, "latency": {"sound": {"p50": 85.0}}}


def test_nothing_of_the_user_is_in_any_member(planted: dict[str, object], tmp_path: Path) -> None:
    target = tmp_path / "report.zip"
    names = doctor_report.write_bundle(planted, target)
    assert [path.name for path in tmp_path.glob("report*")] == ["report.zip"]
    with zipfile.ZipFile(target) as bundle:
        assert bundle.testzip() is None and bundle.namelist() == names
        texts = {name: bundle.read(name).decode() for name in names}
    for name, text in texts.items():
        for secret in _SECRETS:
            assert secret not in name.lower() and secret not in text.lower(), (secret, name)
        assert str(tmp_path) not in text, name
    assert {"doctor.txt", "doctor.json", "versions.txt", "settings.json", "models.json", "logs/1.txt"} <= set(names)


def test_what_helps_is_in_it(planted: dict[str, object], tmp_path: Path) -> None:
    doctor_report.write_bundle(planted, tmp_path / "report.zip")
    with zipfile.ZipFile(tmp_path / "report.zip") as bundle:
        settings = json.loads(bundle.read("settings.json"))
        table = json.loads(bundle.read("doctor.json"))
        log, versions = bundle.read("logs/1.txt").decode(), bundle.read("versions.txt").decode()
    assert (settings["strength"], settings["camera"], settings["avatar"]) == (1.25, "(set)", "(set)")
    assert settings["monitor"] == "none" and settings["engine"] == "landmark"
    assert table["latency"] == {"sound": {"p50": 85.0}} and table["checks"][0]["state"] == "ok"
    assert "ERROR app.sinks: ~/x: denied" in log and len(log) <= doctor_report.LOG_BYTES
    assert "numpy " in versions and "Python 3." in versions


def test_names_and_places_that_will_not_do(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="such as report.zip"):
        doctor_report.check_name(tmp_path / "report.json")
    with pytest.raises(AppError, match="choose another file"):
        doctor_report.write_bundle({"checks": []}, tmp_path / "no such folder" / "report.zip")
