"""AvatarPanel: the gallery. Choosing, searching, ordering, and what can be done with each avatar."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from app.session_status import SessionStatus
from app.settings import Settings
from app.ui.avatars import avatar_library
from app.ui.avatars.avatar_delegate import CELL_PX, AvatarDelegate
from app.ui.avatars.avatar_items import ID_ROLE, AvatarItems
from app.ui.avatars.avatar_tasks import AvatarTasks
from app.ui.look import icons, theme
from app.ui.parts.widgets import soft_label
from app.ui.session_model import Phase, SessionModel
from app.ui.shelf.shelf_panel import ShelfPanel
from app.ui.shelf.shelf_view import ShelfView

if TYPE_CHECKING:
    from app.avatar import Avatar


class AvatarPanel(ShelfPanel["Avatar", "list[Avatar]"]):
    """Bundled and own avatars as a grid; pictures come when they are loaded, names at once."""

    tasks: AvatarTasks
    still_changed = Signal(object)  # (h, w, 3) uint8 RGB of the chosen avatar
    add_wanted = Signal(QPoint)  # where on the screen the ways to add one are to be offered

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Avatars"), "avatars", model, parent)
        self._avatars: dict[str, Avatar] = {}
        self._order: list[str] = []
        self._chosen = ""
        self._anew: tuple[str, str] | None = None  # another name of the live avatar, and its own
        self.tasks = AvatarTasks(model, self.keeper, self)
        self.tasks.changed.connect(self.reload)
        self.tasks.redrawn.connect(self.redraw)
        self.header.addLayout(self._make_buttons())
        self.make_search(self.tr("Search avatars"))
        self.search.setVisible(False)
        self._items = AvatarItems(model.background, self._tell_error, self)
        self._make_view()
        self.nothing = soft_label(self.tr("No avatar is called so."), self)
        self.nothing.setVisible(False)
        for widget in (self.search, self.nothing):
            self.body.addWidget(widget)
        self.body.addWidget(self.view, 1)
        model.settings_changed.connect(self._show_settings)
        model.status_changed.connect(self._come_back)

    # -- building

    def _make_buttons(self) -> QHBoxLayout:
        self.search_button = self._tool("search", self.tr("Search avatars"), self._toggle_search)
        self.more_button = self._tool("more", self.tr("More for this avatar: edit, rename, export, sort"), self._more)
        self.add_button = QPushButton(self.tr("Add…"), self)
        self.add_button.setIcon(icons.icon("add", theme.TEXT))
        tip = self.tr("Make an avatar from a photo or the camera; you may also drop or paste a picture anywhere")
        self.add_button.setToolTip(tip)
        self.add_button.setAccessibleName(self.tr("Add an avatar"))
        self.add_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_button.clicked.connect(self._offer)
        row = QHBoxLayout()
        row.setSpacing(4)
        for widget in (self.search_button, self.more_button, self.add_button):
            row.addWidget(widget)
        return row

    def _tool(self, icon: str, tip: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setIcon(icons.icon(icon, theme.TEXT))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        return button

    def _make_view(self) -> None:
        view = ShelfView(self.tr("Avatars"), ID_ROLE, grid=CELL_PX, parent=self)
        view.setMinimumHeight(122)
        view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # takes what the others leave
        self.shelve(view, self._items, AvatarDelegate(view))

    # -- listing

    def reader(self) -> "Callable[[], list[Avatar]]":
        """Return what reads the folders."""
        return lambda: avatar_library.list_avatars()

    def add(self, avatar: "Avatar") -> None:
        """Show a new avatar before the others and take it, without reading the folders again."""
        self._avatars[avatar.id] = avatar
        self.keeper.change(lambda book: book.first(self._order, avatar.id))
        self._items.forget(avatar.id)
        self._listed(list(self._avatars.values()))
        self._model.change(avatar=avatar.id)

    def redraw(self, avatar_id: str) -> None:
        """An avatar has another picture now: show it, also where it is live."""
        self._items.forget(avatar_id)
        avatar = self._avatars.get(avatar_id)
        if avatar is not None and self._model.settings.avatar == avatar_id and self._model.phase is Phase.RUNNING:
            self._anew = (str(avatar.folder), avatar_id)
            self._model.change(avatar=self._anew[0])  # another name of it: the session reads it anew
        self.reload()

    def _come_back(self, status: SessionStatus) -> None:
        """Call an avatar by its own name again once the session has read it anew."""
        if self._anew is None:
            return
        other_name, avatar_id = self._anew
        if self._model.settings.avatar != other_name:  # the user has taken another one meanwhile
            self._anew = None
        elif status.avatar == other_name or self._model.phase is not Phase.RUNNING:
            self._anew = None
            self._model.change(avatar=avatar_id)

    def _listed(self, avatars: "list[Avatar]") -> None:
        self._avatars = {avatar.id: avatar for avatar in avatars}
        self._show_items()
        self.listed.emit()

    def _show_items(self) -> None:
        """Fill the gallery in the order in force."""
        avatars, book = self._avatars, self.keeper.book
        self._order = book.arranged(list(avatars), [avatar.name for avatar in avatars.values()])
        current = self.view.current_id()
        self._items.fill([avatars[avatar_id] for avatar_id in self._order], book.favourites)
        self._chosen = ""
        self._show_settings(self._model.settings)
        if current in self._order:
            self._go_to(self._items.item(self._order.index(current)))
        self._filter(self.search.text())

    # -- searching and ordering

    def _open_search(self) -> None:
        self.search.setVisible(True)
        super()._open_search()
        self.search.selectAll()

    def _toggle_search(self) -> None:
        if self.search.isVisible():
            self._leave_search()
        else:
            self._open_search()

    def _leave_search(self) -> None:
        self.search.clear()
        self.search.setVisible(False)
        super()._leave_search()

    def _filter(self, text: str) -> None:
        super()._filter(text)
        self.nothing.setVisible(bool(text.strip()) and self._filtered.rowCount() == 0)

    # -- choosing

    @property
    def ids(self) -> list[str]:
        """The avatars' ids in the order of the gallery."""
        return list(self._order)

    def thing(self, thing_id: str) -> "Avatar | None":
        """Return the avatar with this id, None if there is none."""
        return self._avatars.get(thing_id)

    avatar = thing

    def choose(self, row: int) -> None:
        """Take the avatar at this place, counted from 0; beyond the last takes the last."""
        if self._order:
            self._model.change(avatar=self._order[min(row, len(self._order) - 1)])

    def step(self, by: int) -> None:
        """Take a neighbour, from the last to the first and back."""
        if self._order:
            self._model.change(avatar=self.neighbour(by))

    def neighbour(self, by: int) -> str:
        """Return the id of the avatar so many places further; there must be one at all."""
        known = self._chosen in self._order
        at = self._order.index(self._chosen) if known else (-1 if by > 0 else 0)
        return self._order[(at + by) % len(self._order)]

    def _show_settings(self, settings: Settings) -> None:
        if settings.avatar == self._chosen or not self._order:
            return
        self._chosen = settings.avatar
        item = self._items.mark(settings.avatar)
        if item is not None:
            self._show_chosen(item, settings.avatar)
        self._load_still(settings.avatar)

    def _load_still(self, avatar_id: str) -> None:
        def loaded(picture: NDArray[np.uint8]) -> None:
            if avatar_id == self._chosen:
                self.still_changed.emit(picture)

        def failed(text: str, advice: str) -> None:
            if avatar_id == self._chosen:
                self._tell_error(text, advice)

        self._model.background.run(lambda: avatar_library.still(avatar_id), loaded, failed, lane="still")

    # -- tasks

    def _offer(self) -> None:
        self.add_wanted.emit(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def restore(self, avatar_id: str) -> None:
        """Take an avatar back and choose it."""
        self.tasks.restore(avatar_id)
