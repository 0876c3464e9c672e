"""AvatarTasks: what can be done with avatars: remove and take back, rename, favour, export, import, sort."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.ui.avatars import avatar_library
from app.ui.message import Level, Message
from app.ui.parts.name_dialog import NameDialog
from app.ui.parts.shelf_keeper import ShelfKeeper
from app.ui.parts.shelf_view import FAVOURITE_KEYS, sort_menu
from app.ui.session_model import SessionModel

if TYPE_CHECKING:
    from app.avatar import Avatar

AVATAR_SUFFIX = ".avatar"
_LANE = "avatars"


class AvatarTasks(QObject):
    """Each task runs in the background, says what it has done, and lets the gallery look again."""

    changed = Signal(str)  # id of the avatar to take, "" to keep the chosen one
    redrawn = Signal(str)  # id of an avatar whose picture is another one now
    edit_wanted = Signal(object)  # Avatar

    def __init__(self, model: SessionModel, keeper: ShelfKeeper, window: QWidget) -> None:
        super().__init__(window)
        self._model, self._keeper, self._window = model, keeper, window
        self.dialog: NameDialog | None = None

    def menu(self, avatar: "Avatar | None", ids: list[str]) -> QMenu:
        """Return the menu of an avatar; without one only what needs none is enabled."""
        menu = QMenu(self._window)
        own = avatar is not None and not avatar.bundled
        favourite = avatar is not None and avatar.id in self._keeper.book.favourites

        def entry(
            text: str, act: "Callable[[Avatar], None]", enabled: bool, keys: QKeySequence | str | None = None
        ) -> None:
            action = menu.addAction(text)
            action.setEnabled(enabled)
            if keys is not None:
                action.setShortcut(keys)
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown here, obeyed by the list
            if avatar is not None:
                action.triggered.connect(lambda: act(avatar))

        if avatar is not None and avatar.bundled:
            menu.addAction(self.tr("“{name}” belongs to the program").format(name=avatar.name)).setEnabled(False)
        edit = self.tr("Edit…") if own or avatar is None else self.tr("Edit a copy…")
        entry(edit, self.edit_wanted.emit, avatar is not None)
        star = self.tr("No favourite any more") if favourite else self.tr("Favourite")
        entry(star, lambda avatar: self.favour(avatar.id), avatar is not None, FAVOURITE_KEYS)
        entry(self.tr("Rename…"), self.rename, own, "F2")
        entry(self.tr("Export…"), self.export, avatar is not None)
        menu.addAction(self.tr("Import…")).triggered.connect(self.import_)
        menu.addMenu(sort_menu(self._keeper, menu))
        menu.addSeparator()
        words = self.tr("Remove “{name}”").format(name=avatar.name) if avatar is not None else self.tr("Remove")
        entry(words, lambda avatar: self.remove(avatar, ids), own, "Del")
        return menu

    def show_menu(self, avatar: "Avatar | None", ids: list[str], where: QPoint) -> None:
        """Offer what can be done with an avatar."""
        menu = self.menu(avatar, ids)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    # -- order

    def favour(self, avatar_id: str) -> None:
        """Make an avatar a favourite, or not any more."""
        on = avatar_id not in self._keeper.book.favourites
        self._keeper.change(lambda book: book.with_favourite(avatar_id, on), rearrange=True)

    # -- remove

    def remove(self, avatar: "Avatar", ids: list[str]) -> None:
        """Move an own avatar to the trash and offer to take it back; a neighbour takes its place."""
        if avatar.bundled:
            self._tell(self.tr("“{name}” belongs to the program and stays").format(name=avatar.name))
            return
        was_chosen = avatar.id == self._model.settings.avatar
        if was_chosen and len(ids) > 1:
            at = ids.index(avatar.id)
            self._model.change(avatar=ids[at - 1 if at else 1])

        def removed(_: object) -> None:
            text = self.tr("“{name}” is removed").format(name=avatar.name)
            undo = Message(text, action=self.tr("Undo"), act=lambda: self.restore(avatar.id))
            self._model.message.emit(undo)
            self.changed.emit("")

        self._run(lambda: avatar_library.remove(avatar.id), removed)

    def restore(self, avatar_id: str) -> None:
        """Take an avatar back and choose it."""
        self._run(lambda: avatar_library.restore(avatar_id), lambda avatar: self.changed.emit(avatar.id))

    # -- names and files

    def rename(self, avatar: "Avatar") -> None:
        """Ask for another name."""
        if avatar.bundled:
            self._tell(self.tr("“{name}” belongs to the program and keeps its name").format(name=avatar.name))
            return
        dialog = NameDialog(self.tr("Rename the avatar"), avatar.name, self._window)
        dialog.chosen.connect(lambda name: self.rename_to(avatar, name))
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def rename_to(self, avatar: "Avatar", name: str, *, undo: bool = True) -> None:
        """Give an own avatar this name, and offer the old one."""

        def renamed(now: "Avatar") -> None:
            text = self.tr("“{old}” is called “{new}” now").format(old=avatar.name, new=now.name)
            back = Message(text, action=self.tr("Undo"), act=lambda: self.rename_to(now, avatar.name, undo=False))
            self._model.message.emit(back if undo else Message(text))
            self.changed.emit("")

        self._run(lambda: avatar_library.rename(avatar.id, name), renamed)

    def export(self, avatar: "Avatar") -> None:
        """Ask where to and write the avatar with its consent there."""
        dialog = QFileDialog(self._window, self.tr("Export the avatar"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(AVATAR_SUFFIX.removeprefix("."))
        dialog.setNameFilter(self.tr("Avatars ({patterns})").format(patterns=f"*{AVATAR_SUFFIX}"))
        dialog.selectFile(f"{avatar.name}{AVATAR_SUFFIX}")
        dialog.fileSelected.connect(lambda name: self.export_to(avatar, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export_to(self, avatar: "Avatar", path: Path) -> None:
        """Write an avatar with its consent to this file."""

        def exported(path: Path) -> None:
            self._tell(self.tr("Exported: {name}").format(name=path.name))

        self._run(lambda: avatar_library.export(avatar, path), exported)

    def import_(self) -> None:
        """Ask for an avatar's file and add it."""
        dialog = QFileDialog(self._window, self.tr("Import an avatar"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Avatars ({patterns})").format(patterns=f"*{AVATAR_SUFFIX}"))
        dialog.fileSelected.connect(lambda name: self.import_from(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def import_from(self, path: Path) -> None:
        """Add the avatar of this file and take it."""

        def imported(avatar: "Avatar") -> None:
            self._tell(self.tr("“{name}” is ready").format(name=avatar.name))
            self.changed.emit(avatar.id)

        self._run(lambda: avatar_library.import_(path), imported)

    def take_back(self, avatar_id: str) -> None:
        """Bring back what an avatar was before it was last changed."""

        def back(avatar: "Avatar") -> None:
            self.redrawn.emit(avatar.id)

        self._run(lambda: avatar_library.take_back(avatar_id), back)

    # -- inside

    def _closed(self) -> None:
        self.dialog = None

    def _run(self, work: Callable[[], Any], done: Callable[..., None]) -> None:
        self._model.background.run(work, done, self._tell_error, lane=_LANE)

    def _tell(self, text: str) -> None:
        self._model.message.emit(Message(text))

    def _tell_error(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.ERROR))
