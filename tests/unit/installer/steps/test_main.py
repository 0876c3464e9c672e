"""The set-up as a whole: what is done once, what is said on failure, what comes back as exit status."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from installer.steps import main
from installer.steps.console import CommandError, StepLine
from installer.steps.failure import SetupError
from installer.steps.project import Level, Setup
from installer.steps.step import Outcome


@dataclass
class Recorded:
    """A step that keeps account of its calls and ends as told."""

    __name__: str
    end: Outcome | BaseException = field(default_factory=lambda: Outcome("done"))
    TITLE: str = "pump"
    VERSION: int = 1
    there: bool = True
    acts: int = 0

    def still_done(self, setup: Setup) -> bool:
        return self.there

    def act(self, setup: Setup, level: Level, line: StepLine) -> Outcome:
        self.acts += 1
        setup.env.mkdir(exist_ok=True)
        if isinstance(self.end, BaseException):
            raise self.end
        return self.end


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """What would have been started, instead of starting it."""
    calls: list[list[str]] = []

    def launch(setup: Setup, arguments: list[str]) -> int:
        calls.append([setup.level, *arguments])
        return 7

    monkeypatch.setattr(main, "launch", launch)
    monkeypatch.setenv("LIKENESS_ENV", str(tmp_path / "env"))
    return calls


def test_done_steps_are_not_done_again(monkeypatch: pytest.MonkeyPatch, started: list[list[str]]) -> None:
    first, second = Recorded("first"), Recorded("second")
    monkeypatch.setattr(main, "STEPS", (first, second))
    assert main.main(["run", "demo"]) == 7
    assert main.main(["run"]) == 7
    assert (first.acts, second.acts) == (1, 1)
    second.there = False  # somebody deleted what it had made
    main.main(["run"])
    assert (first.acts, second.acts) == (1, 2)
    first.VERSION += 1
    main.main(["run"])
    assert (first.acts, second.acts) == (2, 3)
    assert started == [["run", "demo"], ["run"], ["run"], ["run"]]


def test_an_incomplete_step_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, started: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    step = Recorded("step", Outcome("some missing", ("run: sudo something",), complete=False))
    monkeypatch.setattr(main, "STEPS", (step,))
    main.main(["run"])
    main.main(["run"])
    assert step.acts == 2
    assert "run: sudo something" in capsys.readouterr().err
    assert len(started) == 2  # the program was started all the same


def test_tests_need_more_and_keep_it(monkeypatch: pytest.MonkeyPatch, started: list[list[str]]) -> None:
    step = Recorded("step")
    monkeypatch.setattr(main, "STEPS", (step,))
    for command, acts in (("run", 1), ("test", 2), ("run", 2), ("test", 2)):
        main.main([command])
        assert step.acts == acts, command


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (SetupError("the water is off", "open the tap"), "pump: the water is off; open the tap"),
        (CommandError(["pip"], 1, ["x", "ERROR: no route"]), "pump: ERROR: no route; read"),
        (OSError(28, "No space left on device"), "No space left on device; read"),
    ],
)
def test_a_failure_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
    started: list[list[str]],
    capsys: pytest.CaptureFixture[str],
    failure: Exception,
    told: str,
) -> None:
    broken, never = Recorded("broken", failure), Recorded("never")
    monkeypatch.setattr(main, "STEPS", (broken, never))
    assert main.main(["run"]) == 2
    assert told in capsys.readouterr().err.splitlines()[-1]
    assert (never.acts, started) == (0, [])
    broken.end = Outcome("done")  # mended: it goes on from there
    assert main.main(["run"]) == 7
    assert (broken.acts, never.acts) == (2, 1)


def test_ctrl_c(monkeypatch: pytest.MonkeyPatch, started: list[list[str]]) -> None:
    monkeypatch.setattr(main, "STEPS", (Recorded("step", KeyboardInterrupt()),))
    assert main.main(["run"]) == 130
    assert started == []


def test_options_of_the_setup_and_of_the_program_are_kept_apart() -> None:
    setup, rest = main.parse(["--cuda", "run", "--yes", "render", "a.mp4", "--yes", "test"])
    assert (setup.level, setup.cuda, setup.yes) == ("run", True, True)
    assert rest == ["render", "a.mp4", "--yes", "test"]
    setup, rest = main.parse(["test", "-k", "run", "--help"])
    assert (setup.level, setup.cuda) == ("test", False)
    assert rest == ["-k", "run", "--help"]
    with pytest.raises(SystemExit) as wrong:
        main.parse(["start"])
    assert wrong.value.code == 2
