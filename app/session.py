"""Session: one running performance of picture and voice. Start, apply, record, mute, stop, status. No Qt."""

import gc
import logging
import sys
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from app.errors import AppError
from app.handoff import Handoff
from app.lane import LaneStatus
from app.live.care import Care
from app.live.driver import Driver, open_driver
from app.live.ending import end
from app.live.greeting import Greeting
from app.live.outputs import Outputs
from app.live.picture_lane import PictureLane
from app.live.ready_portraits import portrait_of
from app.live.rescue import Lookout
from app.live.sync import Sync
from app.live.voice_lane import VoiceLane
from app.media import VideoFrame, now
from app.portrayal import words
from app.session_status import SessionStatus, State
from app.settings import Settings
from app.stream_target import StreamTarget
from models.errors import ModelError

log = logging.getLogger(__name__)

END_LIMIT_S = 5.0
WARM_UP_LIMIT_S = 1.5
SWITCH_S = 0.0005  # how long a busy thread may keep the interpreter: sound waits for nobody


class Session:
    """A live performance: one driver, one portrait, one voice, any number of outputs.

    Every method except `stop` returns at once: work that takes time runs on the session's own worker thread, in order,
    and what fails there is told by `status()`. What fails of the voice silences the voice and leaves the picture. A
    session may be started again after `stop`.

    Attributes:
        preview: the portrait as others see it, newest frame; pulled by the window.
        self_view: the driving picture with the followed face.
    """

    def __init__(self, settings: Settings) -> None:
        self.preview: Handoff[VideoFrame] = Handoff()
        self.self_view: Handoff[VideoFrame] = Handoff()
        self._settings = settings
        self._worker: ThreadPoolExecutor | None = None
        self._picture: PictureLane | None = None
        self._voice: VoiceLane | None = None
        self._sync = Sync()
        self._state: State = "stopped"
        self._failure: tuple[str, str] | None = None
        self._notices: deque[str] = deque(maxlen=5)
        self._told_errors = 0
        self._muted = False
        self._paused = False
        self._outputs: Outputs | None = None
        self._lookout: Lookout | None = None

    # -- control ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin; devices and networks are opened on the session's threads. Does nothing when running."""
        if self._state in ("starting", "running"):
            return
        sys.setswitchinterval(SWITCH_S)
        if self._lookout is not None:
            self._lookout.stop()
        self._release_worker()
        ended = (self._picture, self._voice)
        self._picture = self._voice = self._outputs = None
        self._state, self._failure, self._told_errors, self._sync = "starting", None, 0, Sync()
        self._notices.clear()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="session")
        self._do(lambda: end(ended, END_LIMIT_S))
        self._do(self._begin)
        self._care = Care(self._do, self._notices.append, lambda: self._settings)
        self._lookout = Lookout(self._look)

    def stop(self, timeout_s: float = 8.0) -> list[str]:
        """End everything; recordings are completed. Blocks. Returns the names of threads still alive."""
        if self._lookout is not None:
            self._lookout.stop()
            self._lookout = None
        self._release_worker()
        picture, voice = self._picture, self._voice
        alive = end((picture, voice), timeout_s)
        if picture is not None and (counts := picture.counts()) is not None:
            self._judge(counts)
        gc.unfreeze()
        self._picture = self._voice = self._outputs = None
        self._state = "stopped" if self._state != "failed" else "failed"
        return alive

    def apply(self, settings: Settings) -> None:
        """Take over changed settings while running; what did not change is left alone."""
        before, self._settings = self._settings, settings
        if portrait_of(before) == portrait_of(settings):  # else it comes together with the other portrait
            self._apply_quickly(settings)
        self._do(lambda: self._apply_slowly(before, settings))

    def expect(self, avatars: Sequence[str], pointed: str = "") -> None:
        """Have portraits ready while the machine has time: `pointed`, then the others; those before count no more."""
        if self._picture is not None:
            self._picture.ready.foresee(self._settings, avatars, pointed)

    def calibrate(self) -> None:
        """Choose a new neutral face among the next 2 s."""
        if self._picture is not None:
            self._picture.calibrate()

    def mute(self, on: bool) -> None:
        """Silence the voice at once, or let it be heard again; holds for later starts, too."""
        self._muted = on
        self._hush()

    def pause(self, on: bool) -> None:
        """Show the still portrait and be silent from the next picture on, as when the screen is locked; or go on.

        Holds for later starts, too. The devices stay open.
        """
        self._paused = on
        self._hush()

    def talk(self, pressed: bool) -> None:
        """The push-to-talk key is held, or not."""
        if self._voice is not None:
            self._voice.chain.mute.talk(pressed)

    def pass_original(self, on: bool) -> None:
        """Let others hear the user's own voice, until the session ends or this is taken back."""
        if self._voice is not None:
            self._voice.chain.voice.set_original(on)

    def watch_likeness(self, on: bool) -> None:
        """Measure whom the voice sounds like, or leave it: nobody looks."""
        if self._voice is not None:
            self._voice.watch_likeness(on)

    def start_recording(self, path: Path) -> None:
        """Record what others see and hear into an MP4 file; it stays playable whatever happens."""
        self._output(lambda outputs: outputs.recording.begin(path))

    def stop_recording(self) -> None:
        """Complete the recording."""
        self._output(lambda outputs: outputs.recording.end())

    def stream(self, target: StreamTarget | None, kbit_s: int = 0) -> None:
        """Send what others see and hear to an address, None: no longer; kbit_s: of the picture, 0: by its size."""
        self._output(lambda outputs: outputs.streaming.send(target, kbit_s))

    # -- status ----------------------------------------------------------------------------------------------------

    def status(self) -> SessionStatus:
        """Return a snapshot; cheap, from any thread."""
        picture, voice = self._picture, self._voice
        counts = picture.counts() if picture is not None else None
        if counts is not None:
            self._judge(counts)
        message, advice = self._failure or (None, None)
        outputs = self._outputs
        status = SessionStatus(
            state=self._state,
            error=message,
            advice=advice,
            notices=tuple(self._notices),
            engine=self._settings.engine,
            device=self._settings.device,
            avatar=self._settings.avatar,
            paused=self._paused,
            **(outputs.report() if outputs is not None else {}),
        )
        if picture is None or counts is None:
            return status
        status = replace(status, **picture.report(counts))
        return replace(status, voice=voice.report(picture.shown_s)) if voice is not None else status

    def _judge(self, counts: LaneStatus) -> None:
        """Tell new errors once; an error of the capture or processing thread fails the session, a sink's does not."""
        for name, error in counts.errors[self._told_errors :]:
            if name.endswith(("-capture", "-process")):
                self._state, self._failure = "failed", words(error)
            else:
                self._notices.append("; ".join(filter(None, words(error))))
                if self._picture is not None:
                    self._picture.forget(name)
        self._told_errors = len(counts.errors)
        if counts.finished and self._state == "running":
            self._state = "stopped"

    def _keep_in_step(self) -> None:
        """Let the faster of picture and voice wait for the slower; called on the voice's thread as time goes on."""
        picture, voice, settings = self._picture, self._voice, self._settings
        if picture is None or voice is None:
            return
        voice.coordinate(picture.governor)
        offset_s = settings.av_offset_ms / 1000
        delays = self._sync.decide(now(), picture.earliest_s, voice.earliest_s, offset_s, on=settings.sync)
        picture.set_age(delays.picture_s)
        voice.set_age(delays.voice_s)

    def _hush(self) -> None:
        if self._picture is not None:
            self._picture.pause(self._paused)
        if self._voice is not None:
            self._voice.chain.mute.mute(self._muted or self._paused)

    # -- on the lookout's thread -----------------------------------------------------------------------------------

    def _look(self) -> None:
        """Have engines that hang or fail made anew, and a recording go on whose encoder has fallen."""
        picture, voice = self._picture, self._voice
        if picture is None or voice is None or self._state != "running":
            return
        if self._outputs is not None:
            self._outputs.look()
        self._care.look(picture, voice)

    # -- on the worker thread --------------------------------------------------------------------------------------

    def _do(self, job: Callable[[], object]) -> None:
        """Run a job on the worker thread; a failure fails the session while it starts, else it is a notice."""
        if self._worker is not None:
            self._worker.submit(self._guarded, job)

    def _guarded(self, job: Callable[[], object]) -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - the last frame of a thread: nobody else would see it
            if not isinstance(error, AppError | ModelError):
                log.exception("session job failed")
            if self._state == "starting":
                self._state, self._failure = "failed", words(error)
            else:
                self._notices.append("; ".join(filter(None, words(error))))

    def _begin(self) -> None:
        settings = self._settings
        with Greeting(settings):
            picture = PictureLane(settings, self.preview, self.self_view)
        voice = VoiceLane(settings, self._notices.append, self._keep_in_step)
        self._driver: Driver = open_driver(settings, self._notices.append)
        picture.pause(self._paused)
        picture.start(self._driver, settings)
        self._picture = picture
        picture.warm_up(WARM_UP_LIMIT_S)  # the first pictures take long; sound that waits for them would break off
        gc.collect()
        gc.freeze()  # what is loaded stays: searching it all for garbage would stop the sound for tens of milliseconds
        voice.chain.mute.mute(self._muted or self._paused)  # before the first sound
        voice.start(self._driver, settings)
        self._voice = voice
        self._hush()  # it may have changed meanwhile
        self._outputs = Outputs(picture, voice, settings.fps, self._do, self._notices.append)
        if self._state == "starting":  # else the picture has failed meanwhile
            self._state = "running"

    def _apply_quickly(self, settings: Settings) -> None:
        if self._picture is not None:
            self._picture.apply_quickly(settings)
        if self._voice is not None:
            self._voice.chain.apply_quickly(settings)

    def _apply_slowly(self, before: Settings, settings: Settings) -> None:
        picture, voice = self._picture, self._voice
        if picture is None or voice is None:
            return
        if portrait_of(before) == portrait_of(settings):
            self._apply_quickly(settings)  # again: the lanes may have begun with older settings
        try:
            if (before.camera, before.fps) != (settings.camera, settings.fps):
                self._driver = open_driver(settings, self._notices.append)
                picture.use(self._driver)
                voice.use(self._driver, settings)
            elif before.microphone != settings.microphone:
                voice.use(self._driver, settings)
            if not voice.has_source:
                picture.set_age(None)
            voice.apply_slowly(before, settings)
            picture.apply_slowly(before, settings)
        finally:  # also if the other portrait cannot be had
            self._apply_quickly(self._settings)

    def _output(self, job: Callable[[Outputs], object]) -> None:
        """Do something with recording or stream, if there are any."""
        self._do(lambda: job(self._outputs) if self._outputs is not None else None)

    def _release_worker(self) -> None:
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
            self._worker = None
