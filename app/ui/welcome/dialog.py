"""WelcomeDialog: the four steps, one at a time, with a way out at each of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from app.ui.bars.message_bar import MessageBar
from app.ui.look import icons, theme
from app.ui.message import Message
from app.ui.session_model import Phase
from app.ui.welcome.camera_step import CameraStep
from app.ui.welcome.cast_step import CastStep
from app.ui.welcome.microphone_step import MicrophoneStep
from app.ui.welcome.outputs_step import OutputsStep
from app.ui.welcome.step import Step
from app.ui.welcome.step_row import StepRow

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_SIZE_PX = QSize(940, 672)


class WelcomeDialog(QDialog):
    """Camera, microphone, avatar and voice, outputs. Nothing has to be done; Next goes on in any case.

    It is made once and shown as often as it is wanted.

    Attributes:
        steps: the pages in their order.
        step: number of the page on show, from 0; -1 while the dialog is closed.
    """

    start_wanted = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Welcome to Likeness"))
        room = window.screen().availableGeometry().size()
        self.resize(_SIZE_PX.boundedTo(room))
        self._model = window.model
        self.camera = CameraStep(window.model, window.actions_["open_film"], self)
        self.microphone = MicrophoneStep(window.model, window.devices, self)
        self.cast = CastStep(window, self)
        self.outputs = OutputsStep(window.model, window.devices, window.sound_output.cable, self)
        self.microphone.taught.connect(window.voices.reload)
        self.steps: list[Step] = [self.camera, self.microphone, self.cast, self.outputs]
        self.step = -1
        self._build()
        self._model.message.connect(self._tell)
        self._model.phase_changed.connect(lambda _: self._show_buttons())
        self.finished.connect(self._closed)

    def _build(self) -> None:
        self.messages = MessageBar(self)
        self._stack = QStackedWidget(self)
        for step in self.steps:
            self._stack.addWidget(step)
        line = QFrame(self)
        line.setProperty("role", "line")
        buttons = self._make_buttons()
        self.row = StepRow([step.name for step in self.steps], self)  # last in the order of Tab
        self.row.chosen.connect(self.show_step)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 22)
        column.setSpacing(16)
        column.addWidget(self.row)
        column.addWidget(line)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)

    def _make_buttons(self) -> QHBoxLayout:
        self.skip_button = self._button(
            self.tr("Skip all"), self.tr("Close the welcome; the help (F1) opens it again"), self.reject
        )
        self.back_button = self._button(
            self.tr("Back"), self.tr("Go to the step before"), lambda: self.show_step(self.step - 1)
        )
        self.next_button = self._button(
            self.tr("Next"), self.tr("Go on; nothing here has to be done"), lambda: self.show_step(self.step + 1)
        )
        self.start_button = self._button(
            self.tr("Start now"), self.tr("Close the welcome and begin: the portrait moves like you"), self._start
        )
        self.done_button = self._button(self.tr("Done"), self.tr("Close the welcome"), self.accept)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.skip_button)
        row.addStretch(1)
        for button in (self.back_button, self.start_button, self.next_button, self.done_button):
            row.addWidget(button)
        return row

    def _button(self, text: str, tip: str, do: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.setMinimumHeight(36)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(do)
        return button

    def begin(self) -> None:
        """Show the first step."""
        self.row.forget()
        self.show_step(0)
        self.open()

    def show_step(self, number: int) -> None:
        """Go to this step, counted from 0; the devices of the step before are released."""
        number = min(max(number, 0), len(self.steps) - 1)
        if number == self.step:
            return
        if self.step >= 0:
            self.steps[self.step].leave()
        self.step = number
        self._stack.setCurrentIndex(number)
        self.row.show_step(number)
        self.steps[number].enter()
        self._show_buttons().setFocus()

    def _show_buttons(self) -> QPushButton:
        """Show what can be done now; return the button for what most will want."""
        last = self.step == len(self.steps) - 1
        idle = self._model.phase in (Phase.STOPPED, Phase.FAILED)
        self.skip_button.setVisible(not last)
        self.back_button.setVisible(self.step > 0)
        self.next_button.setVisible(not last)
        self.start_button.setVisible(idle)
        self.done_button.setVisible(last)
        self.start_button.setText(self.tr("Start") if last else self.tr("Start now"))
        main = self.next_button if not last else self.start_button if idle else self.done_button
        for button in (self.next_button, self.start_button, self.done_button):
            button.setProperty("role", "primary" if button is main else "")
            button.style().polish(button)
        self.start_button.setIcon(icons.icon("start", theme.ON_ACCENT if main is self.start_button else theme.TEXT))
        main.setDefault(True)
        return main

    def _start(self) -> None:
        """Begin; without a camera the demo film moves the portrait, so that something is seen in any case."""
        if self.camera.has_none:
            self._model.change(camera="demo")
        self.start_wanted.emit()
        self.accept()

    def _tell(self, message: Message) -> None:
        """Show what the window has to say, too; it lies behind this dialog."""
        if self.step >= 0:
            self.messages.post(message)

    def _closed(self, _: int) -> None:
        """Release what the step on show has opened."""
        if self.step >= 0:
            self.steps[self.step].leave()
        self.step = -1
        self.messages.clear_errors()
        self.messages.dismiss()

    def close_down(self) -> None:
        """The window closes: nothing that still comes back is shown."""
        self.reject()
        self.microphone.close_down()
