"""ShelfPanel: a shelf with its search in the side bar: reading, ordering, searching, and the menu of each thing."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemDelegate, QToolButton, QWidget

from app.shelf_book import ShelfBook
from app.ui.message import Level, Message
from app.ui.parts.widgets import Section
from app.ui.session_model import SessionModel
from app.ui.shelf.search_line import SearchLine
from app.ui.shelf.shelf_keeper import ShelfKeeper
from app.ui.shelf.shelf_tasks import ShelfTasks
from app.ui.shelf.shelf_view import ShelfView
from app.ui.shelf.thing import T

Found = TypeVar("Found")  # what reading the shelf brings


class ShelfPanel(Section, Generic[T, Found]):
    """What the gallery and the list of voices have in common.

    A panel makes its `tasks`, then its search, then calls `shelve` with the view that shows the things: that is also
    the order in which the Tab key goes.

    Attributes:
        keeper: the order of the things, and the favourites.
        tasks: what changes the things on disk.
        search: where one writes what is looked for.
        view: shows the things.
        more_button: opens the menu of the chosen thing.
    """

    listed = Signal()  # the things are known, or known anew
    tasks: ShelfTasks[T]
    more_button: QToolButton

    def __init__(self, title: str, shelf: str, model: SessionModel, parent: QWidget | None) -> None:
        """Begin.

        Args:
            title: of the section.
            shelf: its name on disk.
            model: the performance in which the things are used.
            parent: of the widget.
        """
        super().__init__(title, parent)
        self._model = model
        self.keeper = ShelfKeeper(shelf, model.background, self)
        self.keeper.rearranged.connect(self._show_items)

    # -- what is special to one shelf

    @property
    @abstractmethod
    def ids(self) -> list[str]:
        """The ids of the things in the order in which they are shown."""

    @abstractmethod
    def thing(self, thing_id: str) -> T | None:
        """Return the thing with this id, None if there is none."""

    @abstractmethod
    def reader(self) -> Callable[[], Found]:
        """Return what reads the shelf, for a background thread."""

    @abstractmethod
    def _listed(self, found: Found) -> None:
        """Take what has been read."""

    @abstractmethod
    def _show_items(self) -> None:
        """Show the things in the order in force."""

    # -- building

    def make_search(self, name: str) -> None:
        """Make the line in which things are searched."""
        self.search = SearchLine(name, self)
        self.search.textChanged.connect(self._filter)
        self.search.left.connect(self._leave_search)

    def shelve(self, view: ShelfView, items: QStandardItemModel, delegate: QAbstractItemDelegate) -> None:
        """Let a view show these items and do with them what the tasks can do."""
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(items)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        view.setModel(self._filtered)
        view.setItemDelegate(delegate)
        view.clicked.connect(self._clicked)
        view.activated.connect(self._clicked)
        view.menu_wanted.connect(self._show_menu)
        view.moved.connect(self._move)
        view.find_wanted.connect(self._open_search)
        view.favourite_wanted.connect(self.tasks.favour)
        view.rename_wanted.connect(lambda one: self._with(one, self.tasks.rename))
        view.remove_wanted.connect(self.remove)
        self.view = view

    # -- listing

    def reload(self, choose: str = "") -> None:
        """Read the shelf again, off the GUI thread; then take the thing `choose` if one is named."""

        def listed(found: tuple[Found, ShelfBook]) -> None:
            self.keeper.take(found[1])
            self._listed(found[0])
            if choose:
                self.tasks.choose(choose)

        keeper, read = self.keeper, self.reader()
        self._model.background.run(lambda: (read(), keeper.read()), listed, self._tell_error, lane=keeper.shelf)

    def _go_to(self, item: QStandardItem) -> None:
        """Let this thing have the keyboard."""
        self.view.setCurrentIndex(self._filtered.mapFromSource(item.index()))

    def _show_chosen(self, item: QStandardItem, thing_id: str) -> None:
        """Go to the thing that is used now, and remember that it was."""
        self._go_to(item)
        self.view.scrollTo(self.view.currentIndex())
        self.keeper.change(lambda book: book.used(thing_id))

    # -- searching and ordering

    def _open_search(self) -> None:
        self.search.setFocus()

    def _leave_search(self) -> None:
        self.view.setFocus()

    def _filter(self, text: str) -> None:
        self._filtered.setFilterFixedString(text.strip())
        self.view.can_reorder = not text.strip()

    def _move(self, thing_id: str, place: int) -> None:
        self.keeper.change(lambda book: book.moved(self.ids, thing_id, place), rearrange=True)

    # -- tasks

    def remove(self, thing_id: str) -> None:
        """Move an own thing to the trash and offer to take it back; a neighbour takes its place."""
        self._with(thing_id, lambda thing: self.tasks.remove(thing, self.ids))

    def _clicked(self, index: QModelIndex) -> None:
        self.tasks.choose(self.view.id_of(index))

    def _show_menu(self, thing_id: str, where: QPoint) -> None:
        self.tasks.show_menu(self.thing(thing_id), self.ids, where)

    def _more(self) -> None:
        corner = self.more_button.mapToGlobal(QPoint(0, self.more_button.height()))
        self._show_menu(self.tasks.chosen, corner)

    def _with(self, thing_id: str, act: Callable[[T], object]) -> None:
        thing = self.thing(thing_id)
        if thing is not None:
            act(thing)

    def _tell_error(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.ERROR))
