"""A speaker or virtual cable as a sink. PortAudio runs in the speaker child process; each sample is played when due."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.child import Child, ChildError
from app.errors import DeviceError
from app.media import AudioBlock
from app.shared_ring import SharedRing

__all__ = ["AudioOutput", "OutputStatus"]

log = logging.getLogger(__name__)

OPEN_LIMIT_S = 15.0
WATCH_EVERY_S = 0.1
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 2.0
SLOTS = 128
SLOT_SAMPLES = 960
_COUNTED = ("underruns", "device_underruns", "interruptions", "dropped_ms")


@dataclass(frozen=True, slots=True)
class OutputStatus:
    """How an output is doing; counters are sums over all openings, the rest is a second old at most.

    Attributes:
        device: id of the device that is open, "" while none is.
        state: "closed", "playing", "waiting for sound" or "away, trying again".
        underruns: how often the buffer had not enough sound for a moment.
        device_underruns: how often the device itself ran dry.
        interruptions: how often no sound came for half a second or longer.
        dropped_ms: sound that was left out because it was too late or too much.
        lost_blocks: blocks that met no device.
        reconnects: how often the device was opened again.
        fill_ms: sound waiting in our buffer.
        slack_ms: how near an underrun was in the last second; 0 is an underrun.
        ratio: input used up per output made; corrects the drift between the clocks.
        device_latency_ms: from our buffer to the converter.
        latency_p50_ms, latency_p95_ms, latency_p99_ms: time at the converter minus capture time.
        margin_ms: slack that is wanted besides a block.
        block_ms: length of a block.
    """

    device: str = ""
    state: str = "closed"
    underruns: int = 0
    device_underruns: int = 0
    interruptions: int = 0
    dropped_ms: float = 0.0
    lost_blocks: int = 0
    reconnects: int = 0
    fill_ms: float = 0.0
    slack_ms: float = 0.0
    ratio: float = 1.0
    device_latency_ms: float = 0.0
    latency_p50_ms: float = 0.0
    latency_p95_ms: float = 0.0
    latency_p99_ms: float = 0.0
    margin_ms: float = 0.0
    block_ms: float = 0.0

    @property
    def earliest_ms(self) -> float:
        """Time at the converter minus capture time if it were played as early as is safe."""
        return self.latency_p50_ms - max(0.0, self.slack_ms - self.margin_ms - self.block_ms)


class AudioOutput:
    """Plays sound, mono, on one device. A second one on another device is the monitor.

    A device that vanishes does not end the lane: a thread of its own opens it again with growing pauses, and it goes
    on with the newest sound. Only the first opening fails. `write` never waits.

    Args:
        device: id, name or part of the name of a device of `list_outputs()`; "" is the system's default.
        name: of the sink.
        notice: called once when the device has gone ("... ; trying again") and once when it is back; on that
            thread.
    """

    backlog = 16

    def __init__(
        self, device: str = "", *, name: str = "sound output", notice: Callable[[str], None] = lambda _: None
    ) -> None:
        self.device = device
        self.name = name
        self._notice = notice
        self._lock = threading.Lock()  # over the child and its ring
        self._delay_s: float | None = None
        self._child: Child | None = None
        self._ring: SharedRing | None = None
        self._opened = ""
        self._known = ""  # id of the device once it was found: it is the one to come back to
        self._latency_ms = 0.0
        self._closing = threading.Event()
        self._keeper: threading.Thread | None = None
        self._lost_blocks = 0
        self._reconnects = 0
        self._before: dict[str, float] = dict.fromkeys(_COUNTED, 0.0)

    def open(self) -> None:
        """Open the device. Raises DeviceError: no such device, in use, not allowed."""
        self.close()
        self._closing.clear()
        self._start()
        self._keeper = threading.Thread(target=self._keep, name=f"{self.name}-keeper", daemon=True)
        self._keeper.start()

    def write(self, block: AudioBlock) -> None:
        """Hand over sound to be played at its `time_s` plus the delay. While the device is away it is dropped.

        Raises DeviceError if the sink was not opened.
        """
        if self._keeper is None:
            raise DeviceError(f"the {self.name} is closed", "open it first")
        with self._lock:
            for start in range(0, len(block.samples), SLOT_SAMPLES):
                piece = np.asarray(block.samples[start : start + SLOT_SAMPLES], np.float32)
                time_s = block.time_s + start / block.rate_hz
                if self._ring is None or not self._ring.put(piece, width=block.rate_hz, time_s=time_s):
                    self._lost_blocks += 1

    def set_delay_s(self, delay_s: float | None) -> None:
        """Play from now on this long after capture, None: as early as is safe. Callable from any thread."""
        with self._lock:
            self._delay_s = delay_s
            if self._child is not None:
                self._child.send({"do": "delay", "delay_s": delay_s})

    def close(self) -> None:
        """Fade out and close the device; may be called twice."""
        self._closing.set()
        if self._keeper is not None:
            self._keeper.join()
            self._keeper = None
        self._end(1.0)

    @property
    def child_pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        return self._child.pid if self._child else None

    def status(self) -> OutputStatus:
        """Return how it is doing; callable from any thread."""
        with self._lock:
            now_counted: dict[str, Any] = dict(self._child.counters) if self._child else {}
            sums = {key: before + now_counted.get(key, 0) for key, before in self._before.items()}
            state = "closed" if self._keeper is None else "away, trying again" if self._child is None else ""
        return OutputStatus(
            device=self._opened,
            state=state or ("playing" if now_counted.get("playing") else "waiting for sound"),
            underruns=int(sums["underruns"]),
            device_underruns=int(sums["device_underruns"]),
            interruptions=int(sums["interruptions"]),
            dropped_ms=float(sums["dropped_ms"]),
            lost_blocks=self._lost_blocks,
            reconnects=self._reconnects,
            fill_ms=float(now_counted.get("fill_ms", 0.0)),
            slack_ms=float(now_counted.get("slack_ms", 0.0)),
            ratio=float(now_counted.get("ratio", 1.0)),
            device_latency_ms=float(now_counted.get("device_latency_ms", self._latency_ms)),
            latency_p50_ms=float(now_counted.get("latency_p50_ms", 0.0)),
            latency_p95_ms=float(now_counted.get("latency_p95_ms", 0.0)),
            latency_p99_ms=float(now_counted.get("latency_p99_ms", 0.0)),
            margin_ms=float(now_counted.get("margin_ms", 0.0)),
            block_ms=float(now_counted.get("block_ms", 0.0)),
        )

    # -- inside ----------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        child = Child("speaker")
        ring = SharedRing.create(SLOTS, SLOT_SAMPLES * 4, keep_all=True)
        order = {"do": "open", "device": self._known or self.device, "ring": ring.name, "delay_s": self._delay_s}
        try:
            child.start()
            child.send(order)
            ready = child.wait("ready", OPEN_LIMIT_S, self._closing)
        except ChildError as error:
            child.close(0.0)
            ring.close()
            raise DeviceError(error.message, error.advice) from None
        with self._lock:
            self._child, self._ring = child, ring
            child.send({"do": "delay", "delay_s": self._delay_s})  # it may have been set meanwhile
            self._opened = str(ready["device"]["id"])
            self._latency_ms = float(ready["latency_ms"])
        self._known = self._opened if self.device else ""

    def _end(self, deadline_s: float) -> None:
        with self._lock:
            child, ring = self._child, self._ring
            self._child = self._ring = None
            self._opened = ""
            counters: dict[str, Any] = dict(child.counters) if child else {}
            for key in _COUNTED:
                self._before[key] += float(counters.get(key, 0))
        if child is not None:
            child.close(deadline_s)
        if ring is not None:
            ring.close()

    def _keep(self) -> None:
        """Watch over the device until the sink is closed; open it again when it has gone."""
        while not self._closing.wait(WATCH_EVERY_S):
            failure = self._child.failure() if self._child is not None else None
            if failure is None:
                continue
            self._end(0.0)
            self._notice(f"{failure.message}; trying again")
            wait_s = FIRST_WAIT_S
            while not self._closing.wait(wait_s):
                try:
                    self._start()
                except DeviceError as error:
                    log.debug("%s is still away: %s", self.name, error)
                    wait_s = min(2 * wait_s, LONGEST_WAIT_S)
                    continue
                self._reconnects += 1
                self._notice(f"the {self.name} is back")
                break
