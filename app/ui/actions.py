"""Every command of the window once: its words, its icon, its keys. Buttons, keys and help are made from these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from app.ui.inputs.crop_words import CropWords
from app.ui.key_maps import keys_of
from app.ui.look import icons, theme

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


# name: icon, whether it stays on
_MADE_OF: dict[str, tuple[str, bool]] = {
    "start_stop": ("start", False),
    "panic": ("panic", True),
    "mute": ("microphone", True),
    "calibrate": ("calibrate", False),
    "mirror": ("mirror", True),
    "mirror_output": ("", True),
    "record": ("record", True),
    "stream": ("stream", True),
    "virtual_camera": ("virtual_camera", True),
    "screenshot": ("screenshot", False),
    "self_view": ("self_view", True),
    "overlay": ("overlay", True),
    "overlay_less": ("", False),
    "overlay_more": ("", False),
    "landmarks": ("landmarks", True),
    "follow_face": ("", False),
    "crop_in": ("", False),
    "crop_out": ("", False),
    "crop_left": ("", False),
    "crop_right": ("", False),
    "crop_up": ("", False),
    "crop_down": ("", False),
    "crop_reset": ("", False),
    "previous_avatar": ("", False),
    "next_avatar": ("", False),
    "reload_avatars": ("", False),
    "add_avatar": ("add", False),
    "open_film": ("", False),
    "add_voice": ("", False),
    "page_portrait": ("", False),
    "page_motion": ("", False),
    "page_voice": ("", False),
    "page_outputs": ("", False),
    "full_screen": ("", False),
    "next_profile": ("", False),
    "previous_profile": ("", False),
    "save_profile": ("add", False),
    "manage_profiles": ("profiles", False),
    "mini_window": ("mini", True),
    "edit_keys": ("", False),
    "help": ("help", False),
    "quit": ("", False),
}


class CommandList(QObject):
    """All commands; a QObject so that their words can be translated."""

    def all(self, keys: str = "standard", own: Sequence[str] = ()) -> list[Command]:
        """Return all commands with the keys of a map and the user's own, in the order of the help page."""
        words, table = self._words() | self._words_around() | CropWords().all(), keys_of(keys, own)
        return [
            Command(name, *words[name], icon, table[name].shortcuts, table[name].widget_keys, checkable)
            for name, (icon, checkable) in _MADE_OF.items()
        ]

    def _words_around(self) -> dict[str, tuple[str, str]]:
        """Return text and tip of the commands for profiles, for what is around the window, and for all of it."""
        return {
            "next_profile": (self.tr("Next profile"), self.tr("Take the next profile")),
            "previous_profile": (self.tr("Previous profile"), self.tr("Take the previous profile")),
            "save_profile": (self.tr("Save as new profile…"), self.tr("Keep everything that is set now under a name")),
            "manage_profiles": (self.tr("Manage profiles…"), self.tr("Rename, order, copy or remove profiles")),
            "stream": (self.tr("Stream"), self.tr("Send picture and voice to an address in the network")),
            "mini_window": (self.tr("Mini window"), self.tr("Show a small window that stays on top of all others")),
            "edit_keys": (
                self.tr("Keys and remote control…"),
                self.tr("Change keys; obey MIDI, OSC or a Stream Deck"),
            ),
            "full_screen": (self.tr("Full screen"), self.tr("Show the preview over the whole screen")),
            "help": (self.tr("Help"), self.tr("The guide, all keys, version and licences")),
            "quit": (self.tr("Quit"), self.tr("Finish everything and close")),
        }

    def _words(self) -> dict[str, tuple[str, str]]:
        """Return text and tip of each command."""
        side_by_side = self.tr("Show your camera with the portrait, or the portrait alone")
        return {
            "start_stop": (self.tr("Start"), self.tr("Start or stop the performance")),
            "panic": (
                self.tr("Panic"),
                self.tr("At once: others see a still picture and hear nothing, until you go on"),
            ),
            "mute": (self.tr("Mute"), self.tr("Silence your voice at once, or let it be heard again")),
            "calibrate": (self.tr("Calibrate"), self.tr("Take your face as it is now as the calm, straight one")),
            "mirror": (self.tr("Mirror"), self.tr("Show the preview as in a mirror; others see no difference")),
            "mirror_output": (self.tr("Mirror the output"), self.tr("Let others see the portrait mirrored")),
            "record": (self.tr("Record"), self.tr("Record what others see into a film")),
            "virtual_camera": (
                self.tr("Virtual camera"),
                self.tr("Send the portrait to your call program as a camera"),
            ),
            "screenshot": (self.tr("Screenshot"), self.tr("Save the portrait as a picture")),
            "self_view": (self.tr("Show me"), side_by_side),
            "overlay": (
                self.tr("Overlay"),
                self.tr("Lay your camera over the portrait, to bring both faces into line"),
            ),
            "overlay_less": (self.tr("Fainter overlay"), self.tr("Let more of the portrait shine through the overlay")),
            "overlay_more": (
                self.tr("Stronger overlay"),
                self.tr("Let less of the portrait shine through the overlay"),
            ),
            "landmarks": (self.tr("Points"), self.tr("Draw the points that are followed on your camera's picture")),
            "previous_avatar": (self.tr("Previous avatar"), self.tr("Take the previous avatar")),
            "next_avatar": (self.tr("Next avatar"), self.tr("Take the next avatar")),
            "reload_avatars": (self.tr("Read avatars again"), self.tr("Look into the folders of avatars again")),
            "add_avatar": (self.tr("Add photo…"), self.tr("Make an avatar from a photo")),
            "open_film": (self.tr("Open a film or stream…"), self.tr("Let a film or a stream drive the portrait")),
            "add_voice": (self.tr("Add voice…"), self.tr("Make a voice from 10 seconds of speech")),
            "page_portrait": (self.tr("Portrait"), self.tr("Show camera and avatars")),
            "page_motion": (self.tr("Motion"), self.tr("Show calibration, motion, framing, background and engine")),
            "page_voice": (self.tr("Voice"), self.tr("Show microphone, voices and their sound")),
            "page_outputs": (self.tr("Outputs"), self.tr("Show where picture and voice go")),
        }


class Actions:
    """The actions of one window by name."""

    def __init__(self, window: QObject) -> None:
        self._keys: tuple[str, tuple[str, ...]] = ("", ())
        self._widget_keys: dict[int, QAction] = {}
        self._by_name = {command.name: _make(command, window) for command in CommandList().all()}
        self.use_keys("standard")

    def use_keys(self, keys: str, own: tuple[str, ...] = ()) -> None:
        """Give the actions the keys of this map and the user's own; tooltips name them."""
        if (keys, own) == self._keys:
            return
        self._keys = (keys, own)
        self._widget_keys.clear()
        for action in self._by_name.values():
            action.setShortcuts([])  # first all: two actions must never have the same key
        for command in CommandList().all(keys, own):
            action = self._by_name[command.name]
            _give_keys(action, command)
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
    action.setAutoRepeat(False)
    action.setWhatsThis(command.tip)
    if command.icon:
        plain, checked = {
            "record": (theme.TEXT, theme.RECORD),
            "panic": (theme.RECORD, theme.ON_ALARM),
        }.get(command.name, (theme.TEXT, theme.ACCENT))
        action.setIcon(icons.icon(command.icon, plain, checked))
    return action


def _give_keys(action: QAction, command: Command) -> None:
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    keys = " / ".join(key_words(key) for key in (*command.keys, *command.widget_keys))
    action.setToolTip(f"{command.tip} ({keys})" if keys else command.tip)
    action.setStatusTip(keys)


def key_words(key: str) -> str:
    """Return a key as it is written on the keyboard."""
    words = {"Space": QCoreApplication.translate("actions", "Space"), "Left": "←", "Right": "→"}
    return words.get(key) or QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
