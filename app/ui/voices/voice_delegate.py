"""Draws one voice of the list: a disc coloured by its pitch, name, kind, and how near it is to the user's own."""

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.look import theme
from app.ui.shelf.star import paint_star

ID_ROLE = Qt.ItemDataRole.UserRole
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
SCORE_ROLE = Qt.ItemDataRole.UserRole + 2
PITCH_ROLE = Qt.ItemDataRole.UserRole + 3
CHOSEN_ROLE = Qt.ItemDataRole.UserRole + 4
FAVOURITE_ROLE = Qt.ItemDataRole.UserRole + 5
ROW_PX = 46
_DISC_PX = 32
_LOW_HZ, _HIGH_HZ = 80.0, 280.0
_LOW_HUE, _HIGH_HUE = 215, 345  # blue to rose
_BARS = (0.35, 0.75, 1.0, 0.55, 0.3)


class VoiceDelegate(QStyledItemDelegate):
    """Paints the rows of the voice list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of every row."""
        return QSize(160, ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect).adjusted(1, 1, -1, -1)
        chosen = bool(index.data(CHOSEN_ROLE))
        hover = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus))
        if chosen or hover:
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.SURFACE))
            painter.drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        disc = QRectF(row.x() + 8, row.center().y() - _DISC_PX / 2, _DISC_PX, _DISC_PX)
        _paint_disc(painter, disc, float(index.data(PITCH_ROLE) or 0.0))
        if index.data(FAVOURITE_ROLE):
            paint_star(painter, QRectF(disc.right() - 9, disc.bottom() - 11, 15, 15))
        right = row.right() - 10
        score = index.data(SCORE_ROLE)
        if isinstance(score, int):
            right = _paint_score(painter, row, score) - 8
        _paint_words(painter, QRectF(disc.right() + 10, row.y(), right - disc.right() - 10, row.height()), index)
        painter.restore()


def pitch_colour(pitch_hz: float) -> QColor:
    """Return a calm colour that goes from blue to rose as the voice gets higher."""
    share = math.log(max(pitch_hz, _LOW_HZ) / _LOW_HZ) / math.log(_HIGH_HZ / _LOW_HZ)
    return QColor.fromHsl(round(_LOW_HUE + min(share, 1.0) * (_HIGH_HUE - _LOW_HUE)), 90, 92)


def _paint_disc(painter: QPainter, disc: QRectF, pitch_hz: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pitch_colour(pitch_hz))
    painter.drawEllipse(disc)
    painter.setBrush(QColor(255, 255, 255, 225))
    step, height = disc.width() / 8.0, disc.height() * 0.5
    for place, share in enumerate(_BARS):
        bar = QRectF(0, 0, step * 0.62, height * share)
        bar.moveCenter(disc.center())
        bar.translate((place - 2) * step, 0)
        painter.drawRoundedRect(bar, 1, 1)


def _paint_score(painter: QPainter, row: QRectF, score: int) -> float:
    """Draw the score and a small bar under it; return where they begin."""
    box = QRectF(row.right() - 46, row.y(), 36, row.height())
    painter.setFont(_font(12, bold=True))
    painter.setPen(QColor(theme.TEXT))
    number = box.adjusted(0, 9, 0, -18)
    painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(score))
    track = QRectF(box.x(), row.bottom() - 14, box.width(), 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.TRACK))
    painter.drawRoundedRect(track, 1.5, 1.5)
    track.setWidth(max(3.0, track.width() * score / 100))
    painter.setBrush(QColor(theme.ACCENT))
    painter.drawRoundedRect(track, 1.5, 1.5)
    return box.x()


def _paint_words(painter: QPainter, room: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
    lines = (
        (str(index.data(Qt.ItemDataRole.DisplayRole)), _font(13, bold=bool(index.data(CHOSEN_ROLE))), theme.TEXT, 5),
        (str(index.data(LINE_ROLE) or ""), _font(11), theme.TEXT_SOFT, 23),
    )
    for text, font, colour, top in lines:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        box = QRectF(room.x(), room.y() + top, room.width(), 18)
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)


def _font(size_px: int, *, bold: bool = False) -> QFont:
    font = QFont(QFont().families())
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
