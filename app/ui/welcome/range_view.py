"""RangeView: how deep and how high somebody speaks, as a span on a scale of pitch."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.look import theme

LOWEST_HZ, HIGHEST_HZ = 60.0, 500.0  # from the deepest speaking voices to children calling
_BAR_PX = 8.0
_MARK_PX = 3.0


def share_of(pitch_hz: float) -> float:
    """Return where a pitch stands on the scale, 0 (deepest) .. 1 (highest); ears hear ratios, so it is logarithmic."""
    clipped = min(max(pitch_hz, LOWEST_HZ), HIGHEST_HZ)
    return math.log(clipped / LOWEST_HZ) / math.log(HIGHEST_HZ / LOWEST_HZ)


class RangeView(QWidget):
    """An empty scale until a range is shown.

    Attributes:
        span_hz: lowest, middle and highest pitch on show, None while nothing is known.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.span_hz: tuple[float, float, float] | None = None
        self.setAccessibleName(self.tr("Range of your voice"))
        self.setToolTip(self.tr("From your deepest to your highest speech; the mark is where you mostly speak"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a strip with a line of words under it."""
        return QSize(160, 34)

    def show_span(self, span_hz: tuple[float, float, float] | None) -> None:
        """Show lowest, middle and highest pitch in Hz; None empties the scale."""
        self.span_hz = span_hz
        words = (
            "" if span_hz is None else self.tr("{low:.0f} to {high:.0f} hertz").format(low=span_hz[0], high=span_hz[2])
        )
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw scale, span, mark, and the words at both ends."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, 4, self.width(), _BAR_PX)
        painter.setBrush(QColor(theme.SURFACE_HOVER))
        painter.drawRoundedRect(track, _BAR_PX / 2, _BAR_PX / 2)
        if self.span_hz is not None:
            low, middle, high = (share_of(pitch_hz) * self.width() for pitch_hz in self.span_hz)
            painter.setBrush(QColor(theme.ACCENT))
            painter.drawRoundedRect(QRectF(low, 4, max(high - low, _BAR_PX), _BAR_PX), _BAR_PX / 2, _BAR_PX / 2)
            painter.setBrush(QColor(theme.TEXT))
            painter.drawRoundedRect(QRectF(middle - _MARK_PX / 2, 0, _MARK_PX, _BAR_PX + 8), 1.5, 1.5)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(theme.TEXT_SOFT))
        room = QRectF(0, 17, self.width(), 17)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.tr("deep"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.tr("high"))
        painter.end()
