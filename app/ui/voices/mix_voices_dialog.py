"""MixVoicesDialog: makes a voice between two others."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.look import icons, theme
from app.ui.parts.name_dialog import NAME_LENGTH
from app.ui.parts.slider import Slider
from app.ui.parts.widgets import sentences, soft_label
from app.ui.session_model import SessionModel
from app.ui.voices import voice_library
from app.ui.voices.mix_picture import MixPicture
from app.ui.voices.voice_player import VoicePlayer
from app.ui.voices.voice_words import VoiceWords, pitch_hz

if TYPE_CHECKING:
    from app.voice.voice import Voice

_HALF = 50  # the slider counts hundredths of the second voice


class MixVoicesDialog(QDialog):
    """Two voices, a slider between them, a name, and a button to listen before anything is kept."""

    mixed = Signal(object)  # Voice

    def __init__(self, model: SessionModel, voices: "list[Voice]", first: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Mix two voices"))
        self.setMinimumWidth(560)
        self._model, self._voices, self._open = model, voices, True
        self._words = VoiceWords(self)
        self.player = VoicePlayer(model, self)
        self.player.changed.connect(self._show_player)
        self._build()
        ids = [voice.id for voice in voices]
        at = ids.index(first) if first in ids else 0
        self.first.setCurrentIndex(at)
        self.second.setCurrentIndex((at + 1) % len(ids))
        self.finished.connect(self._closed)
        self._show()

    def _build(self) -> None:
        title = QLabel(self.tr("Mix two voices"), self)
        title.setProperty("role", "title")
        self.first, self.second = self._make_choice(self.tr("First voice")), self._make_choice(self.tr("Second voice"))
        self.picture = MixPicture(self)
        self.slider = Slider(self, mark=_HALF)
        self.slider.setRange(0, 2 * _HALF)
        self.slider.setPageStep(10)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(self.tr("Share of the second voice"))
        self.slider.setToolTip(self.tr("How much of each voice; a double click takes half of both"))
        self.slider.setValue(_HALF)
        self.slider.valueChanged.connect(self._show)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setMaxLength(NAME_LENGTH)
        self.name.setToolTip(self.tr("Under which the mix stands in the list of voices"))
        self.name.textEdited.connect(self._judge)
        self.problem = soft_label(parent=self)
        self.problem.setProperty("role", "warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addWidget(title)
        words = self.tr(
            "The new voice lies between the two: in pitch, in colour, and in the consent that goes with it."
        )
        column.addWidget(soft_label(words, self))
        column.addLayout(self._make_sides())
        column.addWidget(self.picture)
        column.addWidget(self.slider)
        column.addLayout(self._make_name())
        column.addWidget(self.problem)
        column.addLayout(self._make_buttons())

    def _make_choice(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(self.tr("One of the two voices to mix"))
        for voice in self._voices:
            box.addItem(voice.name, voice.id)
        box.currentIndexChanged.connect(self._show)
        return box

    def _make_sides(self) -> QHBoxLayout:
        self.lines: list[QLabel] = []
        row = QHBoxLayout()
        row.setSpacing(24)
        for box in (self.first, self.second):
            line = soft_label(parent=self)
            self.lines.append(line)
            side = QVBoxLayout()
            side.setSpacing(6)
            side.addWidget(box)
            side.addWidget(line)
            row.addLayout(side, 1)
        self.lines[1].setAlignment(Qt.AlignmentFlag.AlignRight)
        return row

    def _make_name(self) -> QHBoxLayout:
        label = QLabel(self.tr("Name"), self)
        label.setFont(QFont(self.font()))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(label)
        row.addWidget(self.name, 1)
        return row

    def _make_buttons(self) -> QHBoxLayout:
        self.listen_button = QPushButton(self)
        self.listen_button.setAutoDefault(False)
        self.listen_button.clicked.connect(self._listen)
        self.listen_button.setToolTip(self.tr("Hear a sentence in this mix; nothing is kept yet"))
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.setToolTip(self.tr("Close this; nothing is kept"))
        cancel.clicked.connect(self.reject)
        self.mix_button = QPushButton(self.tr("Add this voice"), self)
        self.mix_button.setProperty("role", "primary")
        self.mix_button.setDefault(True)
        self.mix_button.setToolTip(self.tr("Keep the mix as a voice of its own"))
        self.mix_button.clicked.connect(self.mix)
        row = QHBoxLayout()
        row.addWidget(self.listen_button)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.mix_button)
        self._show_player()
        return row

    # -- what is chosen

    @property
    def pair(self) -> "tuple[Voice, Voice]":
        """The two voices."""
        return self._voices[self.first.currentIndex()], self._voices[self.second.currentIndex()]

    @property
    def ratio(self) -> float:
        """The share of the second, 0..1."""
        return self.slider.value() / (2 * _HALF)

    def _show(self) -> None:
        self.player.stop()
        (a, b), ratio = self.pair, self.ratio
        self.picture.show_mix(pitch_hz(a), pitch_hz(b), ratio)
        for line, voice, share in zip(self.lines, (a, b), (1 - ratio, ratio), strict=True):
            line.setText(self.tr("{share:.0%} · {pitch}").format(share=share, pitch=self._words.pitch(voice)))
        self.slider.setAccessibleDescription(f"{ratio:.0%}")
        if not self.name.isModified():
            self.name.setText(f"{a.name} + {b.name}"[:NAME_LENGTH])
        self._judge()

    def _judge(self) -> None:
        a, b = self.pair
        same = a is b
        self.problem.setText(self.tr("Choose two different voices.") if same else "")
        self.mix_button.setEnabled(not same and bool(self.name.text().strip()))

    # -- doing it

    def _listen(self) -> None:
        if self.player.playing:
            self.player.stop()
            return
        a, b = self.pair
        self.player.play(voice_library.between(a, b, self.ratio), self.name.text(), self._not_done)

    def _show_player(self) -> None:
        playing = bool(self.player.playing)
        self.listen_button.setText(self.tr("Stop") if playing else self.tr("Listen"))
        self.listen_button.setIcon(icons.icon("stop" if playing else "play", theme.TEXT))

    def mix(self) -> None:
        """Keep the voice; close when that is done."""
        self.player.stop()
        self.mix_button.setEnabled(False)
        (a, b), ratio, name = self.pair, self.ratio, self.name.text()
        work = lambda: voice_library.mix(a, b, ratio, name)  # noqa: E731
        self._model.background.run(work, self._was_mixed, self._not_done, lane="voices")

    def _was_mixed(self, voice: "Voice") -> None:
        self.mixed.emit(voice)
        if self._open:
            self.accept()

    def _not_done(self, text: str, advice: str) -> None:
        if self._open:
            self._judge()
            self.problem.setText(sentences(text, advice))

    def _closed(self, _: int) -> None:
        self._open = False
        self.player.stop()
