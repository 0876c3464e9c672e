"""BrushView: the picture with its cut-out; a brush adds to the person or takes away."""

from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.avatar.touch import Stroke, apply_touch, to_frame
from app.ui.avatar_studio.easel import Easel
from app.ui.look import theme
from app.ui.preview.picture_view import to_image

_MARGIN_PX = 14.0
_TINT = np.array([214, 40, 60], np.float32)  # what is cut away, red as the lacquer with which slides were masked
_CHECK_PX = 12
_ZOOM, _MOST_ZOOM = 1.2, 8.0
_MIDDLE = Qt.MouseButton.MiddleButton


class BrushView(QWidget):
    """Shows what is cut away tinted, or the person alone on a chequered ground; drawn on with the pointer.

    Attributes:
        radius_px: of the brush, in pixels of the screen.
        adding: the brush adds to the person; else it takes away. The right button does the other one.
    """

    radius_changed = Signal(int)

    def __init__(self, easel: Easel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Picture with its cut-out"))
        self.setToolTip(self.tr("Paint over what is wrong; turn the wheel to zoom, [ and ] change the brush"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(360, 300)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.radius_px = 24
        self.softness = 0.4
        self.adding = True
        self._easel = easel
        self._look: Literal["tint", "alone"] = "tint"
        self._shown: NDArray[np.uint8] | None = None
        self._behind: NDArray[np.float32] = np.zeros((0, 0, 3), np.float32)
        self._zoom, self._pan = 1.0, QPointF()
        self._pointer: QPointF | None = None
        self._last: QPointF | None = None
        self._grab: QPointF | None = None
        self._add_now = True
        easel.matte_changed.connect(self.refresh)
        easel.touched.connect(self._touched)

    def sizeHint(self) -> QSize:
        """Prefer much room."""
        return QSize(620, 520)

    # -- what is shown

    def set_look(self, look: Literal["tint", "alone"]) -> None:
        """Tint what is cut away, or show the person alone."""
        self._look = look
        self.refresh()

    def refresh(self) -> None:
        """Show picture and cut-out anew; nothing while they are prepared."""
        picture = self._easel.picture
        self._shown = None if picture is None else np.array(picture)
        if picture is not None:
            size = (picture.shape[1], picture.shape[0])
            self._behind = _chequered(size) if self._look == "alone" else 0.45 * picture + 0.55 * _TINT
            self._compose(0, 0, *size)
        self.update()

    def _touched(self, box: tuple[int, int, int, int]) -> None:
        """Show anew what a stroke has changed."""
        if self._shown is None:
            return
        size = (self._shown.shape[1], self._shown.shape[0])
        corners = np.array([[x, y, 1.0] for x in box[::2] for y in box[1::2]])
        places = corners @ self._easel.draft.frame.matrix(size).T
        low, high = np.floor(places.min(0)).astype(int) - 2, np.ceil(places.max(0)).astype(int) + 3
        x0, y0 = max(int(low[0]), 0), max(int(low[1]), 0)
        x1, y1 = min(int(high[0]), size[0]), min(int(high[1]), size[1])
        if x0 < x1 and y0 < y1:
            self._compose(x0, y0, x1, y1)
            self.update()

    def _compose(self, x0: int, y0: int, x1: int, y1: int) -> None:
        """Put a part of the picture together: what is cut away lies behind, the person before it."""
        picture, alpha, shown = self._easel.picture, self._easel.alpha, self._shown
        if picture is None or alpha is None or shown is None:
            return
        part = slice(y0, y1), slice(x0, x1)
        touch = to_frame(self._easel.touch, self._easel.draft.frame, (alpha.shape[1], alpha.shape[0]), (x0, y0, x1, y1))
        share = apply_touch(alpha[part], touch)[..., None]
        behind = self._behind[part]
        shown[part] = (behind + share * (picture[part] - behind)).astype(np.uint8)

    # -- geometry

    def picture_rect(self) -> QRectF:
        """Return where the picture lies in the widget, zoom and shift included."""
        if self._shown is None:
            return QRectF(self.rect())
        size = QSize(self._shown.shape[1], self._shown.shape[0])
        room = self.size() - QSize(2 * int(_MARGIN_PX), 2 * int(_MARGIN_PX))
        fitted = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, fitted.width() * self._zoom, fitted.height() * self._zoom)
        box.moveCenter(QRectF(self.rect()).center() + self._pan)
        return box

    def _to_photo(self, where: QPointF) -> tuple[float, float]:
        """Return the pixel of the photo under a place of the widget."""
        box, frame = self.picture_rect(), self._easel.draft.frame
        inside = np.array([(where.x() - box.x()) / box.width(), (where.y() - box.y()) / box.height()])
        inverse = cv2.invertAffineTransform(frame.matrix((1000, 1000)))
        x, y = inverse @ np.array([*(1000 * inside - 0.5), 1.0])
        return float(x), float(y)

    @property
    def _photo_radius(self) -> float:
        return self.radius_px * self._easel.draft.frame.width / max(self.picture_rect().width(), 1.0)

    # -- pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; the middle button, or Shift, shifts the picture."""
        if event.button() == _MIDDLE or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._grab = event.position() - self._pan
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._easel.alpha is not None:
            self._add_now = self.adding != (event.button() == Qt.MouseButton.RightButton)
            self._last = event.position()
            self._paint_to(event.position(), final=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self._pointer = event.position()
        if self._grab is not None:
            self._pan = event.position() - self._grab
        elif self._last is not None:
            self._paint_to(event.position(), final=False)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        if self._grab is not None:
            self._grab = None
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self._last is not None:
            self._paint_to(event.position(), final=True)
            self._last = None

    def leaveEvent(self, event: object) -> None:
        """Hide the brush."""
        self._pointer = None
        self.update()

    def _paint_to(self, where: QPointF, *, final: bool) -> None:
        assert self._last is not None
        path = (self._to_photo(self._last), self._to_photo(where))
        self._last = where
        self._easel.stroke(Stroke(path, self._photo_radius, self._add_now, self.softness), final=final)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self.zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM, event.position())

    def zoom(self, factor: float, about: QPointF) -> None:
        """Show it larger or smaller; what lies at `about` stays there."""
        before = self.picture_rect()
        self._zoom = min(max(self._zoom * factor, 1.0), _MOST_ZOOM)
        share = (about.x() - before.x()) / before.width(), (about.y() - before.y()) / before.height()
        if self._zoom == 1.0:
            self._pan = QPointF()
        after = self.picture_rect()
        if self._zoom > 1.0:
            self._pan += about - QPointF(after.x() + share[0] * after.width(), after.y() + share[1] * after.height())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the brush, its kind and the zoom."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        text = event.text()
        if text in ("[", "]"):
            self.radius_px = min(max(round(self.radius_px * (1.2 if text == "]" else 1 / 1.2)), 2), 120)
            self.radius_changed.emit(self.radius_px)
        elif text in ("+", "=", "-"):
            self.zoom(1 / _ZOOM if text == "-" else _ZOOM, middle)
        else:
            super().keyPressEvent(event)
        self.update()

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and the brush."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("#15171b"))
        box = self.picture_rect()
        if self._shown is not None:
            painter.drawImage(box, to_image(self._shown))
        if self._easel.alpha is None:
            painter.fillRect(box, QColor(12, 14, 18, 120))
            painter.setPen(QColor(theme.OVER_PICTURE))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.tr("Cutting out…"))
        elif self._pointer is not None and self._grab is None:
            adding = self._add_now if self._last is not None else self.adding
            for colour, width in ((QColor(0, 0, 0, 140), 3.5), (QColor("#74e2ca" if adding else "#ff7370"), 1.8)):
                painter.setPen(QPen(colour, width))
                painter.drawEllipse(self._pointer, self.radius_px, self.radius_px)
            sign = "+" if adding else "−"
            painter.drawText(self._pointer + QPointF(-4, 5), sign)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()


def _chequered(size: tuple[int, int]) -> NDArray[np.float32]:
    """Return the ground of transparent pictures, (h, w, 3)."""
    rows, columns = np.mgrid[: size[1], : size[0]] // _CHECK_PX
    level = np.where((rows + columns) % 2 == 0, np.float32(205), np.float32(160))
    return np.repeat(level[..., None], 3, axis=2).astype(np.float32)
