"""Slider: a horizontal slider with a round knob and a mark at its ordinary value."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from app.ui.look import theme

_KNOB_PX = 8.0


class Slider(QSlider):
    """Drawn by itself, because style sheets cannot draw marks; a double click goes back to the mark."""

    def __init__(self, parent: QWidget | None = None, *, mark: int, two_sided: bool = False) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._mark = mark
        self._two_sided = two_sided  # filled from the mark to the knob instead of from the left

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(120, 22)

    def minimumSizeHint(self) -> QSize:
        """Return the least useful size."""
        return QSize(60, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw groove, filled part, mark and knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, knob = self.height() / 2, self._place(self.value())
        painter.setBrush(QColor(theme.TRACK))
        painter.drawRoundedRect(QRectF(2, middle - 2, self.width() - 4, 4), 2, 2)
        painter.drawRoundedRect(QRectF(self._place(self._mark) - 1, middle - 6, 2, 12), 1, 1)
        painter.setBrush(QColor(theme.ACCENT if self.isEnabled() else theme.TRACK))
        begin = self._place(self._mark) if self._two_sided else 2.0
        painter.drawRoundedRect(QRectF(QPointF(begin, middle - 2), QPointF(knob, middle + 2)).normalized(), 2, 2)
        painter.setBrush(QColor(theme.TEXT if self.isEnabled() else theme.DISABLED))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawEllipse(QPointF(knob, middle), _KNOB_PX, _KNOB_PX)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the knob under the pointer at once."""
        self._take(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._take(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back to the mark."""
        self.setValue(self._mark)

    def _take(self, event: QMouseEvent) -> None:
        room = self.width() - 2 * _KNOB_PX
        share = (event.position().x() - _KNOB_PX) / max(room, 1.0)
        value = self.minimum() + round(min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum()))
        near = abs(value - self._mark) <= 0.02 * (self.maximum() - self.minimum())
        self.setValue(self._mark if near else value)

    def _place(self, value: int) -> float:
        share = (value - self.minimum()) / max(self.maximum() - self.minimum(), 1)
        return _KNOB_PX + share * (self.width() - 2 * _KNOB_PX)
