"""VoicePlayer: lets the user hear a voice, one at a time."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.message import Level, Message

if TYPE_CHECKING:
    from app.ui.session_model import SessionModel
    from app.voice_preview import Sentence
    from models.voice_engines import VoicePrint


def _play(print_: "VoicePrint", engine: str, sentence: "Sentence | None", stopped: threading.Event) -> None:
    from app.voice_preview import play_preview  # loads the converter: not before it is needed

    play_preview(print_, stopped, engine=engine, sentence=sentence)


class VoicePlayer(QObject):
    """Plays a sentence in a voice on the system's output, where only the user hears it.

    Attributes:
        playing: the name of the voice that speaks, "" if none does.
    """

    changed = Signal()
    _lane = "voice-preview"

    def __init__(self, model: "SessionModel", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._stopped = threading.Event()
        self.playing = ""

    def play(
        self,
        print_: "VoicePrint",
        name: str,
        failed: Callable[[str, str], None] | None = None,
        *,
        engine: str = "",
        sentence: "Sentence | None" = None,
    ) -> None:
        """Speak in this voice; another one that speaks is cut off.

        Args:
            print_: whose voice.
            name: of the voice, for `playing`.
            failed: is told what went wrong; None: the window says so.
            engine: see app.voice_preview.preview; "": the one of the settings.
            sentence: what is said; None: the demo's.
        """
        self.stop()
        stopped = self._stopped = threading.Event()
        self.playing = name
        self.changed.emit()
        engine = engine or self._model.settings.voice_engine

        def over(_: object = None) -> None:
            if self._stopped is stopped:
                self.playing = ""
                self.changed.emit()

        def not_played(text: str, advice: str) -> None:
            over()
            if not stopped.is_set():
                (failed or self._tell)(text, advice)

        self._model.background.run(lambda: _play(print_, engine, sentence, stopped), over, not_played, lane=self._lane)

    def stop(self) -> None:
        """Be quiet; the button is free at once."""
        self._stopped.set()
        self._stopped = threading.Event()  # what ends later tells nobody: its dialog may be gone
        if self.playing:
            self.playing = ""
            self.changed.emit()

    def _tell(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.ERROR))
