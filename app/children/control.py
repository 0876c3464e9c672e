"""The child's side of the control pipe; what every child program but the camera writer shares."""

import contextlib
import json
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

__all__ = ["Control", "Failure"]

HEARTBEAT_S = 1.0
Message = dict[str, Any]


class Failure(Exception):  # noqa: N818 - told to the parent, which makes an error of it
    """Something to tell the user: what went wrong, and what to do about it."""

    def __init__(self, text: str, advice: str) -> None:
        super().__init__(f"{text}; {advice}")
        self.text = text
        self.advice = advice


class Control:
    """JSON lines on standard input and output.

    Args:
        counters: called once a second; what it returns goes out with the heartbeat.
        orphan_limit_s: how long the program may go on after the parent has gone, to close what it writes.
    """

    def __init__(self, counters: Callable[[], Message], orphan_limit_s: float = 0.0) -> None:
        # Ctrl-C reaches the whole group; the parent closes its children in order
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # a library that prints must not break the protocol
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        self._lock = threading.Lock()
        self._counters = counters
        self._orphan_limit_s = orphan_limit_s
        self._commands: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self.quit = threading.Event()
        threading.excepthook = self._crash
        threading.Thread(target=self._listen, name="commands", daemon=True).start()
        self.send("hello", pid=os.getpid())
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()

    def send(self, event: str, **values: object) -> None:
        """Send one event."""
        line = json.dumps({"event": event, **values})
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._out.write(line + "\n")
            self._out.flush()

    def command(self, timeout_s: float | None = None) -> Message | None:
        """Return the next command, None if none came in time."""
        try:
            return self._commands.get(timeout=timeout_s)
        except queue.Empty:
            return None

    @property
    def pending(self) -> bool:
        """Whether a command waits; looking costs next to nothing."""
        return not self._commands.empty()

    def fail(self, failure: Failure) -> NoReturn:
        """Tell the parent and end."""
        self.send("error", text=failure.text, advice=failure.advice)
        self.exit(1)

    def exit(self, status: int = 0) -> NoReturn:
        """End at once: worker threads may hang in a library call, and nothing is left to lose."""
        with self._lock:
            self._out.flush()
        sys.stderr.flush()
        os._exit(status)

    def _listen(self) -> None:
        for line in sys.stdin:
            command = json.loads(line)
            if command.get("do") == "quit":
                break
            self._commands.put(command)
        self.quit.set()
        self._commands.put({"do": "quit"})
        threading.Event().wait(self._orphan_limit_s)
        self.exit()

    def _crash(self, what: threading.ExceptHookArgs) -> None:
        """A thread that dies of a mistake of ours takes the program with it, else the parent would wait for ever."""
        traceback.print_exception(what.exc_type, what.exc_value, what.exc_traceback)
        self.fail(Failure(f"a mistake in the program ({what.exc_value})", "see the log, and please report it"))

    def _beat(self) -> None:
        while not self.quit.wait(HEARTBEAT_S):
            self.send("heartbeat", **self._counters())
