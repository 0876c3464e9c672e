"""What the user sees of the set-up: one line a step on stderr, and commands that run behind it."""

import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

_REFRESH_S = 0.5
_HEARTBEAT_S = 20.0  # how often a log (no terminal) hears of a long step
_LOG_COLUMNS = 120
_KEPT_LINES = 60
_ERROR_MARKS = ("ERROR:", "E: ", "error:", "Error:")


def say(text: str) -> None:
    """Write one line to the user; results of the program belong to stdout, this does not."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


class StepLine:
    """The line of one step: rewritten in place on a terminal, with a sign of life now and then in a log."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._started_s = time.monotonic()
        self._spoke_s = self._started_s
        self._terminal = sys.stderr.isatty()
        self.progress("")

    def progress(self, text: str) -> None:
        """Show what is being done now."""
        now_s = time.monotonic()
        elapsed = f"{now_s - self._started_s:.0f} s"
        if self._terminal:
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write("\r" + f"{self._label}  {elapsed}  {text}"[:width].ljust(width))
            sys.stderr.flush()
        elif now_s - self._spoke_s > _HEARTBEAT_S:
            self._spoke_s = now_s
            say(f"{self._label}  {elapsed}  {text}"[:_LOG_COLUMNS])

    def end(self, text: str) -> None:
        """Close the line with its outcome and the time it took."""
        line = f"{self._label}  {text} ({time.monotonic() - self._started_s:.1f} s)"
        if self._terminal:
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write("\r" + " " * width + "\r")
        say(line)


class CommandError(Exception):
    """A command of a step ended with a status other than 0.

    Attributes:
        output: its last lines.
        cause: the line that says most about the reason.
    """

    def __init__(self, command: Sequence[str], status: int, output: Sequence[str]) -> None:
        self.output = "\n".join(output)
        said = [line.strip() for line in output if line.strip()]
        errors = [line for line in said if line.startswith(_ERROR_MARKS)]
        self.cause = (errors or said or [f"{Path(command[0]).name} ended with status {status}"])[-1]
        super().__init__(self.cause)


def run(command: Sequence[str], line: StepLine, log: Path, cwd: Path | None = None) -> str:
    """Run a command behind the step's line and return its last lines; all output goes to the log file.

    Raises:
        CommandError: it ended with a status other than 0.
        OSError: it cannot be started.
    """
    tail: deque[str] = deque(maxlen=_KEPT_LINES)
    with log.open("a", encoding="utf-8") as copy:
        copy.write(f"\n$ {' '.join(command)}\n")
        with subprocess.Popen(
            command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as child:

            def read() -> None:
                assert child.stdout is not None
                for raw in child.stdout:
                    text = raw.decode("utf-8", "replace").rstrip()
                    tail.append(text)
                    copy.write(text + "\n")

            reader = threading.Thread(target=read, name="setup-output", daemon=True)
            reader.start()
            try:
                while reader.is_alive():
                    reader.join(_REFRESH_S)
                    line.progress(tail[-1].strip() if tail else "")
            except KeyboardInterrupt:
                child.terminate()
                raise
    if child.returncode:
        raise CommandError(command, child.returncode, list(tail))
    return "\n".join(tail)
