"""VoiceTunings: pitch, formant and strength belong to a voice: they come and go with it."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.settings import Settings
from app.shelf_book import Tuning
from app.ui.session_model import SessionModel
from app.ui.shelf.shelf_keeper import ShelfKeeper

if TYPE_CHECKING:
    from app.voice.voice import Voice


class VoiceTunings(QObject):
    """Keeps what the sliders of the sound say for the chosen voice, and sets them when another one is chosen.

    Where voice and sliders change together, as with a profile, nothing is set: somebody has said what he wants.
    """

    changed = Signal()  # a voice is tuned, or not any more

    def __init__(
        self, model: SessionModel, keeper: ShelfKeeper, find: "Callable[[str], Voice | None]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model, self._keeper, self._find = model, keeper, find
        self._before = model.settings
        model.settings_changed.connect(self._follow)

    def of(self, voice: "Voice") -> Tuning:
        """Return how a voice is tuned."""
        return self._keeper.book.tunings.get(voice.id, voice.tuning)

    def tune(self, voice: "Voice", tuning: Tuning) -> None:
        """Tune a voice, also when it is the chosen one."""
        self._keep(voice, tuning)
        if self._find(self._model.settings.voice) is voice:
            self._model.change(**asdict(tuning))

    def _follow(self, settings: Settings) -> None:
        before, self._before = self._before, settings
        voice, tuning = self._find(settings.voice), _tuning_in(settings)
        same_tuning = tuning == _tuning_in(before)
        if before.voice == settings.voice:
            if not same_tuning and voice is not None:
                self._keep(voice, tuning)
        elif same_tuning:
            former = self._find(before.voice)
            if former is not None:
                self._keep(former, tuning)
            if voice is not None and self.of(voice) != tuning:
                self._model.change(**asdict(self.of(voice)))

    def _keep(self, voice: "Voice", tuning: Tuning) -> None:
        if tuning != self.of(voice):
            self._keeper.change(lambda book: book.tuned(voice.id, tuning))
            self.changed.emit()


def _tuning_in(settings: Settings) -> Tuning:
    return Tuning(settings.semitones, settings.formant, settings.voice_strength)
