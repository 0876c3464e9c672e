"""SyncPanel: voice and picture in step and steady, for those who want to correct it by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.settings import Settings
from app.ui.away.away_row import AwayRow
from app.ui.look import icons, theme
from app.ui.parts.slider_row import SliderRow
from app.ui.parts.widgets import Section, SwitchRow, soft_label
from app.ui.session_model import Phase, SessionModel


class SyncPanel(Section):
    """Folded away until it is asked for."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Advanced"), parent)
        self._model = model
        self.fold = self._make_fold()
        self.header.addWidget(self.fold)
        self.sync = SwitchRow(
            self.tr("Keep voice and lips in step"),
            self.tr("The faster of the two waits for the slower; off: both leave as soon as they can"),
            self,
        )
        self.sync.toggled.connect(lambda on: model.change(sync=on))
        self.offset = SliderRow(
            self.tr("By hand"),
            self.tr("To the right the voice is later, to the left earlier, in milliseconds"),
            (-500.0, 500.0),
            lambda value: self.tr("{time:+.0f} ms").format(time=value) if value else self.tr("0 ms"),
            self,
            step=5.0,
        )
        self.offset.changed.connect(lambda value: model.change(av_offset_ms=value))
        self.steady = SwitchRow(
            self.tr("Keep the picture steady"),
            self.tr("When the computer is busy, less is computed, so that pictures go on leaving in time"),
            self,
        )
        self.steady.toggled.connect(lambda on: model.change(steady=on))
        self.hint = soft_label(parent=self)
        self.away = AwayRow(model, self)
        self._inner = (self.sync, self.offset, self.hint, self.steady, self.away)
        for widget in self._inner:
            self.body.addWidget(widget)
        model.settings_changed.connect(self._show_settings)
        model.status_changed.connect(lambda _: self._show_status())
        self._show_settings(model.settings)
        self._unfold(False)

    def _make_fold(self) -> QToolButton:
        fold = QToolButton(self)
        fold.setProperty("role", "flat")
        fold.setCheckable(True)
        fold.setIcon(icons.icon("chevron", theme.TEXT_SOFT, theme.ACCENT, 16))
        fold.setAccessibleName(self.tr("Show advanced settings"))
        fold.setToolTip(self.tr("Voice and picture in step, and what happens when the computer is busy or locked"))
        fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        fold.toggled.connect(self._unfold)
        return fold

    def _unfold(self, on: bool) -> None:
        for widget in self._inner:
            widget.setVisible(on)

    def _show_settings(self, settings: Settings) -> None:
        self.sync.set_on(settings.sync)
        self.steady.set_on(settings.steady)
        self.offset.set_value(settings.av_offset_ms)
        self._show_status()

    def _show_status(self) -> None:
        voice = self._model.status.voice
        if self._model.phase is Phase.RUNNING and voice.state == "running":
            later = self.tr("Now the voice leaves {time:.0f} ms after the picture.")
            earlier = self.tr("Now the voice leaves {time:.0f} ms before the picture.")
            words = later if voice.av_offset_ms >= 0 else earlier
            self.hint.setText(words.format(time=abs(voice.av_offset_ms)))
        else:
            self.hint.setText(self.tr("People notice a voice that is early sooner than one that is late."))
