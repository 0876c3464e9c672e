"""Session: one running performance. Builds the lane from settings; start, apply, record, stop, status. No Qt."""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from app.driver import open_driver
from app.errors import AppError
from app.handoff import Handoff
from app.lane import Lane, LaneStatus, Stage
from app.media import VideoFrame, now
from app.meter import Meter
from app.portrayal import background_of, make_engine, motion_of, words
from app.session_status import SessionStatus, State
from app.settings import Settings
from app.sinks.recorder import Recorder
from app.sinks.virtual_camera import VirtualCamera
from app.stages.compose import Compose
from app.stages.face_track import FaceTrack
from app.stages.mirror import Mirror
from app.stages.portrait import Portrait
from app.stages.tap import Tap
from models.engines import create_face_engine
from models.errors import ModelError

log = logging.getLogger(__name__)

FILE_LIMIT_S = 20.0  # for the encoder to complete a file


class Session:
    """A live performance: one driver, one portrait, any number of outputs.

    Every method except `stop` returns at once: work that takes time runs on the session's own worker thread, in order,
    and what fails there is told by `status()`. A session may be started again after `stop`.

    Attributes:
        preview: the portrait as others see it, newest frame; pulled by the window.
        self_view: the driving picture with the followed face.
    """

    def __init__(self, settings: Settings) -> None:
        self.preview: Handoff[VideoFrame] = Handoff()
        self.self_view: Handoff[VideoFrame] = Handoff()
        self._settings = settings
        self._worker: ThreadPoolExecutor | None = None
        self._lane: Lane[VideoFrame] | None = None
        self._state: State = "stopped"
        self._failure: tuple[str, str] | None = None
        self._notices: deque[str] = deque(maxlen=5)
        self._told_errors = 0
        self._arrivals = Meter()
        self._deliveries = Meter()
        self._recorder: Recorder | None = None
        self._recording_since_s = 0.0
        self._camera: VirtualCamera | None = None
        self._size = (0, 0)

    # -- control ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin; devices and networks are opened on the session's threads. Does nothing when running."""
        if self._state in ("starting", "running"):
            return
        self._release_worker()
        ended, self._lane, self._recorder, self._camera = self._lane, None, None, None
        self._state, self._failure, self._told_errors = "starting", None, 0
        self._notices.clear()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="session")
        if ended is not None:
            self._do(lambda: _end(ended))
        self._do(self._begin)

    def stop(self, timeout_s: float = 8.0) -> list[str]:
        """End everything; recordings are completed. Blocks. Returns the names of threads still alive."""
        self._release_worker()
        alive = self._lane.stop(timeout_s) if self._lane is not None else []
        for name in alive:
            log.error("thread %s did not end within %.0f s", name, timeout_s)
        if self._lane is not None:
            self._judge(self._lane.status())
        self._lane = self._recorder = self._camera = None
        self._state = "stopped" if self._state != "failed" else "failed"
        return alive

    def apply(self, settings: Settings) -> None:
        """Take over changed settings while running; what did not change is left alone."""
        before, self._settings = self._settings, settings
        if self._lane is not None:
            self._apply_quickly(settings)
        self._do(lambda: self._apply_slowly(before, settings))

    def calibrate(self) -> None:
        """Choose a new neutral face among the next 2 s."""
        if self._lane is not None:
            self._portrait.calibrate()

    def start_recording(self, path: Path) -> None:
        """Record what others see into an MP4 file; it stays playable whatever happens."""
        self._do(lambda: self._begin_recording(path))

    def stop_recording(self) -> None:
        """Complete the recording."""
        self._do(self._end_recording)

    # -- status ----------------------------------------------------------------------------------------------------

    def status(self) -> SessionStatus:
        """Return a snapshot; cheap, from any thread."""
        lane = self._lane
        if lane is None:
            message, advice = self._failure or (None, None)
            notices = tuple(self._notices)
            return SessionStatus(self._state, message, advice, notices, avatar=self._settings.avatar)
        counts = lane.status()
        self._judge(counts)
        return self._snapshot(counts)

    def _snapshot(self, counts: LaneStatus) -> SessionStatus:
        time_s = now()
        message, advice = self._failure or (None, None)
        p50, p95, p99 = self._deliveries.delay_ms(time_s, 50, 95, 99)
        face = self._tracker.face
        recorder, camera = self._recorder, self._camera
        return SessionStatus(
            state=self._state,
            error=message,
            advice=advice,
            notices=tuple(self._notices),
            fps_in=self._arrivals.rate_hz(time_s),
            fps_out=self._deliveries.rate_hz(time_s),
            latency_ms_p50=p50,
            latency_ms_p95=p95,
            latency_ms_p99=p99,
            frames_in=counts.captured,
            frames_out=counts.processed,
            drops=counts.drops,
            face=face is not None,
            faces_lost=self._tracker.lost,
            other_faces=face.others if face is not None else 0,
            recording=recorder.path if recorder is not None else None,
            recorded_s=now() - self._recording_since_s if recorder is not None else 0.0,
            virtual_camera=camera.state if camera is not None else "off",
            engine=self._settings.engine,
            device=self._settings.device,
            avatar=self._settings.avatar,
            width=self._size[0],
            height=self._size[1],
        )

    def _judge(self, counts: LaneStatus) -> None:
        """Tell new errors once; an error of the capture or processing thread fails the session, a sink's does not."""
        for name, error in counts.errors[self._told_errors :]:
            message, advice = words(error)
            if name.endswith(("-capture", "-process")):
                self._state, self._failure = "failed", (message, advice)
            else:
                self._notices.append(f"{message}; {advice}" if advice else message)
                self._forget_sink(name)
        self._told_errors = len(counts.errors)
        if counts.finished and self._state == "running":
            self._state = "stopped"

    def _forget_sink(self, thread_name: str) -> None:
        if self._recorder is not None and thread_name.endswith(self._recorder.video.name):
            self._recorder = None
        if self._camera is not None and thread_name.endswith(self._camera.name):
            self._camera = None

    # -- on the worker thread --------------------------------------------------------------------------------------

    def _do(self, job: Callable[[], None]) -> None:
        """Run a job on the worker thread; a failure fails the session while it starts, else it is a notice."""
        if self._worker is not None:
            self._worker.submit(self._guarded, job)

    def _guarded(self, job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - the last frame of a thread: nobody else would see it
            if not isinstance(error, AppError | ModelError):
                log.exception("session job failed")
            message, advice = words(error)
            if self._state == "starting":
                self._state, self._failure = "failed", (message, advice)
            else:
                self._notices.append(f"{message}; {advice}" if advice else message)

    def _begin(self) -> None:
        settings = self._settings
        engine = make_engine(settings)
        self._size, self._still = engine.size, engine.still().image
        self._mirror_in, self._mirror_out = Mirror(settings.mirror_input), Mirror(settings.mirror_output)
        self._tracker = FaceTrack(create_face_engine())
        self._portrait = Portrait(engine)
        self._compose = Compose(background_of(settings))
        arrivals = Tap(self.self_view, self._arrivals)
        stages: list[Stage[VideoFrame]] = [self._mirror_in, self._tracker, arrivals]
        stages += [self._portrait, self._compose, self._mirror_out]
        source = open_driver(settings, self._notices.append)
        lane: Lane[VideoFrame] = Lane("video", source, stages, on_item=self._deliver, idle=_no_picture)
        lane.start()
        self._lane = lane
        self._state = "running"
        if settings.virtual_camera != "none":
            self._connect_virtual_camera(settings)

    def _apply_quickly(self, settings: Settings) -> None:
        self._mirror_in.on, self._mirror_out.on = settings.mirror_input, settings.mirror_output
        self._portrait.set_motion(motion_of(settings))

    def _apply_slowly(self, before: Settings, settings: Settings) -> None:
        if self._lane is None:
            return
        self._apply_quickly(settings)  # again: the lane may have begun with older settings
        if (before.camera, before.fps) != (settings.camera, settings.fps):
            self._lane.replace_source(open_driver(settings, self._notices.append))
        if _portrait_key(before) != _portrait_key(settings):
            engine = make_engine(settings)
            self._size, self._still = engine.size, engine.still().image
            self._portrait.swap(engine)
        if before.background != settings.background:
            self._compose.set_background(background_of(settings))
        if before.virtual_camera != settings.virtual_camera:
            self._connect_virtual_camera(settings)

    def _deliver(self, frame: VideoFrame) -> None:
        time_s = now()
        self._deliveries.mark(time_s, time_s - frame.time_s)
        self.preview.put(frame)

    def _connect_virtual_camera(self, settings: Settings) -> None:
        if self._lane is None:
            return
        if self._camera is not None:
            self._lane.remove_sink(self._camera)
            self._camera = None
        if settings.virtual_camera != "none":
            self._camera = VirtualCamera(settings.virtual_camera, self._size, settings.fps, self._still)
            self._lane.add_sink(self._camera)

    def _begin_recording(self, path: Path) -> None:
        if self._lane is None or self._recorder is not None:
            return
        recorder = Recorder(path, fps=self._settings.fps, size=self._size)
        self._lane.add_sink(recorder.video)
        self._recorder, self._recording_since_s = recorder, now()

    def _end_recording(self) -> None:
        recorder = self._recorder
        if recorder is not None and self._lane is not None:
            self._lane.remove_sink(recorder.video, FILE_LIMIT_S)
        self._recorder = None  # only now: while it is told of, the file is not complete

    def _release_worker(self) -> None:
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
            self._worker = None


def _portrait_key(settings: Settings) -> tuple[object, ...]:
    return settings.avatar, settings.engine, settings.device, settings.size


def _no_picture() -> VideoFrame:
    """Stands in while the camera delivers nothing: without a face in it the portrait comes to rest."""
    return VideoFrame(np.zeros((480, 640, 3), np.uint8), now(), -1)


def _end(lane: Lane[VideoFrame]) -> None:
    lane.stop()
