"""The parent's side of a child process: start, JSON lines both ways, heartbeat, close with a deadline."""

import contextlib
import json
import logging
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path
from typing import IO, Any

from app.errors import AppError

__all__ = ["Child", "ChildDiedError", "ChildError", "RestartBudget"]

SILENCE_LIMIT_S = 3.0
SECOND_LOOK_S = 1.0
START_LIMIT_S = 30.0
Message = dict[str, Any]


class ChildError(AppError):
    """A child process reported an error, died or went silent; the caller turns it into an error of its own kind."""


class ChildDiedError(ChildError):
    """The child has ended without a word, or hangs: it may be started again."""


class RestartBudget:
    """Says whether a child may be started again: at most `limit` times in `per_s` seconds."""

    def __init__(self, limit: int = 3, per_s: float = 60.0) -> None:
        self.limit = limit
        self.per_s = per_s
        self._starts: deque[float] = deque()

    def spend(self, now_s: float) -> bool:
        """Take one restart; False: the budget is used up."""
        while self._starts and now_s - self._starts[0] > self.per_s:
            self._starts.popleft()
        if len(self._starts) >= self.limit:
            return False
        self._starts.append(now_s)
        return True


class Child:
    """One program of `app/children`, in a process of its own.

    Its standard input and output carry JSON objects, one a line: commands `{"do": ...}` to it, events `{"event": ...}`
    from it. "heartbeat" (once a second) carries counters, "error" a text and an advice. End of its input means that
    the parent is gone: the child ends by itself.
    """

    def __init__(self, name: str) -> None:
        """Remember which program to run, one of the table in `app/__main__.py`, e.g. "reader"."""
        self.name = name
        self.counters: Message = {}
        self._log = logging.getLogger(f"{__name__}.{name}")
        self._process: subprocess.Popen[bytes] | None = None
        self._events: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._send_lock = threading.Lock()
        self._error: ChildError | None = None
        self._heard_s = 0.0
        self._suspected_s: float | None = None

    @property
    def pid(self) -> int | None:
        """Process id, None before the start and after `close`."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the program and wait until it is ready for commands. Raises ChildError."""
        frozen = getattr(sys, "frozen", False)
        # `-m` looks into the current folder first: make that the one which holds this very package
        folder = None if frozen else Path(__file__).resolve().parent.parent
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app", "--child", self.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        for work, stream in ((self._listen, self._process.stdout), (self._log_lines, self._process.stderr)):
            thread = threading.Thread(target=work, args=(stream,), name=f"{self.name}-{work.__name__}", daemon=True)
            thread.start()
            self._threads.append(thread)
        try:
            self.wait("hello", START_LIMIT_S)
        except ChildError:
            self.close(0.0)
            raise

    def send(self, command: Message) -> None:
        """Send a command; one that can no longer be delivered is found by `failure`."""
        if self._process is None or self._process.stdin is None:
            return
        line = json.dumps(command).encode() + b"\n"
        with self._send_lock, contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def wait(self, event: str, timeout_s: float, stop: threading.Event | None = None) -> Message:
        """Return the next event of this name. Raises ChildError: reported, ended, nothing in time, or `stop` is set."""
        deadline = time.perf_counter() + timeout_s
        while True:
            try:
                message = self._events.get(timeout=0.05)
            except queue.Empty:
                failure = self.failure()
                if failure is not None and self._events.empty():
                    raise failure from None
                if stop is not None and stop.is_set():
                    raise ChildError(f"opening was given up by the {self.name} process", "start again") from None
                if time.perf_counter() > deadline:
                    raise ChildError(
                        f"the {self.name} process did not answer in {timeout_s:.0f} s", "try again"
                    ) from None
                continue
            if message.get("event") == event:
                return message
            if message.get("event") == "error" and self._error is not None:
                raise self._error

    def failure(self) -> ChildError | None:
        """Return what is wrong with the child, None while it is well."""
        if self._error is not None:
            return self._error
        if self._process is None:
            return ChildError(f"the {self.name} process is not running", "start again")
        status = self._process.poll()
        if status is not None:
            self._threads[0].join(1.0)  # its last words may still be in the pipe
            return self._error or ChildDiedError(
                f"the {self.name} process ended unexpectedly (status {status})", "start again"
            )
        time_s = time.perf_counter()
        silent_s = time_s - self._heard_s
        if not self._heard_s or silent_s <= SILENCE_LIMIT_S:
            self._suspected_s = None
            return None
        # after the computer has slept the first look finds a long silence: give the child time to speak
        self._suspected_s = self._suspected_s or time_s
        if time_s - self._suspected_s > SECOND_LOOK_S:
            return ChildDiedError(f"the {self.name} process hangs (silent for {silent_s:.1f} s)", "start again")
        return None

    def close(self, deadline_s: float = 3.0) -> int | None:
        """Ask the child to quit, wait, kill it if it does not; return its exit status. May be called twice."""
        process = self._process
        if process is None:
            return None
        self.send({"do": "quit"})
        with self._send_lock, contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        try:
            process.wait(deadline_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()
        self._threads.clear()
        self._process = None
        return process.returncode

    def _listen(self, stream: IO[bytes]) -> None:
        for line in stream:
            try:
                message = json.loads(line)
            except ValueError:
                self._log.info("not a message: %r", line[:200])
                continue
            self._heard_s = time.perf_counter()
            if message.get("event") == "heartbeat":
                self.counters = message
                continue
            if message.get("event") == "error" and self._error is None:
                self._error = ChildError(str(message.get("text", "")), str(message.get("advice", "")))
            self._events.put(message)

    def _log_lines(self, stream: IO[bytes]) -> None:
        for line in stream:
            self._log.info("%s", line.decode(errors="replace").rstrip())
