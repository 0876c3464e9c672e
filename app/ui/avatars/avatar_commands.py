"""AvatarCommands: how pictures become avatars: dropped, pasted, chosen, taken with the camera; and how they change."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu

from app.ui.avatar_studio.camera_shot import CameraShotDialog
from app.ui.avatar_studio.quick_card import QuickCard
from app.ui.avatars import avatar_library
from app.ui.avatars.avatar_tasks import AVATAR_SUFFIX
from app.ui.avatars.consent_grounds import Ground
from app.ui.avatars.foresight import Foresight
from app.ui.message import Level, Message
from app.ui.session_model import Phase

if TYPE_CHECKING:
    from app.avatar import Avatar, Draft
    from app.ui.avatar_studio.studio_dialog import StudioDialog
    from app.ui.main_window import MainWindow

PICTURE_PATTERNS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif *.avif"
_LANE = "new-avatar"

Opening = Callable[[], "Draft"]


class AvatarCommands(QObject):
    """Each picture that comes gets a card with the question whose face it is; until that is answered it goes nowhere.

    Attributes:
        card: asks; hidden while there is nothing to ask.
        studio, shot: what is open, else None.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._model = window, window.model
        self.card = QuickCard(window.preview, window)
        self.card.answered.connect(self._answer)
        self.card.edit_wanted.connect(self._adjust)
        self.card.other_wanted.connect(self.choose_photo)
        self.card.closed.connect(self._next)
        self.studio: StudioDialog | None = None
        self.shot: CameraShotDialog | None = None
        self._queue: list[tuple[str, Opening]] = []
        self._looking = 0  # counts pictures: what comes back of an older one is not shown
        window.avatars.tasks.edit_wanted.connect(self.edit)
        window.avatars.add_wanted.connect(self.offer)
        paste = QShortcut(QKeySequence.StandardKey.Paste, window)
        paste.activated.connect(self.paste)
        self._foresight = Foresight(window.avatars, window.model, self)

    # -- where pictures come from

    def offer(self, where: QPoint) -> None:
        """Show the ways in which a picture can come."""
        menu = self.add_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def add_menu(self) -> QMenu:
        """Return the ways in which a picture can come."""
        menu = QMenu(self._window)
        menu.addAction(self.tr("From a picture file…")).triggered.connect(self.choose_photo)
        pasted = menu.addAction(self.tr("From the clipboard"))
        pasted.setShortcut(QKeySequence.StandardKey.Paste)
        pasted.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pasted.setEnabled(_has_picture(QGuiApplication.clipboard().mimeData()))
        pasted.triggered.connect(self.paste)
        menu.addAction(self.tr("With the camera…")).triggered.connect(self.take_shot)
        menu.addSeparator()
        menu.addAction(self.tr("Import an avatar…")).triggered.connect(self._window.avatars.tasks.import_)
        return menu

    def choose_photo(self) -> None:
        """Ask for picture files and make them avatars."""
        dialog = QFileDialog(self._window, self.tr("Choose a photo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Pictures ({patterns})").format(patterns=PICTURE_PATTERNS))
        dialog.filesSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen(self, names: list[str]) -> None:
        for name in names:
            self.add_photo(Path(name))

    def add_photo(self, photo: Path) -> None:
        """Look at a picture file and ask whose face it shows."""
        self._come(photo.name, lambda: avatar_library.open_photo(photo))

    def add_picture(self, picture: NDArray[np.uint8], title: str, source: str) -> None:
        """Look at a picture, (h, w, 3) uint8 RGB, and ask whose face it shows."""
        self._come(title, lambda: avatar_library.open_picture(picture, title, source))

    def take_file(self, path: Path) -> bool:
        """Use a dropped file if it is an avatar's; False for others."""
        if path.suffix.lower() != AVATAR_SUFFIX:
            return False
        self._window.avatars.tasks.import_from(path)
        return True

    def paste(self) -> None:
        """Take the picture or the file in the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        paths = [url.toLocalFile() for url in mime.urls()] if mime.hasUrls() else []
        if any(paths):
            self._window.commands.take_files(paths)
        elif not self.take_image(mime, self.tr("Pasted picture")):
            self._tell(self.tr("There is no picture in the clipboard"), Level.WARNING)

    def take_image(self, mime: QMimeData, title: str) -> bool:
        """Use a picture that came as such, not as a file; False if there is none."""
        if not _has_picture(mime):
            return False
        image = QImage(mime.imageData())
        if image.isNull():
            return False
        self.add_picture(_pixels(image), title, title)
        return True

    def take_shot(self) -> None:
        """Open the dialog that takes a photo with the camera."""
        if self.shot is not None:
            return
        self.shot = CameraShotDialog(self._model, self._window)
        title = self.tr("Camera picture")
        self.shot.taken.connect(lambda picture: self.add_picture(picture, title, self.tr("taken with the camera")))
        self.shot.destroyed.connect(self._shot_gone)
        self.shot.open()

    def _shot_gone(self) -> None:
        self.shot = None

    # -- the card

    def _come(self, title: str, opening: Opening) -> None:
        self._queue.append((title, opening))
        if not self.card.isVisible() or self.card.refused:
            self._next()

    def _next(self) -> None:
        """Look at the picture that has waited longest; hide the card when there is none."""
        self._looking += 1
        if not self._queue:
            self.card.hide()
            return
        title, opening = self._queue.pop(0)
        mine = self._looking

        def work() -> "tuple[Draft, NDArray[np.uint8]]":
            draft = opening()
            import app.ui.avatar_studio.studio_dialog  # noqa: F401 - so that "Adjust" opens it at once

            return draft, avatar_library.head_of(draft)

        def looked(found: "tuple[Draft, NDArray[np.uint8]]") -> None:
            if mine == self._looking and not self._window.commands.closing:
                self._ask(*found)

        def refused(text: str, advice: str) -> None:
            if mine == self._looking:
                self.card.refuse(text, advice)

        self.card.look(title)
        self._model.background.run(work, looked, refused, lane=_LANE)

    def _ask(self, draft: "Draft", head: NDArray[np.uint8]) -> None:
        self.card.ask(draft, head)
        settings = self._model.settings  # while the user reads, what takes longest is done
        self._model.background.run(lambda: avatar_library.prepare(draft, settings), lane=_LANE)

    def _answer(self, ground: Ground) -> None:
        """Keep the picture with what the user has said about it, and take it; nothing is made up about licences."""
        draft = self.card.draft
        if draft is None:
            return
        if ground.kind == "public-domain":  # by whom, and under which licence, only the user knows
            self._open_studio(draft, page="details", ground=ground.kind)
            return
        source = self.tr("picture “{name}”, added by the user").format(name=draft.source)
        self.card.work()

        def keep() -> "Avatar":
            from app.avatar import Statement

            said = Statement(draft.title, ground.licence, ground.source or source, ground.statement, ground.kind)
            return avatar_library.keep(draft, said)

        self._model.background.run(keep, self._kept, self.card.failed, lane=_LANE)

    def _kept(self, avatar: "Avatar") -> None:
        self._window.avatars.add(avatar)
        text = self.tr("“{name}” is live") if self._model.phase is Phase.RUNNING else self.tr("“{name}” is ready")
        adjust = Message(text.format(name=avatar.name), action=self.tr("Adjust…"), act=lambda: self.edit(avatar))
        self._model.message.emit(adjust)
        self._next()

    # -- the studio

    def _adjust(self) -> None:
        if self.card.draft is not None:
            self._open_studio(self.card.draft)

    def edit(self, avatar: "Avatar") -> None:
        """Open the studio with an avatar; one of the program's becomes a copy."""

        def opened(draft: "Draft") -> None:
            self._open_studio(draft, avatar=avatar)

        self._model.background.run(lambda: avatar_library.open_avatar(avatar), opened, self._tell_error, lane=_LANE)

    def _open_studio(
        self, draft: "Draft", *, avatar: "Avatar | None" = None, page: str = "picture", ground: str = ""
    ) -> None:
        if self.studio is not None or self._window.commands.closing:
            return
        from app.ui.avatar_studio.studio_dialog import StudioDialog  # brings what draws and measures faces

        self.studio = StudioDialog(draft, self._model, avatar, self._window)
        self.studio.show_page(page)
        self.studio.details.choose_ground(ground)
        self.studio.kept.connect(lambda made: self._studio_kept(made, avatar))
        self.studio.destroyed.connect(self._studio_gone)
        self.studio.open()

    def _studio_kept(self, made: "Avatar", before: "Avatar | None") -> None:
        if before is None or made.id != before.id:
            self._kept(made)
            return
        tasks = self._window.avatars.tasks
        text = self.tr("“{name}” is changed").format(name=made.name)
        self._model.message.emit(Message(text, action=self.tr("Undo"), act=lambda: tasks.take_back(made.id)))
        self._window.avatars.redraw(made.id)

    def _studio_gone(self) -> None:
        self.studio = None

    # -- inside

    def close_down(self) -> None:
        """Close what is open: the camera is released."""
        for dialog in (self.studio, self.shot):
            if dialog is not None:
                dialog.reject()
        self._queue.clear()

    def _tell(self, text: str, level: Level = Level.INFO) -> None:
        self._model.message.emit(Message(text, level=level))

    def _tell_error(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.ERROR))


def _has_picture(mime: QMimeData | None) -> bool:
    return mime is not None and (mime.hasImage() or any(url.isLocalFile() for url in mime.urls()))


def _pixels(image: QImage) -> NDArray[np.uint8]:
    """Return a picture of Qt's as (h, w, 3) uint8 RGB of its own; what is transparent becomes a neutral grey."""
    plain = QImage(image.size(), QImage.Format.Format_RGB888)
    plain.fill(0x82868A)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return np.array(rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3))
