"""A microphone as a source. PortAudio runs in the microphone child process, out of reach of our interpreter lock."""

import threading
from dataclasses import dataclass

import numpy as np

from app.child import Child, ChildError
from app.errors import DeviceError, EndOfSource
from app.media import AudioBlock, now
from app.shared_ring import SharedRing

__all__ = ["Microphone", "MicrophoneStatus"]

OPEN_LIMIT_S = 15.0
READ_SLICE_S = 0.1
POLL_S = 0.002
SILENCE_LIMIT_S = 5.0  # a little longer than the child's own watch over the driver
SLOTS = 64  # of 10 ms
SLOT_BYTES = 480 * 4


@dataclass(frozen=True, slots=True)
class MicrophoneStatus:
    """How a microphone is doing.

    Attributes:
        device: id of the device that is open, "" while none is.
        overruns: how often sound was lost because somebody was too slow: PortAudio, or whoever reads the source.
        device_latency_ms: what PortAudio says of the device.
        latency_ms: from the converter to `read`, of the first sample of the last block.
        level: peak of the last block, 0..1.
        drift_ppm: by how much the device's clock is faster than the session clock.
    """

    device: str
    overruns: int
    device_latency_ms: float
    latency_ms: float
    level: float
    drift_ppm: float


class Microphone:
    """Sound of one microphone: mono, 48 kHz, blocks of 480 samples, stamped with the time at the converter.

    Args:
        device: id, name or part of the name of a device of `list_microphones()`; "" is the system's default.
    """

    def __init__(self, device: str = "") -> None:
        self.device = device
        self._interrupted = threading.Event()
        self._child: Child | None = None
        self._ring: SharedRing | None = None
        self._opened = ""
        self._known = ""  # id of the device once it was found: it is the one to come back to
        self._device_latency_ms = 0.0
        self._latency_s = 0.0
        self._level = 0.0
        self._overruns_before = 0  # of earlier openings

    def open(self) -> None:
        """Start listening. Raises DeviceError: no such device, in use, not allowed."""
        self.close()
        self._interrupted.clear()
        child = Child("microphone")
        ring = SharedRing.create(SLOTS, SLOT_BYTES, keep_all=True)
        try:
            child.start()
            child.send({"do": "open", "device": self._known or self.device, "ring": ring.name})
            ready = child.wait("ready", OPEN_LIMIT_S, self._interrupted)
        except ChildError as error:
            child.close(0.0)
            ring.close()
            raise DeviceError(error.message, error.advice) from None
        self._child, self._ring = child, ring
        self._opened = str(ready["device"]["id"])
        self._known = self._opened if self.device else ""
        self._device_latency_ms = float(ready["latency_ms"])

    def read(self) -> AudioBlock:
        """Wait for the next block. Raises DeviceError when the device has gone, EndOfSource after `interrupt`."""
        child, ring = self._child, self._ring
        if child is None or ring is None:
            raise EndOfSource
        start_s = now()
        while not self._interrupted.is_set():
            item = ring.get(READ_SLICE_S, POLL_S)
            if item is not None:
                samples = item.samples().astype(np.float32, copy=False)
                self._latency_s = now() - item.time_s
                self._level = float(np.abs(samples).max(initial=0.0))
                return AudioBlock(samples, item.width, item.time_s)
            failure = child.failure()
            if failure is not None:
                raise DeviceError(failure.message, failure.advice)
            if now() - start_s > SILENCE_LIMIT_S:
                raise DeviceError(f"the microphone {self._opened!r} gives no sound", "connect it again")
        raise EndOfSource

    def interrupt(self) -> None:
        """Make a waiting `open` fail and a waiting `read` raise EndOfSource; callable from any thread."""
        self._interrupted.set()

    def close(self) -> None:
        """Stop listening; may be called twice."""
        if self._child is not None:
            self._overruns_before = self.status().overruns
            child, self._child = self._child, None
            child.close(1.0)
        if self._ring is not None:
            self._ring.close()
            self._ring = None
        self._opened, self._level = "", 0.0

    @property
    def child_pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        return self._child.pid if self._child else None

    def status(self) -> MicrophoneStatus:
        """Return how it is doing (counters a second old at most); callable from any thread."""
        child = self._child
        counters = child.counters if child else {}
        lost = int(counters.get("overruns", 0)) + int(counters.get("lost_blocks", 0))
        return MicrophoneStatus(
            device=self._opened,
            overruns=self._overruns_before + lost,
            device_latency_ms=self._device_latency_ms,
            latency_ms=1000 * self._latency_s,
            level=self._level,
            drift_ppm=float(counters.get("drift_ppm", 0.0)),
        )
