"""AvatarPanel: the gallery. Choosing, adding, removing with undo."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QPushButton, QSizePolicy, QWidget

from app.settings import Settings
from app.ui import avatar_library, icons, theme
from app.ui.avatar_delegate import CELL_PX, CHOSEN_ROLE, PICTURE_ROLE, AvatarDelegate
from app.ui.message import Level, Message
from app.ui.picture_view import to_image
from app.ui.session_model import SessionModel
from app.ui.widgets import Section

if TYPE_CHECKING:
    from app.avatar import Avatar

_ID_ROLE = Qt.ItemDataRole.UserRole
_LANE = "avatars"


class AvatarPanel(Section):
    """Bundled and own avatars as a grid; pictures come when they are loaded, names at once."""

    still_changed = Signal(object)  # (h, w, 3) uint8 RGB of the chosen avatar

    def __init__(self, model: SessionModel, add_action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Avatars"), parent)
        self._model = model
        self._avatars: dict[str, Avatar] = {}
        self._order: list[str] = []
        self._thumbnails: dict[str, QPixmap] = {}
        self._add_action = add_action
        self.add_button = self._make_add()
        self.header.addWidget(self.add_button)
        self.view = self._make_view()
        self.body.addWidget(self.view, 1)
        model.settings_changed.connect(self._show_settings)
        self._chosen = ""

    def _make_add(self) -> QPushButton:
        button = QPushButton(self._add_action.text(), self)
        button.setIcon(icons.icon("add", theme.TEXT))
        button.setToolTip(self.tr("Make an avatar from a photo; you may also drop one anywhere on the window"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._add_action.trigger)
        return button

    def _make_view(self) -> QListView:
        self._items = QStandardItemModel(self)
        view = QListView(self)
        view.setAccessibleName(self.tr("Avatars"))
        view.setModel(self._items)
        view.setItemDelegate(AvatarDelegate(view))
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMovement(QListView.Movement.Static)
        view.setUniformItemSizes(True)
        view.setGridSize(CELL_PX)
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        view.setMinimumHeight(122)
        view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # takes what the others leave
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        view.clicked.connect(self._clicked)
        view.activated.connect(self._clicked)
        return view

    # -- listing

    def reload(self, choose: str = "") -> None:
        """Read the folders again, off the GUI thread; then take the avatar `choose` if one is named."""

        def listed(avatars: "list[Avatar]") -> None:
            self._listed(avatars)
            if choose:
                self._model.change(avatar=choose)

        self._model.background.run(avatar_library.list_avatars, listed, self._tell_error, lane=_LANE)

    def _listed(self, avatars: "list[Avatar]") -> None:
        self._avatars = {avatar.id: avatar for avatar in avatars}
        self._order = list(self._avatars)
        self._items.clear()
        for avatar in avatars:
            item = QStandardItem(avatar.name)
            item.setData(avatar.id, _ID_ROLE)
            item.setData(self._thumbnails.get(avatar.id), PICTURE_ROLE)
            item.setToolTip(self._tip(avatar))
            self._items.appendRow(item)
            if avatar.id not in self._thumbnails:
                self._load_thumbnail(avatar)
        self._chosen = ""
        self._show_settings(self._model.settings)

    def _tip(self, avatar: "Avatar") -> str:
        source = self.tr("{name}\nLicence: {licence}\nSource: {source}")
        return source.format(name=avatar.name, licence=avatar.licence, source=avatar.source)

    def _load_thumbnail(self, avatar: "Avatar") -> None:
        def loaded(picture: NDArray[np.uint8]) -> None:
            pixmap = QPixmap.fromImage(to_image(picture).copy())
            self._thumbnails[avatar.id] = pixmap
            item = self._item(avatar.id)
            if item is not None:
                item.setData(pixmap, PICTURE_ROLE)

        def failed(text: str, advice: str) -> None:
            if avatar.picture.exists():  # else it has been removed meanwhile
                self._tell_error(text, advice)

        self._model.background.run(lambda: avatar_library.thumbnail(avatar), loaded, failed, lane="thumbnails")

    def _item(self, avatar_id: str) -> QStandardItem | None:
        return self._items.item(self._order.index(avatar_id)) if avatar_id in self._order else None

    # -- choosing

    @property
    def ids(self) -> list[str]:
        """The avatars' ids in the order of the gallery."""
        return list(self._order)

    def choose(self, row: int) -> None:
        """Take the avatar at this place, counted from 0; beyond the last takes the last."""
        if self._order:
            self._model.change(avatar=self._order[min(row, len(self._order) - 1)])

    def step(self, by: int) -> None:
        """Take a neighbour, from the last to the first and back."""
        if self._order:
            known = self._chosen in self._order
            at = self._order.index(self._chosen) if known else (-1 if by > 0 else 0)
            self._model.change(avatar=self._order[(at + by) % len(self._order)])

    def _clicked(self, index: QModelIndex) -> None:
        self._model.change(avatar=index.data(_ID_ROLE))

    def _show_settings(self, settings: Settings) -> None:
        if settings.avatar == self._chosen or not self._order:
            return
        self._chosen = settings.avatar
        for row, avatar_id in enumerate(self._order):
            item = self._items.item(row)
            item.setData(avatar_id == settings.avatar, CHOSEN_ROLE)
            if avatar_id == settings.avatar:
                self.view.setCurrentIndex(item.index())
                self.view.scrollTo(item.index())
        self._load_still(settings.avatar)

    def _load_still(self, avatar_id: str) -> None:
        def loaded(picture: NDArray[np.uint8]) -> None:
            if avatar_id == self._chosen:
                self.still_changed.emit(picture)

        def failed(text: str, advice: str) -> None:
            if avatar_id == self._chosen:
                self._tell_error(text, advice)

        self._model.background.run(lambda: avatar_library.still(avatar_id), loaded, failed, lane="still")

    # -- removing

    def _show_menu(self, where: QPoint) -> None:
        avatar = self._avatars.get(str(self.view.indexAt(where).data(_ID_ROLE)))
        if avatar is None:
            return
        menu = QMenu(self)
        remove = menu.addAction(self.tr("Remove “{name}”").format(name=avatar.name))
        remove.setEnabled(not avatar.bundled)
        if avatar.bundled:
            remove.setText(self.tr("“{name}” belongs to the program").format(name=avatar.name))
        remove.triggered.connect(lambda: self.remove(avatar.id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(where))

    def remove(self, avatar_id: str) -> None:
        """Move an own avatar to the trash and offer to take it back; a neighbour takes its place."""
        name = self._avatars[avatar_id].name
        if avatar_id == self._model.settings.avatar:
            at = self._order.index(avatar_id)
            self.choose(at - 1 if at else 1)

        def removed(_: object) -> None:
            undo = Message(
                self.tr("“{name}” is removed").format(name=name),
                action=self.tr("Undo"),
                act=lambda: self.restore(avatar_id),
            )
            self._model.message.emit(undo)
            self.reload()

        self._model.background.run(lambda: avatar_library.remove(avatar_id), removed, self._tell_error, lane=_LANE)

    def restore(self, avatar_id: str) -> None:
        """Take an avatar back and choose it."""

        def restored(avatar: "Avatar") -> None:
            self.reload(choose=avatar.id)

        self._model.background.run(lambda: avatar_library.restore(avatar_id), restored, self._tell_error, lane=_LANE)

    def _tell_error(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.ERROR))
