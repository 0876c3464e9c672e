"""Every command of the window once: its words, its icon, its keys. Buttons, keys and help are made from these."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from app.ui import icons, theme

TALK_KEY = "T"
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


# name: icon, shortcuts, keys that a focused control takes first, whether it stays on
_MADE_OF: dict[str, tuple[str, tuple[str, ...], tuple[str, ...], bool]] = {
    "start_stop": ("start", (), ("Space",), False),
    "mute": ("microphone", ("U", "F9"), (), True),
    "calibrate": ("calibrate", ("C", "X"), (), False),
    "mirror": ("mirror", ("M",), (), True),
    "record": ("record", ("R",), (), True),
    "virtual_camera": ("virtual_camera", ("V",), (), True),
    "screenshot": ("screenshot", ("S",), (), False),
    "self_view": ("self_view", ("B",), (), True),
    "previous_avatar": ("", ("A",), ("Left",), False),
    "next_avatar": ("", ("D",), ("Right",), False),
    "add_avatar": ("add", ("Ctrl+N",), (), False),
    "open_film": ("", ("Ctrl+O",), (), False),
    "add_voice": ("", ("Ctrl+Shift+N",), (), False),
    "page_portrait": ("", ("F2",), (), False),
    "page_voice": ("", ("F3",), (), False),
    "page_outputs": ("", ("F4",), (), False),
    "full_screen": ("", ("F11",), (), False),
    "help": ("help", ("F1",), (), False),
    "quit": ("", ("Ctrl+Q",), (), False),
}


class CommandList(QObject):
    """All commands; a QObject so that their words can be translated."""

    def all(self) -> list[Command]:
        """Return all commands, in the order of the help page."""
        words = self._words()
        return [
            Command(name, *words[name], icon, keys, widget_keys, checkable)
            for name, (icon, keys, widget_keys, checkable) in _MADE_OF.items()
        ]

    def _words(self) -> dict[str, tuple[str, str]]:
        """Return text and tip of each command."""
        side_by_side = self.tr("Show your camera beside the portrait, or the portrait alone")
        return {
            "start_stop": (self.tr("Start"), self.tr("Start or stop the performance")),
            "mute": (self.tr("Mute"), self.tr("Silence your voice at once, or let it be heard again")),
            "calibrate": (self.tr("Calibrate"), self.tr("Take your face as it is now as the calm, straight one")),
            "mirror": (self.tr("Mirror"), self.tr("Show the preview as in a mirror; others see no difference")),
            "record": (self.tr("Record"), self.tr("Record what others see into a film")),
            "virtual_camera": (
                self.tr("Virtual camera"),
                self.tr("Send the portrait to your call program as a camera"),
            ),
            "screenshot": (self.tr("Screenshot"), self.tr("Save the portrait as a picture")),
            "self_view": (self.tr("Side by side"), side_by_side),
            "previous_avatar": (self.tr("Previous avatar"), self.tr("Take the previous avatar")),
            "next_avatar": (self.tr("Next avatar"), self.tr("Take the next avatar")),
            "add_avatar": (self.tr("Add photo…"), self.tr("Make an avatar from a photo")),
            "open_film": (self.tr("Open a film or stream…"), self.tr("Let a film or a stream drive the portrait")),
            "add_voice": (self.tr("Add voice…"), self.tr("Make a voice from 10 seconds of speech")),
            "page_portrait": (self.tr("Portrait"), self.tr("Show camera, avatars and motion")),
            "page_voice": (self.tr("Voice"), self.tr("Show microphone, voices and their sound")),
            "page_outputs": (self.tr("Outputs"), self.tr("Show where picture and voice go")),
            "full_screen": (self.tr("Full screen"), self.tr("Show the preview over the whole screen")),
            "help": (self.tr("Help"), self.tr("Keys, version and licences")),
            "quit": (self.tr("Quit"), self.tr("Finish everything and close")),
        }


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
