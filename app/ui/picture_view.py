"""PictureView: one live picture with words over it."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import icons, theme

_ROUND_PX = 14.0
_PLACEHOLDER_ASPECT = 4 / 3


def to_image(rgb: NDArray[np.uint8]) -> QImage:
    """Wrap (height, width, 3) uint8 RGB without copying; the caller keeps the array alive as long as the image."""
    height, width = rgb.shape[:2]
    pixels = np.ascontiguousarray(rgb)
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)


class PictureView(QWidget):
    """Shows one picture as large as it fits, with words over it where there is something to say.

    Attributes:
        mirrored: the picture is shown as in a mirror.
        show_face: a frame is drawn round the face that is followed.
        aspect: width to height of the picture on show.
    """

    aspect_changed = Signal()

    def __init__(self, caption: str, placeholder_icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(caption)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        self.mirrored = False
        self.show_face = False
        self.aspect = _PLACEHOLDER_ASPECT
        self._caption = caption
        self._icon = placeholder_icon
        self._pixels: NDArray[np.uint8] | None = None  # keeps the memory of _image alive
        self._image = QImage()
        self._scaled: tuple[tuple[int, int, bool], NDArray[np.uint8]] | None = None  # the same, as large as shown
        self._face: QRectF | None = None
        self._title = ""
        self._hint = ""
        self._live = False
        self._notice = ""
        self._alarm = ""

    def sizeHint(self) -> QSize:
        """Prefer a quarter of a common screen."""
        return QSize(640, 480)

    @property
    def picture(self) -> NDArray[np.uint8] | None:
        """The picture on show, (height, width, 3) uint8 RGB, or None."""
        return self._pixels

    @property
    def words(self) -> str:
        """Everything written over the picture."""
        return "\n".join(text for text in (self._title, self._hint, self._notice, self._alarm) if text)

    def show_picture(self, rgb: NDArray[np.uint8] | None, face: QRectF | None = None) -> None:
        """Show (height, width, 3) uint8 RGB; None shows the placeholder."""
        self._pixels = None if rgb is None else np.ascontiguousarray(rgb)
        self._image = QImage() if self._pixels is None else to_image(self._pixels)
        self._scaled = None
        self._face = face
        aspect = _PLACEHOLDER_ASPECT if rgb is None else rgb.shape[1] / rgb.shape[0]
        if aspect != self.aspect:
            self.aspect = aspect
            self.aspect_changed.emit()
        self.update()

    def say(self, title: str, hint: str = "") -> None:
        """Write large words over the dimmed picture; empty words give the picture free."""
        if (title, hint) != (self._title, self._hint):
            self._title, self._hint = title, hint
            self.setAccessibleDescription(f"{title} {hint}".strip())
            self.update()

    def set_caption(self, caption: str) -> None:
        """Name what is shown."""
        self._caption = caption
        self.setAccessibleName(caption)
        self.update()

    def note(self, text: str) -> None:
        """Write one line at the lower edge of the picture; empty removes it."""
        if text != self._notice:
            self._notice = text
            self.update()

    def alarm(self, text: str) -> None:
        """Put a red badge on the picture for what must not be overlooked; empty removes it."""
        if text != self._alarm:
            self._alarm = text
            self.update()

    def set_live(self, live: bool) -> None:
        """Light the dot beside the caption."""
        if live != self._live:
            self._live = live
            self.update()

    def picture_rect(self) -> QRectF:
        """Where the picture lies in the widget, aspect kept."""
        box = QRectF(self.rect())
        if self._image.isNull():
            return box
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((box.width() - size.width()) / 2, (box.height() - size.height()) / 2, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw panel, picture, face frame, words and caption."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        where = self.picture_rect()
        if self._image.isNull():
            painter.fillRect(where, QColor(theme.PANEL))
        else:
            self._paint_picture(painter, where)
        if self._title:
            self._paint_words(painter, where)
        else:
            self._paint_face(painter, where)
        if self._notice:
            self._paint_notice(painter, where)
        _round_corners(painter, where)
        self._paint_caption(painter, where)
        if self._alarm:
            self._paint_alarm(painter, where)
        painter.end()

    def _paint_picture(self, painter: QPainter, where: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        key = (round(where.width() * ratio), round(where.height() * ratio), self.mirrored)
        if self._scaled is None or self._scaled[0] != key:
            self._scaled = (key, self._scale(*key))
        image = to_image(self._scaled[1])
        image.setDevicePixelRatio(ratio)
        painter.drawImage(where.topLeft(), image)

    def _scale(self, width: int, height: int, mirrored: bool) -> NDArray[np.uint8]:
        """Bring the picture to the size on the screen, outside the interpreter's lock: Qt would hold it meanwhile."""
        assert self._pixels is not None
        shrink = self._pixels.shape[1] / max(width, 1)
        how = cv2.INTER_AREA if shrink > 2 else cv2.INTER_LINEAR
        scaled = cv2.resize(self._pixels, (max(width, 1), max(height, 1)), interpolation=how)
        return np.asarray(cv2.flip(scaled, 1) if mirrored else scaled, np.uint8)

    def _paint_words(self, painter: QPainter, where: QRectF) -> None:
        large = where.width() > 360
        if not self._image.isNull():
            shade = QLinearGradient(where.topLeft(), where.bottomLeft())
            shade.setColorAt(0.0, QColor(10, 12, 15, 60))
            shade.setColorAt(0.55, QColor(10, 12, 15, 120))
            shade.setColorAt(1.0, QColor(10, 12, 15, 225))
            painter.fillRect(where, shade)
        else:
            side = 44 if large else 34
            pixmap = icons.picture(self._icon, "#5f6774", side, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(where.center().x() - side / 2, where.center().y() - side - 14), pixmap)
        title, hint = _font(22 if large else 14, bold=True), _font(14 if large else 12)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        inner = where.adjusted(20, 0, -20, 0)
        title_box = QFontMetricsF(title).boundingRect(inner, flags, self._title)
        hint_box = QFontMetricsF(hint).boundingRect(inner, flags, self._hint) if self._hint else QRectF()
        height = title_box.height() + 6 + hint_box.height()
        top = where.center().y() + 2 if self._image.isNull() else where.bottom() - height - 34
        painter.setFont(title)
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(QRectF(inner.x(), top, inner.width(), title_box.height()), flags, self._title)
        painter.setFont(hint)
        painter.setPen(QColor("#c8cdd6"))
        top += title_box.height() + 6
        painter.drawText(QRectF(inner.x(), top, inner.width(), hint_box.height() + 2), flags, self._hint)

    def _paint_face(self, painter: QPainter, where: QRectF) -> None:
        """Draw the four corners of a frame round the face."""
        if not (self.show_face and self._face) or self._image.isNull():
            return
        scale = where.width() / self._image.width()
        box = QRectF(
            self._face.x() * scale, self._face.y() * scale, self._face.width() * scale, self._face.height() * scale
        )
        left = where.width() - box.right() if self.mirrored else box.left()
        box.moveTo(where.x() + left, where.y() + box.y())
        painter.setPen(QPen(QColor(theme.ACCENT), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        arm = min(box.width(), box.height()) * 0.16
        for corner, dx, dy in (
            (box.topLeft(), 1, 1),
            (box.topRight(), -1, 1),
            (box.bottomLeft(), 1, -1),
            (box.bottomRight(), -1, -1),
        ):
            painter.drawPolyline([corner + QPointF(dx * arm, 0), corner, corner + QPointF(0, dy * arm)])

    def _paint_notice(self, painter: QPainter, where: QRectF) -> None:
        font = _font(13)
        metrics = QFontMetricsF(font)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        text = metrics.boundingRect(where.adjusted(36, 0, -36, 0), flags, self._notice)
        pill = QRectF(0, 0, text.width() + 32, text.height() + 16)
        pill.moveCenter(QPointF(where.center().x(), where.bottom() - pill.height() / 2 - 16))
        _pill(painter, pill, QColor(14, 16, 20, 225))
        painter.setFont(font)
        painter.setPen(QColor(theme.WARNING))
        painter.drawText(pill.adjusted(16, 0, -16, 0), flags, self._notice)

    def _paint_caption(self, painter: QPainter, where: QRectF) -> None:
        font = _font(12, bold=True)
        indent = 24 if self._live else 11
        width = QFontMetricsF(font).horizontalAdvance(self._caption) + indent + 11
        pill = QRectF(where.x() + 12, where.y() + 12, width, 26)
        _pill(painter, pill, QColor(14, 16, 20, 190))
        if self._live:
            painter.setBrush(QColor(theme.ACCENT))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(pill.x() + 14, pill.center().y()), 3.5, 3.5)
        painter.setFont(font)
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(pill.adjusted(indent, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._caption)

    def _paint_alarm(self, painter: QPainter, where: QRectF) -> None:
        """Draw a red frame round the picture and the words in its upper right corner."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.ALARM), 4.0))
        painter.drawRoundedRect(where.adjusted(2, 2, -2, -2), _ROUND_PX - 2, _ROUND_PX - 2)
        font = _font(12, bold=True)
        width = QFontMetricsF(font).horizontalAdvance(self._alarm) + 24
        pill = QRectF(where.right() - 12 - width, where.y() + 12, width, 26)
        _pill(painter, pill, QColor(theme.ALARM))
        painter.setFont(font)
        painter.setPen(QColor(theme.ON_ALARM))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._alarm)


def _round_corners(painter: QPainter, where: QRectF) -> None:
    """Paint over the four corners; far cheaper than clipping a picture to a rounded shape."""
    square, rounded = QPainterPath(), QPainterPath()
    square.addRect(where.adjusted(-1, -1, 1, 1))
    rounded.addRoundedRect(where, _ROUND_PX, _ROUND_PX)
    painter.fillPath(square.subtracted(rounded), QColor(theme.BACKGROUND))


def _font(size_px: int, *, bold: bool = False) -> QFont:
    font = QFont(QFont().families())
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _pill(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, min(13.0, box.height() / 2), min(13.0, box.height() / 2))
