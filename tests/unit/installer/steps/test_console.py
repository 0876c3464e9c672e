"""Commands behind the line of a step, and the lock between two set-ups."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from installer.steps import console, lock
from installer.steps.console import CommandError, StepLine


def test_output_goes_to_the_log_and_its_end_comes_back(tmp_path: Path) -> None:
    code = "import sys\nfor i in range(200): print('line', i)\nsys.stderr.write('last')"
    tail = console.run([sys.executable, "-u", "-c", code], StepLine("step"), tmp_path / "log")
    logged = (tmp_path / "log").read_text(encoding="utf-8")
    assert "line 0\n" in logged and "line 199" in logged
    assert tail.endswith("last") and "line 0\n" not in tail


def test_the_line_that_says_why_is_the_cause(tmp_path: Path) -> None:
    code = "print('ERROR: the tap is closed'); print('[notice] a new tap is out'); raise SystemExit(3)"
    with pytest.raises(CommandError) as failure:
        console.run([sys.executable, "-c", code], StepLine("step"), tmp_path / "log")
    assert failure.value.cause == "ERROR: the tap is closed"


def test_a_log_is_not_flooded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    console.run([sys.executable, "-c", "print('x\\n' * 500)"], StepLine("[1/1] step:"), tmp_path / "log")
    assert len(capsys.readouterr().err.splitlines()) <= 1


def test_two_setups_wait_for_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(console.__file__).parents[2]
    code = (
        f"import sys; sys.path.insert(0, {str(root)!r})\n"
        "from pathlib import Path; from installer.steps.lock import only_one\n"
        f"with only_one(Path({str(tmp_path / 'env')!r})): print('held', flush=True); sys.stdin.read()"
    )
    entered = threading.Event()

    def enter() -> None:
        with lock.only_one(tmp_path / "env"):
            entered.set()

    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        second = threading.Thread(target=enter)
        second.start()
        assert not entered.wait(0.3)
        other.kill()  # however it ends, the lock goes with it
        other.communicate()
    second.join(5.0)
    assert entered.is_set()
    assert "waiting" in capsys.readouterr().err
