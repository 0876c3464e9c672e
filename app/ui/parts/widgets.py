"""Small widgets that Qt lacks: a switch, a pair of segments, a section of the side bar."""

import re

from PySide6.QtCore import Property as QtProperty
from PySide6.QtCore import QEasingCurve, QPointF, QPropertyAnimation, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.languages.translator import told
from app.ui.look import theme

_CHINESE = re.compile("[\u4e00-\u9fff]")
_COMMANDS = ("sudo", "likeness", "python3", "pip")


class Switch(QAbstractButton):
    """On or off; the label stands before it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._place = 0.0
        self._slide = QPropertyAnimation(self, b"place", self)
        self._slide.setDuration(120)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.toggled.connect(self._move_knob)

    def sizeHint(self) -> QSize:
        """Return the fixed size of a switch."""
        return QSize(38, 22)

    def _move_knob(self, on: bool) -> None:
        self._slide.stop()
        if not self.isVisible():
            self._set_place(float(on))
            return
        self._slide.setStartValue(self._place)
        self._slide.setEndValue(float(on))
        self._slide.start()

    def _get_place(self) -> float:
        return self._place

    def _set_place(self, place: float) -> None:
        self._place = place
        self.update()

    place = QtProperty(float, _get_place, _set_place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, knob and, when reached by keyboard, a ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(2, 2, 34, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ACCENT if self.isChecked() else theme.TRACK))
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        painter.drawRoundedRect(track, 9, 9)
        painter.setBrush(QColor(theme.ON_ACCENT if self.isChecked() else theme.KNOB))
        painter.drawEllipse(QPointF(11 + 16 * self._place, 11), 6.5, 6.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.TEXT), 1.5))
            painter.drawRoundedRect(track.adjusted(-1, -1, 1, 1), 10, 10)
        painter.end()


class SwitchRow(QWidget):
    """A label, an optional second line, and a switch."""

    toggled = Signal(bool)

    def __init__(self, text: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = Switch(text, self)
        self.set_tip(tip)
        self.switch.toggled.connect(self.toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(text, self))
        row.addStretch(1)
        row.addWidget(self.switch)
        self._row = row

    def set_tip(self, tip: str) -> None:
        """Say in a sentence what it does."""
        self.switch.setToolTip(tip)
        self.setToolTip(tip)

    def add(self, widget: QWidget) -> None:
        """Put one more thing before the switch."""
        self._row.insertWidget(2, widget)

    def set_on(self, on: bool) -> None:
        """Show this state without telling anybody."""
        self.switch.blockSignals(True)
        self.switch.setChecked(on)
        self.switch.blockSignals(False)
        self.switch.place = float(on)  # type: ignore[assignment]  # a Qt property


class Segments(QWidget):
    """A few words side by side of which one is chosen."""

    chosen = Signal(str)

    def __init__(
        self, choices: list[tuple[str, str, str]], parent: QWidget | None = None, *, dense: bool = False
    ) -> None:
        """Take (value, text, tooltip) for each choice; dense: with little room round the words."""
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(3)
        for value, text, tip in choices:
            button = QToolButton(self)
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(text)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setProperty("dense", dense)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[value] = button

    def select(self, value: str) -> None:
        """Show this choice without telling anybody."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def button(self, value: str) -> QToolButton:
        """Return the button of a choice."""
        return self._buttons[value]


class Section(QWidget):
    """A heading and what belongs under it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(9)
        self.header = QHBoxLayout()
        self.header.setSpacing(4)
        heading = QLabel(title, self)
        heading.setProperty("role", "heading")
        self.header.addWidget(heading)
        self.header.addStretch(1)
        self.body.addLayout(self.header)


def soft_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label in the quieter colour that breaks its lines."""
    label = QLabel(text, parent)
    label.setProperty("role", "soft")
    label.setWordWrap(True)
    return label


def sentence(text: str) -> str:
    """Begin with a capital and end with a stop; messages of the engine room are clauses, and in English."""
    text = told(text.strip())
    if not text or text.split()[0] in _COMMANDS:  # a command must stay as it has to be typed
        return text
    word = text.split()[0].rstrip(",:;")
    first = text[0].upper() if word.isascii() and word.isalpha() and word.islower() else text[0]  # no file name
    stop = "" if text[-1] in ".!?…。！？" else "。" if _CHINESE.search(text) else "."
    return first + text[1:] + stop


def sentences(*texts: str) -> str:
    """Return texts as sentences one after the other; a Chinese stop brings its own room."""
    whole = " ".join(filter(None, map(sentence, texts)))
    return whole.replace("。 ", "。")
