"""MotionPanel: how the user's motion is carried over, and what is mirrored."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.settings import Settings
from app.ui.session_model import SessionModel
from app.ui.slider import Slider
from app.ui.widgets import Section, Segments, SwitchRow

_FULL = 100  # the slider counts hundredths of the strength


class MotionPanel(Section):
    """Relative or absolute, strength, three mirrors."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Motion"), parent)
        self._model = model
        relative = self.tr("Your change since calibration moves the portrait; keeps its own look")
        absolute = self.tr("The portrait takes your pose and expression exactly")
        self.mode = Segments(
            [("relative", self.tr("Relative"), relative), ("absolute", self.tr("Absolute"), absolute)], self
        )
        self.mode.chosen.connect(lambda mode: model.change(motion=mode))
        self.body.addWidget(self.mode)
        self.body.addLayout(self._make_strength())
        self.mirror_input = SwitchRow(
            self.tr("Mirror my movement"), self.tr("Turn to your left and the portrait turns to its left"), self
        )
        self.mirror_preview = SwitchRow(
            self.tr("Mirror the preview"), self.tr("Only you see it mirrored, as in a mirror"), self
        )
        self.mirror_output = SwitchRow(
            self.tr("Mirror the output"), self.tr("Others see it mirrored too; writing is then reversed"), self
        )
        self.mirror_input.toggled.connect(lambda on: model.change(mirror_input=on))
        self.mirror_preview.toggled.connect(lambda on: model.change(mirror_preview=on))
        self.mirror_output.toggled.connect(lambda on: model.change(mirror_output=on))
        for row in (self.mirror_preview, self.mirror_output, self.mirror_input):
            self.body.addWidget(row)
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    def _make_strength(self) -> QHBoxLayout:
        tip = self.tr("How strongly the portrait moves: 0 is still, 100 % is as you move, 200 % is doubled")
        self.strength = Slider(self, mark=_FULL)
        self.strength.setRange(0, 2 * _FULL)
        self.strength.setSingleStep(5)
        self.strength.setPageStep(25)
        self.strength.setAccessibleName(self.tr("Motion strength"))
        self.strength.setToolTip(tip)
        self.strength.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.strength.valueChanged.connect(lambda value: self._model.change(strength=value / _FULL))
        self.strength_words = QLabel(self)
        self.strength_words.setProperty("role", "value")
        self.strength_words.setMinimumWidth(44)
        self.strength_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label = QLabel(self.tr("Strength"), self)
        label.setToolTip(tip)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.strength, 1)
        row.addWidget(self.strength_words)
        return row

    def _show_settings(self, settings: Settings) -> None:
        self.mode.select(settings.motion)
        value = round(settings.strength * _FULL)
        self.strength.blockSignals(True)
        self.strength.setValue(value)
        self.strength.blockSignals(False)
        self.strength_words.setText(f"{value} %")
        self.mirror_input.set_on(settings.mirror_input)
        self.mirror_preview.set_on(settings.mirror_preview)
        self.mirror_output.set_on(settings.mirror_output)
