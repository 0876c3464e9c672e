"""Child program: reads a microphone into shared memory, 10 ms mono blocks at 48 kHz with their capture times.

Commands: `open` (device, ring; answered by `ready` with the device), `quit`.
"""

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.children.control import Control, Failure
from app.children.room import Room
from app.children.sound_system import RATE_HZ, OpenStream, Watchdog, explain, hurry, load, open_stream
from app.shared_ring import SharedRing
from app.sound.device_clock import DeviceClock
from app.sound.drift import FractionalResampler

BLOCK_SAMPLES = 480
HANG_LIMIT_S = 4.0
SETTLING_S = 0.5  # what happens while a stream starts is no fault


class Microphone:
    """The program."""

    def __init__(self) -> None:
        self._counters: dict[str, Any] = {"overruns": 0, "lost_blocks": 0, "drift_ppm": 0.0}
        self._control = Control(lambda: self._counters, orphan_limit_s=0.5)

    def run(self) -> None:
        """Serve until told to quit."""
        command = self._control.command() or {}
        if command.get("do") != "open":
            self._control.exit()
        hurry()
        try:
            opened = open_stream("input", command["device"])
            ring = SharedRing.attach(command["ring"])
            self._control.send(
                "ready",
                device=opened.device.message(),
                rate_hz=opened.rate_hz,
                channels=opened.channels,
                latency_ms=1000 * opened.stream.latency,
            )
            watchdog, outlet = Watchdog(self._control, "input", opened, HANG_LIMIT_S), _Outlet(ring, self._counters)
            room = Room()
            while (wanted_s := self._listen(opened, outlet, watchdog, room)) is not None:
                opened.stream.abort()
                opened.stream.close()
                opened, room = open_stream("input", opened.device.id, wanted_s), Room(wanted_s)
        except Failure as failure:
            self._control.fail(failure)
        opened.stream.abort()
        opened.stream.close()
        self._control.exit()

    def _listen(self, opened: OpenStream, outlet: "_Outlet", watchdog: Watchdog, room: Room) -> float | None:
        """Read until told to quit, or until the device runs over again and again: returns the latency it should have.

        Raises Failure when the device has gone.
        """
        error_type = load().PortAudioError
        clock = DeviceClock(opened.rate_hz)
        outlet.begin(opened.rate_hz)
        frames, start_s = 0, time.perf_counter()
        while not self._control.quit.is_set():
            try:
                sound, lost = opened.stream.read(opened.block)
                waiting = max(0, opened.stream.read_available)
            except error_type as error:
                raise explain(error, "input", opened.device.name, gone=True) from error
            now_s = time.perf_counter()
            watchdog.feed()
            frames += len(sound)
            if lost:
                clock.restart()
            if lost and now_s - start_s > SETTLING_S:
                self._counters["overruns"] += 1
                room.fault(now_s)
            clock.observe(frames + waiting, now_s - opened.hidden_s)
            self._counters["drift_ppm"] = clock.drift_ppm
            outlet.put(sound.mean(axis=1), frames, clock)
            wanted_s = room.wanted_s(float(opened.stream.latency))
            if wanted_s is not None:
                return wanted_s
        return None


class _Outlet:
    """Makes blocks of 480 samples at 48 kHz of what the device gives, and puts them into the ring."""

    def __init__(self, ring: SharedRing, counters: dict[str, Any]) -> None:
        self._ring = ring
        self._counters = counters
        self._resampler: FractionalResampler | None = None
        self._index = 0

    def begin(self, rate_hz: int) -> None:
        """Expect sound of a device that has just been opened at this rate."""
        self._resampler = None if rate_hz == RATE_HZ else FractionalResampler(rate_hz / RATE_HZ)

    def put(self, sound: NDArray[np.float32], frames: int, clock: DeviceClock) -> None:
        """Take the sound that ends at this frame of the device."""
        resampler = self._resampler
        if resampler is None:
            self._send(sound, clock.time_of(frames - len(sound)))
            return
        resampler.push(sound)
        while resampler.producible(resampler.nominal) >= BLOCK_SAMPLES:
            time_s = clock.time_of(frames - resampler.buffered)
            self._send(resampler.pull(BLOCK_SAMPLES), time_s)

    def _send(self, block: NDArray[np.float32], time_s: float) -> None:
        if not self._ring.put(block, width=RATE_HZ, time_s=time_s, index=self._index):
            self._counters["lost_blocks"] += 1
        self._index += 1


if __name__ == "__main__":
    Microphone().run()
