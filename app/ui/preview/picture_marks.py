"""PictureMarks: what is drawn on every picture again: its caption and its round corners, kept as small pictures."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPixmap

from app.ui.look import theme
from app.ui.preview.picture_words import ROUND_PX, font, pill

_INK = QColor(14, 16, 20, 200)
_HIGH_PX = 26.0


class PictureMarks:
    """Draws caption and corners; makes them anew only when they change. Writing costs more than a whole picture."""

    def __init__(self) -> None:
        self._caption: tuple[object, QPixmap] | None = None
        self._corners: tuple[object, QPixmap] | None = None

    def paint_caption(self, painter: QPainter, where: QRectF, text: str, *, live: bool) -> None:
        """Write what the picture is in its upper left corner, with a light while it is live."""
        ratio = painter.device().devicePixelRatioF()
        key = (text, live, ratio)
        if self._caption is None or self._caption[0] != key:
            self._caption = (key, _caption(text, live, ratio))
        painter.drawPixmap(where.topLeft() + QPointF(12, 12), self._caption[1])

    def paint_corners(self, painter: QPainter, where: QRectF) -> None:
        """Paint over the four corners; far cheaper than clipping a picture to a rounded shape."""
        ratio, ground = painter.device().devicePixelRatioF(), str(theme.BACKGROUND)
        key = (ground, ratio)
        if self._corners is None or self._corners[0] != key:
            self._corners = (key, _corners(ground, ratio))
        pixmap, side = self._corners[1], ROUND_PX
        for column, x in enumerate((where.left(), where.right() - side)):
            for row, y in enumerate((where.top(), where.bottom() - side)):
                part = QRectF(column * side * ratio, row * side * ratio, side * ratio, side * ratio)
                painter.drawPixmap(QRectF(x, y, side, side), pixmap, part)


def _caption(text: str, live: bool, ratio: float) -> QPixmap:
    bold = font(12, bold=True)
    indent = 24 if live else 11
    width = QFontMetricsF(bold).horizontalAdvance(text) + indent + 11
    pixmap = _blank(width, _HIGH_PX, ratio)
    box = QRectF(0, 0, width, _HIGH_PX)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pill(painter, box, _INK)
    if live:
        painter.setBrush(QColor(theme.OVER_PICTURE_ACCENT))
        painter.drawEllipse(QPointF(14, box.center().y()), 3.5, 3.5)
    painter.setFont(bold)
    painter.setPen(QColor(theme.OVER_PICTURE))
    painter.drawText(box.adjusted(indent, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
    painter.end()
    return pixmap


def _corners(ground: str, ratio: float) -> QPixmap:
    """Return what lies outside a circle in the square around it."""
    box = QRectF(0, 0, 2 * ROUND_PX, 2 * ROUND_PX)
    pixmap = _blank(box.width(), box.height(), ratio)
    square, circle = QPainterPath(), QPainterPath()
    square.addRect(box)
    circle.addEllipse(box)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(square.subtracted(circle), QColor(ground))
    painter.end()
    return pixmap


def _blank(width: float, height: float, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
