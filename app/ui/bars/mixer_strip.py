"""MixerStrip: what comes in and what others hear, always in sight: two meters, the gain, push-to-talk."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from app.settings import Settings
from app.ui.key_maps import KEY_MAPS
from app.ui.look import icons
from app.ui.parts.level_meter import LevelMeter
from app.ui.parts.slider import Slider
from app.ui.parts.widgets import Switch
from app.ui.session_model import Phase, SessionModel

_ICON_PX, _GAIN_PX, _VALUE_PX = 18, 92, 46
_WIDE_PX, _NARROW_PX, _HIGH_PX = 330, 190, 64


class MixerStrip(QFrame):
    """The microphone above, the voice as others hear it below."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName("mixerStrip")
        self._model, self._compact = model, False
        self.input = LevelMeter(self.tr("Your microphone"), self, with_light=True)
        self.output = LevelMeter(self.tr("What others hear"), self, with_light=True)
        self.gain = self._make_gain()
        self.gain_words = QLabel(self)
        self.gain_words.setProperty("role", "value")
        self.gain_words.setFixedWidth(_VALUE_PX)
        self.gain_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.talk_words = QLabel(self.tr("Push to talk"), self)
        self.talk_words.setProperty("role", "soft")
        self.talk = Switch(self.tr("Push to talk"), self)
        self.talk.toggled.connect(lambda on: model.change(push_to_talk=on))
        self._lay_out()
        model.settings_changed.connect(self._show_settings)
        model.status_changed.connect(lambda _: self._show_levels())
        model.phase_changed.connect(lambda _: self._show_levels())
        model.voice.changed.connect(self._show_levels)
        self._show_settings(model.settings)

    def _make_gain(self) -> Slider:
        slider = Slider(self, mark=0, two_sided=True)
        slider.setRange(-20, 20)
        slider.setPageStep(5)
        slider.setFixedWidth(_GAIN_PX)
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        slider.setAccessibleName(self.tr("Gain of the microphone"))
        slider.setToolTip(self.tr("How loud the microphone is taken; a double click goes back to 0 dB"))
        slider.valueChanged.connect(lambda value: self._model.change(input_gain_db=float(value)))
        return slider

    def _lay_out(self) -> None:
        ear, mouth = icons.IconLabel(_ICON_PX, self), icons.IconLabel(_ICON_PX, self)
        mouth.show_icon("microphone", "text_soft")
        ear.show_icon("speaker", "text_soft")
        talk = QHBoxLayout()
        talk.setSpacing(8)
        talk.addStretch(1)
        talk.addWidget(self.talk_words)
        talk.addWidget(self.talk)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 7, 12, 7)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(mouth, 0, 0)
        grid.addWidget(self.input, 0, 1)
        grid.addWidget(self.gain, 0, 2)
        grid.addWidget(self.gain_words, 0, 3)
        grid.addWidget(ear, 1, 0)
        grid.addWidget(self.output, 1, 1)
        grid.addLayout(talk, 1, 2, 1, 2)

    def set_compact(self, compact: bool) -> None:
        """Leave only the meters where there is no room; gain and push-to-talk are on the voice page, too."""
        if compact != self._compact:
            self._compact = compact
            for widget in (self.gain, self.gain_words, self.talk_words, self.talk):
                widget.setVisible(not compact)

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(_NARROW_PX if self._compact else _WIDE_PX, _HIGH_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def _show_settings(self, settings: Settings) -> None:
        for widget in (self.gain, self.talk):
            widget.blockSignals(True)
        self.gain.setValue(round(settings.input_gain_db))
        self.talk.setChecked(settings.push_to_talk)
        self.talk.place = float(settings.push_to_talk)  # type: ignore[assignment]  # a Qt property
        for widget in (self.gain, self.talk):
            widget.blockSignals(False)
        words = self.tr("{level:+.0f} dB").format(level=settings.input_gain_db)
        self.gain_words.setText(words if round(settings.input_gain_db) else self.tr("0 dB"))
        self.gain.setAccessibleDescription(self.gain_words.text())
        self.gain.setEnabled(settings.microphone != "none")
        key = KEY_MAPS[settings.keys].talk
        self.talk.setToolTip(self.tr("Others hear you only while you hold {key} or the talk button").format(key=key))
        self._show_levels()

    def _show_levels(self) -> None:
        voice = self._model.status.voice
        if self._model.phase is not Phase.RUNNING or voice.state != "running":
            self.input.clear()
            self.output.clear()
            return
        silent = self._model.voice.paused or self._model.voice.muted or voice.muted
        self.input.show_level(voice.input_db, voice.input_peak_db, lit=voice.talking, muted=silent)
        heard = bool(voice.output) and not silent
        self.output.show_level(voice.output_db, voice.output_peak_db, lit=heard and voice.talking, muted=silent)
