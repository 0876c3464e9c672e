"""What is written on pictures: words, notices and alarms. Colours are the same in every theme."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPen

from app.ui.look import icons, theme

ROUND_PX = 14.0
_CAPTION_PX = 130
_INK = QColor(14, 16, 20, 225)


def paint_words(painter: QPainter, where: QRectF, title: str, hint: str, icon: str, ratio: float) -> None:
    """Write large words: on the dimmed picture, or under an icon where there is no picture.

    Args:
        painter: where to draw.
        where: the picture.
        title: large.
        hint: under it, smaller; may be empty.
        icon: stands above the words; "" says that they lie on a picture.
        ratio: pixels of the screen to a logical one.
    """
    large, bare = where.width() > 360, bool(icon)
    if bare:
        side = 44 if large else 34
        pixmap = icons.picture(icon, theme.TEXT_SOFT, side, ratio)
        painter.drawPixmap(QPointF(where.center().x() - side / 2, where.center().y() - side - 14), pixmap)
    else:
        painter.fillRect(where, _shade(where))
    big, small = font(22 if large else 14, bold=True), font(14 if large else 12)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    inner = where.adjusted(20, 0, -20, 0)
    title_box = QFontMetricsF(big).boundingRect(inner, flags, title)
    hint_box = QFontMetricsF(small).boundingRect(inner, flags, hint) if hint else QRectF()
    height = title_box.height() + 6 + hint_box.height()
    top = where.center().y() + 2 if bare else where.bottom() - height - 34
    painter.setFont(big)
    painter.setPen(QColor(theme.TEXT if bare else theme.OVER_PICTURE))
    painter.drawText(QRectF(inner.x(), top, inner.width(), title_box.height()), flags, title)
    painter.setFont(small)
    painter.setPen(QColor(theme.TEXT_SOFT if bare else theme.OVER_PICTURE_SOFT))
    top += title_box.height() + 6
    painter.drawText(QRectF(inner.x(), top, inner.width(), hint_box.height() + 2), flags, hint)


def _shade(where: QRectF) -> QLinearGradient:
    shade = QLinearGradient(where.topLeft(), where.bottomLeft())
    for share, alpha in ((0.0, 60), (0.55, 150), (1.0, 230)):
        shade.setColorAt(share, QColor(10, 12, 15, alpha))
    return shade


def paint_notice(painter: QPainter, where: QRectF, text: str) -> None:
    """Write one line in a pill at the lower edge."""
    plain = font(13)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    box = QFontMetricsF(plain).boundingRect(where.adjusted(36, 0, -36, 0), flags, text)
    room = QRectF(0, 0, box.width() + 32, box.height() + 16)
    room.moveCenter(QPointF(where.center().x(), where.bottom() - room.height() / 2 - 16))
    pill(painter, room, _INK)
    painter.setFont(plain)
    painter.setPen(QColor(theme.OVER_PICTURE_WARNING))
    painter.drawText(room.adjusted(16, 0, -16, 0), flags, text)


def paint_alarm(painter: QPainter, where: QRectF, text: str) -> None:
    """Draw a red frame round the picture and the words in its upper right corner."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.ALARM), 5.0))
    painter.drawRoundedRect(where.adjusted(2.5, 2.5, -2.5, -2.5), ROUND_PX - 2, ROUND_PX - 2)
    bold = font(12, bold=True)
    width = QFontMetricsF(bold).horizontalAdvance(text) + 24
    top = 12 if where.width() > width + _CAPTION_PX else 44  # under the caption where both do not fit
    room = QRectF(where.right() - 12 - width, where.y() + top, width, 26)
    pill(painter, room, QColor(theme.ALARM))
    painter.setFont(bold)
    painter.setPen(QColor(theme.ON_ALARM))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def paint_corners(painter: QPainter, box: QRectF) -> None:
    """Draw the four corners of a frame round the face that is followed."""
    painter.setPen(QPen(QColor(theme.OVER_PICTURE_ACCENT), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    arm = min(box.width(), box.height()) * 0.16
    for corner, dx, dy in (
        (box.topLeft(), 1, 1),
        (box.topRight(), -1, 1),
        (box.bottomLeft(), 1, -1),
        (box.bottomRight(), -1, -1),
    ):
        painter.drawPolyline([corner + QPointF(dx * arm, 0), corner, corner + QPointF(0, dy * arm)])


def font(size_px: int, *, bold: bool = False) -> QFont:
    """Return the font of the window in this size."""
    made = QFont(QFont().families())
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def pill(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw a ground with round ends."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, min(13.0, box.height() / 2), min(13.0, box.height() / 2))
