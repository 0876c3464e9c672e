"""Remote: the ears of the window: command socket, keys everywhere, MIDI, OSC; each as the settings say."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.control.bindings import Heard, order_for
from app.control.global_keys import GlobalKeys
from app.control.inbox import Inbox
from app.control.midi import MidiInput
from app.control.osc import OscInput
from app.control.server import ControlServer
from app.errors import AppError
from app.settings import Settings
from app.ui.around.order_desk import OrderDesk
from app.ui.languages.translator import told
from app.ui.message import Level, Message
from app.ui.session_model import SessionModel

log = logging.getLogger(__name__)
_LOOK_MS = 20


class Remote(QObject):
    """Opens and closes the ears, and hands what they hear to the desk.

    Attributes:
        troubles: why an ear that is wanted is deaf, "what; remedy" by "keys", "midi" and "osc".
        heard: what a MIDI device or an OSC program said last, None if nothing yet.
    """

    changed = Signal()  # an ear was opened or closed, or could not be
    learned = Signal(str)  # what was heard while learning: "midi note 1 60", "osc /1/push1"

    def __init__(self, model: SessionModel, desk: OrderDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._desk = model, desk
        self._inbox = Inbox()
        self._server = ControlServer(self._inbox)
        self._keys = GlobalKeys(self._inbox)
        self._midi = MidiInput()
        self._osc = OscInput(self._inbox)
        self.troubles: dict[str, str] = {}
        self.heard: Heard | None = None
        self._learning = False
        self._open = False
        self._wanted: dict[str, object] = {}
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        model.settings_changed.connect(self._follow)

    @property
    def address(self) -> str:
        """Where the command socket is, "" if nobody listens."""
        return self._server.address

    def open(self) -> None:
        """Listen from now on, to whom the settings say."""
        self._open = True
        try:
            self._server.start()
        except AppError as error:  # a second window: the first one is steered
            log.info("no command socket: %s", error)
        self._timer.start()
        self._follow(self._model.settings)

    def close(self) -> None:
        """Listen no more."""
        if self._open:
            self._open = False
            self._timer.stop()
            for ear in (self._server, self._keys, self._midi, self._osc):
                if alive := ear.stop():
                    log.warning("these do not end: %s", ", ".join(alive))

    def learn(self, on: bool) -> None:
        """Tell of the next key, knob or address instead of acting on it."""
        self._learning = on

    # -- inside

    def _follow(self, settings: Settings) -> None:
        if not self._open:
            return
        keys = settings.global_keys if settings.global_keys_on else ()
        self._tune("keys", keys, self._keys.stop, lambda: self._keys.start(keys))
        self._tune("midi", settings.midi_input, self._midi.stop, lambda: self._midi.start(settings.midi_input))
        osc = (settings.osc_port, settings.osc_from_network) if settings.osc_port else ()
        start = lambda: self._osc.start(settings.osc_port, anywhere=settings.osc_from_network)  # noqa: E731
        self._tune("osc", osc, self._osc.stop, start)

    def _tune(self, name: str, wanted: object, stop: Callable[[], object], start: Callable[[], None]) -> None:
        """Close an ear and open it as it is wanted now; say why it cannot be."""
        if self._wanted.get(name) == wanted or (name not in self._wanted and not wanted):
            return
        self._wanted[name] = wanted
        self.troubles.pop(name, None)
        stop()
        if wanted:
            try:
                start()
            except AppError as error:
                self.troubles[name] = told(str(error))
                self._model.message.emit(Message(error.message, error.advice, Level.WARNING))
        self.changed.emit()

    def _look(self) -> None:
        """Take what has been heard since the last look."""
        self._inbox.take_all(self._desk.act)
        for heard in (*self._midi.take(), *self._osc.take()):
            self.heard = heard
            if self._learning:
                self._learning = False
                self.learned.emit(heard.source)
                continue
            order = order_for(heard, self._model.settings.bindings)
            if order is not None:
                reply = self._desk.act(order)
                if not reply["ok"]:
                    self._model.message.emit(Message(reply["error"], reply["advice"], Level.WARNING))
