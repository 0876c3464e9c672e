"""StatusStrip: the line at the lower edge that says how well it goes."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.session_status import SessionStatus
from app.ui import theme
from app.ui.session_model import Phase, SessionModel
from app.ui.voice_readout import VoiceReadout

_ROOM_FOR_NUMBERS_PX = 430
_ROOM_FOR_ENGINE_PX = 780


class StatusStrip(QWidget):
    """State, face, pictures per second, latency, drops, voice, engine and device."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusStrip")
        self._model = model
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(18)
        self.state = self._label(self.tr("What the session is doing"))
        self.face = self._label(self.tr("Whether your face is seen"))
        self.rate = self._label(self.tr("Pictures per second that leave"))
        self.latency = self._label(
            self.tr("Time from the camera to the finished portrait: of half of the pictures / of 95 of 100")
        )
        self.drops = self._label(self.tr("Pictures left out because newer ones were there"))
        self.engine = self._label(self.tr("What moves the portrait, where it computes, and the size of the picture"))
        for label in (self.state, self.face, self.rate, self.latency, self.drops):
            row.addWidget(label)
        self.voice = VoiceReadout(model, self)
        row.addWidget(self.voice)
        row.addStretch(1)
        row.addWidget(self.engine)
        model.phase_changed.connect(lambda _: self._show())
        model.status_changed.connect(lambda _: self._show())
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the least important part away where there is no room."""
        self.engine.setVisible(self.width() >= _ROOM_FOR_ENGINE_PX)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the size without the engine; the layout would insist on all of it."""
        return QSize(_ROOM_FOR_NUMBERS_PX, super().minimumSizeHint().height())

    def _label(self, tip: str) -> QLabel:
        label = QLabel(self)
        label.setToolTip(tip)
        label.setTextFormat(Qt.TextFormat.RichText)
        return label

    def _show(self) -> None:
        phase, status = self._model.phase, self._model.status
        words, colour = {
            Phase.STOPPED: (self.tr("Ready"), theme.TEXT_SOFT),
            Phase.STARTING: (self.tr("Starting"), theme.WARNING),
            Phase.RUNNING: (self.tr("Live"), theme.ACCENT),
            Phase.STOPPING: (self.tr("Stopping"), theme.WARNING),
            Phase.FAILED: (self.tr("Stopped by an error"), theme.RECORD),
        }[phase]
        _set(self.state, f'<span style="color:{colour}">●</span>&nbsp; {words}')
        running = phase is Phase.RUNNING
        for label in (self.face, self.rate, self.latency, self.drops):
            label.setVisible(running)
        settings = self._model.settings
        place = self.tr("processor") if settings.device == "cpu" else settings.device.upper()
        size = f" · {status.width} × {status.height}" if running and status.width else ""
        _set(
            self.engine, self.tr("{engine} engine on the {device}").format(engine=settings.engine, device=place) + size
        )
        if running:
            self._show_numbers(status)

    def _show_numbers(self, status: SessionStatus) -> None:
        seen, unseen = self.tr("Face seen"), self.tr("No face")
        _set(self.face, seen if status.face else f'<span style="color:{theme.WARNING}">{unseen}</span>')
        _set(self.rate, self.tr("{fps:.0f} fps").format(fps=status.fps_out))
        latency = self.tr("{p50:.0f} / {p95:.0f} ms delay")
        _set(self.latency, latency.format(p50=status.latency_ms_p50, p95=status.latency_ms_p95))
        _set(self.drops, self.tr("{count} dropped").format(count=sum(status.drops.values())))


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:  # setting equal text would lay the line out anew
        label.setText(text)
