"""MixPicture: two discs that grow into each other, as much of each as is in the mix."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.look import theme
from app.ui.voices.voice_delegate import pitch_colour

_LARGE_PX, _SMALL_PX = 37.0, 20.0
_BARS = (0.3, 0.55, 0.8, 1.0, 0.7, 0.9, 0.5, 0.3)


class MixPicture(QWidget):
    """Decoration only: everything it shows is also said in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hz = (0.0, 0.0)
        self._ratio = 0.5
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a wide strip."""
        return QSize(480, 92)

    def show_mix(self, first_hz: float, second_hz: float, ratio: float) -> None:
        """Show voices of these pitches, with this share of the second, 0..1."""
        self._hz, self._ratio = (first_hz, second_hz), ratio
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the two discs and between them the mixed voice."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        ends = (QPointF(_LARGE_PX + 4, middle), QPointF(self.width() - _LARGE_PX - 4, middle))
        for end, hz, share in zip(ends, self._hz, (1 - self._ratio, self._ratio), strict=True):
            radius = _SMALL_PX + (_LARGE_PX - _SMALL_PX) * share
            painter.setBrush(pitch_colour(hz))
            painter.drawEllipse(end, radius, radius)
        self._paint_wave(painter, ends[0].x() + _LARGE_PX + 16, ends[1].x() - _LARGE_PX - 16, middle)
        painter.end()

    def _paint_wave(self, painter: QPainter, left: float, right: float, middle: float) -> None:
        colours = QLinearGradient(left, 0, right, 0)
        first, second = (pitch_colour(hz).lighter(135) for hz in self._hz)
        edge = min(max(1 - self._ratio, 0.02), 0.98)
        colours.setColorAt(max(0.0, edge - 0.25), first)
        colours.setColorAt(min(1.0, edge + 0.25), second)
        painter.setBrush(colours)
        count = 41
        step = (right - left) / count
        for place in range(count):
            height = 8 + 46 * _BARS[(place * 5) % len(_BARS)] * (1 - abs(2 * place / (count - 1) - 1) ** 3)
            bar = QRectF(left + step * place, middle - height / 2, step * 0.55, height)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        x = left + (right - left) * self._ratio
        painter.setBrush(QColor(theme.TEXT))
        painter.drawRoundedRect(QRectF(x - 1, middle - 36, 2, 72), 1, 1)
