"""EnrolVoiceDialog: makes a voice of ten seconds of speech: records, coaches, asks what must be known, keeps it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.look import icons, theme
from app.ui.parts.name_dialog import NAME_LENGTH
from app.ui.parts.widgets import sentence, sentences, soft_label
from app.ui.session_model import SessionModel
from app.ui.voices import voice_library
from app.ui.voices.phrase_box import PhraseBox
from app.ui.voices.record_stage import RecordStage
from app.ui.voices.voice_library import VoiceDetails
from app.ui.voices.voice_words import VoiceGround, VoiceWords

if TYPE_CHECKING:
    from app.voice.voice import Voice

SOUND_SUFFIXES = (".wav", ".mp3", ".m4a", ".flac", ".ogg", ".opus", ".aac", ".wma", ".aif", ".aiff")
FILM_SUFFIXES = (".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mpg", ".mpeg")


class EnrolVoiceDialog(QDialog):
    """Recording on the left, what must be known on the right; nothing is kept before the last button."""

    added = Signal(object)  # Voice

    def __init__(self, model: SessionModel, parent: QWidget | None = None, *, has_microphone: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New voice"))
        self.setMinimumSize(820, 610)
        self.setAcceptDrops(True)
        self._model = model
        self._open, self._adding = True, False
        self._grounds = VoiceWords(self).grounds()
        self.stage = RecordStage(model, self, has_microphone=has_microphone)
        self.phrase = PhraseBox(model, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(28)
        row.addWidget(self.stage)
        row.addLayout(self._make_right(), 1)
        self.stage.changed.connect(self._show_take)
        self.phrase.changed.connect(self._judge_form)
        self.finished.connect(self._closed)
        self._fill_ground(0)

    # -- building

    def _make_right(self) -> QVBoxLayout:
        title = QLabel(self.tr("New voice"), self)
        title.setProperty("role", "title")
        self.problem = soft_label(parent=self)
        self.problem.setProperty("role", "warning")
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(title)
        right.addWidget(soft_label(self.tr("Only use voices you have the right to use. This is kept with the voice.")))
        right.addLayout(self._make_form())
        right.addWidget(self.phrase)
        right.addWidget(self._make_tips())
        right.addStretch(1)
        right.addWidget(self.problem)
        right.addLayout(self._make_buttons())
        return right

    def _make_form(self) -> QFormLayout:
        self.name = self._line(self.tr("Name"))
        self.name.setMaxLength(NAME_LENGTH)
        self.name.setToolTip(self.tr("Under which the voice stands in the list"))
        self.ground = QComboBox(self)
        self.ground.setAccessibleName(self.tr("Why you may use the voice"))
        self.ground.setToolTip(self.tr("Whose voice it is, and why you may use it; kept with the voice"))
        self.ground.addItem(self.tr("Please choose…"), "")
        for ground in self._grounds:
            self.ground.addItem(ground.words, ground.kind)
        self.ground.currentIndexChanged.connect(self._fill_ground)
        self.who = self._line(self.tr("Who speaks"))
        self.who.setToolTip(self.tr("The name of the person whose voice this is"))
        self.statement = QPlainTextEdit(self)
        self.statement.setAccessibleName(self.tr("Statement of consent"))
        self.statement.setToolTip(self.tr("In one sentence, who has agreed to what; kept with the voice"))
        self.statement.setTabChangesFocus(True)
        self.statement.setFixedHeight(58)
        self.statement.textChanged.connect(self._judge_form)
        self.licence = self._line(self.tr("Licence"))
        self.licence.setToolTip(self.tr("Under which terms the recording may be used"))
        self.source = self._line(self.tr("Source"))
        self.source.setToolTip(self.tr("Where the recording comes from"))
        form = self._form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Whose voice"), self.ground)
        form.addRow(self.tr("Who speaks"), self.who)
        form.addRow(self.tr("Statement"), self.statement)
        form.addRow(self.tr("Licence"), self.licence)
        form.addRow(self.tr("Source"), self.source)
        return form

    def _make_tips(self) -> QFrame:
        """Say what makes a good recording, for as long as there is room for it."""
        self.tips = QFrame(self)
        self.tips.setProperty("role", "card")
        title = QLabel(self.tr("A good recording"), self.tips)
        title.setProperty("role", "heading")
        column = QVBoxLayout(self.tips)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(title)
        for line in (
            self.tr("•  A quiet room without echo, music or other people"),
            self.tr("•  A hand's width from the microphone, in your ordinary voice"),
            self.tr("•  Or drop a sound file or film in which only this person speaks"),
        ):
            column.addWidget(soft_label(line, self.tips))
        return self.tips

    def _make_buttons(self) -> QHBoxLayout:
        self.file_button = QPushButton(self.tr("From a file…"), self)
        self.file_button.setIcon(icons.icon("file", theme.TEXT))
        self.file_button.setAutoDefault(False)
        self.file_button.setToolTip(self.tr("Take the speech out of any sound file or film"))
        self.file_button.clicked.connect(self._choose_file)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.setToolTip(self.tr("Close this; nothing is kept"))
        self.cancel_button.clicked.connect(self.reject)
        self.add_button = QPushButton(self.tr("Add voice"), self)
        self.add_button.setProperty("role", "primary")
        self.add_button.setAutoDefault(False)  # return ends a line, it does not make a voice
        self.add_button.clicked.connect(self.add)
        row = QHBoxLayout()
        row.addWidget(self.file_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.add_button)
        return row

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.textChanged.connect(self._judge_form)
        return line

    # -- the recording

    def take_file(self, path: Path) -> None:
        """Make the voice of this sound file or film."""
        if not self.name.text():
            name = " ".join(path.stem.replace("_", " ").replace("-", " ").split())[:NAME_LENGTH]
            self.name.setText(name[:1].upper() + name[1:])
        self.stage.take_file(path)

    def _choose_file(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in (*SOUND_SUFFIXES, *FILM_SUFFIXES))
        kinds = self.tr("Sound and films ({patterns});;All files (*)").format(patterns=patterns)
        dialog = QFileDialog(self, self.tr("Choose a recording of the voice"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(kinds.split(";;"))
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_file(paths[0])

    def _show_take(self) -> None:
        self.problem.setText("")
        self.phrase.use_take(self.stage.take)
        self._judge_form()

    # -- the form

    @property
    def _ground(self) -> VoiceGround | None:
        index = self.ground.currentIndex()
        return self._grounds[index - 1] if index > 0 else None

    def _fill_ground(self, _: int) -> None:
        """Ask for what belongs to this ground and propose the usual texts; what the user wrote himself stays."""
        ground = self._ground
        self._form.setRowVisible(self.who, ground is not None and ground.kind != "self")
        self._form.setRowVisible(self.statement, ground is not None)
        for line in (self.licence, self.source):
            self._form.setRowVisible(line, ground is not None and ground.needs_licence)
        self.phrase.setVisible(ground is not None and ground.needs_phrase)
        self.tips.setVisible(self.phrase.isHidden())
        ours = {"", *(known.statement for known in self._grounds)}
        if ground is not None and self.statement.toPlainText() in ours:
            self.statement.setPlainText(ground.statement)
        self._judge_form()

    def _missing(self) -> str:
        """Say what is still missing, the most important thing; empty if nothing."""
        ground, take = self._ground, self.stage.take
        if take is None:
            return self.tr("Record or choose a voice first")
        if not self.name.text().strip():
            return self.tr("Give the voice a name")
        if ground is None:
            return self.tr("Say whose voice it is")
        if not self.statement.toPlainText().strip():
            return self.tr("State why the voice may be used")
        if ground.kind != "self" and not self.who.text().strip():
            return self.tr("Say who speaks")
        if ground.needs_licence and not (self.licence.text().strip() and self.source.text().strip()):
            return self.tr("State the licence and the source of the recording")
        if ground.needs_phrase and self.phrase.similarity is None:
            return self.tr("The person has to speak the six words")
        return ""

    def _judge_form(self) -> None:
        missing = self._missing()
        self.add_button.setEnabled(not missing and not self._adding)
        self.add_button.setToolTip(missing or self.tr("Keep this voice; the recording itself is not kept"))
        if not self._adding and self.stage.take is not None:
            self.problem.setText(sentence(missing))

    def add(self) -> None:
        """Keep the voice; close when that is done."""
        ground, take = self._ground, self.stage.take
        if ground is None or take is None or self._missing():
            return
        name = self.name.text().strip()
        details = VoiceDetails(
            name=name,
            kind=ground.kind,
            who=self.who.text().strip() if ground.kind != "self" else name,
            statement=self.statement.toPlainText().strip(),
            licence=self.licence.text().strip() if ground.needs_licence else "",
            source=self.source.text().strip() if ground.needs_licence else take.source,
            phrase=self.phrase.words if ground.needs_phrase else (),
            phrase_similarity=self.phrase.similarity or 0.0 if ground.needs_phrase else 0.0,
        )
        self._adding = True
        self._judge_form()
        work = lambda: voice_library.add(take, details)  # noqa: E731
        self._model.background.run(work, self._was_added, self._not_added, lane="voices")

    def _was_added(self, voice: "Voice") -> None:
        self.added.emit(voice)
        if self._open:
            self.accept()

    def _not_added(self, text: str, advice: str) -> None:
        if self._open:
            self._adding = False
            self._judge_form()
            self.problem.setText(sentences(text, advice))

    def _closed(self, _: int) -> None:
        self._open = False
        self.stage.close_down()
        self.phrase.close_down()
        self.deleteLater()
