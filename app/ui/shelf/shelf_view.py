"""ShelfView: a list or grid whose things are dragged into another order and handled by keys."""

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.ui.look import theme

MIME = "application/x-likeness-shelf"
FAVOURITE_KEYS = QKeySequence("Ctrl+D")
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_ON = {Qt.Key.Key_Right, Qt.Key.Key_Down}


class ShelfView(QListView):
    """Shows the things of a shelf; what is to be done with them it only says.

    Attributes:
        can_reorder: things may be moved; not while a search shows only some of them.
    """

    moved = Signal(str, int)  # id, its new place among the others
    remove_wanted = Signal(str)
    rename_wanted = Signal(str)
    favourite_wanted = Signal(str)
    find_wanted = Signal()
    menu_wanted = Signal(str, QPoint)  # id or "", where on the screen

    def __init__(self, name: str, id_role: int, *, grid: QSize | None = None, parent: QWidget | None = None) -> None:
        """Make a list, or a grid with cells of this size."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.can_reorder = True
        self._id_role = id_role
        self._grid = grid is not None
        self._place: int | None = None
        if grid is not None:
            self.setViewMode(QListView.ViewMode.IconMode)
            self.setResizeMode(QListView.ResizeMode.Adjust)
            self.setMovement(QListView.Movement.Static)
            self.setGridSize(grid)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)  # a static grid has switched it off
        self.setDropIndicatorShown(False)

    def current_id(self) -> str:
        """Return the id of the thing that has the keyboard, "" for none."""
        return self.id_of(self.currentIndex())

    def id_of(self, index: QModelIndex) -> str:
        """Return the id of the thing at this place, "" for none."""
        return str(index.data(self._id_role) or "")

    # -- keys and menu

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the list from becoming commands of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meaning(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename, remove, favour or move the current thing, or search."""
        meaning, one = self._meaning(event), self.current_id()
        if meaning == "find":
            self.find_wanted.emit()
        elif not meaning or not one:
            super().keyPressEvent(event)
        elif meaning == "rename":
            self.rename_wanted.emit(one)
        elif meaning == "remove":
            self.remove_wanted.emit(one)
        elif meaning == "favourite":
            self.favourite_wanted.emit(one)
        elif self.can_reorder:
            self.moved.emit(one, max(self.currentIndex().row() + (1 if meaning == "on" else -1), 0))

    def _meaning(self, event: QKeyEvent) -> str:
        key, plain = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            return "rename" if key == Qt.Key.Key_F2 else "remove"
        if QKeySequence(event.keyCombination()) == FAVOURITE_KEYS:
            return "favourite"
        if event.matches(QKeySequence.StandardKey.Find):  # in a list it means searching, whatever the window does
            return "find"
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier:
            return "back" if key in _BACK else "on" if key in _ON else ""
        return ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is pointed at; of the current thing when the menu key is pressed."""
        index, where = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            where = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_wanted.emit(self.id_of(index), where)

    # -- dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry the pressed thing; nothing when the order cannot be changed now."""
        index = self.currentIndex()
        if not index.isValid() or not self.can_reorder:
            return
        drag = self.make_drag(index)
        drag.exec(Qt.DropAction.MoveAction)
        self._show_place(None)

    def make_drag(self, index: QModelIndex) -> QDrag:
        """Return the drag of a thing, with its picture under the pointer."""
        mime = QMimeData()
        mime.setData(MIME, str(index.data(self._id_role)).encode())
        box = self.visualRect(index)
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(self.viewport().grab(box))
        drag.setHotSpot(QPoint(box.width() // 2, box.height() // 2))
        return drag

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take own things; files are for the window."""
        self._follow(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would land."""
        self._follow(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It lands nowhere."""
        self._show_place(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where it has landed."""
        place, self._place = self._place, None
        self.viewport().update()
        if place is None or not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        one = bytes(event.mimeData().data(MIME).data()).decode()
        rows = range(self.model().rowCount())
        before = [str(self.model().index(row, 0).data(self._id_role)) for row in rows]
        event.acceptProposedAction()
        if one in before:
            self.moved.emit(one, place - (before.index(one) < place))

    def _follow(self, event: QDragMoveEvent) -> None:
        if event.source() in (self, None) and event.mimeData().hasFormat(MIME):
            self._show_place(self.place_at(event.position().toPoint()))
            event.acceptProposedAction()
        else:
            event.ignore()

    def place_at(self, where: QPoint) -> int:
        """Return before which row something dropped here would lie."""
        count = self.model().rowCount()
        for row in range(count):
            box = self.visualRect(self.model().index(row, 0))
            if self._grid:
                if where.y() < box.bottom() and where.x() < box.center().x():
                    return row
                if where.y() < box.bottom() and row + 1 < count:
                    following = self.visualRect(self.model().index(row + 1, 0))
                    if following.top() > box.top():  # behind the last one of a line
                        return row + 1
            elif where.y() < box.center().y():
                return row
        return count

    def _show_place(self, place: int | None) -> None:
        if place != self._place:
            self._place = place
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the things, and a line where a dragged one would land."""
        super().paintEvent(event)
        count = self.model().rowCount() if self.model() is not None else 0
        if self._place is None or count == 0:
            return
        last = self._place >= count
        box = self.visualRect(self.model().index(min(self._place, count - 1), 0))
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(theme.ACCENT), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(*_edge(box, grid=self._grid, far=last))
        painter.end()


def _edge(box: QRect, *, grid: bool, far: bool) -> tuple[QPoint, QPoint]:
    """Return the ends of the line before a cell, or behind it."""
    if grid:
        x = box.right() - 1 if far else box.left() + 1
        return QPoint(x, box.top() + 6), QPoint(x, box.bottom() - 22)
    y = box.bottom() - 1 if far else box.top() + 1
    return QPoint(box.left() + 6, y), QPoint(box.right() - 6, y)
