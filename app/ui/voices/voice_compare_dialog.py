"""VoiceCompareDialog: the same sentence by each engine, one click each, with how much it sounds like the voice."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.look import icons, theme
from app.ui.parts.widgets import sentences, soft_label
from app.ui.session_model import SessionModel
from app.ui.voices import voice_library
from app.ui.voices.voice_likeness_view import LikenessRow
from app.ui.voices.voice_player import VoicePlayer

if TYPE_CHECKING:
    from app.voice.voice import Voice
    from app.voice_preview import Sentence

_ORIGINAL = "original"
_BUTTON_PX = 104


class VoiceCompareDialog(QDialog):
    """A row for the speech as it was spoken and one for each engine; the keys 1 to 3 play them, too.

    Attributes:
        buttons, rows: by name of the engine; "original" is the speech as it was spoken.
    """

    def __init__(
        self,
        model: SessionModel,
        voice: "Voice",
        engines: tuple[str, ...],
        said: "Sentence | None",
        parent: QWidget | None = None,
    ) -> None:
        """Take the voice, the engines there are, and what is said; None: the demo's sentence."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare engines"))
        self.setMinimumWidth(520)
        self._model, self._voice, self._said, self._open = model, voice, said, True
        self._engines = engines
        self.player = VoicePlayer(model, self)
        self.player.changed.connect(self._show_player)
        self.buttons: dict[str, QPushButton] = {}
        self.rows: dict[str, LikenessRow] = {}
        self._names = {
            _ORIGINAL: self.tr("Original, not converted"),
            "dsp": self.tr("Signal processing"),
            "neural": self.tr("Neural"),
        }
        self.problem = soft_label(parent=self)
        self.problem.setProperty("role", "warning")
        self._build()
        self.finished.connect(self._closed)
        self._show_player()
        self._measure([name for name in self._names if self._is_there(name)])

    def _build(self) -> None:
        title = QLabel(self.tr("The same sentence as {name}").format(name=self._voice.name), self)
        title.setProperty("role", "title")
        own = self.tr("You hear your own recording. The numbers say how much each sounds like {name}.")
        demo = self.tr(
            "You hear the demo's speaker; teach the program your own voice, and you hear yourself. "
            "The numbers say how much each sounds like {name}."
        )
        words = (own if self._said is not None else demo).format(name=self._voice.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(title)
        column.addWidget(soft_label(words, self))
        for number, name in enumerate(self._names, 1):
            column.addLayout(self._make_row(name, number))
        column.addWidget(self.problem)
        close = QPushButton(self.tr("Close"), self)
        close.setAutoDefault(False)
        close.setToolTip(self.tr("Close this; what plays ends"))
        close.clicked.connect(self.accept)
        last = QHBoxLayout()
        last.addWidget(soft_label(self.tr("Keys: 1, 2, 3"), self), 1)
        last.addWidget(close)
        column.addLayout(last)

    def _make_row(self, name: str, number: int) -> QHBoxLayout:
        button, row = QPushButton(self), LikenessRow(self.tr("From 50 on it is heard as the same voice"), self)
        button.setAutoDefault(False)
        button.setFixedWidth(_BUTTON_PX)
        button.clicked.connect(lambda: self.toggle(name))
        QShortcut(str(number), self).activated.connect(button.click)
        there = self._is_there(name)
        button.setEnabled(there)
        tip = self.tr("Hear it on your own loudspeaker or headphones only; key {number}").format(number=number)
        button.setToolTip(tip if there else self.tr("This version has no such engine"))
        words = self._names[name]
        row.show_score(words if there else self.tr("{engine}: not there").format(engine=words), None, fresh=False)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(button)
        line.addWidget(row, 1)
        self.buttons[name], self.rows[name] = button, row
        return line

    def _is_there(self, name: str) -> bool:
        return name == _ORIGINAL or name in self._engines

    # -- listening

    def toggle(self, name: str) -> None:
        """Play this one, or stop it; another one that plays is cut off."""
        if self.player.playing == name:
            self.player.stop()
            return
        self.problem.setText("")
        self.player.play(self._voice.print, name, self._failed, engine=name, sentence=self._said)

    def _show_player(self) -> None:
        for name, button in self.buttons.items():
            playing = self.player.playing == name
            words = self.tr("Stop") if playing else self.tr("Listen")
            button.setText(words)
            button.setAccessibleName(f"{words}: {self._names[name]}")
            button.setIcon(icons.icon("stop" if playing else "play", theme.TEXT))

    # -- the numbers

    def _measure(self, names: list[str]) -> None:
        """Measure one after another; what nobody waits for any more is left out."""
        if not names or not self._open:
            return
        name, rest = names[0], names[1:]

        def measured(score: int | None) -> None:
            if self._open:
                self.rows[name].show_score(self._names[name], score)
                self._measure(rest)

        def failed(text: str, advice: str) -> None:
            self._failed(text, advice)
            self._measure(rest)

        voice, said = self._voice.print, self._said
        work = lambda: voice_library.preview_score(voice, name, said)  # noqa: E731
        self._model.background.run(work, measured, failed, lane="voice-compare")

    def _failed(self, text: str, advice: str) -> None:
        if self._open:
            self.problem.setText(sentences(text, advice))

    def _closed(self, _: int) -> None:
        self._open = False
        self.player.stop()
