"""TakeRecorder: records a few seconds of speech in the background and says how it goes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.background import Background
from app.ui.voices import voice_library

if TYPE_CHECKING:
    from app.enrolment import TakeStatus, VoiceTake
    from models.voice_engines import Samples

_POLL_MS = 60
_LANE = "take"


class TakeRecorder(QObject):
    """One recording at a time; the microphone is only open while one runs.

    Attributes:
        recording: from the wish to record until the sound is there.
    """

    progressed = Signal(object)  # TakeStatus
    recorded = Signal(object)  # speech, mono float32 at 16 kHz; a few seconds, sent once
    failed = Signal(str)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._take: VoiceTake | None = None
        self._wanted = 0  # counts recordings; what belongs to an earlier one is not shown any more
        self._enough_s = 0.0
        self.recording = False
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._poll)

    def start(self, microphone: str, enough_s: float, limit_s: float) -> None:
        """Record until there are `enough_s` seconds of speech, at most `limit_s` seconds of sound."""
        self.cancel()
        number, self.recording, self._enough_s = self._wanted, True, enough_s

        def begin() -> "VoiceTake":
            take = voice_library.new_take(microphone, limit_s)
            take.start()
            return take

        def begun(take: "VoiceTake") -> None:
            if number != self._wanted:  # cancelled meanwhile
                self._background.run(take.stop, lane=_LANE)
                return
            self._take = take
            self._timer.start()

        self._background.run(begin, begun, lambda text, advice: self._fail(number, f"{text}; {advice}"), lane=_LANE)

    def stop(self) -> None:
        """End the recording and hand the sound over."""
        take, number = self._take, self._wanted
        if take is None or not self._timer.isActive():
            return
        self._timer.stop()

        def end() -> "Samples":
            take.stop()
            return take.samples()

        def ended(speech: "Samples") -> None:
            if number == self._wanted:
                self._take, self.recording = None, False
                self.recorded.emit(speech)

        self._background.run(end, ended, lambda text, advice: self._fail(number, f"{text}; {advice}"), lane=_LANE)

    def cancel(self) -> None:
        """End the recording and forget it."""
        self._wanted += 1
        self._timer.stop()
        take, self._take, self.recording = self._take, None, False
        if take is not None:
            self._background.run(take.stop, lane=_LANE)

    def _poll(self) -> None:
        take = self._take
        if take is None:
            return
        status: TakeStatus = take.status()
        self.progressed.emit(status)
        if status.state == "failed":
            self._fail(self._wanted, status.error)
        elif status.state == "done" or status.speech_s >= self._enough_s:
            self.stop()

    def _fail(self, number: int, text: str) -> None:
        if number == self._wanted:
            self.cancel()
            self.failed.emit(text)
