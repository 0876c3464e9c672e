"""CropCommands: zoom and move what is looked at of the camera's picture by keys, as users of Avatarify know it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.ui.inputs.crop_panel import bounded
from app.ui.session_model import SessionModel

ZOOM_STEP = 0.05  # of the picture
STEP, FINE_STEP = 5 / 640, 1 / 640  # of its width and height
_WAYS = {"crop_left": ("crop_x", -1, "H"), "crop_right": ("crop_x", 1, "K")}
_WAYS |= {"crop_up": ("crop_y", -1, "J"), "crop_down": ("crop_y", 1, "U")}


class CropCommands:
    """What the commands do; with Shift the window moves in smaller steps while Avatarify's keys are in force."""

    def __init__(self, model: SessionModel, window: QWidget) -> None:
        self._model = model
        self._fine: list[QShortcut] = []
        for name, sign, key in _WAYS.values():
            shortcut = QShortcut(f"Shift+{key}", window)
            shortcut.activated.connect(partial(self._move, name, sign * FINE_STEP))
            self._fine.append(shortcut)
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return the handler of each action."""
        steps: dict[str, Callable[[], object]] = {
            command: partial(self._move, name, sign * STEP) for command, (name, sign, _) in _WAYS.items()
        }
        return steps | {
            "crop_in": lambda: self._zoom(-ZOOM_STEP),
            "crop_out": lambda: self._zoom(ZOOM_STEP),
            "crop_reset": lambda: self._model.change(crop=1.0, crop_x=0.0, crop_y=0.0, follow_face=False),
            "follow_face": lambda: self._model.change(follow_face=not self._model.settings.follow_face),
        }

    def _zoom(self, step: float) -> None:
        settings = self._model.settings
        self._model.change(follow_face=False, **bounded(settings, crop=settings.crop + step))

    def _move(self, name: str, step: float) -> None:
        settings = self._model.settings
        self._model.change(follow_face=False, **bounded(settings, **{name: getattr(settings, name) + step}))

    def _show_settings(self, settings: Settings) -> None:
        for shortcut in self._fine:
            shortcut.setEnabled(settings.keys == "avatarify")
