"""Which build of torch is fetched from where."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from installer.steps import console, packages
from installer.steps.console import CommandError, StepLine
from installer.steps.failure import SetupError
from installer.steps.project import ROOT, Setup

linux = pytest.mark.skipif("sys.platform != 'linux'", reason="only Linux has two builds under one name")
CPU = f"torch=={packages._pinned_torch()}+cpu"


class Pip:
    """Stands for pip: knows which requirements it can find, writes down what it was asked for."""

    def __init__(self, *found_where: str) -> None:
        self.found_where = found_where
        self.calls: list[str] = []

    def __call__(self, command: Sequence[str], line: StepLine, log: Path, cwd: Path | None = None) -> str:
        call = " ".join(command).partition("--progress-bar off ")[2]
        self.calls.append(call)
        if "torch" in call and not any(place in call for place in self.found_where):
            raise CommandError(command, 1, [f"ERROR: No matching distribution found for {CPU}"])
        return ""


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Setup:
    """An environment without torch on a machine without a GPU and without PyTorch's index."""
    monkeypatch.setattr(packages, "has_nvidia_driver", lambda: False)
    monkeypatch.setattr(packages, "_answers", lambda address: False)
    (tmp_path / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    return Setup("run", tmp_path)


def _act(setup: Setup, pip: Pip, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(console, "run", pip)
    packages.act(setup, setup.level, StepLine(""))
    return pip.calls


def _put_torch(setup: Setup, *files: str) -> None:
    info = setup.site_packages / f"torch-{packages._pinned_torch()}+cpu.dist-info"
    info.mkdir()
    for file in ("METADATA", *files):
        (info / file).write_text("")


@linux
def test_half_a_package_is_installed_again(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    _put_torch(setup)
    assert len(_act(setup, Pip("+cpu"), monkeypatch)) == 2
    _put_torch(setup, "INSTALLER")
    assert len(_act(setup, Pip("+cpu"), monkeypatch)) == 1


@linux
def test_cpu_build_from_the_users_own_sources(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _act(setup, Pip("+cpu"), monkeypatch)
    assert calls == [f"--no-deps {CPU}", f"-e {ROOT}"]


@linux
def test_cpu_build_from_pytorchs_index(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_answers", lambda address: True)
    calls = _act(setup, Pip("--index-url"), monkeypatch)
    assert calls[1] == f"--no-deps {CPU} --index-url {packages._TORCH_CPU_INDEX}"


@linux
def test_large_build_is_announced(
    setup: Setup, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    calls = _act(setup, Pip("nowhere"), monkeypatch)
    assert len(calls) == 2
    assert "GB" in capsys.readouterr().err


@linux
def test_large_build_can_be_declined(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: "n")
    with pytest.raises(SetupError, match="CPU wheel"):
        _act(setup, Pip("nowhere"), monkeypatch)


@linux
def test_a_gpu_machine_gets_what_pip_prefers(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "has_nvidia_driver", lambda: True)
    assert _act(setup, Pip(), monkeypatch) == [f"-e {ROOT}"]


def test_cuda_replaces_the_cpu_build(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    _put_torch(setup, "INSTALLER")
    assert packages.still_done(setup)
    cuda = Setup("test", setup.env, cuda=True)
    assert not packages.still_done(cuda)
    calls = _act(cuda, Pip("==="), monkeypatch)
    assert "--force-reinstall torch===" in calls[0]
    assert calls[1] == f"-e {ROOT}[dev]"


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("ERROR: No matching distribution found for av==18.1.0", "network"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "free"),
        ("ERROR: Failed building wheel for x", "log"),
    ],
)
def test_failures_name_a_remedy(setup: Setup, monkeypatch: pytest.MonkeyPatch, said: str, remedy: str) -> None:
    def fail(command: Sequence[str], line: StepLine, log: Path, cwd: Path | None = None) -> str:
        raise CommandError(command, 1, ["Collecting things", said, "[notice] of no use"])

    monkeypatch.setattr(packages, "has_nvidia_driver", lambda: True)
    monkeypatch.setattr(console, "run", fail)
    with pytest.raises(SetupError) as failure:
        packages.act(setup, "run", StepLine(""))
    assert remedy in failure.value.remedy
