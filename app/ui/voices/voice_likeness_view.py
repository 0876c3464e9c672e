"""VoiceLikenessView: whom the converted voice sounds like, as it is spoken."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.session_status import VoiceStatus
from app.ui.look import theme
from app.ui.parts.widgets import soft_label
from app.ui.session_model import Phase, SessionModel

_NUMBER_PX = 72
_SAME = 0.5  # from here on it is heard as the same voice


class VoiceLikenessView(QWidget):
    """Two bars, the voice that is taken on and the user's own; grey while they tell of what was said before.

    While it cannot be seen, nothing is measured.
    """

    shown = Signal(bool)  # it has come or gone; pages that hide it do not count

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.waiting = soft_label(self.tr("Speak to see whom you sound like."), self)
        self.target = LikenessRow(
            self.tr("How much what others hear sounds like this voice: from 50 on it is heard as the same"), self
        )
        self.own = LikenessRow(self.tr("How much of your own voice can still be heard: low is good"), self, own=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.waiting, self.target, self.own):
            column.addWidget(widget)
        model.status_changed.connect(lambda _: self._show())
        model.phase_changed.connect(lambda _: self._show())
        self.hide()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing be measured that nobody sees."""
        super().hideEvent(event)
        if self._model.phase is Phase.RUNNING:
            self._model.voice.watch(False)

    def _show(self) -> None:
        voice, running = self._model.status.voice, self._model.phase is Phase.RUNNING
        speaks = running and voice.state == "running" and bool(voice.engine) and not voice.original
        if speaks is self.isHidden():
            self.setVisible(speaks)
            self.shown.emit(speaks)
        if running:
            seen = speaks and not self.window().isMinimized() and not self.visibleRegion().isEmpty()
            self._model.voice.watch(seen)
        self._show_numbers(voice)

    def _show_numbers(self, voice: VoiceStatus) -> None:
        likeness = voice.likeness
        self.waiting.setVisible(likeness is None)
        self.target.setVisible(likeness is not None)
        self.own.setVisible(likeness is not None and likeness.own is not None)
        if likeness is None:
            return
        self.target.show_score(self.tr("Sounds like {name}").format(name=voice.voice), likeness.target, likeness.fresh)
        if likeness.own is not None:
            self.own.show_score(self.tr("Like your own voice"), likeness.own, likeness.fresh)


class LikenessRow(QWidget):
    """Words, a number, and a bar with a mark where a voice is heard as the same."""

    def __init__(self, tip: str, parent: QWidget | None = None, *, own: bool = False) -> None:
        super().__init__(parent)
        self.setToolTip(tip)
        self.words = QLabel(self)
        self.number = QLabel(self)
        for label in (self.words, self.number):
            label.setProperty("role", "value")
        self.number.setMinimumWidth(_NUMBER_PX)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = LikenessBar(self, own=own)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words, 1)
        line.addWidget(self.number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.bar)

    def show_score(self, name: str, score: int | None, fresh: bool = True) -> None:
        """Show a score of 0..100, grey if it is not fresh; None: there is none."""
        number = self.tr("{score} of 100").format(score=score) if score is not None else "–"
        if (name, number, fresh) == (self.words.text(), self.number.text(), self.bar.fresh):
            return
        self.words.setText(name)
        self.number.setText(number)
        for label in (self.words, self.number):
            if label.property("role") != ("value" if fresh else "soft"):
                label.setProperty("role", "value" if fresh else "soft")
                label.style().polish(label)
        self.bar.setAccessibleName(name)
        self.bar.setAccessibleDescription(number if fresh else self.tr("{number}, a moment ago").format(number=number))
        self.bar.show_share((score or 0) / 100, fresh)


class LikenessBar(QWidget):
    """A thin bar with a mark at the half."""

    def __init__(self, parent: QWidget | None = None, *, own: bool = False) -> None:
        super().__init__(parent)
        self.share, self.fresh, self._own = 0.0, True, own
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a thin strip."""
        return QSize(80, 10)

    def show_share(self, share: float, fresh: bool) -> None:
        """Fill this share of the bar, 0..1."""
        self.share, self.fresh = min(max(share, 0.0), 1.0), fresh
        self.update()

    def colour(self) -> str:
        """Return the colour of the share: for the own voice it is the high values that are a warning."""
        if not self.fresh:
            return theme.TRACK
        good = self.share < _SAME if self._own else self.share >= _SAME
        return theme.ACCENT if good else theme.WARNING

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, share and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, self.height() / 2 - 3, self.width(), 6)
        painter.setBrush(QColor(theme.SURFACE_HOVER))
        painter.drawRoundedRect(track, 3, 3)
        if self.share > 0:
            painter.setBrush(QColor(self.colour()))
            painter.drawRoundedRect(QRectF(0, track.y(), max(6.0, track.width() * self.share), 6), 3, 3)
        painter.setBrush(QColor(theme.TEXT_SOFT))
        painter.drawRect(QRectF(self.width() * _SAME - 0.75, 0, 1.5, self.height()))
        painter.end()
