"""ProfilesDialog: all profiles: order, name, copy, remove."""

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.look import icons, theme
from app.ui.parts.widgets import soft_label
from app.ui.profiles.book import ProfileBook
from app.ui.profiles.describe import Names, describe

_ID = Qt.ItemDataRole.UserRole


class ProfilesDialog(QDialog):
    """A list that is ordered by dragging or with Alt and the arrow keys; names are changed in place."""

    def __init__(self, book: ProfileBook, names: Names, parent: QWidget | None = None) -> None:
        """Show the profiles.

        Args:
            book: whose profiles.
            names: what avatars and voices are called.
            parent: the window.
        """
        super().__init__(parent)
        self._book, self._names = book, names
        self.setWindowTitle(self.tr("Profiles"))
        self.resize(560, 460)
        heading = QLabel(self.tr("Profiles"), self)
        heading.setProperty("role", "title")
        words = self.tr(
            "A profile holds avatar, voice, controls and outputs under a name. Your camera and microphone stay as they "
            "are when you change profiles, also in a call."
        )
        self.list = self._make_list()
        self.detail = soft_label(parent=self)
        self.empty = soft_label(self.tr("None yet. Set everything as you like it, then press “Save as new…”."), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 22)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(soft_label(words, self))
        column.addWidget(self.list, 1)
        column.addWidget(self.empty)
        column.addWidget(self.detail)
        column.addLayout(self._make_buttons())
        book.changed.connect(self._fill)
        self._fill()

    def _make_list(self) -> QListWidget:
        view = QListWidget(self)
        view.setObjectName("profileList")
        view.setAccessibleName(self.tr("Profiles"))
        view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setToolTip(self.tr("Double click: take it. F2: rename. Drag, or Alt and arrow keys: another place."))
        view.itemDoubleClicked.connect(lambda item: self._book.take(item.data(_ID)))
        view.itemSelectionChanged.connect(self._judge)
        view.itemChanged.connect(self._renamed)
        view.model().rowsMoved.connect(self._moved)
        keys = {"Alt+Up": lambda: self._shift(-1), "Alt+Down": lambda: self._shift(1), "Delete": self._remove}
        for key, act in (keys | {"Return": self._take, "Ctrl+D": self._duplicate}).items():
            shortcut = QShortcut(QKeySequence(key), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        return view

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.take_button = self._button(self.tr("Take"), self.tr("Let the performance be as it says"), self._take)
        self.take_button.setProperty("role", "primary")
        self.rename_button = self._button(self.tr("Rename"), self.tr("Change its name in the list"), self._rename)
        self.copy_button = self._button(self.tr("Duplicate"), self.tr("Make a copy below it"), self._duplicate)
        self.remove_button = self._button(self.tr("Remove"), self.tr("It can be taken back"), self._remove)
        close = self._button(self.tr("Close"), self.tr("Everything is saved already"), self.accept)
        for button in (self.take_button, self.rename_button, self.copy_button, self.remove_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _button(self, text: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    # -- showing

    def _fill(self) -> None:
        chosen = self._chosen
        self.list.blockSignals(True)
        self.list.clear()
        for profile in self._book.profiles.all:
            item = QListWidgetItem(profile.name)
            item.setData(_ID, profile.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            taken = profile.id == self._book.profiles.current
            item.setIcon(icons.icon("tick" if taken else "blank", theme.ACCENT))
            item.setToolTip(describe(profile.settings, self._names))
            self.list.addItem(item)
            if profile.id == (chosen or self._book.profiles.current):
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(self.list.count() > 0)
        self.empty.setVisible(self.list.count() == 0)
        self._judge()

    def _judge(self) -> None:
        for button in (self.take_button, self.rename_button, self.copy_button, self.remove_button):
            button.setEnabled(bool(self._chosen))
        profile = self._book.profiles.get(self._chosen)
        self.detail.setText(describe(profile.settings, self._names, "  ·  ") if profile is not None else "")

    # -- doing

    @property
    def _chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def _take(self) -> None:
        self._book.take(self._chosen)

    def _rename(self) -> None:
        self.list.setFocus()
        self.list.editItem(self.list.currentItem())

    def _renamed(self, item: QListWidgetItem) -> None:
        profile_id, name = str(item.data(_ID)), item.text()

        def rename() -> None:
            self._book.rename(profile_id, name)
            self._fill()

        QTimer.singleShot(0, self, rename)  # the list is made anew: not while it is still at work with this line

    def _duplicate(self) -> None:
        if self._chosen:
            self._book.duplicate(self._chosen)

    def _remove(self) -> None:
        if self._chosen:
            row = self.list.currentRow()
            self._book.remove(self._chosen)
            self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _shift(self, by: int) -> None:
        if self._chosen:
            self._book.move(self._chosen, max(self.list.currentRow() + by, 0))

    def _moved(self, _parent: QModelIndex, start: int, _end: int, _to: QModelIndex, row: int) -> None:
        moved = self._book.profiles.all[start]
        QTimer.singleShot(0, self, lambda: self._book.move(moved.id, row if row <= start else row - 1))
