"""The mark of a favourite."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF


def paint_star(painter: QPainter, box: QRectF) -> None:
    """Draw the mark of a favourite on a dark ground, readable over any picture."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(14, 16, 20, 190))
    painter.drawEllipse(box)
    middle, outer = box.center(), box.width() * 0.36
    star = QPolygonF()
    for corner in range(10):
        angle = math.radians(36 * corner - 90)
        radius = outer if corner % 2 == 0 else 0.45 * outer
        star.append(middle + QPointF(radius * math.cos(angle), radius * math.sin(angle)))
    painter.setBrush(QColor("#f7c948"))
    painter.drawPolygon(star)
