"""ControlServer: lets other programs of the same user give orders, as lines of JSON."""

import contextlib
import json
import logging
import threading
from typing import Any

from app.control.channel import Channel, Door, control_address, open_door
from app.control.inbox import Inbox, Reply
from app.control.orders import understand
from app.errors import AppError

log = logging.getLogger(__name__)

ANSWER_S = 10.0
MOST_GUESTS = 8


class ControlServer:
    """Waits for other programs on threads of its own; what they say goes to the inbox.

    Each line is an object `{"do": ["profile", "Work"]}`, each answer one with "ok", and "error" and "advice" or
    "status". A line that is none is answered, too.
    """

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._door: Door | None = None
        self._guests: dict[threading.Thread, Channel] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.address = ""

    def start(self) -> None:
        """Listen. Raises SettingsError if somebody else does at this address, or nobody can."""
        address = control_address()
        self._door = open_door(address)
        self.address = address
        self._thread = threading.Thread(target=self._receive, args=(self._door,), name="control", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> list[str]:
        """Listen no more and end every conversation. Returns the names of threads still alive."""
        if self._door is not None:
            self._door.close()
        with self._lock:
            guests = dict(self._guests)
        for channel in guests.values():
            channel.close()
        threads = [*guests, *([self._thread] if self._thread is not None else [])]
        for thread in threads:
            thread.join(timeout_s)
        return [thread.name for thread in threads if thread.is_alive()]

    def _receive(self, door: Door) -> None:
        with contextlib.suppress(OSError):  # the door was closed
            while True:
                self._welcome(door.accept())

    def _welcome(self, channel: Channel) -> None:
        guest = threading.Thread(target=self._converse, args=(channel,), name="control-guest", daemon=True)
        with self._lock:
            full = len(self._guests) >= MOST_GUESTS
            if not full:
                self._guests[guest] = channel
        if full:
            log.info("too many programs want to give orders")
            channel.close()
        else:
            guest.start()

    def _converse(self, channel: Channel) -> None:
        try:
            while line := channel.read():
                channel.write(json.dumps(self._answer(line)).encode())
        except OSError as error:
            log.debug("a guest has gone: %s", error)
        finally:
            channel.close()
            with self._lock:
                self._guests.pop(threading.current_thread(), None)

    def _answer(self, line: bytes) -> Reply:
        try:
            return self._inbox.put(understand(_words(line))).wait(ANSWER_S)
        except AppError as error:
            return refusal(error)


def refusal(error: AppError) -> Reply:
    """Return the answer to an order that cannot be carried out."""
    return {"ok": False, "error": error.message, "advice": error.advice}


def _words(line: bytes) -> list[Any]:
    """What a line asks for; [] if it is none of ours, which is then no command."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return []
    words = asked.get("do", []) if isinstance(asked, dict) else []
    return words if isinstance(words, list) else [words]
