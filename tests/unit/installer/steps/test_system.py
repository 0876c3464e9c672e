"""Which system libraries are missing, and what is done about it with and without rights."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from installer.steps import console, system
from installer.steps.console import CommandError, StepLine
from installer.steps.failure import SetupError
from installer.steps.project import Setup

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems need no libraries")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Setup:
    """A Debian machine that has apt-get and nothing that Likeness needs."""
    tools = {"apt-get": "/usr/bin/apt-get"}
    monkeypatch.setattr(system, "_known_libraries", lambda: {"libX11.so.6", *system._FOR_PICTURES})
    monkeypatch.setattr(system, "_loads", lambda library: False)
    monkeypatch.setattr(shutil, "which", tools.get)
    return Setup("run", tmp_path / "env")


def test_known_libraries_are_those_of_the_linker() -> None:
    assert "libc.so.6" in system._known_libraries()
    assert system._loads("libc.so.6")
    assert not system._loads("libnone.so.9")


def test_missing_is_found_by_library(bare: Setup) -> None:
    lacking = system.missing("run")
    assert lacking["libportaudio.so.2"] == "libportaudio2"
    assert "libX11.so.6" not in lacking
    assert "Xvfb" not in lacking
    assert {"Xvfb", "ffprobe"} <= system.missing("test").keys()


def test_without_rights_the_one_line_is_printed(bare: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_rights", lambda: None)
    outcome = system.act(bare, "run", StepLine(""))
    assert not outcome.complete
    (note,) = outcome.notes
    assert "sudo apt-get install libportaudio2 libegl1" in note
    assert note.count("libxcb-cursor0") == 1


def test_without_what_opencv_needs_nothing_is_downloaded(bare: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_known_libraries", set)
    monkeypatch.setattr(system, "_rights", lambda: None)
    with pytest.raises(SetupError, match="libGL.so.1, .* missing; run: sudo apt-get install libgl1 libglib2.0-0 "):
        system.act(bare, "run", StepLine(""))


def test_nothing_may_be_removed_for_us(bare: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def run(command: Sequence[str], line: StepLine, log: Path) -> str:
        calls.append(" ".join(command))
        if "pulseaudio" in command:
            raise CommandError(command, 100, ["E: Packages need to be removed but remove is disabled."])
        return ""

    monkeypatch.setattr(system, "_rights", lambda: ["sudo", "-n"])
    monkeypatch.setattr(console, "run", run)
    outcome = system.act(bare, "test", StepLine(""))
    assert outcome.complete  # the tests' own sound server is a luxury
    assert "sound tests will be skipped" in outcome.notes[0]
    update, first, sound = calls
    assert update.startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get")
    assert "--no-remove libportaudio2" in first and "pulseaudio" not in first
    assert "--no-remove pulseaudio pulseaudio-utils" in sound


def test_failing_apt_does_not_stop_the_setup(bare: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: Sequence[str], line: StepLine, log: Path) -> str:
        raise CommandError(command, 100, ["E: Unable to fetch some archives"])

    monkeypatch.setattr(system, "_rights", list)
    monkeypatch.setattr(console, "run", run)
    outcome = system.act(bare, "run", StepLine(""))
    assert not outcome.complete
    assert "Unable to fetch" in outcome.text
    assert "sudo apt-get install" in outcome.notes[0]
