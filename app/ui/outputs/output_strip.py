"""OutputStrip: where picture and voice go, a button for each: virtual camera, cable, recording, stream."""

import sys

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.actions import Actions
from app.ui.outputs.cable_control import CableControl
from app.ui.outputs.output_button import OutputButton
from app.ui.outputs.output_states import OutputStates, Shown
from app.ui.outputs.stream_states import StreamStates
from app.ui.session_model import Phase, SessionModel

_FOREIGN = sys.platform in ("win32", "darwin")  # there somebody else's driver is the cable


class OutputStrip(QFrame):
    """Four outputs, each with its state in words and one click to change it."""

    def __init__(self, model: SessionModel, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName("outputStrip")
        self._model, self._actions = model, actions
        self._states, self._stream_states = OutputStates(self), StreamStates(self)
        self._cable: CableControl | None = None
        self.camera = OutputButton(self.tr("Camera"), "virtual_camera", self)
        self.cable = OutputButton(self.tr("Voice"), "cable", self)
        self.record = OutputButton(self.tr("Recording"), "record", self)
        self.stream = OutputButton(self.tr("Stream"), "stream", self)
        self.buttons = (self.camera, self.cable, self.record, self.stream)
        self.camera.clicked.connect(actions["virtual_camera"].trigger)
        self.cable.clicked.connect(self._switch_cable)
        self.record.clicked.connect(actions["record"].trigger)
        self.stream.clicked.connect(actions["stream"].trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 6, 6)
        row.setSpacing(6)
        for button in self.buttons:
            row.addWidget(button)
        model.settings_changed.connect(lambda _: self.show_states())
        model.status_changed.connect(lambda _: self.show_states())
        model.phase_changed.connect(lambda _: self.show_states())
        model.recording_changed.connect(lambda _: self.show_states())
        self.show_states()

    def follow(self, cable: CableControl) -> None:
        """Show how this virtual microphone is, and switch it."""
        self._cable = cable
        cable.changed.connect(self.show_states)
        self.show_states()

    def set_compact(self, compact: bool) -> None:
        """Leave the words away, or write them."""
        for button in self.buttons:
            button.set_compact(compact)

    def minimumSizeHint(self) -> QSize:
        """Return the size that the buttons need now."""
        return self.sizeHint()

    def show_states(self) -> None:
        """Write what is known now."""
        model, status, cable = self._model, self._model.status, self._cable
        running = model.phase is Phase.RUNNING
        _show(self.camera, self._states.camera(model.settings, status))
        found, busy = (cable.status, cable.busy) if cable is not None else (None, False)
        _show(self.cable, self._states.cable(model.settings, status, found, ours=not _FOREIGN, busy=busy))
        saved = model.last_recording is not None
        _show(self.record, self._states.record(status, recording=model.recording is not None, saved=saved))
        self.record.setEnabled(running)
        ready = model.stream.ready(model.settings)
        _show(self.stream, self._stream_states.shown(status.stream, running=running, ready=ready))

    def _switch_cable(self) -> None:
        """Take the voice away from others, or send it to the virtual microphone, which is made if it must be."""
        cable, status = self._cable, self._cable.status if self._cable is not None else None
        if self._model.settings.audio_output != "none":
            self._model.change(audio_output="none")
        elif cable is None or cable.busy or _FOREIGN or status is None or status.state == "unavailable":
            self._actions["page_outputs"].trigger()
        elif status.state == "ready":
            cable.use()
        else:
            cable.create()


def _show(button: OutputButton, shown: Shown) -> None:
    button.show_state(shown.words, shown.tone, shown.tip)
