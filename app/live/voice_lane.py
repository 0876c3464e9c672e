"""The voice's half of a session: the microphone's sound becomes the voice, which goes to output, monitor, recorder."""

from collections.abc import Callable

from app.errors import AppError
from app.lane import Lane, Sink
from app.live.driver import Driver, VoiceInput, open_voice
from app.live.governor_picture import PictureGovernor
from app.live.ready_voices import ReadyVoices
from app.live.voice_chain import VoiceChain
from app.live.voice_watch import VoiceWatch
from app.media import AudioBlock, now
from app.meter import Meter
from app.portrayal import words
from app.session_status import VoiceState, VoiceStatus
from app.settings import Settings
from app.sinks.audio_output import AudioOutput
from app.sinks.hushed import Hushed
from app.sources.nothing import Nothing
from app.sources.reconnecting import ReconnectingSource
from app.stages.sound.howl import echo_risk
from app.stages.sound.veil import Veil

INBOX = 25  # blocks of 10 ms that may wait; more would be heard as delay
SILENT_AFTER_S = 1.0
TICK_S = 0.25


class VoiceLane:
    """Runs the voice from settings. Made, changed and ended on one thread; status from any.

    A voice that cannot be had silences this lane and nothing else: no sound of the microphone leaves it, unless the
    user has asked for his own voice.

    Attributes:
        chain: the stages, to be muted and steered.
    """

    def __init__(self, settings: Settings, tell: Callable[[str], None], tick: Callable[[], None]) -> None:
        """Load the voice.

        Args:
            settings: what is to be heard.
            tell: called with a notice for the user, on any thread.
            tick: called four times a second while sound comes, on the processing thread.
        """
        self._tell, self._tick = tell, tick
        self._ready = ReadyVoices(settings)
        self.chain = VoiceChain(settings, self._ready)
        self._watch = VoiceWatch(self.chain)
        self._tell_failure()
        self._veil = Veil(self.chain.stages)
        self._finished = Meter()
        self._ticked_s = 0.0
        self._input = VoiceInput(Nothing(), "")
        self._output: AudioOutput | None = None
        self._monitor: Hushed[AudioOutput] | None = None
        self._age_s: float | None = None
        self._lane: Lane[AudioBlock] | None = None
        self._told_errors = 0

    # -- life ------------------------------------------------------------------------------------------------------

    def start(self, driver: Driver, settings: Settings) -> None:
        """Begin."""
        self._input = self._find_input(driver, settings)
        lane = Lane("voice", self._input.source, [self._veil], inbox=INBOX, urgent=True, on_item=self._deliver)
        lane.start()
        self._lane = lane
        self._connect_output(settings)
        self._connect_monitor(settings)

    def stop(self, timeout_s: float) -> list[str]:
        """End. Returns the names of threads still alive."""
        alive = self._lane.stop(timeout_s) if self._lane is not None else []
        return alive + self._watch.stop(timeout_s) + self._ready.close(timeout_s)

    def use(self, driver: Driver, settings: Settings) -> None:
        """Go on with another microphone, or the sound of another driver."""
        self._input = self._find_input(driver, settings)
        if self._lane is not None:
            self._lane.replace_source(self._input.source)

    def apply_slowly(self, before: Settings, settings: Settings) -> None:
        """Take over what must be loaded or opened."""
        self.chain.apply_slowly(before, settings)
        if (before.voice, before.voice_engine) != (settings.voice, settings.voice_engine):
            self._tell_failure()
        if before.audio_output != settings.audio_output:
            self._connect_output(settings)
        if before.monitor != settings.monitor:
            self._connect_monitor(settings)

    def revive(self, settings: Settings, *, plain: bool = False) -> None:
        """Make the stages anew, as muted as they were; `plain` ones if the engine failed again when it was new."""
        chain = VoiceChain(settings, self._ready, plain=plain)
        chain.take_over(self.chain)
        self.chain, self._watch = chain, VoiceWatch(chain, self._watch.likeness)
        self._tell_failure()
        self._veil = Veil(chain.stages)
        if self._lane is not None:
            self._lane.replace_stages([self._veil])

    @property
    def error(self) -> Exception | None:
        """Why the engine does not speak, and others hear silence; None while it does."""
        return self._veil.error or (self.chain.voice.error if self.chain.voice.failed else None)

    @property
    def stuck_s(self) -> float:
        """How long the stages have been busy with one block; 0.0 while they wait for one."""
        return self._lane.stuck_s if self._lane is not None else 0.0

    def add(self, sink: Sink[AudioBlock]) -> None:
        """Deliver to one more sink."""
        if self._lane is not None:
            self._lane.add_sink(sink)

    def remove(self, sink: Sink[AudioBlock], timeout_s: float) -> None:
        """Complete a sink."""
        if self._lane is not None:
            self._lane.remove_sink(sink, timeout_s)

    def watch_likeness(self, on: bool) -> None:
        """Measure whom the voice sounds like, or leave it: nobody looks. From any thread."""
        self._watch.likeness.watch(on)

    def coordinate(self, governor: PictureGovernor) -> None:
        """Tell the picture's governor how this lane does, and leave away what it says."""
        self._watch.spare = not governor.voice(now(), self.chain.load, metered=self._watch.likeness.watched)

    def set_age(self, age_s: float | None) -> None:
        """Let sound leave for the output at this age; None: as soon as it can."""
        if age_s != self._age_s and self._output is not None:
            self._output.set_delay_s(age_s)
        self._age_s = age_s

    @property
    def has_source(self) -> bool:
        """Sound is wanted: from a microphone, whether it is there or not, or from a file."""
        return not isinstance(self._input.source, Nothing)

    @property
    def earliest_s(self) -> float | None:
        """How old sound is at the earliest when it is heard; None while nothing is."""
        if self._output is None or not self._is_flowing():
            return None
        status = self._output.status()
        return status.earliest_ms / 1000 if status.state == "playing" and status.latency_p50_ms else None

    # -- status ----------------------------------------------------------------------------------------------------

    def report(self, picture_s: float | None) -> VoiceStatus:
        """Return a snapshot; `picture_s`: how old pictures are when they are shown."""
        self._judge()
        state, trouble = self._state()
        flowing = self._is_flowing()
        latency_ms = self._latency_ms() if flowing else {}
        output = self._output.status() if self._output is not None else None
        monitor = self._monitor.sink.status() if self._monitor is not None else None
        in_step = picture_s is not None and output is not None and flowing
        chain, name = self.chain, output.device if output is not None else ""
        echo = echo_risk(self._input.name, name) or echo_risk(self._heard_from(), name)
        return VoiceStatus(
            state=state,
            error=trouble[0] if trouble else None,
            advice=trouble[1] if trouble else None,
            voice=chain.name,
            microphone=self._heard_from() if state == "running" else "",
            output=name,
            monitor=monitor.device if monitor is not None else "",
            muted=chain.mute.silent,
            original=chain.voice.original,
            talking=flowing and chain.gate.open,
            **(chain.levels() if flowing else {}),
            pitch_hz=chain.voice.pitch_hz if flowing else 0.0,
            latency_ms=latency_ms,
            output_ms=self._output_ms() if flowing else (0.0, 0.0, 0.0),
            jitter_ms=self._finished.jitter_ms(now()),
            delay_ms=latency_ms.get("delay", 0.0),
            av_offset_ms=latency_ms["total"] - (picture_s or 0.0) * 1000 if in_step else 0.0,
            underruns=self._underruns(),
            overruns=self._overruns(),
            warnings=(*([echo] if echo else []), *chain.warnings()),
            **self._watch.report(),
        )

    def _state(self) -> tuple[VoiceState, tuple[str, str] | None]:
        if not self.has_source:
            return "off", None
        for name, error in self._lane.status().errors if self._lane is not None else ():
            if name.endswith(("-capture", "-process")):
                return "failed", words(error)
        if self.stuck_s > SILENT_AFTER_S:
            return "waiting", (
                f"the voice engine has not answered for {self.stuck_s:.0f} s",
                "it will be started again",
            )
        if self._veil.error is not None:
            return "failed", words(self._veil.error)
        if self.chain.trouble is not None:
            return "failed", self.chain.trouble
        source = self._input.source
        if isinstance(source, ReconnectingSource) and source.error is not None:
            return "waiting", words(source.error)
        return ("running" if self._is_flowing() else "waiting"), None

    def _judge(self) -> None:
        """Tell once of each sink that has ended by itself; the others go on."""
        errors = self._lane.status().errors if self._lane is not None else ()
        for name, error in errors[self._told_errors :]:
            self._told_errors += 1
            if name.endswith(("-capture", "-process")):
                continue  # told by the state
            self._tell("; ".join(words(error)))
            if self._output is not None and name.endswith(f"-{self._output.name}"):
                self._output = None
            if self._monitor is not None and name.endswith(f"-{self._monitor.name}"):
                self._monitor = None

    def _is_flowing(self) -> bool:
        return now() - self.chain.listen.last_s < SILENT_AFTER_S

    def _latency_ms(self) -> dict[str, float]:
        """The parts in the order of the flow; they add up to the total but for the spread of the measurements."""
        time_s = now()
        arrived = self.chain.listen.meter.delay_ms(time_s, 50)[0]
        finished = self._finished.delay_ms(time_s, 50)[0]
        algorithm = 1000 * self.chain.latency_s
        parts = {"microphone": arrived, "algorithm": algorithm, "compute": max(finished - arrived - algorithm, 0.0)}
        if self._output is None:
            return parts | {"total": finished}
        output = self._output.status()
        delay = max(output.latency_p50_ms - output.earliest_ms, 0.0) if self._age_s is not None else 0.0
        parts |= {"output": max(output.latency_p50_ms - delay - finished, 0.0), "delay": delay}
        return parts | {"total": output.latency_p50_ms}

    def _output_ms(self) -> tuple[float, float, float]:
        if self._output is not None:
            output = self._output.status()
            return output.latency_p50_ms, output.latency_p95_ms, output.latency_p99_ms
        p50, p95, p99 = self._finished.delay_ms(now(), 50, 95, 99)
        return p50, p95, p99

    def _heard_from(self) -> str:
        microphone = self._input.microphone
        return (microphone.status().device if microphone is not None else "") or self._input.name

    def _underruns(self) -> int:
        output = self._output.status() if self._output is not None else None
        return output.underruns + output.device_underruns if output is not None else 0

    def _overruns(self) -> int:
        drops = self._lane.status().drops.get("capture", 0) if self._lane is not None else 0
        microphone = self._input.microphone
        return drops + (microphone.status().overruns if microphone is not None else 0)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _tell_failure(self) -> None:
        live = self.chain.live
        if self.chain.failure is not None:
            self._tell("; ".join(self.chain.failure))
        elif live is not None and live.fallback:
            self._tell(f"{live.fallback}; signal processing speaks instead")

    def _find_input(self, driver: Driver, settings: Settings) -> VoiceInput:
        try:
            return open_voice(settings, driver, self._tell)
        except AppError as error:
            self._tell(str(error))
            return VoiceInput(Nothing(), "")

    def _deliver(self, block: AudioBlock) -> None:
        time_s = now()
        self._finished.mark(time_s, time_s - block.time_s - len(block.samples) / block.rate_hz)
        if self._monitor is not None:
            self._monitor.silent = self.chain.howls
        self._watch.listen(block)
        if time_s - self._ticked_s >= TICK_S:
            self._ticked_s = time_s
            self._watch.tick(time_s, self._underruns() + self._overruns())
            self._tick()

    def _connect_output(self, settings: Settings) -> None:
        if self._output is not None:
            self.remove(self._output, 2.0)
            self._output = None
        if settings.audio_output != "none":
            self._output, self._age_s = AudioOutput(settings.audio_output, notice=self._tell), None
            self.add(self._output)

    def _connect_monitor(self, settings: Settings) -> None:
        if self._monitor is not None:
            self.remove(self._monitor, 2.0)
            self._monitor = None
        if settings.monitor != "none":
            self._monitor = Hushed(AudioOutput(settings.monitor, name="monitor", notice=self._tell))
            self.chain.listen.watch = True
            self.add(self._monitor)
