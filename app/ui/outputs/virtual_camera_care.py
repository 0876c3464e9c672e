"""VirtualCameraCare: the state of the virtual camera in words, and what can be done: load its driver, test it."""

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.languages.translator import told
from app.ui.message import Level, Message
from app.ui.parts.ask_dialog import AskDialog, Question
from app.ui.parts.widgets import sentences, soft_label
from app.ui.session_model import Phase, SessionModel

if TYPE_CHECKING:
    from app.live.camera_test import CameraTest
    from app.sinks.virtual_camera_load import LoadPlan
    from app.sinks.virtual_camera_state import CameraState

_LOOK_EVERY_MS = 3000
_LANE = "virtual camera"


def look() -> "CameraState":
    """Look at the camera; takes some ms, so not on the GUI thread."""
    from app.sinks.virtual_camera_state import look_at_virtual_camera

    return look_at_virtual_camera()


def plan() -> "LoadPlan":
    """Return what loading the driver would run. Raises DeviceError."""
    from app.sinks.virtual_camera_load import plan_load

    return plan_load()


def load(wanted: "LoadPlan") -> None:
    """Load the driver. Raises DeviceError."""
    from app.sinks.virtual_camera_load import load_driver

    load_driver(wanted)


def test() -> "CameraTest":
    """Send the test pattern and read it back; takes some seconds. Raises DeviceError."""
    from app.live.camera_test import run_camera_test

    return run_camera_test()


class VirtualCameraCare(QWidget):
    """One line of state and a button for what helps now; it looks again every three seconds while it is seen."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._looking = self._working = False
        self.state: CameraState | None = None
        self.dialog: AskDialog | None = None
        self.words = soft_label(parent=self)
        self.load_button = QPushButton(self.tr("Load the driver…"), self)
        self.load_button.setToolTip(self.tr("Says what will run, and asks, before anything is done"))
        self.load_button.clicked.connect(self._ask)
        self.test_button = QPushButton(self.tr("Test"), self)
        self.test_button.clicked.connect(self._test)
        row = QHBoxLayout()
        row.addWidget(self.load_button)
        row.addWidget(self.test_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        column.addWidget(self.words)
        column.addLayout(row)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        model.phase_changed.connect(lambda _: self._show())
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch who uses the camera, as long as somebody sees it."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Watch no longer."""
        self._timer.stop()
        super().hideEvent(event)

    def look(self) -> None:
        """Look at the camera, off the GUI thread, unless somebody looks already."""
        if not self._looking and not self._working:
            self._looking = True
            self._model.background.run(look, self._looked, self._not_looked, lane=_LANE)

    def _looked(self, state: "CameraState") -> None:
        self._looking = False
        self.state = state
        self._show()

    def _not_looked(self, text: str, advice: str) -> None:
        self._looking = False
        self.words.setText(sentences(text, advice))

    def _show(self) -> None:
        state = self.state
        if not self._working:
            words = f"{told(state.words)} {told(state.advice)}".strip() if state is not None else ""
            self.words.setText(words.replace("。 ", "。"))  # no stop behind a command that is copied
        self.words.setVisible(bool(self.words.text()))
        self.load_button.setVisible(state is not None and state.loadable and platform.system() == "Linux")
        self.test_button.setVisible(state is not None and bool(state.device) and state.kind in ("ready", "in use"))
        idle = self._model.phase in (Phase.STOPPED, Phase.FAILED)
        for button in (self.load_button, self.test_button):
            button.setEnabled(idle and not self._working)
        pattern = self.tr("Sends a test pattern for five seconds and reads it back; who watches the camera sees it too")
        self.test_button.setToolTip(pattern if idle else self.tr("Stop the performance first"))

    # -- loading ---------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._model.background.run(plan, self._planned, self._failed, lane=_LANE)

    def _planned(self, wanted: "LoadPlan") -> None:
        self.dialog = self._make_dialog(wanted)
        self.dialog.confirmed.connect(lambda: self._load(wanted))
        self.dialog.finished.connect(self._answered)
        self.dialog.open()

    def _answered(self, _: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _make_dialog(self, wanted: "LoadPlan") -> AskDialog:
        asked = Question(
            window=self.tr("Virtual camera"),
            question=self.tr("Load the virtual camera's driver?"),
            yes=self.tr("Load it"),
            yes_tip=self.tr("Run this command; your system may ask for a password"),
            no=self.tr("Not now"),
            no_tip=self.tr("Nothing is run"),
        )
        same = self.tr("In a terminal the same would be:")
        return AskDialog(asked, [told(wanted.words), same, wanted.by_hand], self.window())

    def _load(self, wanted: "LoadPlan") -> None:
        self._begin(self.tr("Waiting for your system to load the driver…"))
        self._model.background.run(lambda: load(wanted), lambda _: self._end(), self._failed, lane=_LANE)

    # -- testing ---------------------------------------------------------------------------------------------------

    def _test(self) -> None:
        self._begin(self.tr("Sending the test pattern…"))
        self._model.background.run(test, self._tested, self._failed, lane=_LANE)

    def _tested(self, outcome: "CameraTest") -> None:
        self._model.message.emit(Message(outcome.words, "", Level.INFO if outcome.good else Level.WARNING))
        self._end()

    def _failed(self, text: str, advice: str) -> None:
        self._model.message.emit(Message(text, advice, Level.WARNING))
        self._end()

    def _begin(self, words: str) -> None:
        self._working = True
        self.words.setText(words)
        self._show()

    def _end(self) -> None:
        self._working = False
        self._show()
        self.look()
