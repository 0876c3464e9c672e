"""StatusStrip: the line at the lower edge that says how well it goes."""

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.session_status import SessionStatus
from app.ui.bars.picture_numbers import PictureNumbers
from app.ui.bars.voice_readout import VoiceReadout
from app.ui.languages.translator import told
from app.ui.look import theme
from app.ui.session_model import Phase, SessionModel

_ROOM_FOR_NUMBERS_PX = 430
_ROOM_FOR_ENGINE_PX = 150  # enough of it to be read
_SPACING_PX = 18


class StatusStrip(QWidget):
    """State, face, pictures per second, latency, voice, offset of both, drops with their cause, engine and device.

    Where there is no room the least important parts go, whole; nothing is cut. The tooltip of the state has them all.
    """

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusStrip")
        self._model = model
        self._words = PictureNumbers(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(_SPACING_PX)
        self.state = self._label(self.tr("What the session is doing"))
        self.face = self._label(self.tr("Whether your face is seen"))
        self.rate = self._label(self.tr("Pictures per second that leave"))
        self.latency = self._label(
            self.tr("Time from the camera to the finished portrait: of half of the pictures / of 95 of 100")
        )
        self.drops = self._label(self.tr("Pictures left out because newer ones were there"))
        self._engine_tip = self.tr("What moves the portrait, where it computes, and the size of the picture")
        self.engine = ElidedLabel(self)
        self.engine.setToolTip(self._engine_tip)
        self.offset = self._label(self.tr("How much later the voice leaves than the picture; both wait for each other"))
        self.voice = VoiceReadout(model, self)
        for label in (self.state, self.face, self.rate, self.latency, self.voice, self.offset, self.drops):
            row.addWidget(label)
        row.addWidget(self.engine, 1)
        row.addStretch(0)  # takes the room when the engine is not shown
        self._first_to_go = (self.offset, self.drops, self.face)
        model.phase_changed.connect(lambda _: self._show())
        model.status_changed.connect(lambda _: self._show())
        model.voice.changed.connect(self._show)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the least important part away where there is no room."""
        self._make_room()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Write the coloured words anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_first_to_go"):  # not while it is being built
            self._show()

    def _make_room(self) -> None:
        """Leave away, whole, what does not fit; what is saved is told however little room there is."""
        running = self._model.phase is Phase.RUNNING
        saving = running and bool(self._model.status.saving)
        parts: set[QWidget] = {self.state} | ({self.face, self.rate, self.latency, self.drops} if running else set())
        parts |= {self.voice} if not self.voice.isHidden() else set()
        parts |= {self.offset} if running and self.offset.text() else set()
        left_px = self.width() - 4 - sum(part.sizeHint().width() + _SPACING_PX for part in parts)
        for part in self._first_to_go:
            if left_px < (_ROOM_FOR_ENGINE_PX if saving else 0) and part in parts:
                parts.remove(part)
                left_px += part.sizeHint().width() + _SPACING_PX
        for part in (self.face, self.rate, self.latency, self.drops, self.offset):
            part.setVisible(part in parts)
        self.engine.setVisible(saving or left_px >= _ROOM_FOR_ENGINE_PX)

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
        if self._model.voice.paused:
            words, colour = self.tr("Paused"), theme.RECORD
        _set(self.state, f'<span style="color:{colour}">●</span>&nbsp; {words}')
        running = phase is Phase.RUNNING
        self._show_engine(status if running else None)
        if running:
            self._show_numbers(status)
        self._make_room()

    def _show_engine(self, status: SessionStatus | None) -> None:
        """Show what runs, or what will; the whole report of the self-test stands in the tooltip."""
        name = status.engine if status is not None and status.engine else self._model.settings.engine
        tip, text = (
            self._engine_tip,
            {
                "landmark": self.tr("Landmarks on the processor"),
                "fomm": self.tr("First-order motion engine"),
            }.get(name, name),
        )
        if status is not None and status.runs_on:
            tip = f"{tip}\n{told(status.runs_on)}"
            text = self.tr("First-order motion by {place}").format(place=where(status.runs_on))
        if status is not None and status.width:
            text += f" · {status.width} × {status.height}"
        if status is not None and status.saving:
            tip, text = f"{self._words.saving_tip(status)}\n\n{text}\n{tip}", self._words.saving_line(status)
        if (text, tip) != (self.engine.text(), self.engine.toolTip()):
            self.engine.setText(text)
            self.engine.setToolTip(tip)

    def _show_numbers(self, status: SessionStatus) -> None:
        seen, unseen = self.tr("Face seen"), self.tr("No face")
        _set(self.face, seen if status.face else f'<span style="color:{theme.WARNING}">{unseen}</span>')
        _set(self.rate, self.tr("{fps:.0f} fps").format(fps=status.fps_out))
        latency = self.tr("{p50:.0f} / {p95:.0f} ms delay")
        _set(self.latency, latency.format(p50=status.latency_ms_p50, p95=status.latency_ms_p95))
        _set(self.drops, self._words.drops_line(status))
        both = status.voice.state == "running" and bool(status.voice.output)
        _set(self.offset, self.tr("A/V {offset:+.0f} ms").format(offset=status.voice.av_offset_ms) if both else "")
        self.latency.setToolTip(self._words.latency_tip(status))
        self.drops.setToolTip(self._words.drops_tip(status))
        parts = (self.face, self.rate, self.latency, self.voice, self.offset, self.drops, self.engine)
        self.state.setToolTip("\n".join(_plain(part.text()) for part in parts if part.text()))


def where(runs_on: str) -> str:
    """Return the runtime and the device alone from the report of an engine."""
    return runs_on.partition(" (not taken: ")[0].rpartition(": ")[0] or runs_on


class ElidedLabel(QLabel):
    """One line at the right, cut short with an ellipsis where there is no room; the tooltip has it all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def minimumSizeHint(self) -> QSize:
        """Return the height alone: any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what there is room for."""
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), text)
        painter.end()


def _plain(text: str) -> str:
    """Return a rich text without its colours."""
    return re.sub(r"<[^>]+>", "", text).replace("&nbsp;", " ")


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:  # setting equal text would lay the line out anew
        label.setText(text)
