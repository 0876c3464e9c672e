"""VoiceReadout: the measured delay of the voice in one line; a click shows its parts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.session_status import VoiceStatus
from app.ui.bars.latency_view import LatencyParts, LatencyView
from app.ui.languages.translator import told
from app.ui.session_model import Phase, SessionModel


class VoiceReadout(QToolButton):
    """Visible while a voice runs."""

    def __init__(self, model: SessionModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._parts = LatencyParts(self)
        self.view: LatencyView | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._open)
        model.status_changed.connect(lambda _: self._show())
        model.phase_changed.connect(lambda _: self._show())
        model.voice.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        voice = self._model.status.voice
        visible = self._model.phase is Phase.RUNNING and voice.state != "off"
        self.setVisible(visible)
        if not visible:
            if self.view is not None:
                self.view.hide()
            return
        text, state = self._words(voice)
        if (text, state) != (self.text(), self.property("state")):
            self.setText(text)
            self.setAccessibleName(text)
            self.setProperty("state", state)
            self.style().polish(self)
        tip = self.tr("Delay of the voice from your mouth to the output; click for the parts")
        why = [self.tr("A simpler engine speaks: {why}").format(why=told(voice.fallback))] if voice.fallback else []
        self.setToolTip("\n".join([tip, *why, *(f"{name}: {time:.0f} ms" for name, time in self._parts.all(voice))]))
        if self.view is not None and self.view.isVisible():
            self.view.show_status(voice)

    def _words(self, voice: VoiceStatus) -> tuple[str, str]:
        if voice.state == "failed":
            return self.tr("Voice failed: silence"), "bad"
        if voice.state == "waiting":
            return (self.tr("Microphone gone"), "bad") if voice.error else (self.tr("Voice waits"), "")
        if self._model.voice.muted:
            return self.tr("Muted"), "muted"
        text = self.tr("Voice {time:.0f} ms").format(time=voice.latency_ms.get("total", 0.0))
        faults = voice.underruns + voice.overruns
        if faults:
            return self.tr("{text} · {count} gaps").format(text=text, count=faults), "bad"
        if voice.fallback:
            return self.tr("{text} · simpler engine").format(text=text), ""
        return text, ""

    def _open(self) -> None:
        if self.view is None:
            self.view = LatencyView(self._parts, self.window())
        self.view.show_status(self._model.status.voice)
        self.view.show_above(self)
