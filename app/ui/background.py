"""Runs slow work on threads of its own and brings the results back to the GUI thread by polling."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from app.errors import AppError
from app.ui.languages.translator import told
from models.errors import ModelError

T = TypeVar("T")
_POLL_MS = 15


@dataclass(eq=False)
class _Task:
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[str, str], None]
    lane: str
    thread: threading.Thread | None = None
    result: Any = None
    error: BaseException | None = None

    def start(self) -> None:
        self.thread = threading.Thread(target=self._run, name=f"window-{self.lane or 'work'}", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.result = self.work()
        except BaseException as error:  # noqa: BLE001 - kept and raised again on the GUI thread
            self.error = error

    @property
    def finished(self) -> bool:
        return self.thread is not None and not self.thread.is_alive()


class Background(QObject):
    """Starts one thread per task; a timer of the GUI thread collects what is finished.

    Tasks with the same `lane` run one after another in the order they were given. No worker touches Qt: signals
    from other threads have crashed PySide6 and queue without bound. The threads are daemons, so that a device driver
    that never answers cannot keep the program from ending; the window waits for them before it closes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: list[_Task] = []
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._collect)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] = lambda _: None,
        failed: Callable[[str, str], None] = lambda *_: None,
        lane: str = "",
    ) -> None:
        """Do `work` on a thread, then call on the GUI thread `done(result)` or `failed(message, advice)`.

        `failed` hears of AppError, ModelError and OSError; any other error is a bug and is raised on the GUI thread.
        """
        self._tasks.append(_Task(work, done, failed, lane))
        self._start_waiting()
        self._timer.start()

    @property
    def busy(self) -> bool:
        """True while any task is unfinished."""
        return bool(self._tasks)

    @property
    def names(self) -> list[str]:
        """What is unfinished, by lane."""
        return [task.lane or "work" for task in self._tasks]

    def _start_waiting(self) -> None:
        occupied: set[str] = set()
        for task in self._tasks:
            if task.thread is None and (not task.lane or task.lane not in occupied):
                task.start()
            occupied.add(task.lane)

    def _collect(self) -> None:
        finished = [task for task in self._tasks if task.finished]
        for task in finished:
            self._tasks.remove(task)
        try:
            for task in finished:
                _report(task)
        finally:  # after the reports, so that the next task of a lane sees what they changed
            self._start_waiting()
            if not self._tasks:
                self._timer.stop()


def _report(task: _Task) -> None:
    error = task.error
    if error is None:
        task.done(task.result)
    elif isinstance(error, (AppError, ModelError)):
        task.failed(told(error.message), told(error.advice))
    elif isinstance(error, OSError):
        task.failed(str(error), "")
    else:
        raise error
