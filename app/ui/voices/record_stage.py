"""RecordStage: records or takes a file, coaches meanwhile, and says how good the result is."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.ui.look import icons, theme
from app.ui.parts.level_meter import LevelMeter
from app.ui.parts.widgets import sentence, sentences, soft_label
from app.ui.session_model import SessionModel
from app.ui.voices import voice_library
from app.ui.voices.record_ring import RecordRing
from app.ui.voices.take_recorder import TakeRecorder
from app.ui.voices.take_result import TakeResult
from app.ui.voices.voice_library import Take
from app.ui.voices.voice_player import VoicePlayer

if TYPE_CHECKING:
    from app.enrolment import TakeStatus
    from models.voice_engines import Samples

ENOUGH_S, LIMIT_S = 10.0, 40.0
WIDTH_PX = 300


class RecordStage(QWidget):
    """The left side of a dialog: the round button, and under it a text to read, the coach, or the result.

    Attributes:
        take: the newest judged recording, None while there is none.
    """

    changed = Signal()  # a take has come or gone

    def __init__(self, model: SessionModel, parent: QWidget | None = None, *, has_microphone: bool = True) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH_PX)
        self._model = model
        self._open, self._has_microphone = True, has_microphone
        self.take: Take | None = None
        self.recorder = TakeRecorder(model.background, self)
        self.recorder.progressed.connect(self._progress)
        self.recorder.recorded.connect(self._recorded)
        self.recorder.failed.connect(self._refused)
        self.player = VoicePlayer(model, self)
        self.player.changed.connect(self._show_player)
        self.ring = RecordRing(self)
        self.ring.clicked.connect(self.toggle)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.heading.setWordWrap(True)
        self.coach = soft_label(parent=self)
        self.coach.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.coach.setMinimumHeight(34)
        self.meter = LevelMeter(self.tr("Microphone level"), self)
        self.pages = QStackedWidget(self)
        self.text = self._make_text()
        self.result = TakeResult(self)
        self.pages.addWidget(self._at_top(self.text))
        self.pages.addWidget(self._at_top(self._make_busy()))
        self.pages.addWidget(self._make_result())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.heading)
        column.addWidget(self.coach)
        column.addWidget(self.meter)
        column.addWidget(self.pages, 1)
        self.show_idle()

    def _make_text(self) -> QLabel:
        text = self.tr(
            "“On a quiet morning I like to walk along the river, where the wind moves the tall grass and the first "
            "boats go out. I tell my friends what I have seen, now loudly, now calmly, and they always ask for more.”"
        )
        label = QLabel(text, self)
        label.setProperty("role", "quote")
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setAccessibleName(self.tr("A text to read aloud"))
        return label

    def _at_top(self, widget: QWidget) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(widget)
        column.addStretch(1)
        return page

    def _make_busy(self) -> QProgressBar:
        bar = QProgressBar(self)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Working"))
        return bar

    def _make_result(self) -> QWidget:
        page = QWidget(self)
        self.listen_button = QPushButton(page)
        self.listen_button.setAutoDefault(False)
        self.listen_button.setToolTip(self.tr("Hear a sentence spoken in this voice; only you hear it"))
        self.listen_button.clicked.connect(self._listen)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.result)
        column.addStretch(1)
        column.addWidget(self.listen_button)
        self._show_player()
        return page

    # -- showing

    def show_idle(self, problem: str = "") -> None:
        """Wait for the user, with words about what went wrong before."""
        self._set_take(None)
        self.ring.show_idle()
        self._name_ring(self.tr("Record"), self.tr("Record 10 seconds of speech"))
        self.heading.setText(self.tr("Press, and read this aloud"))
        self.ring.setEnabled(self._has_microphone)
        if not self._has_microphone:
            self.heading.setText(self.tr("No microphone was found"))
            self.ring.setToolTip(self.tr("It takes a microphone to record"))
            ready = self.tr("Connect one and open this again, or use a recording.")
        else:
            ready = self.tr("{microphone}\nTen seconds are good, thirty are better.").format(
                microphone=microphone_of(self._model).partition(": ")[2] or self.tr("System microphone")
            )
        self._say(problem or ready, warning=bool(problem))
        self.meter.hide()
        self.pages.setCurrentIndex(0)

    def set_has_microphone(self, has_microphone: bool) -> None:
        """Say that there is a microphone to record from, or none; what was recorded stays."""
        if has_microphone != self._has_microphone:
            self._has_microphone = has_microphone
            if self.take is None and not self.recorder.recording:
                self.show_idle()

    def _busy(self, words: str) -> None:
        self.ring.show_idle()
        self.ring.setEnabled(False)
        self.heading.setText(words)
        self._say("")
        self.meter.hide()
        self.pages.setCurrentIndex(1)

    def _say(self, words: str, *, warning: bool = False) -> None:
        if words == self.coach.text():
            return
        self.coach.setText(words)
        self.coach.setProperty("role", "warning" if warning else "soft")
        self.coach.style().polish(self.coach)

    def _name_ring(self, name: str, tip: str) -> None:
        self.ring.setAccessibleName(name)
        self.ring.setToolTip(tip)

    # -- recording

    def toggle(self) -> None:
        """Begin to record, or end it early."""
        if self.recorder.recording:
            self.recorder.stop()
            return
        self.player.stop()
        self._set_take(None)
        self.ring.show_recording(0.0, -96.0, "0.0 s")
        self._name_ring(self.tr("Stop recording"), self.tr("End the recording"))
        self.heading.setText(self.tr("Opening the microphone…"))
        self._say("")
        self.meter.show()
        self.pages.setCurrentIndex(0)
        self.recorder.start(microphone_of(self._model), ENOUGH_S, LIMIT_S)

    def _progress(self, status: "TakeStatus") -> None:
        if not self._open:
            return
        self.heading.setText(self.tr("Listening…"))
        words = self.tr("{seconds:.1f} s").format(seconds=status.speech_s)
        self.ring.show_recording(status.speech_s / ENOUGH_S, status.level_db, words)
        self.meter.show_level(status.level_db, status.peak_db, lit=True)
        trouble = bool(status.advice) and not status.advice.startswith(("go on", "enough"))
        self._say(sentence(status.advice), warning=trouble)

    def _recorded(self, speech: "Samples") -> None:
        if self._open:
            self.judge(lambda: voice_library.judge(speech))

    def take_file(self, path: Path) -> None:
        """Take the speech out of a sound or film file."""
        self.recorder.cancel()
        self.player.stop()
        self._set_take(None)
        self.judge(lambda: voice_library.judge_file(path), self.tr("Reading {name}…").format(name=path.name))

    def judge(self, work: "voice_library.Judging", words: str = "") -> None:
        """Judge a recording in the background and show the result."""
        self._busy(words or self.tr("Listening to it again…"))
        self._model.background.run(work, self._judged, lambda t, a: self._refused(f"{t}; {a}"), lane="take")

    def _judged(self, take: Take) -> None:
        if not self._open:
            return
        self.ring.setEnabled(True)
        if take.print is None:
            self._refused("; ".join(take.verdict.advice))
            return
        self.ring.show_idle(done=True)
        self._name_ring(self.tr("Record again"), self.tr("Throw this recording away and record again"))
        self.heading.setText(self.result.grade_words(take))
        self.result.show_take(take)
        self._say(self.tr("From {name}").format(name=take.source) if take.source else "")
        self.coach.setVisible(bool(take.source))
        self.meter.hide()
        self.pages.setCurrentIndex(2)
        self._set_take(take)

    def _refused(self, text: str) -> None:
        if self._open:
            message, _, advice = text.partition("; ")
            self.show_idle(sentences(message, advice))

    def _set_take(self, take: Take | None) -> None:
        self.coach.setVisible(True)
        if take is not self.take:
            self.take = take
            self.changed.emit()

    # -- listening and closing

    def _listen(self) -> None:
        if self.player.playing:
            self.player.stop()
        elif self.take is not None and self.take.print is not None:
            self.player.play(self.take.print, self.tr("the new voice"), lambda text, _: self._say(sentence(text)))

    def _show_player(self) -> None:
        playing = bool(self.player.playing)
        self.listen_button.setText(self.tr("Stop") if playing else self.tr("Listen to this voice"))
        self.listen_button.setIcon(icons.icon("stop" if playing else "play", theme.TEXT))

    def close_down(self) -> None:
        """End recording and playing; what still comes back is not shown."""
        self._open = False
        self.recorder.cancel()
        self.player.stop()


def microphone_of(model: SessionModel) -> str:
    """Return the microphone to record from: the chosen one, the system's where none or a film is chosen."""
    microphone = model.settings.microphone
    return "" if microphone in ("camera", "none") or Path(microphone).is_file() else microphone
