"""OrderDesk: carries out orders from outside with what the window has for its own buttons."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.control.orders import Order, switched
from app.desk.desk import Desk
from app.desk.performer import Named
from app.errors import SettingsError, StreamError
from app.profiles import Profile, Profiles
from app.session_status import SessionStatus
from app.settings import Settings
from app.ui.profiles.book import ProfileBook

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class OrderDesk(Desk):
    """Every order that there is, on the window's thread."""

    def __init__(self, window: "MainWindow", book: ProfileBook) -> None:
        super().__init__(WindowPerformer(window, book))
        self._window = window
        self._acts |= {"screenshot": self._screenshot, "window": self._show_window}

    def carry_out(self, order: Order) -> None:
        """Do what an order says, unless the window is on its way out. Raises AppError."""
        if self._window.commands.closing:
            raise SettingsError("the window is closing", "start it again")
        super().carry_out(order)

    def _screenshot(self, _: Order) -> None:
        self.need_running()
        self._window.commands.screenshot()

    def _show_window(self, order: Order) -> None:
        window = self._window
        if switched(order.argument, window.isVisible()):
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()
        else:
            window.showMinimized()


class WindowPerformer:
    """The performance of a window, as the desk sees it."""

    def __init__(self, window: "MainWindow", book: ProfileBook) -> None:
        self._window, self._model, self._book = window, window.model, book
        self._voice = window.model.voice
        self.start, self.stop = self._model.start, self._model.stop
        self.calibrate = self._model.calibrate
        self.mute, self.pause, self.talk = self._voice.mute, self._voice.pause, self._voice.talk

    @property
    def settings(self) -> Settings:
        """What is set now."""
        return self._model.settings

    @property
    def status(self) -> SessionStatus:
        """The newest snapshot."""
        return self._model.status

    @property
    def state(self) -> str:
        """What the session is doing."""
        return self._model.phase.value

    @property
    def muted(self) -> bool:
        """The voice is silenced."""
        return self._voice.muted

    @property
    def paused(self) -> bool:
        """Others see the still portrait and hear nothing."""
        return self._voice.paused

    @property
    def talking(self) -> bool:
        """The push-to-talk key is held."""
        return self._voice.talking

    @property
    def recording(self) -> Path | None:
        """The film that is being written."""
        return self._model.recording

    @property
    def profiles(self) -> Profiles:
        """All of them, and which one was taken last."""
        return self._book.profiles

    def avatars(self) -> Sequence[Named]:
        """Return the avatars in the order of the gallery."""
        gallery = self._window.avatars
        return [avatar for one in gallery.ids if (avatar := gallery.avatar(one)) is not None]

    def voices(self) -> Sequence[Named]:
        """Return the voices in the order of the list."""
        return self._window.voices.shelf.voices

    def change(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of Settings
        """Change settings. Raises SettingsError."""
        self._model.change(**changes)

    def take(self, profile: Profile) -> None:
        """Let everything be as a profile says."""
        self._book.take(profile.id)

    def record(self, on: bool) -> None:
        """Begin or finish a recording; the window says what becomes of it."""
        if on != (self.recording is not None):
            self._window.commands.record()

    def stream(self, on: bool) -> None:
        """Send everything to the address that is set, or end that. Raises StreamError."""
        stream = self._model.stream
        if on and not stream.ready(self._model.settings):
            raise StreamError("the stream key is not known", "give it in the window first")
        stream.start(self._model.settings) if on else stream.stop()
