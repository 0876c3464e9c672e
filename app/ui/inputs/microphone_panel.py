"""MicrophonePanel: which microphone is heard, how loud, and what it is doing."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.session_status import VoiceStatus
from app.settings import Settings
from app.sound.own import is_own
from app.ui.inputs.sound_list import SoundList
from app.ui.parts.device_picker import Choice, DevicePicker
from app.ui.parts.level_meter import LevelMeter
from app.ui.parts.slider_row import SliderRow
from app.ui.parts.widgets import Section, sentences, soft_label
from app.ui.session_model import Phase, SessionModel


class MicrophonePanel(Section):
    """The picker, the meter with its light, one line in words, the gain."""

    own_voice = Signal()  # the user wants to teach his own voice

    def __init__(self, model: SessionModel, devices: SoundList, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Microphone"), parent)
        self._model, self._devices = model, devices
        self.own_button = QPushButton(self.tr("Learn my voice…"), self)
        self.own_button.clicked.connect(self.own_voice)
        self.header.addWidget(self.own_button)
        tip = self.tr("Whose speech is converted: a microphone, the sound of the film, or none")
        self.picker = DevicePicker(self.tr("Microphone"), tip, self._automatic(), self._others(), self)
        self.picker.opened.connect(devices.refresh)
        self.picker.picked.connect(lambda address: model.change(microphone=address))
        self.meter = LevelMeter(self.tr("Microphone level"), self, with_light=True)
        self.hint = soft_label(parent=self)
        self.gain = SliderRow(
            self.tr("Gain"),
            self.tr("Louder or quieter before everything else; the mark is 0 dB"),
            (-20.0, 20.0),
            lambda value: self.tr("{level:+.0f} dB").format(level=value) if value else self.tr("0 dB"),
            self,
        )
        self.gain.changed.connect(lambda value: model.change(input_gain_db=value))
        for widget in (self.picker, self.meter, self.hint, self.gain):
            self.body.addWidget(widget)
        devices.changed.connect(self._show_devices)
        model.settings_changed.connect(self._show_settings)
        model.status_changed.connect(lambda _: self._show_status())
        model.phase_changed.connect(lambda _: self._show_status())
        model.voice.changed.connect(self._show_status)
        self._show_settings(model.settings)

    # -- the picker

    def _automatic(self) -> list[Choice]:
        if _drives_with_sound(self._model.settings.camera):
            return [(self.tr("Automatic: sound of the film"), "")]
        none = self._devices.looked and not self._devices.microphones
        return [(self.tr("No microphone found") if none else self.tr("System microphone"), "")]

    def _others(self) -> list[Choice]:
        return [(self.tr("Sound of the film"), "camera"), (self.tr("None: no voice"), "none")]

    def _show_devices(self) -> None:
        self.picker.set_fixed(self._automatic(), self._others())
        self.picker.show_devices(self._devices.microphones)
        found = bool(self._devices.microphones)
        self.own_button.setEnabled(found)
        teach = self.tr("Teach the program your own voice in ten seconds")
        self.own_button.setToolTip(teach if found else self.tr("It takes a microphone to teach your own voice"))
        self._show_status()

    def _show_settings(self, settings: Settings) -> None:
        self.picker.select(settings.microphone)
        self.gain.set_value(settings.input_gain_db)
        self._show_devices()

    # -- what it is doing

    def _show_status(self) -> None:
        voice = self._model.status.voice
        running = self._model.phase is Phase.RUNNING and voice.state == "running"
        self.gain.setEnabled(self._model.settings.microphone != "none")
        self.meter.setEnabled(running)
        if running:
            muted = voice.muted or self._model.voice.muted
            self.meter.show_level(voice.input_db, voice.input_peak_db, lit=voice.talking, muted=muted)
        else:
            self.meter.clear()
        words, warning = self._words(voice)
        if words != self.hint.text():
            self.hint.setText(words)
            self.hint.setProperty("role", "warning" if warning else "soft")
            self.hint.style().polish(self.hint)

    def _words(self, voice: VoiceStatus) -> tuple[str, bool]:
        """Return the state in words and whether something is wrong."""
        settings = self._model.settings
        if settings.microphone == "none":
            return self.tr("Off. Others hear nothing."), False
        if self._hears_itself():
            return self.tr("This is where the program speaks, not where you do. Choose your own microphone."), True
        if self._model.phase is Phase.RUNNING:
            return self._live_words(voice)
        film = _drives_with_sound(settings.camera)
        if self._devices.looked and not self._devices.microphones and not film:
            return self.tr("No microphone was found. Connect one; the list looks again when it is opened."), True
        if not self._devices.looked:
            return self.tr("Looking for microphones…"), False
        return self.tr("Your own voice is never sent, only the converted one."), False

    def _hears_itself(self) -> bool:
        """Whether the microphone is the listening end of the program's own cable, chosen or as the system's."""
        chosen = self._model.settings.microphone
        if not chosen and not _drives_with_sound(self._model.settings.camera):
            chosen = next((device.name for device in self._devices.microphones if device.default), "")
        return is_own(chosen)

    def _live_words(self, voice: VoiceStatus) -> tuple[str, bool]:
        if voice.error:  # failed, or the microphone has gone
            return sentences(voice.error, voice.advice or ""), True
        if voice.state in ("waiting", "failed"):
            return self.tr("Waiting for sound…"), False
        if voice.state == "off":
            return self.tr("Nothing to hear: no microphone was found."), True
        if voice.muted or self._model.voice.muted:
            held = self._model.settings.push_to_talk and not self._model.voice.muted
            return self.tr("Hold T to talk.") if held else self.tr("Muted. Others hear nothing."), not held
        if not voice.talking:
            return self.tr("Listening to {name}").format(name=voice.microphone), False
        pitch = self.tr("Speech at {hz:.0f} Hz").format(hz=voice.pitch_hz) if voice.pitch_hz else self.tr("Speech")
        return pitch, False


def _drives_with_sound(address: str) -> bool:
    """Whether the driver is a film or stream, which may have sound of its own."""
    return address == "demo" or "://" in address or Path(address).is_file()
