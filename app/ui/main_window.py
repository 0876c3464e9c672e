"""MainWindow: puts the panels together and gives the commands their meaning."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.settings import Settings
from app.ui.actions import Actions
from app.ui.around.around import Around
from app.ui.avatars.avatar_panel import AvatarPanel
from app.ui.bars.control_bar import ControlBar
from app.ui.bars.deck import Deck
from app.ui.bars.message_bar import MessageBar
from app.ui.bars.mixer_strip import MixerStrip
from app.ui.bars.sidebar import Sidebar
from app.ui.bars.status_strip import StatusStrip
from app.ui.bars.top_bar import TopBar
from app.ui.coach.calibration_panel import CalibrationPanel
from app.ui.coach.coach_bubble import CoachBubble
from app.ui.coach.drift_offer import DriftOffer
from app.ui.inputs.camera_panel import CameraPanel
from app.ui.inputs.microphone_panel import MicrophonePanel
from app.ui.inputs.sound_list import SoundList
from app.ui.inputs.talk_key import TalkKey
from app.ui.message import Level, Message
from app.ui.outputs.output_panel import OutputPanel, clock
from app.ui.outputs.output_strip import OutputStrip
from app.ui.outputs.sound_output_panel import SoundOutputPanel
from app.ui.outputs.stream_panel import StreamPanel
from app.ui.outputs.sync_panel import SyncPanel
from app.ui.portrait.background_panel import BackgroundPanel
from app.ui.portrait.engine_control import EngineControl
from app.ui.portrait.engine_panel import EnginePanel
from app.ui.portrait.framing_panel import FramingPanel
from app.ui.portrait.motion_panel import MotionPanel
from app.ui.preview.drop_guide import DropGuide
from app.ui.preview.panic_bar import PanicBar
from app.ui.preview.preview_view import PreviewView
from app.ui.session_model import Phase, SessionModel
from app.ui.theme_control import ThemeControl
from app.ui.voices.original_panel import OriginalPanel
from app.ui.voices.tuning_panel import TuningPanel
from app.ui.voices.voice_engine_panel import VoiceEnginePanel
from app.ui.voices.voice_panel import VoicePanel
from app.ui.window_commands import WindowCommands
from app.ui.window_state import restore_geometry, save_geometry

_FIRST_LOOK_MS = 30  # lists and pictures are loaded once the window is on the screen


class MainWindow(QMainWindow):
    """The window. It shows what the model says and passes on what the user wants.

    Attributes:
        interrupted: it closes because the terminal said so.
        again: it closes to be started anew.
    """

    closed = Signal()

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self.model = model
        self.interrupted = self.again = False
        self.theme = ThemeControl(model, self)
        self.setWindowTitle("Likeness")
        self.setMinimumSize(820, 480)
        self.setAcceptDrops(True)
        self.actions_ = Actions(self)
        self.addActions(self.actions_.all())
        self.engine_control = EngineControl(model)
        self._build()
        self.commands = WindowCommands(self)
        self.drop_guide = DropGuide(self)
        self.talk_key = TalkKey(self.model, self)
        self.around = Around(self)
        self._connect()
        self.output_strip.follow(self.sound_output.cable)
        restore_geometry(self)
        QTimer.singleShot(_FIRST_LOOK_MS, self._first_look)

    # -- building

    def _build(self) -> None:
        self.preview = PreviewView(self.model, self)
        self.coach, self.drift = CoachBubble(self.model, self.preview), DriftOffer(self.model, self)
        self.messages = MessageBar(self)
        self.panic_bar = PanicBar(self.model, self.actions_["panic"], self)
        self.mixer = MixerStrip(self.model, self)
        self.output_strip = OutputStrip(self.model, self.actions_, self)
        self.deck = Deck(self.mixer, self.output_strip, self)
        self.controls = ControlBar(self.model, self.actions_, self)
        self.status = StatusStrip(self.model, self)
        self.top_bar = TopBar(self.model, self.actions_, self)
        self.view, self.language = self.top_bar.view, self.top_bar.view.language
        stage = QVBoxLayout()
        stage.setContentsMargins(18, 12, 18, 8)
        stage.setSpacing(10)
        stage.addWidget(self.top_bar)
        stage.addWidget(self.panic_bar)
        stage.addWidget(self.messages)
        stage.addWidget(self.preview, 1)
        stage.addWidget(self.deck)
        stage.addWidget(self.controls)
        stage.addWidget(self.status)
        self.stage_layout = stage
        self.sidebar = self._make_sidebar()
        centre = QWidget(self)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(stage, 1)
        row.addWidget(self.sidebar)
        centre.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click beside the controls takes the keyboard off them
        self.setCentralWidget(centre)
        centre.setFocus()

    def _make_sidebar(self) -> Sidebar:
        self.devices = SoundList(self.model.background, self)
        self.cameras = CameraPanel(self.model, self.actions_["open_film"], self)
        self.avatars = AvatarPanel(self.model, self)
        self.calibration = CalibrationPanel(self.model, self.actions_["calibrate"], self)
        self.motion = MotionPanel(self.model, self)
        self.framing, self.backdrop = FramingPanel(self.model, self), BackgroundPanel(self.model, self)
        self.engine = EnginePanel(self.model, self.engine_control, self)
        self.microphone = MicrophonePanel(self.model, self.devices, self)
        self.voices = VoicePanel(self.model, self.actions_["add_voice"], self)
        self.voice_engine = VoiceEnginePanel(self.model, self.voices, self)
        self.tuning = TuningPanel(self.model, self)
        self.original = OriginalPanel(self.model, self)
        self.outputs = OutputPanel(self.model, self.actions_["virtual_camera"], self)
        self.stream = StreamPanel(self.model, self)
        self.sound_output = SoundOutputPanel(self.model, self.devices, self)
        self.sync = SyncPanel(self.model, self)
        sidebar = Sidebar(self.actions_, self)
        sidebar.add_page([self.cameras, self.avatars], self.avatars)
        sidebar.add_page([self.calibration, self.motion, self.framing, self.backdrop, self.engine])
        sidebar.add_page([self.microphone, self.voices, self.voice_engine, self.tuning, self.original], self.voices)
        sidebar.add_page([self.outputs, self.stream, self.sound_output, self.sync])
        return sidebar

    def _connect(self) -> None:
        model, commands = self.model, self.commands
        self.actions_.connect(commands.handlers())
        self.cameras.open_film.connect(commands.open_film)
        self.microphone.own_voice.connect(commands.voices.teach)
        self.stream.set_up.connect(commands.stream.set_up)
        self.engine_control.restart.connect(commands.leaving.restart)
        self.language.restart.connect(commands.leaving.restart)
        self.devices.message.connect(self._show_message)
        self.avatars.still_changed.connect(self.preview.set_still)
        model.message.connect(self._show_message)
        model.settings_changed.connect(self._show_settings)
        model.phase_changed.connect(self._show_phase)
        model.voice.changed.connect(self._show_title)
        model.status_changed.connect(lambda _: self._show_recording())
        model.recording_changed.connect(commands.recording_changed)
        model.recording_changed.connect(lambda _: self._show_recording())
        model.finished.connect(self._really_close)
        for number in range(1, 10):
            key = QShortcut(str(number), self)
            key.activated.connect(lambda row=number - 1: self.around.choose_number(row))
        QShortcut("Esc", self).activated.connect(commands.escape)
        self._show_settings(model.settings)

    def _first_look(self) -> None:
        self.avatars.reload()
        self.cameras.refresh()
        self.voices.reload()
        self.devices.refresh()
        self.engine_control.look()
        self.voice_engine.look()

    # -- showing

    def _show_message(self, message: Message) -> None:
        if message.level is Level.ERROR and self.model.phase is Phase.FAILED:
            words = self.tr("It has stopped") if self.model.has_run else self.tr("It could not start")
            self.preview.show_failure(words, self.tr("The message above says why."))
            message = self.commands.with_way_out(message)
        self.messages.post(message)

    def _show_phase(self, phase: Phase) -> None:
        if phase is Phase.STARTING:
            self.messages.clear_errors()
        self._show_title()
        self.actions_["start_stop"].setText(self.tr("Stop") if phase is Phase.RUNNING else self.tr("Start"))
        self._show_recording()

    def _show_title(self) -> None:
        words = {Phase.RUNNING: self.tr("Live"), Phase.STARTING: self.tr("Starting")}.get(self.model.phase)
        words = self.tr("Paused") if self.model.voice.paused else words
        self.setWindowTitle(f"Likeness — {words}" if words else "Likeness")

    def _show_settings(self, settings: Settings) -> None:
        self.actions_.use_keys(settings.keys, settings.own_keys)
        self.actions_["mirror"].setChecked(settings.mirror_preview)
        self.actions_["mirror_output"].setChecked(settings.mirror_output)
        self.actions_["self_view"].setChecked(settings.self_view)
        self.actions_["overlay"].setChecked(settings.self_view and settings.self_view_over)
        self.actions_["landmarks"].setChecked(settings.landmarks)
        self.actions_["virtual_camera"].setChecked(settings.virtual_camera != "none")

    def _show_recording(self) -> None:
        recording = self.model.recording is not None
        action = self.actions_["record"]
        action.setChecked(recording)
        action.setText(clock(self.model.status.recorded_s) if recording else self.tr("Record"))

    def set_bare(self, bare: bool) -> None:
        """Show only the preview, over the whole screen, or everything again."""
        for part in (self.sidebar, self.top_bar, self.deck, self.controls, self.status):
            part.setVisible(not bare)
        self.stage_layout.setContentsMargins(*((0, 0, 0, 0) if bare else (18, 12, 18, 8)))
        full = Qt.WindowState.WindowFullScreen  # set apart, so that a maximised window comes back maximised
        self.setWindowState(self.windowState() | full if bare else self.windowState() & ~full)

    # -- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space and the arrows when no focused control wanted them."""
        action = self.actions_.for_key(event.key())
        if action is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            action.trigger()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish the recording and the session first, without blocking; then really close."""
        event.ignore()
        self.commands.closing = True
        self.commands.voices.close_down()
        self.commands.avatars.close_down()
        self.commands.welcome.close_down()
        self.around.close_down()
        save_geometry(self)
        for part in (self.sidebar, self.deck, self.controls, self.top_bar):
            part.setEnabled(False)
        self.model.shut_down()

    def _really_close(self) -> None:
        self.hide()
        self.closed.emit()
