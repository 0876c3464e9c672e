"""`likeness live --headless` under the orders of `likeness ctl`, each a process of its own."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.__main__ import main
from app.control.channel import control_address
from tests.support.fake_logind import SESSION_ID, Logind, logind
from tests.support.ffprobe import streams
from tests.support.likeness import ROOT, command, likeness

LIVE = ("live", "--headless", "--camera", "synthetic", "--virtual-camera", "none", "--microphone", "none")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have other names there")
def test_a_performance_without_a_window_is_steered_from_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """And it is paused while the screen is locked, where this machine has what it takes to say so."""
    with contextlib.ExitStack() as stack:
        login = stack.enter_context(logind()) if shutil.which("dbus-daemon") and shutil.which("busctl") else None
        places = {"DBUS_SYSTEM_BUS_ADDRESS": login.address, "XDG_SESSION_ID": SESSION_ID} if login else {}
        _steer(capsys, places, login)


def _steer(capsys: pytest.CaptureFixture[str], places: dict[str, str], login: Logind | None) -> None:
    process = subprocess.Popen(
        command(*LIVE, "--size", "256x256"),
        cwd=ROOT,
        env=os.environ | places,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def ctl(*words: str) -> dict[str, object]:
        assert main(["ctl", *words, "--json"]) == 0, capsys.readouterr().err
        status = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert isinstance(status, dict)
        return status

    try:
        deadline = time.monotonic() + 60
        while not Path(control_address()).exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        while ctl("status")["state"] == "starting" and time.monotonic() < deadline:
            time.sleep(0.05)
        assert Path(control_address()).stat().st_mode & 0o777 == 0o600
        assert ctl("avatar", "mira")["avatar"] == "Mira"
        assert ctl("voice", "theo")["voice"] == "Theo"
        film = Path(str(ctl("record", "on")["recording"]))
        assert ctl("panic")["panic"] is True and ctl("resume")["panic"] is False
        if login is not None:
            login.say("hint on")
            while not ctl("status")["panic"] and time.monotonic() < deadline:
                time.sleep(0.05)
            login.say("hint off")
            assert ctl("status")["panic"] is True and ctl("resume")["panic"] is False
        time.sleep(0.5)
        assert ctl("record", "off")["recording"] == ""
        assert main(["ctl", "screenshot"]) == 1
        assert "needs the window" in capsys.readouterr().err
        done = likeness("ctl", "stop", "--json")  # a process of its own, as a user has it
        assert done.status == 0 and done.json["state"] == "stopping"
        out, errors = process.communicate(timeout=30)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0, errors
    assert "frames in" in out
    assert streams(film)["video"].frames > 5
    assert not Path(control_address()).exists()
