"""The step that fetches networks: only what is missing, and one clear remedy when it cannot."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from installer.steps import console, networks
from installer.steps.console import CommandError, StepLine
from installer.steps.failure import SetupError
from installer.steps.project import Setup


class Commands:
    """Stands for console.run: says what is missing, makes empty wheels, remembers what was converted."""

    def __init__(self, missing: str, failing: str = "") -> None:
        self.missing, self.failing = missing, failing
        self.fetched: list[str] = []
        self.converted: list[str] = []

    def __call__(self, command: Sequence[str], line: StepLine, log: Path, cwd: Path | None = None) -> str:
        if self.failing and self.failing in command:
            raise CommandError(command, 1, ["ERROR: the reason"])
        if "download" in command:
            folder, package = Path(command[command.index("--dest") + 1]), command[-1]
            (folder / f"{package.replace('==', '-')}-py3-none-any.whl").write_bytes(b"")
            self.fetched.append(package)
            return ""
        if "--missing" in command:
            return self.missing
        assert Path(command[-1]).is_file() and cwd is not None
        self.converted.append(Path(command[-1]).name)
        return ""


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup("run", tmp_path / "env")


def _act(commands: Commands, setup: Setup, monkeypatch: pytest.MonkeyPatch, done: bool = True) -> str:
    monkeypatch.setattr(console, "run", commands)
    monkeypatch.setattr(networks, "still_done", lambda setup: done)
    return networks.act(setup, "run", StepLine("networks")).text


def test_only_what_is_missing_is_fetched(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands("Resemblyzer==0.1.4\n")
    assert "converted" in _act(commands, setup, monkeypatch)
    assert commands.fetched == ["Resemblyzer==0.1.4"]
    assert commands.converted == ["Resemblyzer-0.1.4-py3-none-any.whl"]
    both = Commands("Resemblyzer==0.1.4\nmediapipe==0.10.21\n")
    _act(both, setup, monkeypatch)
    assert both.fetched == ["Resemblyzer==0.1.4", "mediapipe==0.10.21"] and len(both.converted) == 2


def test_nothing_is_fetched_when_all_is_there(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands("\n", failing="download")  # as without a network
    assert _act(commands, setup, monkeypatch) == "present"
    assert commands.converted == []


def test_failures_name_the_cause_and_a_remedy(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SetupError, match=r"the reason; connect .*Resemblyzer==0\.1\.4"):
        _act(Commands("Resemblyzer==0.1.4", failing="download"), setup, monkeypatch)
    with pytest.raises(SetupError, match="the reason; read .*setup.log"):
        _act(Commands("", failing="--missing"), setup, monkeypatch)
    with pytest.raises(SetupError, match="do not pass their check"):
        _act(Commands(""), setup, monkeypatch, done=False)


def test_what_is_installed_here_is_found_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setup = Setup("test", Path(sys.prefix))
    assert networks.still_done(setup)
    for name in ("LIKENESS_MODELS", "LIKENESS_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    if sys.platform.startswith("linux"):
        assert not networks.still_done(setup)
