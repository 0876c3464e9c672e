"""Every command of the window once: its words, its icon, its keys. Buttons, keys and help are made from these."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from app.ui import icons, theme

_WIDGET_KEYS = {"Space": Qt.Key.Key_Space, "Left": Qt.Key.Key_Left, "Right": Qt.Key.Key_Right}


@dataclass(frozen=True, slots=True)
class Command:
    """What an action is made of.

    Attributes:
        keys: shortcuts; those in `widget_keys` are only taken when no focused control needs them.
    """

    name: str
    text: str
    tip: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    widget_keys: tuple[str, ...] = ()
    checkable: bool = False


class CommandList(QObject):
    """All commands; a QObject so that their words can be translated."""

    def all(self) -> list[Command]:
        """Return all commands, in the order of the help page."""
        tr = self.tr
        return [
            Command("start_stop", tr("Start"), tr("Start or stop the performance"), "start", widget_keys=("Space",)),
            Command("calibrate", tr("Calibrate"), tr("Take your face as it is now as the calm, straight one"),
                    "calibrate", ("C", "X")),
            Command("mirror", tr("Mirror"), tr("Show the preview as in a mirror; others see no difference"),
                    "mirror", ("M",), checkable=True),
            Command("record", tr("Record"), tr("Record what others see into a film"), "record", ("R",), checkable=True),
            Command("virtual_camera", tr("Virtual camera"), tr("Send the portrait to your call program as a camera"),
                    "virtual_camera", ("V",), checkable=True),
            Command("screenshot", tr("Screenshot"), tr("Save the portrait as a picture"), "screenshot", ("S",)),
            Command("self_view", tr("Side by side"), tr("Show your camera beside the portrait, or the portrait alone"),
                    "self_view", ("B",), checkable=True),
            Command("previous_avatar", tr("Previous avatar"), tr("Take the previous avatar"), "", ("A",), ("Left",)),
            Command("next_avatar", tr("Next avatar"), tr("Take the next avatar"), "", ("D",), ("Right",)),
            Command("add_avatar", tr("Add photo…"), tr("Make an avatar from a photo"), "add", ("Ctrl+N",)),
            Command("open_film", tr("Open a film or stream…"), tr("Let a film or a stream drive the portrait"),
                    "", ("Ctrl+O",)),
            Command("full_screen", tr("Full screen"), tr("Show the preview over the whole screen"), "", ("F11",)),
            Command("help", tr("Help"), tr("Keys, version and licences"), "help", ("F1",)),
            Command("quit", tr("Quit"), tr("Finish everything and close"), "", ("Ctrl+Q",)),
        ]  # fmt: skip


class Actions:
    """The actions of one window by name."""

    def __init__(self, window: QObject) -> None:
        self._by_name: dict[str, QAction] = {}
        self._widget_keys: dict[int, QAction] = {}
        for command in CommandList().all():
            action = _make(command, window)
            self._by_name[command.name] = action
            for key in command.widget_keys:
                self._widget_keys[_WIDGET_KEYS[key]] = action

    def __getitem__(self, name: str) -> QAction:
        """Return the action of this name. Raises KeyError."""
        return self._by_name[name]

    def all(self) -> list[QAction]:
        """Return every action."""
        return list(self._by_name.values())

    def for_key(self, key: int) -> QAction | None:
        """Return the action of a key that no focused control has wanted."""
        return self._widget_keys.get(key)

    def connect(self, handlers: dict[str, Callable[[], object]]) -> None:
        """Let each named action call its handler."""
        for name, handler in handlers.items():
            self._by_name[name].triggered.connect(lambda _=False, handler=handler: handler())


def _make(command: Command, window: QObject) -> QAction:
    action = QAction(command.text, window)
    action.setObjectName(command.name)
    action.setCheckable(command.checkable)
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    action.setAutoRepeat(False)
    keys = " / ".join(_key_words(key) for key in (*command.keys, *command.widget_keys))
    action.setToolTip(f"{command.tip} ({keys})" if keys else command.tip)
    action.setStatusTip(keys)
    action.setWhatsThis(command.tip)
    if command.icon:
        checked = theme.RECORD if command.name == "record" else theme.ACCENT
        action.setIcon(icons.icon(command.icon, theme.TEXT, checked))
    return action


def _key_words(key: str) -> str:
    words = {"Space": QCoreApplication.translate("actions", "Space"), "Left": "←", "Right": "→"}
    return words.get(key) or QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
