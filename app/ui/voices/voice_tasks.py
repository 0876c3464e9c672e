"""VoiceTasks: what can be done with voices: what every shelf can, and mix and forget the fine tuning."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.shelf_book import Tuning
from app.ui.message import Message
from app.ui.session_model import SessionModel
from app.ui.shelf.shelf_keeper import ShelfKeeper
from app.ui.shelf.shelf_menu import Entry
from app.ui.shelf.shelf_tasks import ShelfTasks, ShelfWords
from app.ui.voices import voice_library
from app.ui.voices.mix_voices_dialog import MixVoicesDialog
from app.ui.voices.voice_tunings import VoiceTunings

if TYPE_CHECKING:
    from app.voice.voice import Voice

VOICE_SUFFIX = ".voice"


class VoiceTasks(ShelfTasks["Voice"]):
    """The tasks of the list of voices."""

    def __init__(self, model: SessionModel, keeper: ShelfKeeper, tunings: VoiceTunings, window: QWidget) -> None:
        super().__init__(model, keeper, voice_library, VOICE_SUFFIX, window)
        self._tunings = tunings

    def words(self) -> ShelfWords:
        """Return what the dialogs say."""
        return ShelfWords(
            rename=self.tr("Rename the voice"),
            export=self.tr("Export the voice"),
            import_=self.tr("Import a voice"),
            files=self.tr("Voices ({patterns})"),
        )

    @property
    def chosen(self) -> str:
        """Id or name of the voice that is spoken in."""
        return self._model.settings.voice

    def is_chosen(self, thing: "Voice") -> bool:
        """Return whether it is spoken in."""
        return self.chosen in (thing.id, thing.name)

    def choose(self, thing_id: str) -> None:
        """Speak in it."""
        self._model.change(voice=thing_id)

    def more_entries(self, thing: "Voice | None") -> "Sequence[Entry[Voice]]":
        """Return the way back from a fine tuning."""
        tuned = thing is not None and self._tunings.of(thing) != Tuning()
        return (Entry(self.tr("Forget its fine tuning"), self.untune, tuned),)

    def writer(self, thing: "Voice", path: Path) -> Callable[[], Path]:
        """Let the file hold the fine tuning as it is now."""
        tuning = self._tunings.of(thing)
        return lambda: voice_library.export(thing, path, tuning)

    def untune(self, voice: "Voice") -> None:
        """Let a voice sound as it was made, and offer to take that back."""
        before = self._tunings.of(voice)
        self._tunings.tune(voice, Tuning())
        text = self.tr("“{name}” sounds as it was made again").format(name=voice.name)
        back = Message(text, action=self.tr("Undo"), act=lambda: self._tunings.tune(voice, before))
        self._model.message.emit(back)

    def mix(self, voices: "list[Voice]", first: str) -> None:
        """Open the dialog that makes a voice between two."""
        dialog = MixVoicesDialog(self._model, voices, first, self._window)
        dialog.mixed.connect(lambda voice: self.changed.emit(voice.id))
        self.open(dialog)
