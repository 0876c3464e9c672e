"""The set-up as users call it: a second start without a network, a Python that is too old, a place that is taken."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from installer.steps import console, environment, main
from installer.steps.console import StepLine
from installer.steps.failure import SetupError
from installer.steps.project import ROOT, Setup, Stamps

BOOTSTRAP = ROOT / "installer" / "bootstrap.py"
# whoever asks for a package now gets nothing
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "https_proxy": "http://127.0.0.1:9"}


def _bootstrap(env: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    variables = os.environ | OFFLINE | {"LIKENESS_ENV": str(env)}
    call = [sys.executable, str(BOOTSTRAP), *arguments]
    return subprocess.run(call, env=variables, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """An environment in which every step is done: this one's packages under another interpreter link."""
    env = tmp_path / "env"
    venv.create(env, with_pip=False, symlinks=os.name != "nt")
    setup = Setup("test", env)
    here = Path(next(path for path in sys.path if path.endswith("site-packages")))
    (setup.site_packages / "these.pth").write_text(f"import site; site.addsitedir({str(here)!r})\n")
    for info in here.glob("torch-*.dist-info"):
        (setup.site_packages / info.name).mkdir()
    stamps = Stamps(setup)
    for step in main.STEPS:
        stamps.set(step.__name__, step.VERSION)
    return env


def test_second_start_is_silent_offline_and_from_anywhere(finished: Path, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()  # a stranger of the same name where the user stands
    (tmp_path / "app" / "__main__.py").write_text("raise SystemExit('not this one')")
    done = _bootstrap(finished, "run", "--help", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("usage: likeness")
    assert done.stderr == ""
    assert _bootstrap(finished, "run", "no-such-command", cwd=tmp_path).returncode == 2


def test_test_runs_pytest_in_the_checkout(finished: Path, tmp_path: Path) -> None:
    done = _bootstrap(finished, "test", "--collect-only", "-q", "tests/unit/installer", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "tests/unit/installer/steps/test_main.py::test_ctrl_c" in done.stdout


def test_failing_step_names_step_cause_and_remedy(finished: Path, tmp_path: Path) -> None:
    """Packages are due and there is no network: one line, status 2, and the next start tries again."""
    for info in Setup("run", finished).site_packages.glob("torch-*"):
        info.rmdir()
    done = _bootstrap(finished, "run", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("Python packages: ")
    assert "Traceback" not in done.stderr
    assert not Stamps(Setup("run", finished)).current("packages", 1)


def test_a_python_that_is_too_old_says_so(tmp_path: Path) -> None:
    code = (
        "import sys, runpy\n"
        "sys.version_info = (3, 9, 2, 'final', 0)\n"
        f"runpy.run_path({str(BOOTSTRAP)!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == "Python: 3.9 cannot run Likeness; install Python 3.11, 3.12 or 3.13 and start again\n"


def test_a_folder_of_the_users_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(SetupError, match="set LIKENESS_ENV to another folder"):
        environment.act(Setup("run", tmp_path), "run", StepLine(""))
    assert (tmp_path / "letters.txt").read_text() == "dear"


def test_half_an_environment_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = tmp_path / "env"
    broken = tmp_path / "python"
    broken.write_text(f"#!/bin/sh\nmkdir -p {env}/bin\necho 'Error: ensurepip is not available'\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with pytest.raises(SetupError, match=r"apt-get install python3\.\d+-venv"):
        environment.act(Setup("run", env), "run", StepLine(""))
    assert not env.exists()


def test_an_environment_whose_python_has_gone_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = console.run
    # pip in it would take most of the time of this test
    monkeypatch.setattr(console, "run", lambda command, *rest: run([*command, "--without-pip"], *rest))
    setup = Setup("run", tmp_path / "env")
    venv.create(setup.env, with_pip=False, symlinks=os.name != "nt")
    config = setup.env / "pyvenv.cfg"
    config.write_text(config.read_text().replace(f"version = {sys.version_info[0]}.", "version = 2."))
    assert not environment.still_done(setup)
    environment.act(setup, "run", StepLine(""))
    assert environment.still_done(setup)
    assert setup.python_version().startswith(f"{sys.version_info[0]}.{sys.version_info[1]}")
