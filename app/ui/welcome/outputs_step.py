"""OutputsStep: how a call program gets the portrait and the voice: each found, or set up with one click."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.settings import Settings
from app.ui.inputs.sound_list import SoundList
from app.ui.look.icons import IconLabel
from app.ui.outputs.cable_control import CableControl
from app.ui.outputs.cable_row import CableRow
from app.ui.outputs.virtual_camera_care import VirtualCameraCare
from app.ui.parts.widgets import SwitchRow
from app.ui.session_model import SessionModel
from app.ui.welcome.call_sketch import CallSketch
from app.ui.welcome.step import Step

_SIGN_PX = 30


class OutputsStep(Step):
    """One card for the picture, one for the sound, and what to choose in the call program."""

    def __init__(
        self, model: SessionModel, devices: SoundList, cable: CableControl, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.set_words(
            self.tr("Outputs"),
            self.tr("Where shall others see and hear you?"),
            self.tr(
                "Call programs take the portrait from a virtual camera and the voice from a virtual microphone. "
                "To record only, you need neither."
            ),
        )
        self._model, self._cable = model, cable
        tip = self.tr("Send the portrait to your call program as a camera")
        self.camera = SwitchRow(self.tr("Send the portrait to it"), tip, self)
        self.camera.toggled.connect(lambda on: model.change(virtual_camera="auto" if on else "none"))
        self.camera_care = VirtualCameraCare(model, self)
        self.camera_care.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # it has commands
        self.cable_row = CableRow(model, devices, cable, self)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(_card("virtual_camera", self.tr("Virtual camera"), [self.camera_care, self.camera], self), 1)
        cards.addWidget(_card("microphone", self.tr("Virtual microphone"), [self.cable_row], self), 1)
        self.body.addLayout(cards)
        self.body.addSpacing(8)
        self.sketch = CallSketch(self)
        self.sketch.show_names(*_names())
        self.body.addWidget(self.sketch)
        self.body.addStretch(1)
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    def enter(self) -> None:
        """Look at the cable; the camera is looked at by its card while it is seen."""
        super().enter()
        self._cable.prepare(self._cable.look)

    def _show_settings(self, settings: Settings) -> None:
        self.camera.set_on(settings.virtual_camera != "none")


def _names() -> tuple[str, str]:
    """Return what call programs on this system list: camera and microphone."""
    if sys.platform == "win32":
        return "OBS Virtual Camera", "CABLE Output"
    if sys.platform == "darwin":
        return "OBS Virtual Camera", "BlackHole"
    return "Likeness", "Likeness Microphone"


def _card(sign: str, title: str, parts: list[QWidget], parent: QWidget) -> QFrame:
    card = QFrame(parent)
    card.setProperty("role", "card")
    picture = IconLabel(_SIGN_PX, card)
    picture.show_icon(sign, "accent")
    heading = QLabel(title, card)
    heading.setProperty("role", "heading")
    top = QHBoxLayout()
    top.setSpacing(10)
    top.addWidget(picture)
    top.addWidget(heading, 1)
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 16, 18, 18)
    column.setSpacing(12)
    column.addLayout(top)
    for part in parts:
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    column.addStretch(1)
    return card
