"""CableControl: the virtual cable for the window: makes, removes and watches it, off the GUI thread."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.inputs.sound_list import SoundList
from app.ui.message import Level, Message
from app.ui.session_model import SessionModel

if TYPE_CHECKING:
    from app.sound.cable import CableStatus

OUTPUT_ID = "PulseAudio: likeness_cable"  # app.sound.cable says the same; it is loaded when it is needed
_LANE = "cable"


def _look() -> "CableStatus":
    from app.sound import cable

    return cable.look()


def _create() -> "CableStatus":
    from app.sound import cable

    return cable.create()


def _remove() -> "CableStatus":
    from app.sound import cable

    cable.remove()
    return cable.look()


def _begin(wanted: bool) -> "CableStatus":
    """Clear away what a crash has left; make the cable if the voice is to go there."""
    from app.sound import cable

    cable.tidy()
    found = cable.look()
    if wanted and found.state in ("missing", "damaged", "ready"):
        return cable.create()
    return found


class CableControl(QObject):
    """The cable as it was found last, and what the user may do with it.

    Attributes:
        status: None before the first look.
        busy: something is being made or removed.
    """

    changed = Signal()

    def __init__(self, model: SessionModel, devices: SoundList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._devices = model, devices
        self._looking = self._prepared = False
        self._waiting: list[Callable[[], object]] = []
        self.status: CableStatus | None = None
        self.busy = False

    @property
    def chosen(self) -> bool:
        """Whether the voice goes into this cable."""
        return self._model.settings.audio_output == OUTPUT_ID

    def prepare(self, then: Callable[[], object] = lambda: None) -> None:
        """Clean up after a crash and make the cable again if it is chosen; once. Calls `then` when that is done."""
        if self._prepared and not self.busy:
            then()
            return
        self._waiting.append(then)
        if not self._prepared:
            wanted = self.chosen
            self._run(lambda: _begin(wanted), self._began)
        self._prepared = True

    def create(self) -> None:
        """Make the cable and send the voice there."""
        self._run(_create, self._created)

    def use(self) -> None:
        """Send the voice there."""
        self._model.change(audio_output=OUTPUT_ID)

    def remove(self) -> None:
        """Take the voice out of the cable, and remove it unless somebody listens."""
        if self.chosen:
            self._model.change(audio_output="none")
        self._run(_remove, self._removed)

    def look(self) -> None:
        """Look again, one look at a time."""
        if self._prepared and not self._looking and not self.busy:
            self._looking = True
            self._model.background.run(_look, self._looked, lambda *_: None, lane=_LANE)

    def release(self) -> None:
        """Remove the cable if the setting says so, this program made it and nobody listens. Blocks: for the end."""
        if self._model.settings.remove_cable and self.status is not None and self.status.owner == "us":
            from app.sound import cable

            cable.release()

    def _run(self, work: "Callable[[], CableStatus]", done: "Callable[[CableStatus], None]") -> None:
        if self.busy:
            return
        self.busy = True
        self.changed.emit()
        self._model.background.run(work, done, self._failed, lane=_LANE)

    def _began(self, status: "CableStatus") -> None:
        if self.chosen:
            self._devices.refresh()
        self._show(status)

    def _created(self, status: "CableStatus") -> None:
        self._devices.refresh()
        self._show(status)
        self.use()

    def _removed(self, status: "CableStatus") -> None:
        self._devices.refresh()
        self._show(status)

    def _looked(self, status: "CableStatus") -> None:
        self._looking = False
        if not self.busy:
            self._show(status)

    def _show(self, status: "CableStatus") -> None:
        self.status, self.busy = status, False
        self.changed.emit()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _failed(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.WARNING))
        self.busy = False
        self.changed.emit()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()
        self.look()
