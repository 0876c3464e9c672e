"""DevicePicker: a list of microphones or outputs that looks again whenever it is opened."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

if TYPE_CHECKING:
    from app.sound.devices import SoundDevice

Choice = tuple[str, str]  # words and address


class DevicePicker(QComboBox):
    """Fixed choices around the devices that are there; an address in use that has gone stays in the list.

    Attributes:
        looked: the devices have been listed at least once.
    """

    opened = Signal()
    picked = Signal(str)

    def __init__(
        self, name: str, tip: str, before: list[Choice], after: list[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._before, self._after = before, after
        self._devices: tuple[SoundDevice, ...] = ()
        self._address = ""
        self.looked = False
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self._pick)
        self._fill()

    def showPopup(self) -> None:
        """Open the list with what is known, and look again meanwhile."""
        self.opened.emit()
        super().showPopup()

    def wheelEvent(self, event: object) -> None:
        """Ignore the wheel: a device must not change because the page was scrolled."""
        event.ignore()  # type: ignore[attr-defined]

    def set_fixed(self, before: list[Choice], after: list[Choice]) -> None:
        """Change the fixed choices."""
        if (before, after) == (self._before, self._after):
            return
        self._before, self._after = before, after
        self._fill()

    def show_devices(self, devices: "tuple[SoundDevice, ...]") -> None:
        """Take over a fresh list."""
        if self.looked and devices == self._devices:
            return
        self._devices, self.looked = devices, True
        self._fill()

    def select(self, address: str) -> None:
        """Show this address as the chosen one without telling anybody."""
        if address != self._address or self.currentData() != address:
            self._address = address
            self._fill()

    @property
    def devices(self) -> "tuple[SoundDevice, ...]":
        """What was found when it looked last."""
        return self._devices

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        for words, address in self._before:
            self.addItem(words, address)
        for device in self._devices:
            self.addItem(self._words(device), device.id)
        if self._address and self.findData(self._address) < 0 and self._address not in self._fixed():
            self.addItem(self._strange_words(), self._address)
        if self._after:
            self.insertSeparator(self.count())
        for words, address in self._after:
            self.addItem(words, address)
        self.setCurrentIndex(max(0, self.findData(self._address)))
        self.blockSignals(False)

    def _strange_words(self) -> str:
        """Name an address that is none of the devices: a sound file, or a device that is away."""
        if Path(self._address).is_file():
            return Path(self._address).name
        return self.tr("{name} — not connected").format(name=self._address) if self.looked else self._address

    def _fixed(self) -> set[str]:
        return {address for _, address in (*self._before, *self._after)}

    def _words(self, device: "SoundDevice") -> str:
        return self.tr("{name} (virtual cable)").format(name=device.name) if device.virtual else device.name

    def _pick(self, index: int) -> None:
        address = self.itemData(index)
        if isinstance(address, str):
            self._address = address
            self.picked.emit(address)
