"""Stamps: when is a step still done?"""

from pathlib import Path

import pytest

from installer.steps import project
from installer.steps.project import Setup, Stamps


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Setup:
    """A project with an environment of Python 3.12.1."""
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.1\n")
    monkeypatch.setattr(project, "ROOT", tmp_path)
    return Setup("run", tmp_path / "env")


def test_a_stamp_survives_and_belongs_to_its_version(setup: Setup) -> None:
    Stamps(setup).set("packages", 1)
    assert Stamps(setup).current("packages", 1)
    assert not Stamps(setup).current("packages", 2)
    assert not Stamps(setup).current("other", 1)


def test_what_was_done_before_there_was_an_environment_counts(setup: Setup, tmp_path: Path) -> None:
    setup.env.rename(tmp_path / "later")
    stamps = Stamps(setup)
    stamps.set("machine", 1)
    (tmp_path / "later").rename(setup.env)
    assert not Stamps(setup).current("machine", 1)
    stamps.set("environment", 1)
    assert Stamps(setup).current("machine", 1)


def test_a_changed_project_or_python_ends_it(setup: Setup) -> None:
    Stamps(setup).set("packages", 1)
    (project.ROOT / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert not Stamps(setup).current("packages", 1)
    Stamps(setup).set("packages", 1)
    (setup.env / "pyvenv.cfg").write_text("version = 3.13.0\n")
    assert not Stamps(setup).current("packages", 1)


def test_a_moved_checkout_ends_it(setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Stamps(setup).set("packages", 1)
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved" / "pyproject.toml").write_text("[project]\n")
    monkeypatch.setattr(project, "ROOT", tmp_path / "moved")
    assert not Stamps(setup).current("packages", 1)


def test_a_damaged_stamp_file_is_no_stamp(setup: Setup) -> None:
    Stamps(setup).set("packages", 1)
    (setup.env / "likeness-setup.json").write_text("{")
    assert not Stamps(setup).current("packages", 1)


def test_the_environment_may_lie_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LIKENESS_ENV", str(tmp_path / "x"))
    assert project.environment_folder() == (tmp_path / "x").resolve()
    monkeypatch.delenv("LIKENESS_ENV")
    assert project.environment_folder() == project.ROOT / ".venv"
