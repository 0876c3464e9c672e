"""OwnVoiceDialog: ten seconds of the user's own voice, so that pitch and colour are right from the first word."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.parts.widgets import sentences, soft_label
from app.ui.session_model import SessionModel
from app.ui.voices import voice_library
from app.ui.voices.record_stage import RecordStage

if TYPE_CHECKING:
    from models.voice_engines import Samples


class OwnVoiceDialog(QDialog):
    """Recording on the left, what it is for on the right; only numbers are kept, and they can be deleted.

    Attributes:
        kept: what was recorded, once that is kept; None when it was forgotten. Never written anywhere.
    """

    saved = Signal()

    def __init__(self, model: SessionModel, known: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Your own voice"))
        self.setMinimumSize(720, 480)
        self._model = model
        self._open = True
        self.kept: Samples | None = None
        self.stage = RecordStage(model, self)
        self.stage.changed.connect(self._judge)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(28)
        row.addWidget(self.stage)
        row.addLayout(self._make_right(known), 1)
        self.finished.connect(self._closed)
        self._judge()

    def _make_right(self, known: bool) -> QVBoxLayout:
        title = QLabel(self.tr("Teach the program your own voice"), self)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        points = (
            self.tr("The converter learns your range: how deep and how high you speak, and the colour of your voice."),
            self.tr("With it the first word already fits; without it the first seconds do not."),
            self.tr("Each voice in the list then shows how near it is to yours."),
            self.tr(
                "Speak as you do in a call. Only what was measured is kept, on this computer; "
                "the sound stays in memory to compare engines with, until you close the program."
            ),
        )
        self.problem = soft_label(parent=self)
        self.problem.setProperty("role", "warning")
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(title)
        for point in points:
            right.addWidget(soft_label(point, self))
        right.addStretch(1)
        right.addWidget(self.problem)
        right.addLayout(self._make_buttons(known))
        return right

    def _make_buttons(self, known: bool) -> QHBoxLayout:
        self.forget_button = QPushButton(self.tr("Forget my voice"), self)
        self.forget_button.setAutoDefault(False)
        self.forget_button.setToolTip(self.tr("Delete what was measured before"))
        self.forget_button.clicked.connect(self.forget)
        self.forget_button.setVisible(known)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.setToolTip(self.tr("Close this; nothing is kept"))
        cancel.clicked.connect(self.reject)
        self.save_button = QPushButton(self.tr("Use this"), self)
        self.save_button.setProperty("role", "primary")
        self.save_button.clicked.connect(self.save)
        buttons = QHBoxLayout()
        buttons.addWidget(self.forget_button)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        return buttons

    def _judge(self) -> None:
        ready = self.stage.take is not None
        self.save_button.setEnabled(ready)
        self.save_button.setToolTip(
            self.tr("Keep what was measured") if ready else self.tr("Record ten seconds of your voice first")
        )

    def save(self) -> None:
        """Keep what was measured and close."""
        take = self.stage.take
        if take is None or take.print is None:
            return
        print_, self.kept = take.print, take.speech
        self.save_button.setEnabled(False)
        self._run(lambda: voice_library.save_own_voice(print_))

    def forget(self) -> None:
        """Delete what was measured before and close."""
        self.kept = None
        self._run(voice_library.forget_own_voice)

    def _run(self, work: "voice_library.Doing") -> None:
        self._model.background.run(work, self._done, self._not_done, lane="voices")

    def _done(self, _: object) -> None:
        self.saved.emit()
        if self._open:
            self.accept()

    def _not_done(self, text: str, advice: str) -> None:
        if self._open:
            self._judge()
            self.problem.setText(sentences(text, advice))

    def _closed(self, _: int) -> None:
        self._open = False
        self.stage.close_down()
        self.deleteLater()
