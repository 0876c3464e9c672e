"""Deck: mixer and outputs side by side under the preview, with fewer words where there is less room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.bars.mixer_strip import MixerStrip
from app.ui.outputs.output_strip import OutputStrip

_ROOM_FOR_ALL_PX, _ROOM_FOR_WORDS_PX = 915, 780
_COMPACT_PX = 400


class Deck(QWidget):
    """Puts the two strips beside each other."""

    def __init__(self, mixer: MixerStrip, outputs: OutputStrip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mixer, self._outputs = mixer, outputs
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(mixer, 3)
        row.addWidget(outputs, 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words away where there is no room for them."""
        self._mixer.set_compact(self.width() < _ROOM_FOR_ALL_PX)
        self._outputs.set_compact(self.width() < _ROOM_FOR_WORDS_PX)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the size without words; the layout would insist on those it has now."""
        return QSize(_COMPACT_PX, self._mixer.sizeHint().height())
