"""PictureView: one live picture with words over it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.look import theme
from app.ui.preview.picture_layers import Composer, Veil
from app.ui.preview.picture_marks import PictureMarks
from app.ui.preview.picture_words import paint_alarm, paint_corners, paint_notice, paint_words

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
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else everything under it would be drawn first
        self.mirrored = False
        self.show_face = False
        self.aspect = _PLACEHOLDER_ASPECT
        self._caption = caption
        self._icon = placeholder_icon
        self._pixels: NDArray[np.uint8] | None = None  # keeps the memory of _image alive
        self._image = QImage()
        self._scaled: tuple[tuple[int, int, bool], NDArray[np.uint8]] | None = None  # the same, as large as shown
        self._face: QRectF | None = None
        self._points: NDArray[np.float32] | None = None
        self._veil: Veil | None = None
        self._composer = Composer()
        self._marks = PictureMarks()
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

    def show_picture(
        self, rgb: NDArray[np.uint8] | None, face: QRectF | None = None, points: NDArray[np.float32] | None = None
    ) -> None:
        """Show (height, width, 3) uint8 RGB; None shows the placeholder. Points: (n, >= 2) x and y in its pixels."""
        if self._veil is None:
            self._points = points
        self._pixels = None if rgb is None else np.ascontiguousarray(rgb)
        self._image = QImage() if self._pixels is None else to_image(self._pixels)
        self._scaled = None
        self._face = face
        aspect = _PLACEHOLDER_ASPECT if rgb is None else rgb.shape[1] / rgb.shape[0]
        if aspect != self.aspect:
            self.aspect = aspect
            self.aspect_changed.emit()
        self.update()

    def lay_over(self, veil: Veil | None, points: NDArray[np.float32] | None = None) -> None:
        """Lay another picture over this one, with (n, >= 2) points of that one; None takes it away."""
        if veil is not None or self._veil is not None:
            self._veil, self._points, self._scaled = veil, points, None
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
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2  # whole: edges stay sharp
        return QRectF(left, top, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw panel, picture, face frame, words and caption."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        where = self.picture_rect()
        if where != QRectF(self.rect()):
            painter.fillRect(self.rect(), QColor(theme.BACKGROUND))
        if self._image.isNull():
            painter.fillRect(where, QColor(theme.PANEL))
        else:
            self._paint_picture(painter, where)
        if self._title:
            icon = self._icon if self._image.isNull() else ""
            paint_words(painter, where, self._title, self._hint, icon, self.devicePixelRatioF())
        else:
            self._paint_face(painter, where)
        if self._notice:
            paint_notice(painter, where, self._notice)
        self._marks.paint_corners(painter, where)
        self._marks.paint_caption(painter, where, self._caption, live=self._live)
        if self._alarm:
            paint_alarm(painter, where, self._alarm)
        painter.end()

    def _paint_picture(self, painter: QPainter, where: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        key = (max(1, round(where.width() * ratio)), max(1, round(where.height() * ratio)), self.mirrored)
        if self._scaled is None or self._scaled[0] != key:
            assert self._pixels is not None
            made = self._composer.compose(
                self._pixels, key[:2], mirrored=self.mirrored, points=self._points, veil=self._veil
            )
            self._scaled = (key, made)
        image = to_image(self._scaled[1])
        image.setDevicePixelRatio(ratio)
        painter.drawImage(where.topLeft(), image)

    def _paint_face(self, painter: QPainter, where: QRectF) -> None:
        if not (self.show_face and self._face) or self._image.isNull() or self._points is not None:
            return
        scale = where.width() / self._image.width()
        box = QRectF(
            self._face.x() * scale, self._face.y() * scale, self._face.width() * scale, self._face.height() * scale
        )
        left = where.width() - box.right() if self.mirrored else box.left()
        box.moveTo(where.x() + left, where.y() + box.y())
        paint_corners(painter, box)
