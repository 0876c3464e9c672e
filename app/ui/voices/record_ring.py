"""RecordRing: a round button that records; a ring fills with the seconds of speech, a disc follows the level."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.session_status import SILENCE_DB
from app.ui.look import icons, theme
from app.ui.parts.level_meter import FLOOR_DB

_SIDE_PX = 176
_RING_PX = 8.0
_DISC_SHARE = 0.56  # of the side, when silent
_SWELL = 0.2  # of the side, at full level


class RecordRing(QAbstractButton):
    """Idle it shows a microphone; while recording a stop sign, the seconds, the ring and the level."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(_SIDE_PX, _SIDE_PX)
        self._recording = self._done = False
        self._share, self._level_db = 0.0, SILENCE_DB
        self._words = ""

    def sizeHint(self) -> QSize:
        """Return its fixed size."""
        return QSize(_SIDE_PX, _SIDE_PX)

    def show_idle(self, *, done: bool = False) -> None:
        """Show that nothing is recorded; done: a good recording is there."""
        self._recording, self._done = False, done
        self._share, self._level_db, self._words = float(done), SILENCE_DB, ""
        self.update()

    def show_recording(self, share: float, level_db: float, words: str) -> None:
        """Show how much is there, 0..1, how loud it is, and the time in words."""
        self._recording, self._done = True, False
        self._share, self._level_db, self._words = min(max(share, 0.0), 1.0), level_db, words
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring, disc, sign and seconds."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        centre = QPointF(self.width() / 2, self.height() / 2)
        inset = _RING_PX / 2 + 3
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.SURFACE_HOVER), _RING_PX))
        painter.drawEllipse(box)
        if self._share > 0:
            pen = QPen(QColor(theme.ACCENT), _RING_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, -round(self._share * 360 * 16))
        self._paint_disc(painter, centre)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.TEXT), 1.5))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_disc(self, painter: QPainter, centre: QPointF) -> None:
        loud = min(max(1.0 - self._level_db / FLOOR_DB, 0.0), 1.0) if self._recording else 0.0
        radius = self.width() * (_DISC_SHARE + _SWELL * loud) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        if self._recording:
            glow = QColor(theme.RECORD)
            glow.setAlpha(46)
            painter.setBrush(glow)
            painter.drawEllipse(centre, radius, radius)
            radius = self.width() * _DISC_SHARE / 2
        ground = theme.RECORD if self._recording else theme.SURFACE_HOVER if self.underMouse() else theme.SURFACE
        painter.setBrush(QColor(ground))
        painter.drawEllipse(centre, radius, radius)
        sign = "stop" if self._recording else "tick" if self._done else "microphone"
        colour = theme.BACKGROUND if self._recording else theme.ACCENT
        side = 30 if self._recording else 46
        lift = 11 if self._recording else 0
        pixmap = icons.picture(sign, colour, side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(centre.x() - side / 2, centre.y() - side / 2 - lift), pixmap)
        if self._recording:
            font = QFont(QFont().families())
            font.setPixelSize(14)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(theme.BACKGROUND))
            where = QRectF(centre.x() - radius, centre.y() + 4, 2 * radius, 24)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self._words)

    def enterEvent(self, event: object) -> None:
        """Light up under the pointer."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Calm down when it leaves."""
        self.update()
