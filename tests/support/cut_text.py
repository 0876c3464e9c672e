"""Finds texts of a window for which there is not enough room: what a user would see cut off."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from app.ui.status_strip import ElidedLabel

_SLACK_PX = 1  # rounding, where the screen has more pixels than the layout


def cut_texts(window: QWidget) -> list[str]:
    """Return a line for each visible text of the window that does not fit into its widget, or lies outside."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and widget.window() is window and not isinstance(widget, ElidedLabel):
            found += [f"{_name(widget)}: {words}" for words in _cut(widget)]
    return found


def _name(widget: QWidget) -> str:
    own = widget.objectName() or type(widget).__name__
    parent = widget.parentWidget()
    return f"{type(parent).__name__}/{own}" if parent is not None else own


def _cut(widget: QWidget) -> Iterator[str]:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    if isinstance(widget, QLabel) and text:
        yield from _cut_label(widget)
    elif isinstance(widget, QAbstractButton) and text:
        if widget.width() + _SLACK_PX < widget.sizeHint().width():
            yield f"{text!r} has {widget.width()} px, needs {widget.sizeHint().width()}"
    elif isinstance(widget, QComboBox):
        yield from _cut_choice(widget)
    elif isinstance(widget, QLineEdit) and not widget.text():
        needed = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        if needed > widget.contentsRect().width() - 2 * 10:
            yield f"{widget.placeholderText()!r} has {widget.width()} px, needs {needed}"
    elif isinstance(widget, QTabBar):
        if widget.sizeHint().width() > widget.width() + _SLACK_PX:
            yield f"tabs have {widget.width()} px, need {widget.sizeHint().width()}"
    if isinstance(widget, QLabel | QAbstractButton | QComboBox) and not _inside(widget):
        yield f"{text!r} lies outside of what can be seen or scrolled to"


def _cut_label(label: QLabel) -> Iterator[str]:
    room = label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK_PX:
            yield f"{label.text()!r} has {label.height()} px of height, needs {needed}"
        words = label.fontMetrics()
        rich = "<" in label.text()
        longest = max((words.horizontalAdvance(word) for word in label.text().split()), default=0)
        if not rich and longest > room.width() and all(ord(letter) < 0x3000 for letter in label.text()):
            yield f"a word of {label.text()!r} is wider than {room.width()} px"
    elif label.width() + _SLACK_PX < label.sizeHint().width():
        document = QTextDocument()
        document.setHtml(label.text())
        yield f"{document.toPlainText()!r} has {label.width()} px, needs {label.sizeHint().width()}"


def _cut_choice(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(control, option, field, box).width()
    needed = box.fontMetrics().horizontalAdvance(box.currentText())
    if needed > room + _SLACK_PX and box.toolTip() == "":
        yield f"{box.currentText()!r} has {room} px, needs {needed}, and no tooltip says it"


def _inside(widget: QWidget) -> bool:
    """Whether a widget lies within all its parents from left to right; downwards pages may be scrolled."""
    ancestor = widget.parentWidget()
    while ancestor is not None:
        left = widget.mapTo(ancestor, QPoint(0, 0)).x()
        if left < -_SLACK_PX or left + widget.width() > ancestor.width() + _SLACK_PX:
            return False
        ancestor = None if ancestor.isWindow() else ancestor.parentWidget()
    return True
