"""OscInput: orders by Open Sound Control over UDP, from TouchOSC and the like (opensoundcontrol.org, OSC 1.0)."""

import logging
import threading
from collections import deque
from typing import Any

from app.control.bindings import Heard
from app.control.inbox import Inbox
from app.control.orders import ORDERS, Kind, understand
from app.errors import AppError, DeviceError

log = logging.getLogger(__name__)

PREFIX = "/likeness/"
_MOST = 64


class OscInput:
    """Listens on a thread of its own.

    Addresses `/likeness/COMMAND` are understood without being bound, their arguments are what the command needs. Others
    are told by `take`.
    """

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._heard: deque[Heard] = deque(maxlen=_MOST)
        self._server: Any = None
        self._thread: threading.Thread | None = None

    def start(self, port: int, *, anywhere: bool) -> None:
        """Listen.

        Args:
            port: UDP port, 1..65535.
            anywhere: also to other computers; else to this one only.

        Raises:
            DeviceError: the port is taken, or the library is missing.
        """
        try:
            from pythonosc.dispatcher import Dispatcher
            from pythonosc.osc_server import BlockingOSCUDPServer
        except ImportError as error:
            raise DeviceError("OSC needs a package that is not installed", "pip install python-osc") from error
        dispatcher = Dispatcher()
        dispatcher.set_default_handler(self._hear)
        try:
            self._server = BlockingOSCUDPServer(("" if anywhere else "127.0.0.1", port), dispatcher)
        except (OSError, OverflowError) as error:
            raise DeviceError(f"OSC cannot listen at port {port}: {error}", "choose another port") from error
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name="osc", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> list[str]:
        """Listen no more. Returns the name of the thread if it is still alive."""
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is None or thread is None:
            return []
        server.shutdown()
        server.server_close()
        thread.join(timeout_s)
        return [thread.name] if thread.is_alive() else []

    def take(self) -> list[Heard]:
        """Return what was said since the last time at addresses that are not ours."""
        heard = []
        while self._heard:
            heard.append(self._heard.popleft())
        return heard

    def _hear(self, address: str, *arguments: object) -> None:
        if not address.startswith(PREFIX):
            self._heard.append(Heard(f"osc {address}", _share(arguments)))
            return
        words = [address.removeprefix(PREFIX).replace("/", " ").strip(), *arguments]
        known = ORDERS.get(str(words[0]).lower().replace("-", "_"))
        if known is not None and known.kind is Kind.NOTHING:
            if arguments and _share(arguments) == 0.0:
                return  # a button that was let go
            words = words[:1]
        try:
            self._inbox.put(understand(words))
        except AppError as error:
            log.info("OSC %s: %s", address, error)


def _share(arguments: tuple[object, ...]) -> float:
    """How far a control is pressed: its number, 1.0 if it sends none."""
    first = arguments[0] if arguments else 1.0
    if isinstance(first, bool):
        return float(first)
    return min(max(float(first), 0.0), 1.0) if isinstance(first, int | float) and first == first else 1.0
