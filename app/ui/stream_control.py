"""StreamControl: begins and ends the stream, and keeps its key while the program runs; on disk only if it is wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.settings import Settings
from app.stream_target import StreamTarget

if TYPE_CHECKING:
    from app.ui.voice_control import GiveOrder


class StreamControl(QObject):
    """Belongs to SessionModel, which hands its orders over; how the stream does is said by the session's status.

    Attributes:
        key: as the user has given it last, None if nobody has asked for it since the program was started.
    """

    def __init__(self, order: "GiveOrder", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self.key: str | None = None

    def key_of(self, settings: Settings) -> str:
        """Return the stream key, "" if none is known."""
        return settings.stream_key if self.key is None else self.key

    def ready(self, settings: Settings) -> bool:
        """Whether all is known that a stream needs, so that the user need not be asked."""
        address = settings.stream_address
        keyless = address.startswith(("udp://", "tcp://")) or self.key is not None
        return bool(address) and (keyless or bool(settings.stream_key))

    def start(self, settings: Settings) -> None:
        """Stream to the address of the settings. Raises StreamError for one that nothing can be sent to."""
        target, kbit_s = StreamTarget.read(settings.stream_address, self.key_of(settings)), settings.stream_kbit_s
        self._order(lambda session: session.stream(target, kbit_s))

    def stop(self) -> None:
        """End the stream."""
        self._order(lambda session: session.stream(None))
