"""Draws the title of one chapter in the list of the guide."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.look import theme

_PAD_PX = 10
_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class ChapterDelegate(QStyledItemDelegate):
    """Rows as high as their words need; the chosen one lies on a rounded ground."""

    def __init__(self, view: QListWidget, width_px: int) -> None:
        """Take the list and its width, which does not change."""
        super().__init__(view)
        self._view, self._width_px = view, width_px

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height that the title takes in the width of the list."""
        room = QRect(0, 0, self._width_px - 2 * _PAD_PX, 1000)
        height = QFontMetrics(_font(self._view.font(), bold=True)).boundingRect(room, _FLAGS, _title(index)).height()
        return QSize(self._width_px, height + 18)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground and title."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        if chosen or hover:
            ring = chosen and self._view.hasFocus()
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5) if ring else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.SURFACE))
            painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(theme.TEXT if chosen or hover else theme.TEXT_SOFT))
        painter.setFont(_font(self._view.font(), bold=chosen))
        painter.drawText(box.adjusted(_PAD_PX - 1, 0, 1 - _PAD_PX, 0), _FLAGS, _title(index))
        painter.restore()


def _title(index: QModelIndex | QPersistentModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole))


def _font(base: QFont, *, bold: bool) -> QFont:
    font = QFont(base)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
