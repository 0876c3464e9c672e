"""StepRow: the steps of the welcome as a row of numbers with names; each can be gone to directly."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app.ui.look import icons, theme

_DISC_PX = 26
_GAP_PX = 9
_HEIGHT_PX = 38


class StepButton(QAbstractButton):
    """A disc with the number, or a tick once it was seen, and the name beside it.

    Attributes:
        done: the step has been passed.
    """

    def __init__(self, number: int, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.done = False
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the disc and the whole name."""
        width = QFontMetrics(self._font(bold=True)).horizontalAdvance(self.text())
        return QSize(_DISC_PX + _GAP_PX + width + 14, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a name is never cut."""
        return self.sizeHint()

    def set_done(self, done: bool) -> None:
        """Show whether the step has been passed."""
        self.done = done
        self.setAccessibleDescription(self.tr("seen") if done else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw disc, sign and name, and a ring when reached by keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(4, (self.height() - _DISC_PX) / 2, _DISC_PX, _DISC_PX)
        here = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ACCENT if here else theme.SURFACE))
        painter.drawEllipse(disc)
        if self.done and not here:
            side = 16
            sign = icons.picture("tick", theme.ACCENT, side, self.devicePixelRatioF())
            painter.drawPixmap(disc.center() - QPointF(side / 2, side / 2), sign)
        else:
            painter.setPen(QColor(theme.ON_ACCENT if here else theme.TEXT_SOFT))
            painter.setFont(self._font(bold=True))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        lit = here or self.underMouse()
        painter.setPen(QColor(theme.TEXT if lit else theme.TEXT_SOFT))
        painter.setFont(self._font(bold=here))
        room = QRectF(disc.right() + _GAP_PX, 0, self.width() - disc.right() - _GAP_PX, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def enterEvent(self, event: object) -> None:
        """Light up under the pointer."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Calm down when it leaves."""
        self.update()


class StepRow(QWidget):
    """The buttons with thin lines between them."""

    chosen = Signal(int)

    def __init__(self, names: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[StepButton] = []
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for number, name in enumerate(names):
            if number:
                row.addWidget(_Line(self), 1)
            button = StepButton(number + 1, name, self.tr("Go to this step"), self)
            button.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
            group.addButton(button)
            row.addWidget(button)
            self.buttons.append(button)

    def forget(self) -> None:
        """Begin anew: no step has been seen."""
        for button in self.buttons:
            button.set_done(False)
        self.buttons[0].setChecked(True)
        self.update()

    def show_step(self, number: int) -> None:
        """Mark this step, counted from 0, as the present one; those that were seen before have a tick."""
        for place, button in enumerate(self.buttons):
            button.set_done(button.done or button.isChecked() and place != number)
        self.buttons[number].setChecked(True)


class _Line(QWidget):
    """A thin line that takes the room between two steps."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() / 2 - 0.5, self.width(), 1), QColor(theme.LINE))
        painter.end()
