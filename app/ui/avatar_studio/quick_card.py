"""QuickCard: a photo has come; one click says whose face it is, and it is live. It never stands in the way."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.ui.avatar_studio.quality_words import QualityWords
from app.ui.avatars.consent_grounds import Grounds
from app.ui.look import icons, theme
from app.ui.parts.widgets import sentence, sentences, soft_label
from app.ui.preview.picture_view import to_image

if TYPE_CHECKING:
    from app.avatar import Draft

WIDTH_PX = 430
_PICTURE_PX = 96
_MARGIN_PX = 16


class QuickCard(QFrame):
    """Lies over the lower left corner of a widget. It takes no keys that it was not given by Tab or a click.

    Attributes:
        draft: the photo that waits for an answer, None while it is being looked at or was refused.
        refused: the picture cannot be used, and nothing is asked.
    """

    answered = Signal(object)  # Ground
    edit_wanted = Signal()
    other_wanted = Signal()
    closed = Signal()

    def __init__(self, over: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("quickCard")
        self.setAccessibleName(self.tr("New avatar"))
        self.setFixedWidth(WIDTH_PX)
        self.draft: Draft | None = None
        self.refused = False
        self._over, self._window = over, parent
        self._words = QualityWords(self)
        over.installEventFilter(self)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        column.addLayout(self._make_head())
        column.addLayout(self._make_middle())
        self.question = QLabel(self.tr("Whose face is it? That is kept with the avatar."), self)
        column.addWidget(self.question)
        column.addLayout(self._make_answers())
        self.hide()

    # -- building

    def _make_head(self) -> QHBoxLayout:
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.close_button = QToolButton(self)
        self.close_button.setProperty("role", "flat")
        self.close_button.setIcon(icons.icon("close", theme.TEXT))
        self.close_button.setAccessibleName(self.tr("Do not use this picture"))
        self.close_button.setToolTip(self.close_button.accessibleName())
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        row.addWidget(self.close_button)
        return row

    def _make_middle(self) -> QHBoxLayout:
        self.picture = QLabel(self)
        self.picture.setFixedSize(_PICTURE_PX, _PICTURE_PX)
        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        self.advice = soft_label(parent=self)
        self.edit_button = self._button(self.tr("Adjust…"), self.tr("Crop, straighten and cut out before it is used"))
        self.edit_button.clicked.connect(self.edit_wanted)
        self.other_button = self._button(self.tr("Another photo…"), self.tr("Choose another picture file"))
        self.other_button.clicked.connect(self.other_wanted)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.verdict)
        words.addWidget(self.advice)
        words.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.edit_button)
        buttons.addWidget(self.other_button)
        buttons.addStretch(1)
        words.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _make_answers(self) -> QGridLayout:
        self.answers: dict[str, QPushButton] = {}
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, ground in enumerate(Grounds().all()):
            button = self._button(ground.short, ground.statement)
            button.clicked.connect(lambda _=False, ground=ground: self.answered.emit(ground))
            self.answers[ground.kind] = button
            grid.addWidget(button, *divmod(place, 2))
        return grid

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    # -- what it shows

    def look(self, title: str) -> None:
        """Say that a picture is being looked at."""
        self.draft = None
        self._show(title, self.tr("Looking for a face…"), "", asking=False)
        self.other_button.hide()

    def ask(self, draft: "Draft", head: NDArray[np.uint8]) -> None:
        """Ask whose face it is; `head` is a small square picture of it, (h, w, 3) uint8 RGB."""
        self.draft = draft
        advice = self._words.advice(draft.quality)
        self.picture.setPixmap(_rounded(head))
        self._show(draft.title, self._words.verdict(draft.quality.score), advice[0] if advice else "", asking=True)
        self.advice.setToolTip("\n".join(advice))

    def refuse(self, text: str, advice: str) -> None:
        """Say why a picture cannot be used."""
        self.draft = None
        self._show(self.tr("This picture cannot be used"), sentence(text), sentence(advice), asking=False)
        self.refused = True

    def work(self) -> None:
        """Say that the answer is being followed."""
        self.verdict.setText(self.tr("Making the avatar…"))
        self._enable(False)

    def failed(self, text: str, advice: str) -> None:
        """Say why the avatar could not be made; the question stays."""
        self.verdict.setText(sentences(text, advice))
        self._enable(True)

    def _enable(self, on: bool) -> None:
        for button in (*self.answers.values(), self.edit_button):
            button.setEnabled(on)

    def _show(self, title: str, verdict: str, advice: str, *, asking: bool) -> None:
        self.refused = False
        self.title.setText(self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, WIDTH_PX - 90))
        self.verdict.setText(verdict)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.picture.setVisible(asking)
        self.edit_button.setVisible(asking)
        self.other_button.setVisible(not asking)
        for widget in (self.question, *self.answers.values()):
            widget.setVisible(asking)
        self._enable(asking)
        self.setAccessibleDescription(f"{title}. {verdict} {advice}".strip())
        self.show()
        self.raise_()
        self._place()

    def _place(self) -> None:
        self._column.activate()
        self.resize(WIDTH_PX, self.sizeHint().height())
        corner = self._over.mapTo(self._window, self._over.rect().bottomLeft())
        self.move(corner.x() + _MARGIN_PX, max(corner.y() - self.height() - _MARGIN_PX, 0))

    # -- events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape when the keyboard is in here."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _rounded(square: NDArray[np.uint8]) -> QPixmap:
    """Return a square picture with round corners."""
    side = _PICTURE_PX * 2
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(0, 0, side, side, 20, 20)
    painter.setClipPath(shape)
    painter.drawImage(made.rect(), to_image(square))
    painter.end()
    made.setDevicePixelRatio(2.0)
    return made
