"""Walks through all widgets of a window and complains: what has no name, no keyboard, is cut, is pale.

Read from what is drawn, not from what was meant: the contrast is that of the pixels on the screen.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from app.ui.bars.status_strip import ElidedLabel
from app.ui.outputs.output_button import OutputButton
from tests.support.pixels import contrast_in

CONTROLS = (QAbstractButton, QComboBox, QAbstractSlider, QAbstractItemView, QLineEdit)
_TEXT, _SIGN = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11


def complaints(window: QWidget) -> list[str]:
    """Return what is wrong with what is on show, in words; empty if nothing is."""
    QApplication.processEvents()
    found = [f"{about(widget)}: no name" for widget in controls(window) if not name_of(widget)]
    found += [f"{about(widget)}: no tooltip" for widget in controls(window) if not _explained(widget)]
    found += [f"{about(widget)}: Tab does not reach it" for widget in _unreached(window)]
    return found + cut(window) + _overlapping(window) + _pale(window)


def cut(window: QWidget) -> list[str]:
    """Return what has too little room for its words."""
    found = [f"{about(widget)}: cut: {_text(widget)!r}" for widget in _shown(window) if _is_cut(widget)]
    return found + [
        f"{about(area)}: too wide for the page" for area in window.findChildren(QScrollArea) if _overflows(area)
    ]


def controls(window: QWidget) -> list[QWidget]:
    """Return all controls on show that are the window's own; parts of Qt's own controls do not count."""
    return [w for w in _shown(window) if isinstance(w, CONTROLS) and not _is_part(w)]


def about(widget: QWidget) -> str:
    """Return kind, object name and spoken name of a widget."""
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()!r}".strip()


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says of a widget."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return (widget.accessibleName() or text).strip()


def _shown(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and widget.window() is window and widget.width() > 0 and widget.height() > 0:
            yield widget


def _is_part(widget: QWidget) -> bool:
    inner = isinstance(widget.parent(), (QComboBox, QLineEdit)) or isinstance(widget, (QScrollBar, QHeaderView))
    return inner or widget.objectName().startswith("qt_")


def _explained(widget: QWidget) -> bool:
    return bool(widget.toolTip()) or isinstance(widget, QAbstractItemView)  # a list explains each of its rows


def _unreached(window: QWidget) -> list[QWidget]:
    """Press Tab until the round is complete; return which enabled controls never had the keyboard."""
    before = QApplication.focusWidget()
    wanted = [widget for widget in controls(window) if widget.isEnabled()]
    reached: set[QWidget] = set()
    widget: QWidget | None = window
    for _ in range(4 * len(window.findChildren(QWidget))):
        widget = widget.nextInFocusChain() if widget is not None else None
        if widget is None or widget is window:
            break
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(widget)
    if before is not None:
        before.setFocus()
    return [widget for widget in wanted if widget not in reached and widget.focusProxy() not in reached]


def _overlapping(window: QWidget) -> list[str]:
    """Return which parts of a main window lie on each other: the layout had too little room for all of them."""
    centre = window.centralWidget() if isinstance(window, QMainWindow) else None
    parts = [part for part in centre.children() if isinstance(part, QWidget) and part.isVisible()] if centre else []
    pairs = [(one, other) for index, one in enumerate(parts) for other in parts[index + 1 :]]
    return [
        f"{about(one)} lies on {about(other)}" for one, other in pairs if one.geometry().intersects(other.geometry())
    ]


def _text(widget: QWidget) -> str:
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, OutputButton):
        return widget.cut
    text = _text(widget)
    if not text or _is_part(widget):
        return False
    if isinstance(widget, QLabel):
        if isinstance(widget, ElidedLabel):
            return False  # says in its tooltip what does not fit
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        return widget.sizeHint().width() > widget.width() + 1
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        room = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
        )
        return widget.fontMetrics().horizontalAdvance(text) > room.width() + 1 and text not in widget.toolTip()
    if isinstance(widget, QAbstractButton):
        icon_only = not widget.icon().isNull() and widget.width() <= widget.iconSize().width() + 40
        return widget.sizeHint().width() > widget.width() + 1 and not icon_only
    return False


def _overflows(area: QScrollArea) -> bool:
    body = area.widget()
    return body is not None and area.isVisible() and body.minimumSizeHint().width() > area.viewport().width() + 1


def _pale(window: QWidget) -> list[str]:
    """Return which words and signs stand out too little from their ground, as they are drawn."""
    picture = _pixels(window.grab().toImage())
    ratio = picture.shape[1] / window.width()
    found = []
    for widget in _shown(window):
        if not isinstance(widget, (QLabel, QAbstractButton, QComboBox, QLineEdit)) or not widget.isEnabled():
            continue
        text = bool(_text(widget)) or isinstance(widget, OutputButton)
        sign = isinstance(widget, QAbstractButton) and not widget.icon().isNull()
        visible = widget.visibleRegion().boundingRect()
        if not (text or sign) or _is_part(widget) or visible.size() != widget.size():
            continue
        reached = _contrast_in(picture, QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()), ratio)
        if reached < (_TEXT if text else _SIGN):
            found.append(f"{about(widget)}: contrast {reached:.1f} of {_text(widget)!r}")
    return found


def _pixels(image: QImage) -> NDArray[np.uint8]:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def _contrast_in(picture: NDArray[np.uint8], box: QRect, ratio: float) -> float:
    """Return the contrast between the commonest colour in a box, inside its edge, and the one farthest from it."""
    inner = box.adjusted(2, 2, -2, -2) if box.size().boundedTo(QSize(8, 8)) == QSize(8, 8) else box
    left, top, right, bottom = (
        round(edge * ratio) for edge in (inner.left(), inner.top(), inner.right() + 1, inner.bottom() + 1)
    )
    colours = picture[top:bottom, left:right].reshape(-1, 3)
    return contrast_in(colours) if len(colours) else 21.0
