"""StreamPanel: the stream on the outputs page: how it is doing in words, and where it is set up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.outputs.stream_states import StreamStates
from app.ui.parts.widgets import Section, soft_label
from app.ui.session_model import Phase, SessionModel


class StreamPanel(Section):
    """A line with a button, and a sentence below it while there is something to say."""

    set_up = Signal()

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Stream"), parent)
        self._model, self._states = model, StreamStates(self)
        self.words, self.detail = soft_label(parent=self), soft_label(parent=self)
        self.button = QPushButton(self.tr("Set up…"), self)
        self.button.setToolTip(self.tr("Say where the stream goes, with which key, and how sharp it is"))
        self.button.clicked.connect(self.set_up)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.body.addLayout(row)
        self.body.addWidget(self.detail)
        model.settings_changed.connect(lambda _: self._show())
        model.status_changed.connect(lambda _: self._show())
        model.phase_changed.connect(lambda _: self._show())
        self._show()

    def _show(self) -> None:
        model, stream = self._model, self._model.status.stream
        running, ready = model.phase is Phase.RUNNING, model.stream.ready(model.settings)
        shown = self._states.shown(stream, running=running, ready=ready)
        self.words.setText(self.tr("Live") if stream.state == "live" else shown.words)
        detail = self._states.detail(stream)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
