"""What happens around the window: what is loaded before it, and a new start after it."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from app.__main__ import main
from app.commands import gui
from app.profiles import Profiles, save_profiles
from app.settings import Settings, save_settings, settings_file
from app.ui import application
from app.ui.beginning import Beginning
from models.errors import ModelError


def test_a_window_that_wants_a_new_start_is_opened_by_a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
    for status, wanted in ((0, 0), (130, 130), (application.AGAIN, 0)):
        monkeypatch.setattr(application, "run_window", lambda *_, status=status, **__: status)
        assert gui.open_window(Settings()) == wanted
    assert gui.open_window(Settings(), again=("live", "--camera", "demo")) == 0
    assert started == [[sys.executable, "-m", "app", *words] for words in (["gui"], ["live", "--camera", "demo"])]


def test_a_window_for_one_performance_speaks_the_users_language_and_is_opened_again_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[Settings] = []
    started: list[list[str]] = []

    def run_window(settings: Settings, *_: object, **__: object) -> int:
        shown.append(settings)
        return application.AGAIN

    save_settings(Settings(language="zh_CN", strength=1.5))
    monkeypatch.setattr(application, "run_window", run_window)
    monkeypatch.setattr(gui, "subprocess", SimpleNamespace(Popen=lambda command, **_: started.append(command)))
    monkeypatch.setattr(sys, "argv", ["likeness", "live", "--camera", "demo"])
    assert main() == 0
    assert (shown[0].language, shown[0].strength, shown[0].camera) == ("zh_CN", 1.0, "demo")
    assert started == [[sys.executable, "-m", "app", "live", "--camera", "demo"]]


def test_the_window_opens_even_if_torch_cannot_be_loaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, str]] = []

    def fail(name: str, device: str) -> None:
        asked.append((name, device))
        if name == "fomm":
            raise ModelError("torch cannot be loaded", "install it again")

    monkeypatch.setattr("models.engines.preload", fail)
    monkeypatch.setattr(application, "run_window", lambda *_, **__: 0)
    assert gui.open_window(Settings(engine="fomm", device="cuda")) == 0
    assert asked == [("fomm", "cuda"), ("mesh", "cuda")]
    assert capsys.readouterr().err == "likeness: torch cannot be loaded; install it again\n"


def test_a_damaged_file_is_told_in_the_window_and_a_profile_must_be_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun: list[Beginning] = []

    def run_window(settings: Settings, beginning: Beginning, **_: object) -> int:
        assert settings == Settings()
        begun.append(beginning)
        return 0

    monkeypatch.setattr(application, "run_window", run_window)
    settings_file().write_bytes(b"\xff")
    save_profiles(Profiles().add("Work", Settings()))
    assert main(["gui", "--profile", "work", "--minimised", "--start"]) == 0
    assert begun[0].start and begun[0].minimised and begun[0].profile == "work"
    assert len(begun[0].told) == 1 and "settings.broken.toml" in begun[0].told[0]
    assert main(["gui", "--profile", "Fun"]) == 1 and len(begun) == 1
    assert capsys.readouterr().err == "likeness: there is no profile 'Fun'; use one of: Work\n"
