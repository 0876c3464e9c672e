"""TuningPanel: how the voice is taken on: pitch, formant, strength, and what is done about silence and noise."""

from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.ui.parts.slider_row import SliderRow
from app.ui.parts.widgets import Section, SwitchRow
from app.ui.session_model import SessionModel


class TuningPanel(Section):
    """Three sliders and four switches."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Sound"), parent)
        self._model = model
        self._make_sliders()
        self._make_switches()
        for widget in (self.pitch, self.formant, self.strength, *self.switches.values()):
            self.body.addWidget(widget)
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    def _make_sliders(self) -> None:
        self.pitch = SliderRow(
            self.tr("Pitch"),
            self.tr("Higher or lower than the voice itself, in semitones; a double click goes back to 0"),
            (-24.0, 24.0),
            lambda value: f"{value:+.1f}" if value else "0",
            self,
            step=0.5,
        )
        self.formant = SliderRow(
            self.tr("Formant"),
            self.tr("Smaller and brighter, or larger and darker, without changing the pitch"),
            (-6.0, 6.0),
            lambda value: f"{value:+.1f}" if value else "0",
            self,
            step=0.1,
        )
        self.strength = SliderRow(
            self.tr("Strength"),
            self.tr("How much of the voice is taken on: 0 % keeps your own range and colour"),
            (0.0, 1.0),
            lambda value: f"{100 * value:.0f} %",
            self,
            step=0.01,
            ordinary=1.0,
        )
        self.pitch.changed.connect(lambda value: self._model.change(semitones=value))
        self.formant.changed.connect(lambda value: self._model.change(formant=round(value, 1)))
        self.strength.changed.connect(lambda value: self._model.change(voice_strength=round(value, 2)))

    def _make_switches(self) -> None:
        self.switches = {
            "auto_pitch": self._switch(
                "auto_pitch",
                self.tr("Automatic pitch"),
                self.tr("Your range is moved onto the voice's; the pitch slider comes on top"),
            ),
            "noise_gate": self._switch(
                "noise_gate", self.tr("Noise gate"), self.tr("Between the words nothing is heard of your room")
            ),
            "noise_suppression": self._switch(
                "noise_suppression",
                self.tr("Noise suppression"),
                self.tr("Takes fans and hum out before the voice is converted"),
            ),
            "push_to_talk": self._switch(
                "push_to_talk", self.tr("Push to talk"), self.tr("You are silent unless you hold T or the talk button")
            ),
        }

    def _switch(self, field: str, text: str, tip: str) -> SwitchRow:
        row = SwitchRow(text, tip, self)
        row.toggled.connect(lambda on: self._model.change(**{field: on}))
        return row

    def _show_settings(self, settings: Settings) -> None:
        self.pitch.set_value(settings.semitones)
        self.formant.set_value(settings.formant)
        self.strength.set_value(settings.voice_strength)
        for field, row in self.switches.items():
            row.set_on(getattr(settings, field))
