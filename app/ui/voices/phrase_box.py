"""PhraseBox: six words that the person whose voice is added speaks, so that nobody is recorded without knowing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.look import icons, theme
from app.ui.parts.level_meter import LevelMeter
from app.ui.parts.widgets import sentences, soft_label
from app.ui.session_model import SessionModel
from app.ui.voices import voice_library
from app.ui.voices.record_stage import microphone_of
from app.ui.voices.take_recorder import TakeRecorder
from app.ui.voices.voice_library import Take

if TYPE_CHECKING:
    from app.enrolment import TakeStatus
    from app.voice.phrase import PhraseResult
    from models.voice_engines import Samples

_ENOUGH_S, _LIMIT_S = 4.5, 15.0  # six words spoken calmly take three seconds
_COLUMNS = 3


class PhraseBox(QFrame):
    """The words, a button to speak them, and whether they were spoken by the same voice.

    Attributes:
        words: the phrase.
        similarity: of the accepted phrase to the enrolment, None while none is accepted.
    """

    changed = Signal()

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("phraseBox")
        self._model = model
        self._open = True
        self._take: Take | None = None
        self.words: tuple[str, ...] = ()
        self.similarity: float | None = None
        self.recorder = TakeRecorder(model.background, self)
        self.recorder.progressed.connect(self._progress)
        self.recorder.recorded.connect(self._recorded)
        self.recorder.failed.connect(self._refuse)
        title = QLabel(self.tr("Now the person speaks these six words"), self)
        title.setProperty("role", "heading")
        self._chips: list[QLabel] = []
        self.meter = LevelMeter(self.tr("Microphone level"), self)
        policy = self.meter.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.meter.setSizePolicy(policy)
        self.said = soft_label(parent=self)
        self.speak_button = QPushButton(self)
        self.speak_button.setAutoDefault(False)
        self.speak_button.clicked.connect(self.toggle)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.speak_button)
        row.addWidget(self.meter, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(9)
        column.addWidget(title)
        column.addLayout(self._make_chips())
        column.addLayout(row)
        column.addWidget(self.said)
        self.offer()

    def _make_chips(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        for place in range(6):
            chip = QLabel(self)
            chip.setProperty("role", "chip")
            chip.setMinimumHeight(32)
            chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(chip, place // _COLUMNS, place % _COLUMNS)
            self._chips.append(chip)
        return grid

    def offer(self) -> None:
        """Show six new words; what was spoken before does not count any more."""
        self.recorder.cancel()
        self.words = voice_library.new_phrase()
        for chip, word in zip(self._chips, self.words, strict=True):
            chip.setText(word)
        self._accept(None)
        self._show_button()
        self._explain()

    def use_take(self, take: Take | None) -> None:
        """Compare with this recording from now on."""
        if take is not self._take:
            self._take = take
            self.offer()

    def toggle(self) -> None:
        """Begin to listen, or end it early."""
        if self.recorder.recording:
            self.recorder.stop()
            return
        self._accept(None)
        self.recorder.start(microphone_of(self._model), _ENOUGH_S, _LIMIT_S)
        self._say(self.tr("Speak now, without haste."))
        self._show_button()

    def _progress(self, status: "TakeStatus") -> None:
        if self._open:
            self.meter.show_level(status.level_db, status.peak_db, lit=True)

    def _recorded(self, speech: "Samples") -> None:
        take = self._take
        if not self._open or take is None or take.print is None:
            return
        print_ = take.print
        self.speak_button.setEnabled(False)
        self._say(self.tr("Comparing the two recordings…"))
        work = lambda: voice_library.check_phrase(speech, print_)  # noqa: E731
        self._model.background.run(work, self._checked, lambda t, a: self._refuse(f"{t}; {a}"), lane="take")

    def _checked(self, result: "PhraseResult") -> None:
        if not self._open:
            return
        if result.accepted:
            self._accept(result.similarity)
            self._show_button()
            self._say(self.tr("It is the same voice. Thank you."))
        else:
            self._refuse(result.reason)

    def _refuse(self, text: str) -> None:
        if self._open:
            self._accept(None)
            self._show_button()
            message, _, advice = text.partition("; ")
            self._say(sentences(message, advice), warning=True)

    def _accept(self, similarity: float | None) -> None:
        self.similarity = similarity
        self.setProperty("accepted", similarity is not None)
        self.style().polish(self)
        self.changed.emit()

    def _explain(self) -> None:
        first = self.tr("Record the voice first.")
        ready = self.tr("Nobody has these words on record: who can speak them is here and knows of it.")
        self._say(first if self._take is None else ready)

    def _say(self, words: str, *, warning: bool = False) -> None:
        self.said.setText(words)
        self.said.setProperty("role", "warning" if warning else "soft")
        self.said.style().polish(self.said)

    def _show_button(self) -> None:
        live, ready = self.recorder.recording, self._take is not None and self._take.print is not None
        again = self.tr("Speak again") if self.similarity is not None else self.tr("Speak")
        self.speak_button.setText(self.tr("Stop") if live else again)
        name = "stop" if live else "tick" if self.similarity is not None else "microphone"
        self.speak_button.setIcon(icons.icon(name, theme.RECORD if live else theme.ACCENT))
        self.speak_button.setEnabled(ready)
        tip = self.tr("Let the person speak the six words into the microphone")
        self.speak_button.setToolTip(tip if ready else self.tr("Record the voice first"))
        self.meter.setVisible(live)

    def close_down(self) -> None:
        """End a recording; what still comes back is not shown."""
        self._open = False
        self.recorder.cancel()
