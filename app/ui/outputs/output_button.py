"""OutputButton: one output as a button: what it is, how it is doing in words, on or off with one click."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.look import icons, theme
from app.ui.preview.picture_words import font

_WIDE_PX, _NARROW_PX, _HIGH_PX = 136, 52, 52
_ICON_PX, _DOT_PX = 22, 4.0
_LEFT_PX, _GAP_PX, _RIGHT_PX = 8.0, 6.0, 4.0
_TONES = {"off": "text_soft", "wait": "warning", "on": "accent", "rec": "record", "bad": "warning"}


class OutputButton(QAbstractButton):
    """Drawn by itself: two lines of words beside an icon with a light.

    Attributes:
        state: in words, as it stands on the button.
        tone: "off", "wait" (it begins later), "on", "rec" or "bad".
        compact: only the icon and the light are drawn; the words are in the tooltip.
    """

    def __init__(self, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._icon = name, icon
        self.state, self.tone, self._tip = "", "off", ""
        self.compact = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Stay as it is: whether it is on is said by the session, not by the click."""

    def show_state(self, state: str, tone: str, tip: str) -> None:
        """Show how the output is doing; the tooltip says it in full and what a click does."""
        if (state, tone, tip) == (self.state, self.tone, self._tip):
            return
        self.state, self.tone, self._tip = state, tone, tip
        self.setChecked(tone in ("on", "rec"))
        self.setAccessibleName(f"{self.name}: {state}")
        self.setToolTip(f"{self.name}: {state}\n{tip}")
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Leave the words away, or write them."""
        self.compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the words, or for the icon."""
        return QSize(_NARROW_PX if self.compact else _WIDE_PX, _HIGH_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the same: with less the words would be cut."""
        return self.sizeHint()

    @property
    def cut(self) -> bool:
        """Whether the words do not fit."""
        room = self._words_box().width()
        wide = max(QFontMetricsF(font(13, bold=True)).horizontalAdvance(self.name), self._state_width())
        return not self.compact and wide > room

    def _state_width(self) -> float:
        return QFontMetricsF(font(12)).horizontalAdvance(self.state)

    def _words_box(self) -> QRectF:
        left = _LEFT_PX + _ICON_PX + _GAP_PX
        return QRectF(left, 0, self.width() - left - _RIGHT_PX, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, light and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        on = self.tone in ("on", "rec")
        colour = theme.colour(_TONES[self.tone])
        painter.setBrush(QColor(theme.SURFACE_HOVER if self.underMouse() or self.isDown() else theme.SURFACE))
        edge = QPen(QColor(theme.TEXT), 2.0) if self.hasFocus() else QPen(QColor(colour), 1.5)
        painter.setPen(edge if on or self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 10, 10)
        ink = theme.DISABLED if not self.isEnabled() else colour if on else theme.TEXT
        left = (self.width() - _ICON_PX) / 2 if self.compact else _LEFT_PX
        pixmap = icons.picture(self._icon, str(ink), _ICON_PX, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, (self.height() - _ICON_PX) / 2), pixmap)
        if self.compact:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(QPointF(self.width() - 11, 11), _DOT_PX, _DOT_PX)
        else:
            self._paint_words(painter, str(colour))
        painter.end()

    def _paint_words(self, painter: QPainter, colour: str) -> None:
        box = self._words_box()
        middle = self.height() / 2
        for text, made, ink, top in (
            (self.name, font(13, bold=True), theme.TEXT, middle - 19),
            (self.state, font(12), colour, middle + 1),
        ):
            painter.setFont(made)
            painter.setPen(QColor(ink))
            line = QFontMetricsF(made).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QRectF(box.x(), top, box.width(), 18), Qt.AlignmentFlag.AlignVCenter, line)
