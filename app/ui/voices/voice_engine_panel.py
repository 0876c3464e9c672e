"""VoiceEnginePanel: what converts the voice, which engine speaks, and why."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from app.ui.languages.translator import told
from app.ui.message import Level, Message
from app.ui.parts.widgets import Section, soft_label
from app.ui.session_model import Phase, SessionModel
from app.ui.voices import voice_library
from app.ui.voices.voice_compare_dialog import VoiceCompareDialog
from app.ui.voices.voice_library import Engines
from app.ui.voices.voice_panel import VoicePanel
from app.ui.voices.voice_words import VoiceWords

if TYPE_CHECKING:
    from models.voice_engines import Samples

_AUTOMATIC = "auto"


class VoiceEnginePanel(Section):
    """Three engines of which one is chosen, a line that says what speaks and why, and a way to compare.

    Attributes:
        own_speech: what the user recorded of himself since the program was opened, None if nothing; memory only.
        dialog: the comparison while it is open, else None.
    """

    def __init__(self, model: SessionModel, voices: VoicePanel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Engine"), parent)
        self._model, self._voices = model, voices
        self._words = VoiceWords(self)
        self._engines = Engines()
        self.own_speech: Samples | None = None
        self.dialog: VoiceCompareDialog | None = None
        self.compare_button = QPushButton(self.tr("Compare…"), self)
        self.compare_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.compare_button.clicked.connect(self.compare)
        self.header.addWidget(self.compare_button)
        self._neural_tip = self.tr("A trained network shapes the voice: more like it, and more work for the processor")
        self.engine = self._make_choice()
        self.hint = soft_label(parent=self)
        self.body.addWidget(self.engine)
        self.body.addWidget(self.hint)
        model.settings_changed.connect(lambda _: self._show())
        model.status_changed.connect(lambda _: self._show())
        model.phase_changed.connect(lambda _: self._show())
        voices.listed.connect(self._show)
        self._show()

    def _make_choice(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Voice engine"))
        box.setToolTip(self.tr("What converts your voice"))
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._items = QStandardItemModel(box)
        for name, words, tip in (
            (_AUTOMATIC, self.tr("Automatic"), self.tr("The better one on this computer")),
            ("neural", self.tr("Neural"), self._neural_tip),
            ("dsp", self.tr("Signal processing"), self.tr("Moves pitch and colour: quick on every computer")),
        ):
            item = QStandardItem(words)
            item.setData(name, Qt.ItemDataRole.UserRole)
            item.setToolTip(tip)
            self._items.appendRow(item)
        box.setModel(self._items)
        box.activated.connect(lambda index: self._model.change(voice_engine=box.itemData(index)))
        return box

    def look(self) -> None:
        """See which engines there are, off the GUI thread."""
        self._model.background.run(voice_library.engines, self._looked, self._tell_error, lane="voices")

    def _looked(self, engines: Engines) -> None:
        self._engines = engines
        self._show()

    def _tell_error(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.ERROR))

    # -- comparing

    def compare(self) -> None:
        """Open the dialog in which the same sentence is heard by every engine."""
        voice = self._voices.voice(self._model.settings.voice)
        if voice is None or not self._engines.names or self.dialog is not None:
            return
        said = voice_library.sentence_of(self.own_speech) if self.own_speech is not None else None
        self.dialog = VoiceCompareDialog(self._model, voice, self._engines.names, said, self.window())
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self, _: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    # -- showing

    def _show(self) -> None:
        wanted = self._model.settings.voice_engine
        self.engine.setCurrentIndex(max(self.engine.findData(wanted), 0))
        missing = bool(self._engines.names) and "neural" not in self._engines.names
        item = self._items.item(self.engine.findData("neural"))
        item.setEnabled(not missing)
        item.setToolTip(self.tr("This version has no neural engine") if missing else self._neural_tip)
        voice = self._voices.voice(self._model.settings.voice)
        self.compare_button.setEnabled(voice is not None and bool(self._engines.names))
        hear = self.tr("Hear the same sentence by each engine, with numbers")
        self.compare_button.setToolTip(hear if voice is not None else self.tr("Choose a voice first"))
        words, role = self._state()
        if words != self.hint.text():
            self.hint.setText(words)
        if role != self.hint.property("role"):
            self.hint.setProperty("role", role)
            self.hint.style().polish(self.hint)

    def _state(self) -> tuple[str, str]:
        """Return which engine speaks and why, and how it is to be shown."""
        wanted, status = self._model.settings.voice_engine, self._model.status.voice
        if self._model.phase is Phase.RUNNING and status.engine:
            if status.fallback:
                words = self.tr("Fell back to {engine}: {why}.")
                return words.format(engine=self._words.engine(status.engine), why=told(status.fallback)), "warning"
            if wanted == _AUTOMATIC:
                return self.tr("Automatic: {engine}").format(engine=self._words.engine(status.engine)), "soft"
            return self.tr("Speaks now: {engine}").format(engine=self._words.engine(status.engine)), "soft"
        if wanted == "neural":
            return self.tr("Goes back to signal processing by itself where the computer is too slow."), "soft"
        if wanted == "dsp":
            return self.tr("Quick on every computer."), "soft"
        if not self._engines.best:
            return self.tr("Automatic"), "soft"
        return self.tr("Automatic: {engine}").format(engine=self._words.engine(self._engines.best)), "soft"
