"""SessionModel: the only class of the window that talks to a Session."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.media import VideoFrame
from app.session_status import SessionStatus
from app.settings import Settings, save_settings
from app.ui.background import Background
from app.ui.message import Level, Message
from app.ui.stream_control import StreamControl
from app.ui.voice_control import VoiceControl
from app.ui.warm_up import warm_up

if TYPE_CHECKING:
    from app.session import Session

T = TypeVar("T")
log = logging.getLogger(__name__)
_STATUS_MS = 100
_PATIENCE_S = 20.0  # more than a session takes to finish a recording and to give up on a dead device
_SAVE_MS = 400
_LANE = "session"  # commands reach the session in order, never from the GUI thread


class Phase(StrEnum):
    """What the session is doing, as far as the user cares."""

    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"
    FAILED = "failed"


def _new_session(settings: Settings) -> "Session":
    from app.session import Session  # loads OpenCV and the engines: not before they are needed, not on the GUI thread

    return Session(settings)


class SessionModel(QObject):
    """The state of the performance for the widgets, and the commands they may give.

    Everything slow happens on background threads; status is polled ten times a second, frames are pulled by the
    preview. Signals are only emitted from the GUI thread.
    """

    phase_changed = Signal(object)  # Phase
    status_changed = Signal(object)  # SessionStatus
    settings_changed = Signal(object)  # Settings
    recording_changed = Signal(bool)
    message = Signal(object)  # Message
    finished = Signal()  # after shut_down: nothing runs any more

    def __init__(
        self,
        settings: Settings,
        make_session: "Callable[[Settings], Session]" = _new_session,
        remember: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.phase = Phase.STOPPED
        self.has_run = False  # since the last start
        self.status = SessionStatus()
        self.recording: Path | None = None
        self.last_recording: Path | None = None
        self.background = Background(self)
        self.voice = VoiceControl(self._command, self)
        self.voice.message.connect(self.message)
        self.stream = StreamControl(self._command, self)
        self._make_session = make_session
        self._remember = remember
        self._session: Session | None = None
        self._notices: tuple[str, ...] = ()
        self._recording_seen = self._closing = False
        self._applying = self._apply_again = False
        self._status_timer = QTimer(self, interval=_STATUS_MS)
        self._status_timer.timeout.connect(self._poll)
        self._save_timer = QTimer(self, interval=_SAVE_MS, singleShot=True)
        self._save_timer.timeout.connect(self._save)

    # -- settings

    def change(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of Settings, each with its own type
        """Change settings; a live session follows at once, the file a moment later. Raises SettingsError."""
        settings = replace(self.settings, **changes)
        if settings == self.settings:
            return
        self.settings = settings
        if self._remember:
            self._save_timer.start()
        if self.phase in (Phase.STARTING, Phase.RUNNING):
            self._apply()
        self.settings_changed.emit(settings)

    def _apply(self) -> None:
        """Hand the newest settings over; while one hand-over is under way the next waits for it."""
        self._apply_again = self._applying
        if self._applying:
            return
        self._applying = True
        self._command(lambda session: session.apply(self.settings), self._applied, self._not_applied)

    def _not_applied(self, text: str, advice: str) -> None:
        self._tell_error(text, advice)
        self._applied()

    def _applied(self, _: object = None) -> None:
        self._applying = False
        if self._apply_again:
            self._apply_again = False
            self._apply()

    def _save(self) -> None:
        settings = self.settings
        self.background.run(lambda: save_settings(settings), failed=self._tell_error, lane="settings")

    # -- life

    def preload(self) -> None:
        """Load what a start will need while the user is still looking at the window."""
        settings = self.settings
        self.background.run(lambda: warm_up(settings), failed=self._tell_error, lane=_LANE)

    def start(self) -> None:
        """Begin the performance."""
        if self.phase not in (Phase.STOPPED, Phase.FAILED) or self._closing:
            return
        self._set_phase(Phase.STARTING)
        self.has_run = False
        self._notices = ()
        settings = self.settings

        def work() -> "Session":
            session = self._make_session(settings)
            self.voice.prepare(session)
            session.start()
            return session

        self.background.run(work, self._started, self._failed, lane=_LANE)

    def _started(self, session: "Session") -> None:
        self._session = session
        self._status_timer.start()
        self._poll()

    def stop(self) -> None:
        """End the performance; a recording is finished."""
        if self.phase in (Phase.STARTING, Phase.RUNNING):
            self._set_phase(Phase.STOPPING)
            self._end()

    def _end(self) -> None:
        self._status_timer.stop()  # what an ending session says must not be taken for the next one's words
        self._command(lambda session: session.stop(), self._stopped)

    def _stopped(self, alive: list[str] | None) -> None:
        ended, self._session = [self._session], None
        self.background.run(ended.clear, lane=_LANE)  # freeing networks takes 100 ms: not on the GUI thread
        self._set_recording(None)
        self.voice.end()
        self.status = SessionStatus()
        self.status_changed.emit(self.status)
        if alive:
            text = self.tr("A part of the session does not end: {names}.").format(names=", ".join(alive))
            self.message.emit(Message(text, self.tr("Restart the program if a device stays busy."), Level.WARNING))
        if self.phase is Phase.STOPPING:  # not when it has failed, or a new start is already under way
            self._set_phase(Phase.STOPPED)

    def _failed(self, text: str, advice: str) -> None:
        self._set_phase(Phase.FAILED)
        self._tell_error(text, advice)

    def shut_down(self) -> None:
        """Finish everything off the GUI thread, then emit `finished`."""
        if self._closing:
            return
        self._closing = True
        self.stop()
        if self._save_timer.isActive():
            self._save_timer.stop()
            self._save()
        waiting = QTimer(self, interval=20)
        deadline_s = time.monotonic() + _PATIENCE_S
        waiting.timeout.connect(lambda: self._finish_when_idle(waiting, deadline_s))
        waiting.start()

    def _finish_when_idle(self, waiting: QTimer, deadline_s: float) -> None:
        if self.background.busy and time.monotonic() < deadline_s:
            return
        if self.background.busy:
            log.warning("closing although these do not end: %s", ", ".join(self.background.names))
        waiting.stop()
        self._status_timer.stop()
        self.finished.emit()

    # -- commands while running

    def calibrate(self) -> None:
        """Take a new neutral face."""
        if self.phase is Phase.RUNNING:
            self._command(lambda session: session.calibrate())
            self.message.emit(Message(self.tr("Centred. Look straight at the camera with a calm face for a moment.")))

    def expect(self, avatars: Sequence[str], pointed: str = "") -> None:
        """Let a live session have these avatars ready; see Session.expect."""
        if self.phase is Phase.RUNNING:
            self._command(lambda session: session.expect(avatars, pointed))

    def start_recording(self, path: Path) -> None:
        """Record the performance to this file."""
        if self.phase is Phase.RUNNING and self.recording is None:
            self._recording_seen = False
            self._set_recording(path)
            self._command(lambda session: session.start_recording(path))

    def stop_recording(self) -> None:
        """Finish the recording."""
        if self.recording is not None:
            self._command(lambda session: session.stop_recording(), lambda _: self._set_recording(None))

    def _follow_recording(self, status: SessionStatus, trouble: bool) -> None:
        """A recording that has failed, at once or later, is over: the session no longer names it."""
        if self.recording is None:
            return
        if status.recording is not None:
            self._recording_seen = True
        elif self._recording_seen or trouble:
            self._set_recording(None)

    def _set_recording(self, path: Path | None) -> None:
        if path != self.recording:
            self.last_recording = self.recording if path is None else self.last_recording
            self.recording = path
            self.recording_changed.emit(path is not None)

    # -- what the preview pulls

    def avatar_frame(self) -> VideoFrame | None:
        """Return the newest portrait picture, None if nothing is new."""
        return self._session.preview.poll() if self._session else None

    def self_frame(self) -> VideoFrame | None:
        """Return the newest camera picture with the face found in it, None if nothing is new."""
        return self._session.self_view.poll() if self._session else None

    # -- inside

    def _command(
        self,
        order: "Callable[[Session], T]",
        done: Callable[[T | None], None] = lambda _: None,
        failed: Callable[[str, str], None] | None = None,
    ) -> None:
        """Give the session an order, behind those given before."""
        work = lambda: order(self._session) if self._session is not None else None  # noqa: E731
        self.background.run(work, done, failed or self._tell_error, lane=_LANE)

    def _poll(self) -> None:
        """Look at the session; turn what changed into signals."""
        if self._session is None:
            return
        status = self.status = self._session.status()
        self.status_changed.emit(status)
        fresh = [notice for notice in status.notices if notice not in self._notices]
        self._notices = status.notices
        for notice in fresh:
            text, advice = notice.rsplit("; ", 1) if "; " in notice else (notice, "")
            self.message.emit(Message(text, advice, Level.WARNING))
        self._follow_recording(status, bool(fresh))
        self.voice.follow(status.voice)
        if self.phase in (Phase.STARTING, Phase.RUNNING):
            if status.state == "failed":
                self._failed(status.error or self.tr("The session ended unexpectedly."), status.advice or "")
                self._end()
            elif status.state == "running":
                self.has_run = True
                self._set_phase(Phase.RUNNING)
            elif status.state == "stopped":  # a film that has ended
                self.stop()

    def _set_phase(self, phase: Phase) -> None:
        if phase is not self.phase:
            self.phase = phase
            self.phase_changed.emit(phase)

    def _tell_error(self, text: str, advice: str) -> None:
        self.message.emit(Message(text, advice, Level.ERROR))
