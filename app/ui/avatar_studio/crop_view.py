"""CropView: the photo with the frame on it: drag, pull its corners, turn; guides show where the head sits well."""

import math
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.avatar.framing import LEAST_PX, Frame
from app.ui.avatar_studio.easel import Easel
from app.ui.look import theme
from app.ui.preview.picture_view import to_image

_MARGIN_PX = 14.0
_GRIP_PX = 22.0
_SHOWN_PX = 1400  # the photo is shrunk to this for the screen
_HEAD_MIDDLE, _HEAD_HEIGHT, _HEAD_WIDTH = 0.43, 0.42, 0.31  # of the frame's height: where auto_frame puts a head
_SHAPES = {
    "nw": Qt.CursorShape.SizeFDiagCursor,
    "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor,
    "sw": Qt.CursorShape.SizeBDiagCursor,
    "move": Qt.CursorShape.OpenHandCursor,
}
_EYES = ((33, 133), (263, 362))
_STEP, _FINE, _ZOOM = 0.02, 0.004, 1.06


class CropView(QWidget):
    """The frame stays upright and the photo turns behind it, so that what is seen is what comes out."""

    def __init__(self, easel: Easel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Photo with the frame of the avatar"))
        self.setToolTip(self.tr("Drag to move, pull the corners, turn the wheel; arrow keys, + and − do the same"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(360, 300)
        self.guides = True
        self._easel = easel
        self._shown = _shrunk(easel.draft.photo)
        self._image: QImage = to_image(self._shown)
        self._grip: tuple[str, QPointF, Frame] | None = None
        easel.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Prefer much room."""
        return QSize(620, 520)

    # -- geometry: "turned" is the photo turned about its middle, in its own pixels

    def _scale(self) -> float:
        width, height = self._easel.draft.size
        angle = math.radians(self._easel.draft.frame.angle_deg)
        c, s = abs(math.cos(angle)), abs(math.sin(angle))
        room = self.width() - 2 * _MARGIN_PX, self.height() - 2 * _MARGIN_PX
        return max(min(room[0] / (width * c + height * s), room[1] / (width * s + height * c)), 1e-3)

    def _to_screen(self) -> QTransform:
        """Return the way from pixels of the photo to those of the widget."""
        width, height = self._easel.draft.size
        scale, way = self._scale(), QTransform()
        way.translate(self.width() / 2, self.height() / 2)
        way.rotate(-self._easel.draft.frame.angle_deg)
        way.scale(scale, scale)
        way.translate(-width / 2, -height / 2)
        return way

    def frame_rect(self) -> QRectF:
        """Return where the frame lies in the widget."""
        frame, scale = self._easel.draft.frame, self._scale()
        box = QRectF(0, 0, frame.width * scale, frame.height * scale)
        box.moveCenter(self._to_screen().map(QPointF(frame.x, frame.y)))
        return box

    def _grips(self) -> dict[str, QPointF]:
        box = self.frame_rect()
        return {"nw": box.topLeft(), "ne": box.topRight(), "se": box.bottomRight(), "sw": box.bottomLeft()}

    def _grip_at(self, where: QPointF) -> str:
        """Return which corner is held here, "move" for none."""
        near = (name for name, corner in self._grips().items() if (where - corner).manhattanLength() < _GRIP_PX)
        return next(near, "move")

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a corner or of the whole frame."""
        where = event.position()
        self._grip = (self._grip_at(where), where, self._easel.draft.frame)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or stretch what is held; show by the pointer what can be held."""
        if self._grip is None:
            self.setCursor(_SHAPES[self._grip_at(event.position())])
            return
        self._easel.set_frame(self._dragged(event.position()), final=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep it so."""
        if self._grip is not None:
            self._easel.set_frame(self._dragged(event.position()))
            self._grip = None

    def _dragged(self, where: QPointF) -> Frame:
        """Return the frame as it is when the held part is here."""
        assert self._grip is not None
        name, start, frame = self._grip
        step = (where - start) / self._scale()
        if name == "move":
            return self._shifted(frame, step.x(), step.y())
        away = QPointF(frame.width, frame.height) / 2
        sign = QPointF(1 if "e" in name else -1, 1 if "s" in name else -1)
        grown = max((away.x() + sign.x() * step.x() / 2) / away.x(), (away.y() + sign.y() * step.y() / 2) / away.y())
        least = LEAST_PX / min(frame.width, frame.height)
        width, height = self._easel.draft.size
        grown = min(max(grown, least), min(width / frame.width, height / frame.height))
        middle = QPointF(sign.x() * away.x(), sign.y() * away.y()) * (grown - 1)  # the corner opposite stays
        moved = self._shifted(frame, middle.x(), middle.y())
        return replace(moved, width=frame.width * grown, height=frame.height * grown)

    def _shifted(self, frame: Frame, right: float, down: float) -> Frame:
        """Return the frame moved by so many photo pixels in its own directions."""
        angle = math.radians(frame.angle_deg)
        c, s = math.cos(angle), math.sin(angle)
        return replace(frame, x=frame.x + c * right - s * down, y=frame.y + s * right + c * down)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Show more or less."""
        self.zoom(_ZOOM if event.angleDelta().y() < 0 else 1 / _ZOOM)

    def zoom(self, factor: float) -> None:
        """Make the frame larger or smaller about its middle."""
        frame = self._easel.draft.frame
        factor = max(factor, LEAST_PX / min(frame.width, frame.height))
        self._easel.set_frame(replace(frame, width=frame.width * factor, height=frame.height * factor), kind="zoom")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and zoom by keys; with Shift finely."""
        frame = self._easel.draft.frame
        step = frame.height * (_FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP)
        moves = {
            Qt.Key.Key_Left: (-step, 0.0),
            Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step),
            Qt.Key.Key_Down: (0.0, step),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._easel.set_frame(self._shifted(frame, *moves[key]), kind="keys")
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1 / _ZOOM)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(_ZOOM)
        else:
            super().keyPressEvent(event)

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw photo, veil, frame and guides."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("#15171b"))
        width, height = self._easel.draft.size
        painter.save()
        painter.setTransform(self._to_screen(), True)
        painter.drawImage(QRectF(0, 0, width, height), self._image)
        painter.restore()
        box = self.frame_rect()
        veil = QPainterPath()
        veil.addRect(QRectF(self.rect()))
        hole = QPainterPath()
        hole.addRect(box)
        painter.fillPath(veil.subtracted(hole), QColor(12, 14, 18, 165))
        if self.guides:
            self._paint_guides(painter, box)
        painter.setPen(QPen(QColor(theme.OVER_PICTURE), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        self._paint_corners(painter, box)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_corners(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(theme.OVER_PICTURE), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        arm = min(22.0, box.width() / 4, box.height() / 4)
        for corner, right, down in (
            (box.topLeft(), 1, 1),
            (box.topRight(), -1, 1),
            (box.bottomLeft(), 1, -1),
            (box.bottomRight(), -1, -1),
        ):
            painter.drawLine(corner, corner + QPointF(right * arm, 0))
            painter.drawLine(corner, corner + QPointF(0, down * arm))

    def _paint_guides(self, painter: QPainter, box: QRectF) -> None:
        """Draw where a head sits well, dashed, and the eyes that were found, joined by a line."""
        tall = box.height()
        head = QRectF(0, 0, _HEAD_WIDTH * tall, _HEAD_HEIGHT * tall)
        head.moveCenter(QPointF(box.center().x(), box.top() + _HEAD_MIDDLE * tall))
        painter.setPen(QPen(QColor(255, 255, 255, 150), 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(head)
        line = head.center().y() - 0.03 * tall
        painter.drawLine(QPointF(head.left(), line), QPointF(head.right(), line))
        way, points = self._to_screen(), self._easel.draft.face.landmarks
        eyes = [way.map(QPointF(*map(float, points[list(pair), :2].mean(axis=0)))) for pair in _EYES]
        painter.setPen(QPen(QColor(theme.OVER_PICTURE_ACCENT), 1.6))
        painter.drawLine(eyes[0], eyes[1])
        painter.setBrush(QColor(theme.OVER_PICTURE_ACCENT))
        for eye in eyes:
            painter.drawEllipse(eye, 3.2, 3.2)


def _shrunk(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the photo for the screen, (h, w, 3) uint8 RGB."""
    longest = max(photo.shape[:2])
    if longest <= _SHOWN_PX:
        return np.ascontiguousarray(photo)
    size = (round(photo.shape[1] * _SHOWN_PX / longest), round(photo.shape[0] * _SHOWN_PX / longest))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
