"""The picture's half of a session: the driver's face moves the portrait, which goes to preview, camera and recorder."""

import time
from dataclasses import replace
from typing import Any

from app.handoff import Handoff
from app.lane import Lane, LaneStatus, Sink, Source, Stage
from app.live.driver import Driver
from app.live.governor_picture import PictureGovernor
from app.live.ready_portraits import ReadyPortraits, portrait_of
from app.live.sight import Sight, no_picture
from app.media import VideoFrame, now
from app.meter import Meter
from app.portrayal import background_of, make_engine, make_tracker, motion_of, words
from app.settings import Settings
from app.sinks.delayed import Delayed
from app.sinks.virtual_camera import VirtualCamera
from app.sources.nothing import Nothing
from app.sources.reconnecting import ReconnectingSource
from app.stages.picture.compose import Compose
from app.stages.picture.cross_fade import CrossFade
from app.stages.picture.face_track import FaceTrack
from app.stages.picture.mirror import Mirror
from app.stages.picture.portrait import Portrait
from app.stages.picture.scaled import Scaled
from app.stages.picture.tap import Tap
from app.stages.picture.veil import Veil
from models.engines import Placed, PortraitEngine
from models.errors import ModelError

WARM_PICTURES = 10
SLOW_S = 1.5  # so long no engine takes for a picture
PLAIN_ENGINE = "landmark"  # needs no GPU and no weights of others


class PictureLane:
    """Runs the picture from settings. Made, changed and ended on one thread; status from any.

    Attributes:
        size: width and height of the portrait in pixels.
        camera: the virtual camera, None while there is none.
        ready: has portraits ready.
        governor: decides what is computed while the machine is busy.
    """

    def __init__(self, settings: Settings, preview: Handoff[VideoFrame], self_view: Handoff[VideoFrame]) -> None:
        """Load the portrait and the networks. Raises AppError, ModelError.

        Args:
            settings: what to show.
            preview: gets each finished picture.
            self_view: gets each driving picture with the followed face.
        """
        self._preview = preview
        self._failed_switches = 0
        self.ready = ReadyPortraits(lambda: bool(self.governor.savings))
        self._take(self.ready.begin_with(settings, make_engine(settings)), settings)
        self._mirror_in, self._mirror_out = Mirror(settings.mirror_input), Mirror(settings.mirror_output)
        self._tracker = FaceTrack(make_tracker(settings))
        self.governor = PictureGovernor(preview, on=settings.steady, fps=settings.fps)
        self._portrait = Portrait(self._scaled)
        self._compose = Compose(background_of(settings))
        self._fade = CrossFade(lambda: (self._portrait.engine, self._compose.background))
        self._arrivals, self._deliveries = Meter(), Meter()
        self._tap = Tap(self_view, self._arrivals)
        self._sight = Sight(settings, lambda: self._tracker, lambda: self._portrait)
        self._veil = self._veiled()
        self._source: Source[VideoFrame] = Nothing()
        self._outlet: Delayed | None = None
        self.camera: VirtualCamera | None = None
        self._lane: Lane[VideoFrame] | None = None

    def start(self, driver: Driver, settings: Settings) -> None:
        """Begin."""
        self._source = driver.video
        self._sight.meet(driver.camera, settings)
        self._sight.dress(self._veil, self._engine, self._compose, self._mirror_out)
        lane = Lane("video", driver.video, [self._veil], on_item=self._deliver, idle=no_picture)
        lane.start()
        self._lane = lane
        self._connect_camera(settings)
        self.ready.foresee(settings)

    def warm_up(self, limit_s: float) -> None:
        """Wait until some pictures have been finished, or none seem to come."""
        deadline_s = now() + limit_s
        while now() < deadline_s and self._lane is not None and not self._lane.status().finished:
            if self._lane.status().processed >= WARM_PICTURES:
                return
            time.sleep(0.01)

    def stop(self, timeout_s: float) -> list[str]:
        """End. Returns the names of threads still alive."""
        alive = self._lane.stop(timeout_s) if self._lane is not None else []
        return alive + [name for part in (self._scaled, self.ready, self._sight) for name in part.close(timeout_s)]

    def use(self, driver: Driver) -> None:
        """Go on with another driver."""
        self._source = driver.video
        self._sight.meet(driver.camera, self._made_for)
        if self._lane is not None:
            self._lane.replace_source(driver.video)

    def apply_quickly(self, settings: Settings) -> None:
        """Take over what costs nothing; callable from any thread."""
        self._mirror_in.on, self._mirror_out.on = settings.mirror_input, settings.mirror_output
        self._portrait.set_motion(motion_of(settings))
        self._sight.apply(settings)
        self.governor.on, self.governor.fps = settings.steady, settings.fps

    def apply_slowly(self, before: Settings, settings: Settings) -> None:
        """Take over what must be loaded or opened; the old engine goes on until, and unless, the new one can.

        Raises AppError, ModelError.
        """
        if portrait_of(settings) not in (portrait_of(before), portrait_of(self._made_for)):
            self._switch(settings)
        self._sight.recall(settings)
        if before.background != settings.background:
            self._compose.set_background(background_of(settings))
        self._sight.dress(self._veil, self._engine, self._compose, self._mirror_out)
        if before.virtual_camera != settings.virtual_camera:
            self._connect_camera(settings)

    def pause(self, on: bool) -> None:
        """Show the still portrait whatever happens before the camera; callable from any thread."""
        self._veil.drawn = on

    def revive(self, *, plain: bool = False) -> str:
        """Make tracker and engine anew, since they hang or fail; the plainest engine if the chosen one cannot be.

        Args:
            plain: take the plainest engine at once: the chosen one has failed again when it was new.

        Returns:
            What to tell the user, "" if the chosen engine goes on.

        Raises:
            AppError, ModelError: not even the plainest one can be made.
        """
        settings, told = self._made_for, ""
        try:
            if plain and settings.engine != PLAIN_ENGINE:
                raise ModelError(f"the engine {settings.engine} fails again and again", "choose it again later")
            self._take(make_engine(settings), settings)
        except ModelError as error:
            settings = replace(settings, engine=PLAIN_ENGINE, device="auto")
            self._take(make_engine(settings), settings)
            told = f"{error.message}: the engine {PLAIN_ENGINE} goes on; {error.advice}"
        self._tracker, self._portrait = FaceTrack(make_tracker(settings)), Portrait(self._scaled)
        drawn, self._veil = self._veil.drawn, self._veiled()
        self._veil.drawn = drawn
        if self._lane is not None:
            self._lane.replace_stages([self._veil])
        return told

    def calibrate(self) -> None:
        """Choose a new neutral face among the next 2 s."""
        self._portrait.calibrate()

    def add(self, sink: Sink[VideoFrame]) -> None:
        """Deliver to one more sink, as soon as it can."""
        if self._lane is not None:
            self._lane.add_sink(sink)

    def remove(self, sink: Sink[VideoFrame], timeout_s: float) -> None:
        """Complete a sink."""
        if self._lane is not None:
            self._lane.remove_sink(sink, timeout_s)

    def set_age(self, age_s: float | None) -> None:
        """Let pictures leave for the virtual camera at this age; None: as soon as they can."""
        if self._outlet is not None:
            self._outlet.delay_s = age_s or 0.0

    def forget(self, thread_name: str) -> bool:
        """A sink's thread has ended by itself; True if it was the virtual camera's."""
        if self.camera is None or not thread_name.endswith(self.camera.name):
            return False
        self.camera = self._outlet = None
        return True

    @property
    def earliest_s(self) -> float | None:
        """How old a picture is at the earliest when it can leave, 95 % of them; None while none leaves."""
        return self._age_s(95) if self._outlet is not None else None

    @property
    def shown_s(self) -> float | None:
        """How old a picture is when it leaves for the virtual camera, the median; None while none leaves."""
        age_s = self._age_s(50)
        return max(age_s, self._outlet.delay_s) if self._outlet is not None and age_s is not None else None

    @property
    def stuck_s(self) -> float:
        """How long tracker and engine have been busy with one picture; 0.0 while they wait for one."""
        return self._lane.stuck_s if self._lane is not None else 0.0

    @property
    def error(self) -> Exception | None:
        """Why the still portrait is shown instead of the moving one; None if it is not."""
        return self._veil.error or self._portrait.error

    @property
    def trouble(self) -> str:
        """What keeps the portrait from moving and is waited for, in one line; "" while all is well."""
        if self.stuck_s > SLOW_S:
            return f"the portrait engine has not answered for {self.stuck_s:.0f} s; it will be started again"
        if isinstance(self._source, ReconnectingSource) and self._source.error is not None:
            return f"{self._source.error.message}; trying again"
        return f"{words(self.error)[0]}; the still portrait is shown" if self.error is not None else ""

    def counts(self) -> LaneStatus | None:
        """Return the counters of the lane, None before it has started."""
        return self._lane.status() if self._lane is not None else None

    def report(self, counts: LaneStatus) -> dict[str, Any]:
        """Return the picture's fields of a SessionStatus."""
        time_s = now()
        p50, p95, p99 = self._deliveries.delay_ms(time_s, 50, 95, 99)
        face, camera, engine, outlet = self._tracker.face, self.camera, self._engine, self._outlet
        return {
            "fps_in": self._arrivals.rate_hz(time_s),
            "fps_out": self._deliveries.rate_hz(time_s),
            "latency_ms_p50": p50,
            "latency_ms_p95": p95,
            "latency_ms_p99": p99,
            "output_ms": tuple(outlet.ages.delay_ms(time_s, 50, 95, 99)) if outlet is not None else (p50, p95, p99),
            "jitter_ms": (outlet.ages if outlet is not None else self._deliveries).jitter_ms(time_s),
            "frames_in": counts.captured,
            "frames_out": counts.processed,
            "drops": counts.drops,
            "face": face is not None,
            "faces_lost": self._tracker.lost,
            "other_faces": face.others if face is not None else 0,
            "virtual_camera": camera.state if camera is not None else "off",
            "camera_size": camera.size if camera is not None else (0, 0),
            "width": self.size[0],
            "height": self.size[1],
            "engine": self._made_for.engine,
            "device": self._made_for.device,
            "avatar": self._made_for.avatar,
            "runs_on": engine.runs_on if isinstance(engine, Placed) else "",
            "refused": engine.refused if isinstance(engine, Placed) else "",
            "failed_switches": self._failed_switches,
            "saving": self.governor.savings,
            "trouble": self.trouble,
            "calibration": self._sight.status(),
        }

    # -- inside ----------------------------------------------------------------------------------------------------

    def _switch(self, settings: Settings) -> None:
        before, old = self._made_for, self._engine
        try:
            engine = self.ready.take(settings)
        except Exception:  # counted and passed on, whatever it was
            self._failed_switches += 1
            raise
        engine.motion = motion_of(settings)
        self._take(engine, settings)
        self.apply_quickly(settings)  # with the portrait it belongs to
        self._portrait.swap(self._scaled)
        if self.camera is not None:
            self.camera.ask_for(self.size)
        self.ready.give_back(before, old)

    def _veiled(self) -> Veil:
        stages: list[Stage[VideoFrame]] = [self._mirror_in, *self._sight.tracked(), self._tap, self._portrait]
        return Veil([*stages, self._sight.framing, self._compose, self._fade, self._mirror_out], self._still)

    def _take(self, engine: PortraitEngine, settings: Settings) -> None:
        self._made_for = settings
        self._engine, self.size, self._still = engine, engine.size, engine.still().image
        self._scaled = Scaled(engine)

    def _age_s(self, percentile: float) -> float | None:
        time_s = now()
        return self._deliveries.delay_ms(time_s, percentile)[0] / 1000 if self._deliveries.rate_hz(time_s) else None

    def _deliver(self, frame: VideoFrame) -> None:
        time_s = now()
        self._deliveries.mark(time_s, time_s - frame.time_s)
        self._preview.put(frame)
        self._sight.look(time_s)
        if self.governor.finished(frame, time_s) and self._lane is not None:
            self.governor.tick(time_s, self._lane.status(), self._tracker, self._scaled)

    def _connect_camera(self, settings: Settings) -> None:
        if self._lane is None:
            return
        if self._outlet is not None:
            self._lane.remove_sink(self._outlet)
            self.camera = self._outlet = None
        if settings.virtual_camera != "none":
            self.camera = VirtualCamera(settings.virtual_camera, self.size, settings.fps, self._still)
            self._outlet = Delayed(self.camera, settings.fps)
            self._lane.add_sink(self._outlet)
