"""CoachPicture: a drawn head that shows what to do, the same way round as the user sees himself beside it."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.ui.look import theme

_GRID = 64.0
_HEAD = QRectF(19, 13, 26, 35)
_TILTED_DEG = 16.0


class CoachPicture(QWidget):
    """One small picture for each advice of the coach, drawn on a grid of 64 x 64.

    Attributes:
        advice: a value of app.stages.picture.coach.Advice, "" for all is well.
        flipped: the user's left is on the right, as in a picture that is no mirror.
    """

    def __init__(self, side_px: int, parent: QWidget | None = None, *, over_picture: bool = False) -> None:
        super().__init__(parent)
        self.advice = ""
        self.flipped = False
        self._side_px, self._over = side_px, over_picture
        self.setFixedSize(side_px, side_px)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return QSize(self._side_px, self._side_px)

    def show_advice(self, advice: str) -> None:
        """Draw this one."""
        if advice != self.advice:
            self.advice = advice
            self.update()

    def follow(self, settings: Settings) -> None:
        """Be the same way round as the picture of the user."""
        flipped = settings.mirror_input == settings.mirror_preview  # mirrored twice is not mirrored
        if flipped != self.flipped:
            self.flipped = flipped
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the head and what to do with it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / _GRID, self.height() / _GRID)
        if self.flipped and self.advice:  # the tick stays a tick
            painter.translate(_GRID, 0)
            painter.scale(-1, 1)
        self._line = QColor(theme.OVER_PICTURE if self._over else theme.TEXT_SOFT)
        good = not self.advice
        accent, warning = theme.OVER_PICTURE_ACCENT, theme.OVER_PICTURE_WARNING
        if not self._over:
            accent, warning = theme.ACCENT, theme.WARNING
        self._mark = QColor(accent if good else warning)
        self._head(painter)
        self._arrow(painter)
        painter.end()

    def _head(self, painter: QPainter) -> None:
        size = {"nearer": 0.62, "farther": 1.25}.get(self.advice, 1.0)
        painter.save()
        painter.translate(32, 31)
        painter.scale(size, size)
        if self.advice == "upright":
            painter.rotate(_TILTED_DEG)
        painter.translate(-32, -31)
        style = Qt.PenStyle.DashLine if self.advice == "come" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._mark if not self.advice else self._line, 2.2, style, Qt.PenCapStyle.RoundCap))
        painter.drawEllipse(_HEAD)
        if self.advice != "come":
            self._features(painter)
        painter.restore()

    def _features(self, painter: QPainter) -> None:
        """Eyes and mouth; what is spoken of in the colour of the mark."""
        aside = {"turn_left": 4.0, "turn_right": -4.0}.get(self.advice, 0.0)  # where it looks now: away from the arrow
        lower = {"lift": 4.0, "lower": -4.0}.get(self.advice, 0.0)
        eyes, mouth = self.advice == "eyes", self.advice in ("mouth", "calm")
        painter.setPen(QPen(self._mark if eyes or not self.advice else self._line, 2.4, c=Qt.PenCapStyle.RoundCap))
        for x in (26.0, 38.0):
            at = QPointF(x + aside, 27 + lower)
            if eyes:
                painter.drawEllipse(at, 3.4, 2.6)
            painter.drawPoint(at)
        painter.setPen(QPen(self._mark if mouth or not self.advice else self._line, 2.4, c=Qt.PenCapStyle.RoundCap))
        corner = QPointF(27 + aside, 39 + lower)
        if self.advice == "calm":  # a mouth drawn to one side
            painter.drawPolyline([corner + QPointF(0, 2), corner + QPointF(4, 1), corner + QPointF(11, -4)])
        elif self.advice == "mouth":  # lips towards each other
            painter.drawLine(corner, corner + QPointF(10, 0))
            painter.drawPolyline([corner + QPointF(2, -5.5), corner + QPointF(5, -3.5), corner + QPointF(8, -5.5)])
            painter.drawPolyline([corner + QPointF(2, 5.5), corner + QPointF(5, 3.5), corner + QPointF(8, 5.5)])
        else:
            painter.drawLine(corner, corner + QPointF(10, 0))

    def _arrow(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._mark, 2.6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        straight = {
            "left": [((13, 31), (4, 31))],
            "right": [((51, 31), (60, 31))],
            "up": [((32, 11), (32, 3))],
            "down": [((32, 52), (32, 60))],
            "nearer": [((22, 20), (13, 10)), ((42, 20), (51, 10)), ((22, 43), (13, 53)), ((42, 43), (51, 53))],
            "farther": [((3, 4), (12, 12)), ((61, 4), (52, 12)), ((3, 60), (12, 51)), ((61, 60), (52, 51))],
            "turn_left": [((44, 7), (20, 7))],
            "turn_right": [((20, 7), (44, 7))],
            "lift": [((54, 40), (54, 20))],
            "lower": [((54, 20), (54, 40))],
        }.get(self.advice, [])
        for start, end in straight:
            _draw_arrow(painter, QPointF(*start), QPointF(*end))
        extra = {
            "upright": self._turn_back,
            "light": self._sun,
            "glare": self._sun,
            "backlight": self._sun,
            "alone": self._other,
            "": self._tick,
        }.get(self.advice)
        if extra is not None:
            extra(painter)

    def _turn_back(self, painter: QPainter) -> None:
        path = QPainterPath()
        box = QRectF(10, 7, 44, 44)
        path.arcMoveTo(box, 50)
        path.arcTo(box, 50, 70)
        painter.drawPath(path)
        end = path.currentPosition()
        painter.drawPolyline([end + QPointF(6, -3.5), end, end + QPointF(5, 5)])

    def _sun(self, painter: QPainter) -> None:
        """A lamp: before the face for more light, crossed out for less, on the other side for light from behind."""
        middle = QPointF(53, 12) if self.advice != "backlight" else QPointF(10, 12)
        painter.drawEllipse(middle, 4.2, 4.2)
        for turn in range(8):
            angle = turn * math.pi / 4
            ray = QPointF(math.cos(angle), math.sin(angle))
            painter.drawLine(middle + ray * 6.6, middle + ray * 9.0)
        if self.advice != "light":
            painter.drawLine(middle + QPointF(-8.5, 8.5), middle + QPointF(8.5, -8.5))
        if self.advice == "backlight":
            _draw_arrow(painter, QPointF(61, 31), QPointF(51, 31))

    def _other(self, painter: QPainter) -> None:
        painter.drawEllipse(QRectF(48, 23, 11, 15))
        painter.drawLine(QPointF(47, 42), QPointF(60, 19))

    def _tick(self, painter: QPainter) -> None:
        painter.drawPolyline([QPointF(44, 53), QPointF(49, 58), QPointF(59, 46)])


def _draw_arrow(painter: QPainter, start: QPointF, end: QPointF) -> None:
    painter.drawLine(start, end)
    way = end - start
    length = math.hypot(way.x(), way.y())
    back, side = way * (-4.6 / length), QPointF(-way.y(), way.x()) * (3.6 / length)
    painter.drawPolyline([end + back + side, end, end + back - side])
