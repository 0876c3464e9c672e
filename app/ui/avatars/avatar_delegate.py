"""Draws one avatar of the gallery: a rounded picture, its name, its key, a ring when chosen."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.look import theme
from app.ui.shelf.star import paint_star

PICTURE_ROLE = Qt.ItemDataRole.UserRole + 1
CHOSEN_ROLE = Qt.ItemDataRole.UserRole + 2
KEY_ROLE = Qt.ItemDataRole.UserRole + 3
FAVOURITE_ROLE = Qt.ItemDataRole.UserRole + 4
_SIDE_PX = 76
CELL_PX = QSize(86, 102)  # three beside each other leave room for two scroll bars


class AvatarDelegate(QStyledItemDelegate):
    """Paints the cells of the gallery."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of every cell."""
        return CELL_PX

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell."""
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        cell = QRectF(option.rect)
        state = option.state
        box = QRectF(cell.center().x() - _SIDE_PX / 2, cell.y() + 3, _SIDE_PX, _SIDE_PX)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        chosen = bool(index.data(CHOSEN_ROLE))
        _paint_picture(painter, box, index.data(PICTURE_ROLE))
        if key := index.data(KEY_ROLE):
            _paint_key(painter, box, str(key))
        if index.data(FAVOURITE_ROLE):
            paint_star(painter, QRectF(box.x() + 5, box.y() + 5, 17, 17))
        if chosen:
            _ring(painter, box.adjusted(-2.5, -2.5, 2.5, 2.5), theme.ACCENT, 2.5)
        elif hover or (state & QStyle.StateFlag.State_HasFocus):
            _ring(painter, box.adjusted(-1.5, -1.5, 1.5, 1.5), theme.TEXT_SOFT, 1.5)
        _paint_name(painter, cell, box, str(index.data(Qt.ItemDataRole.DisplayRole)), chosen)
        painter.restore()


def _paint_picture(painter: QPainter, box: QRectF, picture: QPixmap | None) -> None:
    path = QPainterPath()
    path.addRoundedRect(box, theme.RADIUS_PX, theme.RADIUS_PX)
    painter.fillPath(path, QColor(theme.SURFACE))
    if isinstance(picture, QPixmap) and not picture.isNull():
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(box, picture, QRectF(picture.rect()))
        painter.restore()


def _paint_key(painter: QPainter, box: QRectF, key: str) -> None:
    badge = QRectF(box.right() - 21, box.bottom() - 21, 16, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(14, 16, 20, 190))
    painter.drawRoundedRect(badge, 5, 5)
    painter.setPen(QColor(theme.OVER_PICTURE))
    painter.setFont(_small_font(10))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, key)


def _paint_name(painter: QPainter, cell: QRectF, box: QRectF, name: str, chosen: bool) -> None:
    font = _small_font(11)
    painter.setFont(font)
    painter.setPen(QColor(theme.TEXT if chosen else theme.TEXT_SOFT))
    room = QRectF(cell.x() + 2, box.bottom() + 4, cell.width() - 4, 17)
    painter.drawText(
        room,
        Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
        QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, int(room.width())),
    )


def _ring(painter: QPainter, box: QRectF, colour: str, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), width))
    painter.drawRoundedRect(box, theme.RADIUS_PX + 1.5, theme.RADIUS_PX + 1.5)


def _small_font(size_px: int) -> QFont:
    font = QFont(QFont().families())
    font.setPixelSize(size_px)
    return font
