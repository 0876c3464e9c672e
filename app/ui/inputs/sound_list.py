"""SoundList: which microphones and outputs there are, asked once for all pickers, off the GUI thread."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.background import Background
from app.ui.message import Level, Message

if TYPE_CHECKING:
    from app.sound.devices import SoundDevice


def list_all() -> "tuple[tuple[SoundDevice, ...], tuple[SoundDevice, ...]]":
    """Return microphones and outputs. Raises DeviceError if sound cannot be used at all."""
    from app.sound.devices import list_sound_devices

    return list_sound_devices()


class SoundList(QObject):
    """The devices as they were found last.

    Attributes:
        looked: they have been listed at least once.
    """

    changed = Signal()
    message = Signal(object)  # Message

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._looking = False
        self.looked = False
        self.microphones: tuple[SoundDevice, ...] = ()
        self.outputs: tuple[SoundDevice, ...] = ()

    def refresh(self) -> None:
        """Look again; one look at a time."""
        if not self._looking:
            self._looking = True
            self._background.run(list_all, self._listed, self._not_listed, lane="sound-devices")

    def _listed(self, found: "tuple[tuple[SoundDevice, ...], tuple[SoundDevice, ...]]") -> None:
        self._looking, self.looked = False, True
        self.microphones, self.outputs = found
        self.changed.emit()

    def _not_listed(self, text: str, advice: str) -> None:
        self._listed(((), ()))
        self.message.emit(Message(text, advice, Level.WARNING))
