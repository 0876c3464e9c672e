"""SoundOutputPanel: where the voice goes: to others, and to the user's own ear."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from app.session_status import VoiceStatus
from app.settings import Settings
from app.ui.inputs.sound_list import SoundList
from app.ui.outputs.cable_control import CableControl
from app.ui.outputs.cable_row import CableRow
from app.ui.parts.device_picker import DevicePicker
from app.ui.parts.level_meter import LevelMeter
from app.ui.parts.widgets import Section, soft_label
from app.ui.session_model import Phase, SessionModel

_FIRST_LOOK_MS = 30  # once the window is on the screen


class SoundOutputPanel(Section):
    """Two pickers, a meter, the virtual microphone, and what must be known about what is chosen."""

    def __init__(self, model: SessionModel, devices: SoundList, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Voice output"), parent)
        self._model, self._devices = model, devices
        system = self.tr("System output")
        self.picker = DevicePicker(
            self.tr("Voice output"),
            self.tr("Where others hear the voice: a virtual cable that your call program takes as its microphone"),
            [(self.tr("Nowhere: only recorded"), "none"), (system, "")],
            [],
            self,
        )
        self.picker.picked.connect(lambda address: model.change(audio_output=address))
        self.meter = LevelMeter(self.tr("Voice level"), self)
        self.hint = soft_label(parent=self)
        self.cable = CableControl(model, devices, self)
        self.cable_row = CableRow(model, devices, self.cable, self)
        self.monitor = DevicePicker(
            self.tr("Monitor"),
            self.tr("Where you hear the converted voice yourself; use headphones"),
            [(self.tr("Off"), "none"), (system, "")],
            [],
            self,
        )
        self.monitor.picked.connect(lambda address: model.change(monitor=address))
        self.monitor_hint = soft_label(parent=self)
        label = QLabel(self.tr("Hear it myself"), self)
        label.setBuddy(self.monitor)
        for widget in (self.picker, self.meter, self.hint, self.cable_row, label, self.monitor, self.monitor_hint):
            self.body.addWidget(widget)
        for picker in (self.picker, self.monitor):
            picker.opened.connect(devices.refresh)
        devices.changed.connect(self._show_devices)
        model.settings_changed.connect(self._show_settings)
        model.status_changed.connect(lambda _: self._show_status())
        model.voice.changed.connect(self._show_status)
        self._show_settings(model.settings)
        QTimer.singleShot(_FIRST_LOOK_MS, self.cable.prepare)

    def _show_devices(self) -> None:
        for picker in (self.picker, self.monitor):
            picker.show_devices(self._devices.outputs)
        self._show_status()

    def _show_settings(self, settings: Settings) -> None:
        self.picker.select(settings.audio_output)
        self.monitor.select(settings.monitor)
        self._show_status()

    def _show_status(self) -> None:
        voice = self._model.status.voice
        if self._model.phase is Phase.RUNNING and voice.state == "running":
            muted = voice.muted or self._model.voice.muted
            self.meter.show_level(voice.output_db, voice.output_peak_db, muted=muted)
        else:
            self.meter.clear()
        self.hint.setText(self._output_words(voice))
        on = self._model.settings.monitor != "none"
        words = self.tr("With loudspeakers the microphone would hear it too; use headphones.")
        self.monitor_hint.setText(words if on else "")
        self.monitor_hint.setVisible(on)

    def _output_words(self, voice: VoiceStatus) -> str:
        address = self._model.settings.audio_output
        if address == "none":
            if self._devices.looked and not any(device.virtual for device in self._devices.outputs):
                return self.tr("Others cannot hear you. There is no virtual microphone yet.")
            return self.tr("Others cannot hear you. Choose the cable that your call program listens to.")
        if self._model.phase is Phase.RUNNING and voice.state == "running" and not voice.output:
            return self.tr("It is not open. Choose it again to retry.")
        if self.cable.chosen:
            return self.tr("Call programs hear the voice as “Likeness Microphone”.")
        device = next((d for d in self._devices.outputs if address in (d.id, d.name)), None)
        if device is not None and device.virtual:
            if voice.output:
                return self.tr("Sent to {name}. Take its other end as the microphone of your call program.").format(
                    name=device.name
                )
            return self.tr("Take the other end of this cable as the microphone of your call program.")
        return self.tr("This is a loudspeaker: people near it hear the voice, call programs do not.")
