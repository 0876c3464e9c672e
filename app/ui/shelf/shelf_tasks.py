"""ShelfTasks: what can be done with what stands on a shelf: favour, rename, export, import, remove and take back."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from app.ui.message import Level, Message
from app.ui.parts.name_dialog import NameDialog
from app.ui.session_model import SessionModel
from app.ui.shelf.shelf_keeper import ShelfKeeper
from app.ui.shelf.shelf_menu import Entry, add_entry, sort_menu
from app.ui.shelf.shelf_view import FAVOURITE_KEYS
from app.ui.shelf.thing import Library, T


@dataclass(frozen=True, slots=True)
class ShelfWords:
    """The sentences in which one kind of thing is called what it is.

    Attributes:
        rename, export, import_: titles of the dialogs.
        files: the kind of files, with {patterns} for how they end.
    """

    rename: str
    export: str
    import_: str
    files: str


class ShelfTasks(QObject, Generic[T]):
    """Each task runs in the background, says what it has done, and lets the shelf look again.

    Attributes:
        dialog: what is open, else None.
    """

    changed = Signal(str)  # id of the thing to take, "" to keep the chosen one

    def __init__(
        self, model: SessionModel, keeper: ShelfKeeper, library: Library[T], suffix: str, window: QWidget
    ) -> None:
        """Begin.

        Args:
            model: the performance in which the things are used.
            keeper: their order.
            library: where they lie.
            suffix: how their files end, with the dot.
            window: owns the dialogs.
        """
        super().__init__(window)
        self._model, self._keeper, self._window = model, keeper, window
        self._library, self._suffix = library, suffix
        self.dialog: QDialog | None = None

    # -- what is special to one kind of thing

    @abstractmethod
    def words(self) -> ShelfWords:
        """Return what the dialogs say."""

    @property
    @abstractmethod
    def chosen(self) -> str:
        """What the settings say of which thing is used."""

    @abstractmethod
    def choose(self, thing_id: str) -> None:
        """Let the performance use it."""

    def is_chosen(self, thing: T) -> bool:
        """Return whether the performance uses it."""
        return thing.id == self.chosen

    def first_entries(self, thing: T | None) -> Sequence[Entry[T]]:
        """Return what stands at the head of the menu."""
        return ()

    def more_entries(self, thing: T | None) -> Sequence[Entry[T]]:
        """Return what stands behind the favourite."""
        return ()

    def writer(self, thing: T, path: Path) -> Callable[[], Path]:
        """Return what writes a thing to a file, for a background thread."""
        return lambda: self._library.export(thing, path)

    # -- menu

    def menu(self, thing: T | None, ids: list[str]) -> QMenu:
        """Return the menu of a thing; without one only what needs none is enabled.

        Args:
            thing: for which it is.
            ids: all of the shelf in their order.
        """
        menu = QMenu(self._window)
        some, own = thing is not None, thing is not None and not thing.bundled
        if thing is not None and thing.bundled:
            menu.addAction(self.tr("“{name}” belongs to the program").format(name=thing.name)).setEnabled(False)
        favourite = thing is not None and thing.id in self._keeper.book.favourites
        star = self.tr("No favourite any more") if favourite else self.tr("Favourite")
        removing = self.tr("Remove “{name}”").format(name=thing.name) if thing is not None else self.tr("Remove")
        above: list[Entry[T]] = [
            *self.first_entries(thing),
            Entry(star, lambda thing: self.favour(thing.id), some, FAVOURITE_KEYS),
            *self.more_entries(thing),
            Entry(self.tr("Rename…"), self.rename, own, "F2"),
            Entry(self.tr("Export…"), self.export, some),
        ]
        for entry in above:
            add_entry(menu, entry, thing)
        menu.addAction(self.tr("Import…")).triggered.connect(self.import_)
        menu.addMenu(sort_menu(self._keeper, menu))
        menu.addSeparator()
        add_entry(menu, Entry(removing, lambda thing: self.remove(thing, ids), own, "Del"), thing)
        return menu

    def show_menu(self, thing: T | None, ids: list[str], where: QPoint) -> None:
        """Offer what can be done with a thing."""
        menu = self.menu(thing, ids)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    # -- order

    def favour(self, thing_id: str) -> None:
        """Make a thing a favourite, or not any more."""
        on = thing_id not in self._keeper.book.favourites
        self._keeper.change(lambda book: book.with_favourite(thing_id, on), rearrange=True)

    # -- remove

    def remove(self, thing: T, ids: list[str]) -> None:
        """Move an own thing to the trash and offer to take it back; a neighbour among `ids` takes its place."""
        if thing.bundled:
            self.tell(self.tr("“{name}” belongs to the program and stays").format(name=thing.name))
            return
        if self.is_chosen(thing) and len(ids) > 1:
            at = ids.index(thing.id)
            self.choose(ids[at - 1 if at else 1])

        def removed(_: object) -> None:
            text = self.tr("“{name}” is removed").format(name=thing.name)
            undo = Message(text, action=self.tr("Undo"), act=lambda: self.restore(thing.id))
            self._model.message.emit(undo)
            self.changed.emit("")

        self.run(lambda: self._library.remove(thing.id), removed)

    def restore(self, thing_id: str) -> None:
        """Take a thing back and choose it."""
        self.run(lambda: self._library.restore(thing_id), lambda thing: self.changed.emit(thing.id))

    # -- names and files

    def rename(self, thing: T) -> None:
        """Ask for another name."""
        if thing.bundled:
            self.tell(self.tr("“{name}” belongs to the program and keeps its name").format(name=thing.name))
            return
        dialog = NameDialog(self.words().rename, thing.name, self._window)
        dialog.chosen.connect(lambda name: self.rename_to(thing, name))
        self.open(dialog)

    def rename_to(self, thing: T, name: str, *, undo: bool = True) -> None:
        """Give an own thing this name, and offer the old one."""

        def renamed(now: T) -> None:
            text = self.tr("“{old}” is called “{new}” now").format(old=thing.name, new=now.name)
            back = Message(text, action=self.tr("Undo"), act=lambda: self.rename_to(now, thing.name, undo=False))
            self._model.message.emit(back if undo else Message(text))
            self.changed.emit("")

        self.run(lambda: self._library.rename(thing.id, name), renamed)

    def export(self, thing: T) -> None:
        """Ask where to and write the thing with its consent there."""
        dialog = self._file_dialog(self.words().export)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self._suffix.removeprefix("."))
        dialog.selectFile(f"{thing.name}{self._suffix}")
        dialog.fileSelected.connect(lambda name: self.export_to(thing, Path(name)))
        dialog.open()

    def export_to(self, thing: T, path: Path) -> None:
        """Write a thing with its consent to this file."""

        def exported(path: Path) -> None:
            self.tell(self.tr("Exported: {name}").format(name=path.name))

        self.run(self.writer(thing, path), exported)

    def import_(self) -> None:
        """Ask for a thing's file and add it."""
        dialog = self._file_dialog(self.words().import_)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.import_from(Path(name)))
        dialog.open()

    def import_from(self, path: Path) -> None:
        """Add the thing of this file and take it."""

        def imported(thing: T) -> None:
            self.tell(self.tr("“{name}” is ready").format(name=thing.name))
            self.changed.emit(thing.id)

        self.run(lambda: self._library.import_(path), imported)

    # -- for those that can do more

    def open(self, dialog: QDialog) -> None:
        """Show a dialog and forget it once it is closed."""
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def run(self, work: Callable[[], Any], done: Callable[..., None]) -> None:
        """Do something slow in the background; what fails is told."""
        self._model.background.run(work, done, self._tell_error, lane=self._keeper.shelf)

    def tell(self, text: str) -> None:
        """Say what has been done."""
        self._model.message.emit(Message(text))

    # -- inside

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setNameFilter(self.words().files.format(patterns=f"*{self._suffix}"))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _closed(self) -> None:
        self.dialog = None

    def _tell_error(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.ERROR))
