"""VoiceTasks: what can be done with voices: remove and take back, rename, export, import, mix."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.shelf_book import Tuning
from app.ui.message import Level, Message
from app.ui.parts.name_dialog import NameDialog
from app.ui.parts.shelf_keeper import ShelfKeeper
from app.ui.parts.shelf_view import FAVOURITE_KEYS, sort_menu
from app.ui.session_model import SessionModel
from app.ui.voices import voice_library
from app.ui.voices.mix_voices_dialog import MixVoicesDialog
from app.ui.voices.voice_tunings import VoiceTunings

if TYPE_CHECKING:
    from app.voice.voice import Voice

VOICE_SUFFIX = ".voice"
KeySequence = QKeySequence | str
_LANE = "voices"


class VoiceTasks(QObject):
    """Each task runs in the background, says what it has done, and lets the list look again."""

    changed = Signal(str)  # id of the voice to take, "" to keep the chosen one

    def __init__(self, model: SessionModel, keeper: ShelfKeeper, tunings: VoiceTunings, window: QWidget) -> None:
        super().__init__(window)
        self._model, self._keeper, self._tunings = model, keeper, tunings
        self._window = window
        self.dialog: MixVoicesDialog | NameDialog | None = None

    def show_menu(self, voice: "Voice | None", voices: "list[Voice]", where: QPoint) -> None:
        """Offer what can be done with a voice."""
        menu = self.menu(voice, voices)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def menu(self, voice: "Voice | None", voices: "list[Voice]") -> QMenu:
        """Return the menu of a voice; without one only what needs none is enabled."""
        menu = QMenu(self._window)
        own = voice is not None and not voice.bundled

        def entry(text: str, act: "Callable[[Voice], None]", enabled: bool, keys: KeySequence = "") -> None:
            action = menu.addAction(text)
            action.setEnabled(enabled)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown here, obeyed by the list
            if voice is not None:
                action.triggered.connect(lambda: act(voice))

        if voice is not None and voice.bundled:
            menu.addAction(self.tr("“{name}” belongs to the program").format(name=voice.name)).setEnabled(False)
        favourite = voice is not None and voice.id in self._keeper.book.favourites
        star = self.tr("No favourite any more") if favourite else self.tr("Favourite")
        entry(star, lambda voice: self.favour(voice.id), voice is not None, FAVOURITE_KEYS)
        tuned = voice is not None and self._tunings.of(voice) != Tuning()
        entry(self.tr("Forget its fine tuning"), self.untune, tuned)
        entry(self.tr("Rename…"), self.rename, own, "F2")
        entry(self.tr("Export…"), self.export, voice is not None)
        menu.addAction(self.tr("Import…")).triggered.connect(self.import_)
        menu.addMenu(sort_menu(self._keeper, menu))
        menu.addSeparator()
        words = self.tr("Remove “{name}”").format(name=voice.name) if voice is not None else self.tr("Remove")
        entry(words, lambda voice: self.remove(voice, voices), own, "Del")
        return menu

    # -- order and tuning

    def favour(self, voice_id: str) -> None:
        """Make a voice a favourite, or not any more."""
        on = voice_id not in self._keeper.book.favourites
        self._keeper.change(lambda book: book.with_favourite(voice_id, on), rearrange=True)

    def untune(self, voice: "Voice") -> None:
        """Let a voice sound as it was made, and offer to take that back."""
        before = self._tunings.of(voice)
        self._tunings.tune(voice, Tuning())
        text = self.tr("“{name}” sounds as it was made again").format(name=voice.name)
        back = Message(text, action=self.tr("Undo"), act=lambda: self._tunings.tune(voice, before))
        self._model.message.emit(back)

    # -- remove

    def remove(self, voice: "Voice", voices: "list[Voice]") -> None:
        """Move an own voice to the trash and offer to take it back; a neighbour takes its place."""
        if voice.bundled:
            self._tell(self.tr("“{name}” belongs to the program and stays").format(name=voice.name))
            return
        ids = [v.id for v in voices]
        if self._model.settings.voice in (voice.id, voice.name) and len(ids) > 1:
            at = ids.index(voice.id)
            self._model.change(voice=ids[at - 1 if at else 1])

        def removed(_: object) -> None:
            text = self.tr("“{name}” is removed").format(name=voice.name)
            undo = Message(text, action=self.tr("Undo"), act=lambda: self.restore(voice.id))
            self._model.message.emit(undo)
            self.changed.emit("")

        self._run(lambda: voice_library.remove(voice.id), removed)

    def restore(self, voice_id: str) -> None:
        """Take a voice back and choose it."""
        self._run(lambda: voice_library.restore(voice_id), lambda voice: self.changed.emit(voice.id))

    # -- names and files

    def rename(self, voice: "Voice") -> None:
        """Ask for another name."""
        if voice.bundled:
            self._tell(self.tr("“{name}” belongs to the program and keeps its name").format(name=voice.name))
            return
        dialog = NameDialog(self.tr("Rename the voice"), voice.name, self._window)
        dialog.chosen.connect(lambda name: self.rename_to(voice, name))
        self._open(dialog)

    def rename_to(self, voice: "Voice", name: str, *, undo: bool = True) -> None:
        """Give an own voice this name, and offer the old one."""

        def renamed(now: "Voice") -> None:
            text = self.tr("“{old}” is called “{new}” now").format(old=voice.name, new=now.name)
            back = Message(text, action=self.tr("Undo"), act=lambda: self.rename_to(now, voice.name, undo=False))
            self._model.message.emit(back if undo else Message(text))
            self.changed.emit("")

        self._run(lambda: voice_library.rename(voice.id, name), renamed)

    def export(self, voice: "Voice") -> None:
        """Ask where to and write the voice with its consent there."""
        dialog = QFileDialog(self._window, self.tr("Export the voice"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(VOICE_SUFFIX.removeprefix("."))
        dialog.setNameFilter(self.tr("Voices ({patterns})").format(patterns=f"*{VOICE_SUFFIX}"))
        dialog.selectFile(f"{voice.name}{VOICE_SUFFIX}")
        dialog.fileSelected.connect(lambda name: self.export_to(voice, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export_to(self, voice: "Voice", path: Path) -> None:
        """Write a voice with its consent to this file."""

        def exported(path: Path) -> None:
            self._tell(self.tr("Exported: {name}").format(name=path.name))

        tuning = self._tunings.of(voice)
        self._run(lambda: voice_library.export(voice, path, tuning), exported)

    def import_(self) -> None:
        """Ask for a voice file and add it."""
        dialog = QFileDialog(self._window, self.tr("Import a voice"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Voices ({patterns})").format(patterns=f"*{VOICE_SUFFIX}"))
        dialog.fileSelected.connect(lambda name: self.import_from(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def import_from(self, path: Path) -> None:
        """Add this voice file and take its voice."""

        def imported(voice: "Voice") -> None:
            self._tell(self.tr("“{name}” is ready").format(name=voice.name))
            self.changed.emit(voice.id)

        self._run(lambda: voice_library.import_(path), imported)

    # -- mix

    def mix(self, voices: "list[Voice]", first: str) -> None:
        """Open the dialog that makes a voice between two."""
        dialog = MixVoicesDialog(self._model, voices, first, self._window)
        dialog.mixed.connect(lambda voice: self.changed.emit(voice.id))
        self._open(dialog)

    # -- inside

    def _open(self, dialog: MixVoicesDialog | NameDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _run(self, work: Callable[[], Any], done: Callable[..., None]) -> None:
        self._model.background.run(work, done, self._tell_error, lane=_LANE)

    def _tell(self, text: str) -> None:
        self._model.message.emit(Message(text))

    def _tell_error(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.ERROR))
