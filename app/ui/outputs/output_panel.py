"""OutputPanel: where the portrait goes: virtual camera and recording, each with its state in words."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.session_status import SessionStatus
from app.ui.languages.translator import told
from app.ui.outputs.virtual_camera_care import VirtualCameraCare
from app.ui.parts.widgets import Section, SwitchRow, soft_label
from app.ui.session_model import SessionModel


class OutputPanel(Section):
    """A switch and a line of state for each output."""

    def __init__(self, model: SessionModel, virtual_camera: QAction, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Outputs"), parent)
        self._model = model
        self.camera = SwitchRow(self.tr("Virtual camera"), virtual_camera.toolTip(), self)
        self.camera.toggled.connect(lambda on: model.change(virtual_camera="auto" if on else "none"))
        self.camera_words = soft_label(parent=self)
        self.body.addWidget(self.camera)
        self.body.addWidget(self.camera_words)
        self.camera_care = VirtualCameraCare(model, self)
        self.body.addWidget(self.camera_care)
        self.body.addLayout(self._make_recording())
        model.settings_changed.connect(lambda _: self._show())
        model.status_changed.connect(lambda _: self._show())
        model.recording_changed.connect(lambda _: self._show())
        self._show()

    def _make_recording(self) -> QHBoxLayout:
        self.recording_words = soft_label(parent=self)
        self.show_button = QPushButton(self.tr("Show file"), self)
        self.show_button.setToolTip(self.tr("Open the folder with the newest recording"))
        self.show_button.clicked.connect(self.show_file)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Recording"), self))
        row.addWidget(self.recording_words, 1)
        row.addWidget(self.show_button)
        return row

    def show_file(self) -> None:
        """Open the folder of the newest recording in the system's file manager."""
        path = self._model.recording or self._model.last_recording
        if path is not None:
            self.show_folder(path.parent)

    def show_folder(self, folder: Path) -> None:
        """Open a folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _show(self) -> None:
        wanted = self._model.settings.virtual_camera != "none"
        self.camera.set_on(wanted)
        self.camera_words.setText(self._camera_state(self._model.status, wanted))
        if self._model.recording is not None:
            self.recording_words.setText(clock(self._model.status.recorded_s))
        elif self._model.last_recording is not None:
            self.recording_words.setText(self.tr("saved"))
        else:
            self.recording_words.setText(self.tr("off"))
        self.show_button.setVisible(self._model.last_recording is not None and self._model.recording is None)

    def _camera_state(self, status: SessionStatus, wanted: bool) -> str:
        if not wanted:
            return self.tr("Off. Call programs do not see the portrait.")
        if status.state != "running":
            return self.tr("Starts together with the performance.")
        if status.virtual_camera == "off":
            return self.tr("Not connected. Switch it off and on again to retry.")
        words = told(status.virtual_camera)
        return words[:1].upper() + words[1:]


def clock(seconds: float) -> str:
    """Return minutes and seconds as 1:05, with hours as 1:01:05."""
    whole = int(max(seconds, 0.0))
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"
