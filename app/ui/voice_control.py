"""VoiceControl: pause, mute, push-to-talk, the user's own voice: what is decided for the moment, never remembered."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.media import now
from app.session_status import VoiceStatus
from app.ui.message import Level, Message

if TYPE_CHECKING:
    from app.session import Session

_QUIET_S = 60.0  # a warning that was away for so long is told again

GiveOrder = Callable[["Callable[[Session], None]"], None]


class VoiceControl(QObject):
    """The switches of the voice beside the settings. Belongs to SessionModel, which hands its orders over.

    Attributes:
        muted: nobody hears anything; stays through a stop and a new start.
        paused: others see the still portrait and hear nothing; stays through a stop and a new start.
        talking: the push-to-talk key is held.
        original: the user's own voice is let through; ends with the performance.
        watching: somebody looks at whom the voice sounds like, so that it is worth measuring.
    """

    changed = Signal()
    message = Signal(object)  # Message

    def __init__(self, order: GiveOrder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self.muted = False
        self.paused = False
        self.talking = False
        self.original = False
        self.watching = False
        self._told_s: dict[str, float] = {}  # when each warning was seen last

    def mute(self, on: bool) -> None:
        """Silence the voice, or let it be heard again."""
        if on != self.muted:
            self.muted = on
            self._order(lambda session: session.mute(on))
            self.changed.emit()

    def pause(self, on: bool) -> None:
        """Show others the still portrait and let them hear nothing, or go on."""
        if on != self.paused:
            self.paused = on
            self._order(lambda session: session.pause(on))
            self.changed.emit()

    def talk(self, pressed: bool) -> None:
        """Hold or let go of the push-to-talk key."""
        if pressed != self.talking:
            self.talking = pressed
            self._order(lambda session: session.talk(pressed))
            self.changed.emit()

    def pass_original(self, on: bool) -> None:
        """Let others hear the user's own voice; only ever called because the user has asked for it just now."""
        if on != self.original:
            self.original = on
            self._order(lambda session: session.pass_original(on))
            self.changed.emit()

    def watch(self, on: bool) -> None:
        """Let it be measured whom the voice sounds like, or not; ends with the performance."""
        if on != self.watching:
            self.watching = on
            self._order(lambda session: session.watch_likeness(on))

    def prepare(self, session: "Session") -> None:
        """Tell a session that is about to start what holds already; called off the GUI thread."""
        session.pause(self.paused)
        session.mute(self.muted)
        session.talk(self.talking)

    def end(self) -> None:
        """Forget what holds only while a performance runs."""
        self.talking = self.original = self.watching = False
        self._told_s.clear()
        self.changed.emit()

    def follow(self, status: VoiceStatus) -> None:
        """Tell what the voice warns of, once for as long as it comes and goes; see to it that muted is muted."""
        if self.muted and status.state == "running" and not status.muted:  # muted while the voice was being opened
            self._order(lambda session: session.mute(True))
        failure = f"{status.error}; {status.advice or ''}" if status.state == "failed" and status.error else ""
        time_s = now()
        for words in (*status.warnings, *([failure] if failure else [])):
            if time_s - self._told_s.get(words, -_QUIET_S) >= _QUIET_S:
                text, _, advice = words.partition("; ")
                self.message.emit(Message(text, advice, Level.ERROR if words == failure else Level.WARNING))
            self._told_s[words] = time_s
