"""The log file: what happened is in it, who sits there is not, and it never grows without bound."""

import errno
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import paths
from app.commands import log_file
from app.commands.log_file import log_to_file

log = logging.getLogger("app.test")


@pytest.fixture(autouse=True)
def _zaphod(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in ("USER", "LOGNAME"):
        monkeypatch.setenv(name, "zaphod")
    monkeypatch.setenv("HOME", str(tmp_path / "zaphod"))
    monkeypatch.setattr("socket.gethostname", lambda: "heartofgold")
    monkeypatch.setattr(sys, "excepthook", _told_elsewhere)
    before = _hooks()
    yield
    assert _hooks() == before  # whatever is tested: nothing of it stays


def _told_elsewhere(*_: object) -> None:
    """Stands for what prints to the screen."""


def _hooks() -> list[object]:
    return [sys.excepthook, threading.excepthook, logging.getLogger("app").level, *logging.getLogger().handlers]


@pytest.mark.expect_log("cannot be opened", "the program ends")
def test_what_happened_is_in_it_and_who_it_was_is_not(tmp_path: Path) -> None:
    (paths.data_dir() / "avatars" / "aunt-trillian").mkdir(parents=True)
    with log_to_file("gui") as path:
        log.info("the camera is open")
        log.debug("a thousand of these a second")
        logging.getLogger("somebody.else").info("chatter")
        try:
            raise OSError(errno.ENOENT, "not there", str(tmp_path / "zaphod" / "Videos" / "My wedding.mp4"))
        except OSError:
            log.exception("aunt-trillian of ZAPHOD on heartofgold cannot be opened, see holiday.PNG")
        sys.excepthook(ValueError, ValueError("lost at rtsp://me:secret@10.0.0.7/live"), None)
    assert path == paths.log_dir() / "gui.log"
    text = path.read_text(encoding="utf-8")
    assert (
        "the camera is open" in text and "FileNotFoundError" in text and "ValueError: lost at rtsp://(address)" in text
    )
    assert "a thousand" not in text and "chatter" not in text
    assert "test_log_file.py" in text  # where it happened
    for secret in ("zaphod", "heartofgold", "trillian", "wedding", "holiday", "secret", "10.0.0.7"):
        assert secret not in text.lower()


@pytest.mark.allow_log(".*")
def test_it_never_grows_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "FILE_BYTES", 2000)
    with log_to_file("live"):
        for number in range(300):
            log.info("line %d of many, each of them of the same length", number)
    kept = sorted(paths.log_dir().glob("live.log*"))
    assert [path.name for path in kept] == ["live.log", "live.log.1", "live.log.2"]
    assert all(path.stat().st_size <= 2000 for path in kept)
    assert "line 299" in kept[0].read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full to write to")
def test_a_full_disk_or_no_folder_does_not_trouble_the_program(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (paths.log_dir() / "live.log").symlink_to("/dev/full")
    with log_to_file("live") as full:
        log.info("not written")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LIKENESS_HOME", str(tmp_path / "file"))
    with log_to_file("live") as none:
        log.info("not written either")
    assert full is not None and none is None and capfd.readouterr().err == ""


@pytest.mark.expect_log("broken off by a library:\nFatal Python error: Segmentation fault")
def test_how_the_last_run_was_broken_off_is_told_once() -> None:
    crash = "from app.commands.log_file import *; import faulthandler\nwith log_to_file('gui'): faulthandler._sigsegv()"
    assert subprocess.run([sys.executable, "-c", crash]).returncode < 0
    for _ in range(2):
        with log_to_file("gui") as path:
            pass
    assert path is not None and path.read_text(encoding="utf-8").count("Segmentation fault") == 1
    assert [found.name for found in paths.log_dir().iterdir()] == ["gui.log"]
