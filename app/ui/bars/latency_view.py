"""LatencyView: where the time between mouth and output goes, part by part."""

from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.session_status import VoiceStatus
from app.ui.look import theme
from app.ui.parts.widgets import soft_label

_ROW_PX, _NAME_PX, _VALUE_PX, _WIDTH_PX = 24, 118, 62, 372
_COLOURS = ("#5b8def", "#7c7cf0", "#2fae96", "#5aa05a", "#c99a2e", "#d98a4b", "#c678a8")


class LatencyParts(QObject):
    """The parts of the delay in words; a QObject so that they can be translated."""

    def all(self, voice: VoiceStatus) -> list[tuple[str, float]]:
        """Return name and milliseconds of each part in the order of the flow; without the total."""
        known = {
            "microphone": self.tr("Microphone"),
            "hand-over": self.tr("Hand-over"),
            "handover": self.tr("Hand-over"),
            "resampling": self.tr("Resampling"),
            "algorithm": self.tr("Algorithm"),
            "compute": self.tr("Computing"),
            "delay": self.tr("Wait for picture"),
            "sync": self.tr("Wait for picture"),
            "output": self.tr("Output"),
        }
        return [(known.get(name, name), time) for name, time in voice.latency_ms.items() if name != "total"]


class LatencyView(QFrame):
    """A small sheet over the status line; a click beside it or Esc puts it away."""

    def __init__(self, parts: LatencyParts, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._parts = parts
        self.setObjectName("latencyView")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH_PX)
        title = QLabel(self.tr("From your mouth to the output"), self)
        title.setProperty("role", "heading")
        self.bars = LatencyBars(self)
        self.rest = soft_label(parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for widget in (title, self.bars, self.rest):
            column.addWidget(widget)

    def show_status(self, voice: VoiceStatus) -> None:
        """Show these numbers."""
        self.bars.show_parts(self._parts.all(voice), voice.latency_ms.get("total", 0.0))
        side = self.tr("after") if voice.av_offset_ms >= 0 else self.tr("before")
        half, most, nearly_all = voice.output_ms
        lines = [
            self.tr("Half of it takes {half:.0f} ms, 95 of 100 blocks {most:.0f}, 99 of 100 {all:.0f} ms.").format(
                half=half, most=most, all=nearly_all
            ),
            self.tr("Time between two blocks: even within {time:.0f} ms.").format(time=voice.jitter_ms),
            self.tr("The voice leaves {time:.0f} ms {side} the picture.").format(
                time=abs(voice.av_offset_ms), side=side
            ),
            self.tr("Output ran dry: {under} · sound lost at the microphone: {over}").format(
                under=voice.underruns, over=voice.overruns
            ),
        ]
        self.rest.setText("\n".join(lines))
        self.adjustSize()

    def show_above(self, widget: QWidget) -> None:
        """Open above this widget."""
        corner = widget.mapToGlobal(QPoint(0, 0))
        self.move(corner.x(), corner.y() - self.sizeHint().height() - 8)
        self.show()


class LatencyBars(QWidget):
    """A waterfall: each part begins where the one before has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, float]] = []
        self._total_ms = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for every part and the total."""
        return QSize(_WIDTH_PX - 32, _ROW_PX * (len(self._parts) + 1) + 8)

    def show_parts(self, parts: list[tuple[str, float]], total_ms: float) -> None:
        """Show these parts in the order of the flow."""
        if len(parts) != len(self._parts):
            self.updateGeometry()
        self._parts, self._total_ms = parts, total_ms
        self.setAccessibleName(", ".join(f"{name} {time:.0f} ms" for name, time in parts))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a row for each part and one for the total."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.width() - _NAME_PX - _VALUE_PX
        scale = room / max(self._total_ms, sum(time for _, time in self._parts), 1.0)
        begin = 0.0
        for row, (name, time) in enumerate(self._parts):
            self._paint_row(painter, row * _ROW_PX, name, time, bold=False)
            bar = QRectF(_NAME_PX + begin * scale, row * _ROW_PX + 8, max(2.0, time * scale), 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_COLOURS[row % len(_COLOURS)]))
            painter.drawRoundedRect(bar, 3, 3)
            begin += time
        line = len(self._parts) * _ROW_PX + 4
        painter.setBrush(QColor(theme.LINE))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(QRectF(0, line, self.width(), 1))
        self._paint_row(painter, line + 4, self.tr("Total"), self._total_ms, bold=True)
        painter.end()

    def _paint_row(self, painter: QPainter, top: float, name: str, time_ms: float, *, bold: bool) -> None:
        font = QFont(QFont().families())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.TEXT if bold else theme.TEXT_SOFT))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, _NAME_PX - 8, _ROW_PX), middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(theme.TEXT))
        value = QRectF(self.width() - _VALUE_PX, top, _VALUE_PX, _ROW_PX)
        digits = 0 if time_ms >= 100 or bold else 1
        painter.drawText(value, middle | Qt.AlignmentFlag.AlignRight, f"{time_ms:.{digits}f} ms")
