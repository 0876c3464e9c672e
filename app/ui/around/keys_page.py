"""KeysPage: which key does what, in the window and everywhere; a key that has two masters is spoken of first."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.control.orders import ORDERS
from app.profiles import Profiles
from app.settings import Settings
from app.ui.actions import CommandList, key_words
from app.ui.around import key_edits as edits
from app.ui.around.key_row import KeyRow
from app.ui.around.remote import Remote
from app.ui.key_maps import KEY_MAPS, Keys, keys_of
from app.ui.parts.widgets import Segments, SwitchRow, soft_label
from app.ui.session_model import SessionModel

_NAME = Qt.ItemDataRole.UserRole


class KeysPage(QWidget):
    """A table of commands, and below it the keys of the chosen one."""

    def __init__(self, model: SessionModel, remote: Remote, profiles: Profiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._remote = model, remote
        self._words = {command.name: command.text.rstrip("…") for command in CommandList().all()}
        self._words["talk"] = self.tr("Talk (hold)")
        for profile in profiles.all:
            self._words[f"profile {profile.id}"] = self.tr("Profile: {name}").format(name=profile.name)
        self._anyway: Callable[[], None] = _nothing
        self.table = self._make_table()
        self.window_key = KeyRow(
            self.tr("In this window"), self.tr("Click here, then press the key"), self.tr("As in the map"), self
        )
        self.window_key.chosen.connect(self._choose_window)
        self.window_key.other.connect(self._forget)
        everywhere = self.tr("Click here, then press the key with Ctrl or Alt; it then works in every program")
        self.global_key = KeyRow(self.tr("Everywhere"), everywhere, "", self)
        self.global_key.chosen.connect(self._choose_global)
        self.warning = soft_label(parent=self)
        self.warning.setProperty("role", "warning")
        self.anyway = QPushButton(self.tr("Use it here instead"), self)
        self.anyway.setAutoDefault(False)
        self.anyway.setToolTip(self.tr("The other command loses this key"))
        self.anyway.clicked.connect(lambda: self._anyway())
        self.everywhere = SwitchRow(self.tr("Keys work in every program"), everywhere, self)
        self.everywhere.toggled.connect(lambda on: self._model.change(global_keys_on=on))
        self.trouble = soft_label(parent=self)
        self.trouble.setProperty("role", "warning")
        self._lay_out()
        model.settings_changed.connect(self._show)
        remote.changed.connect(lambda: self._show(model.settings))
        self._show(model.settings)
        self.table.setCurrentIndex(self.table.model().index(0, 0))

    # -- building

    def _make_table(self) -> QTreeWidget:
        table = QTreeWidget(self)
        table.setObjectName("keyTable")
        table.setAccessibleName(self.tr("Commands and their keys"))
        table.setToolTip(self.tr("Choose a command; its keys are changed below"))
        table.setHeaderLabels([self.tr("Command"), self.tr("In this window"), self.tr("Everywhere")])
        table.setRootIsDecorated(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        for column, mode in enumerate((QHeaderView.ResizeMode.Stretch,) + 2 * (QHeaderView.ResizeMode.Fixed,)):
            header.setSectionResizeMode(column, mode)
        header.resizeSection(1, 150)
        header.resizeSection(2, 150)
        for name, words in self._words.items():
            item = QTreeWidgetItem([words, "", ""])
            item.setData(0, _NAME, name)
            table.addTopLevelItem(item)
        table.currentItemChanged.connect(lambda *_: self._show_chosen())
        return table

    def _lay_out(self) -> None:
        own, known = self.tr("The keys of this program"), self.tr("The keys that users of Avatarify know")
        self.maps = Segments(
            [("standard", self.tr("Standard keys"), own), ("avatarify", self.tr("Avatarify keys"), known)], self
        )
        self.maps.chosen.connect(lambda name: self._model.change(keys=name))
        tip = self.tr("What the keys 1 to 9 choose")
        self.numbers = Segments(
            [("avatars", self.tr("1–9: avatars"), tip), ("profiles", self.tr("1–9: profiles"), tip)], self
        )
        self.numbers.chosen.connect(lambda what: self._model.change(number_keys=what))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.maps, 1)
        top.addWidget(self.numbers, 1)
        told = QHBoxLayout()
        told.addWidget(self.warning, 1)
        told.addWidget(self.anyway)
        self.chosen_name = QLabel(self)
        self.chosen_name.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(9)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.chosen_name)
        column.addWidget(self.window_key)
        column.addWidget(self.global_key)
        column.addLayout(told)
        column.addWidget(self.everywhere)
        column.addWidget(self.trouble)

    # -- showing

    @property
    def chosen(self) -> str:
        """Name of the chosen command."""
        item = self.table.currentItem()
        return str(item.data(0, _NAME)) if item is not None else ""

    def _show(self, settings: Settings) -> None:
        self.maps.select(settings.keys)
        self.numbers.select(settings.number_keys)
        self.everywhere.set_on(settings.global_keys_on)
        trouble = self._remote.troubles.get("keys", "")
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        table = keys_of(settings.keys, settings.own_keys)
        for row in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(row)
            name = str(item.data(0, _NAME)) if item is not None else ""
            here = _window_keys(settings, table, name)
            if item is not None:
                item.setText(1, " / ".join(key_words(key) for key in here))
                item.setText(2, key_words(edits.global_key(settings, name)))
        self._show_chosen()

    def _show_chosen(self) -> None:
        settings, name = self._model.settings, self.chosen
        keys = keys_of(settings.keys, settings.own_keys).get(name)
        self.chosen_name.setText(self._words.get(name, ""))
        self.window_key.show_key((*_window_keys(settings, {name: keys} if keys is not None else {}, name), "")[0])
        self.window_key.setEnabled(keys is not None)
        own = any(entry.partition("=")[0] == name for entry in settings.own_keys)
        self.window_key.other_button.setEnabled(own)
        self.global_key.setEnabled(name.partition(" ")[0] in ORDERS)
        self.global_key.show_key(edits.global_key(settings, name))
        self._warn("")

    def _warn(self, words: str, anyway: Callable[[], None] | None = None) -> None:
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        self.anyway.setVisible(anyway is not None)
        self._anyway = anyway if anyway is not None else _nothing

    # -- changing

    def _choose_window(self, key: str) -> None:
        settings, name = self._model.settings, self.chosen
        owner = edits.window_owner(settings, key) if key else ""
        fixed = {
            edits.NUMBERS: self.tr("avatars and profiles"),
            edits.ESCAPE: self.tr("leaving and dismissing"),
            edits.TALK: self.tr("push to talk"),
        }
        whose = fixed.get(owner) or self._words.get(owner, owner)
        words = self.tr("{key} belongs to: {command}.").format(key=key_words(key), command=whose)
        if owner in fixed:
            self._show_chosen()
            self._warn(words)
            return
        give = partial(self._model.change, own_keys=edits.give_window_key(settings, name, key))
        if owner in ("", name):
            give()
        else:
            self._show_chosen()
            self._warn(words, give)

    def _forget(self) -> None:
        self._model.change(own_keys=edits.forget_window_key(self._model.settings, self.chosen))

    def _choose_global(self, key: str) -> None:
        settings, name = self._model.settings, self.chosen
        give = partial(self._model.change, global_keys=edits.give_global_key(settings, name, key))
        owner = edits.global_owner(settings, key) if key else ""
        if key and not edits.is_harmless_everywhere(key):
            self._show_chosen()
            text = self.tr("{key} alone would be missing in every other program. Add Ctrl or Alt.")
            self._warn(text.format(key=key_words(key)))
        elif owner not in ("", name):
            self._show_chosen()
            words = self.tr("{key} belongs to: {command}.")
            self._warn(words.format(key=key_words(key), command=self._words.get(owner, owner)), give)
        else:
            give()


def _window_keys(settings: Settings, table: Mapping[str, Keys], name: str) -> tuple[str, ...]:
    """Return the keys that a command has in the window."""
    if name in table:
        return (*table[name].shortcuts, *table[name].widget_keys)
    return (KEY_MAPS[settings.keys].talk,) if name == "talk" else ()


def _nothing() -> None:
    """Nothing is to be done anyway."""
