"""MicrophoneStep: ten seconds of the user's own voice: is it loud enough, and from where to where does it reach?"""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.settings import Settings
from app.ui.inputs.sound_list import SoundList
from app.ui.parts.device_picker import DevicePicker
from app.ui.parts.widgets import sentences
from app.ui.session_model import SessionModel
from app.ui.voices import voice_library
from app.ui.voices.record_stage import RecordStage
from app.ui.welcome.finding import Finding
from app.ui.welcome.range_view import RangeView
from app.ui.welcome.step import Step

if TYPE_CHECKING:
    from app.ui.voices.voice_library import Take

_WANTED_DB = -22.0  # level of speech, dB of full scale: what call programs expect
_QUIET_DB, _LOUD_DB = -34.0, -13.0
_CLIPPED = 0.001
_NOISY_DB = 15.0
_GAIN_DB = 20.0  # what the gain may be at most
_DEEP_HZ, _HIGH_HZ = 135.0, 190.0


class MicrophoneStep(Step):
    """The recorder on the left; picker and findings on the right. A good recording is kept at once, as numbers.

    Attributes:
        kept: what was recorded last is the user's own voice now.
    """

    taught = Signal()  # the own voice is known, or has been forgotten

    def __init__(self, model: SessionModel, devices: SoundList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_words(
            self.tr("Microphone"),
            self.tr("Can the microphone hear you well?"),
            self.tr("Press the round button and read for ten seconds. Once it knows your range, a voice fits at once."),
        )
        self._model, self._devices = model, devices
        self._open, self.kept = True, False
        self._wanted_gain_db = 0.0
        self.stage = RecordStage(model, self)
        self.stage.changed.connect(self._judge)
        tip = self.tr("Whose speech is converted: the microphone that you speak into")
        self.picker = DevicePicker(self.tr("Microphone"), tip, [(self.tr("System microphone"), "")], [], self)
        self.picker.opened.connect(devices.refresh)
        self.picker.picked.connect(lambda address: model.change(microphone=address))
        self.level, self.span = Finding(self.tr("Level"), self), Finding(self.tr("Your range"), self)
        self.room, self.keeping = Finding(self.tr("Room"), self), Finding(self.tr("Kept"), self)
        self.range_view = RangeView(self)
        self._make_buttons()
        self.body.addLayout(self._make_row(), 1)
        devices.changed.connect(self._show_devices)
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)
        self._judge()

    def _make_buttons(self) -> None:
        self.gain_button = QPushButton(self)
        self.gain_button.setToolTip(self.tr("Set the gain of the microphone so that your speech is as loud as usual"))
        self.gain_button.clicked.connect(self._set_gain)
        self.forget_button = QPushButton(self.tr("Forget it"), self)
        self.forget_button.setToolTip(self.tr("Delete what was measured of your voice"))
        self.forget_button.clicked.connect(self._forget)

    def _make_row(self) -> QHBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(self.picker)
        column.addSpacing(4)
        column.addWidget(self.level)
        column.addWidget(self.gain_button, 0, left)
        column.addWidget(self.room)
        column.addWidget(self.span)
        column.addWidget(self.range_view)
        column.addWidget(self.keeping)
        column.addWidget(self.forget_button, 0, left)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(self.stage)
        row.addLayout(column, 1)
        return row

    def enter(self) -> None:
        """Look which microphones there are; none is opened before the button is pressed."""
        super().enter()
        self._devices.refresh()

    def leave(self) -> None:
        """End a recording and what is played."""
        super().leave()
        if self.stage.recorder.recording:
            self.stage.recorder.cancel()
            self.stage.show_idle()
        self.stage.player.stop()

    def close_down(self) -> None:
        """The window closes: what still comes back is not shown."""
        self._open = False
        self.stage.close_down()

    # -- the picker

    def _show_devices(self) -> None:
        self.picker.show_devices(self._devices.microphones)
        missing = self._devices.looked and not self._devices.microphones
        self.stage.set_has_microphone(not missing)
        self.picker.set_fixed([(self.tr("No microphone found") if missing else self.tr("System microphone"), "")], [])

    def _show_settings(self, settings: Settings) -> None:
        self.picker.select("" if settings.microphone in ("camera", "none") else settings.microphone)
        self._show_devices()
        if self.stage.take is None and not self.stage.recorder.recording:
            self.stage.show_idle()  # it names the microphone

    # -- what was recorded

    def _judge(self) -> None:
        take = self.stage.take
        self.gain_button.hide()
        if take is None or take.print is None:
            self._show_nothing()
            return
        self.level.show_finding(*self._level_words(take))
        noisy = take.quality.snr_db < _NOISY_DB
        advice = self.tr("There is noise behind your voice. Switch off fans and music.")
        self.room.show_finding("poor" if noisy else "good", advice if noisy else self.tr("Quiet enough."))
        print_ = take.print
        middle_hz = math.exp(print_.log_f0_mean)
        self.range_view.show_span((print_.f0_low_hz, middle_hz, print_.f0_high_hz))
        self.span.show_finding("good", self._span_words(print_.f0_low_hz, middle_hz, print_.f0_high_hz))
        self._model.background.run(
            lambda: voice_library.save_own_voice(print_), lambda _: self._saved(True), self._not_saved, lane="voices"
        )

    def _show_nothing(self) -> None:
        for finding in (self.level, self.room, self.span):
            finding.show_finding("waiting", self.tr("Known after the recording."))
        self.range_view.show_span(None)
        self._show_kept()

    def _level_words(self, take: "Take") -> tuple[str, str]:
        quality = take.quality
        self._wanted_gain_db = self._model.settings.input_gain_db
        if quality.clipped_share > _CLIPPED:
            return "poor", self.tr("Too loud: it breaks up. Turn the microphone down in your system, or step back.")
        if _QUIET_DB <= quality.level_dbfs <= _LOUD_DB:
            return "good", self.tr("Good.")
        wanted_db = round(_WANTED_DB - quality.level_dbfs)  # a take is recorded without the gain
        self._wanted_gain_db = float(min(max(wanted_db, -_GAIN_DB), _GAIN_DB))
        self.gain_button.setText(self.tr("Set the gain to {level:+.0f} dB").format(level=self._wanted_gain_db))
        self.gain_button.setVisible(self._wanted_gain_db != self._model.settings.input_gain_db)
        quiet = quality.level_dbfs < _QUIET_DB
        return "poor", self.tr("Quiet. Come nearer, or let the program help.") if quiet else self.tr("Rather loud.")

    def _span_words(self, low_hz: float, middle_hz: float, high_hz: float) -> str:
        kind = self.tr("a middle voice")
        if middle_hz < _DEEP_HZ:
            kind = self.tr("a deep voice")
        elif middle_hz > _HIGH_HZ:
            kind = self.tr("a high voice")
        words = self.tr("{low:.0f} to {high:.0f} Hz, mostly {middle:.0f} Hz: {kind}.")
        return words.format(low=low_hz, high=high_hz, middle=middle_hz, kind=kind)

    def _set_gain(self) -> None:
        self._model.change(input_gain_db=self._wanted_gain_db)
        self.gain_button.hide()
        self.level.show_finding("good", self.tr("Good, with the gain. The microphone's slider changes it again."))

    # -- keeping

    def _saved(self, kept: bool) -> None:
        self.kept = kept
        self.taught.emit()
        if self._open:
            self._show_kept()

    def _not_saved(self, text: str, advice: str) -> None:
        if self._open:
            self.keeping.show_finding("poor", sentences(text, advice))
            self.keeping.show()

    def _show_kept(self) -> None:
        self.keeping.setVisible(self.kept)
        self.forget_button.setVisible(self.kept)
        self.keeping.show_finding("good", self.tr("Only these numbers, on this computer; not the sound."))

    def _forget(self) -> None:
        self._model.background.run(
            voice_library.forget_own_voice, lambda _: self._saved(False), self._not_saved, lane="voices"
        )
        self.stage.show_idle()
