"""Child program: plays sound from shared memory on an output device, each sample when it is due.

Commands: `open` (device, ring, delay_s; answered by `ready` with the device), `delay` (delay_s), `quit`.
"""

import math
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.children.control import Control, Failure
from app.children.room import Room
from app.children.sound_system import RATE_HZ, OpenStream, Watchdog, explain, hurry, load, open_stream
from app.shared_ring import SharedRing
from app.sound.device_clock import DeviceClock
from app.sound.jitter import JitterBuffer

HANG_LIMIT_S = 4.0
SETTLING_S = 0.5  # what happens while a stream starts is no fault
POLL_S = 0.001
ROOM_SLICE_S = 0.1
STANDSTILL_S = 2.0  # then a write that waits finds out what is wrong
STALL_S = 0.1  # longer between two blocks: the device has stood still, its clock is not what it was
TELL_EVERY_S = 0.25
FADE_S = 0.005


class Speaker:
    """The program."""

    def __init__(self) -> None:
        self._counters: dict[str, Any] = {}
        self._control = Control(lambda: self._counters, orphan_limit_s=0.5)
        self._delay_s: float | None = None
        self._device_underruns = 0
        self._told_s = 0.0

    def run(self) -> None:
        """Serve until told to quit."""
        command = self._control.command() or {}
        if command.get("do") != "open":
            self._control.exit()
        hurry()
        try:
            opened = open_stream("output", command["device"])
            ring = SharedRing.attach(command["ring"])
            self._delay_s = command["delay_s"]
            card = _Card(opened)
            self._control.send(
                "ready",
                device=opened.device.message(),
                rate_hz=opened.rate_hz,
                channels=opened.channels,
                latency_ms=1000 * card.latency_s,
            )
            self._play(card, ring)
        except Failure as failure:
            self._control.fail(failure)
        self._control.exit()

    def _play(self, card: "_Card", ring: SharedRing) -> None:
        """Play until told to quit. Raises Failure when the device has gone."""
        watchdog = Watchdog(self._control, "output", card.opened, HANG_LIMIT_S)
        buffer, rate_hz = JitterBuffer(RATE_HZ, card.rate_hz), RATE_HZ
        while not self._control.quit.is_set():
            room = card.wait_for_room()
            self._obey()
            # as late as possible, so that what has just come can still be played
            while (item := ring.get()) is not None:
                if item.width != rate_hz:
                    rate_hz = item.width
                    buffer = JitterBuffer(rate_hz, card.rate_hz)
                buffer.push(item.samples(), item.time_s)
            if not room:  # some devices stand still for seconds when they begin
                continue
            buffer.delay_s = self._delay_s
            card.write(buffer.pull(card.block, card.next_s()))
            watchdog.feed()
            self._tell(buffer, card)
            card = card.roomier()
        last = buffer.pull(card.block, card.next_s())
        fade = min(round(FADE_S * card.rate_hz), len(last))
        last *= np.concatenate([np.linspace(1, 0, fade), np.zeros(len(last) - fade)])
        card.write(last)
        time.sleep(min(card.latency_s, 0.2))
        card.close()

    def _obey(self) -> None:
        while self._control.pending:
            command = self._control.command(0.0) or {}
            if command.get("do") == "delay":
                self._delay_s = command["delay_s"]

    def _tell(self, buffer: JitterBuffer, card: "_Card") -> None:
        """Gather the counters on this thread; the heartbeat only sends them."""
        now_s = time.perf_counter()
        if now_s - self._told_s < TELL_EVERY_S:
            return
        self._told_s = now_s
        median_ms, high_ms, highest_ms = buffer.percentiles_ms()
        self._counters = {
            "playing": buffer.playing,
            "underruns": buffer.underruns,
            "device_underruns": card.underruns,
            "interruptions": buffer.interruptions,
            "dropped_ms": 1000 * buffer.dropped_s,
            "fill_ms": 1000 * buffer.fill_s,
            "slack_ms": 1000 * buffer.slack_s,
            "margin_ms": 1000 * buffer.margin_s,
            "block_ms": 1000 * buffer.block_s,
            "ratio": buffer.ratio,
            "device_latency_ms": 1000 * card.latency_s,
            "latency_p50_ms": median_ms,
            "latency_p95_ms": high_ms,
            "latency_p99_ms": highest_ms,
        }


class _Card:
    """The output stream and its clock."""

    def __init__(self, opened: OpenStream, asked_s: float = 0.0) -> None:
        self.name = opened.device.name
        self.rate_hz = opened.rate_hz
        self.block = opened.block
        self.underruns = 0
        self.opened = opened
        self._room = Room(asked_s)
        self._error_type: type[Exception] = load().PortAudioError
        self._clock = DeviceClock(opened.rate_hz)
        self._written = 0
        self._start_s = self._last_s = time.perf_counter()
        self._capacity = max(0, int(opened.stream.write_available))
        if self._capacity < self.block:  # it does not say: take PortAudio's word for the whole way
            self._capacity = 0

    @property
    def latency_s(self) -> float:
        """From writing to hearing, when the card's buffer is full."""
        if not self._capacity:
            return float(self.opened.stream.latency)
        return float(self._capacity / self.rate_hz + self.opened.hidden_s)

    def next_s(self) -> float:
        """Session time at which the next sample to be written will be heard."""
        time_s = self._clock.time_of(self._written)
        return time.perf_counter() + self.latency_s if math.isnan(time_s) else time_s

    def wait_for_room(self) -> bool:
        """Wait a little until a block can be written at once; True: write now. Raises Failure."""
        deadline = time.perf_counter() + ROOM_SLICE_S
        while self._capacity and self._free() < self.block:
            now_s = time.perf_counter()
            if now_s > deadline:
                return now_s - self._last_s > STANDSTILL_S
            time.sleep(POLL_S)
        if time.perf_counter() - self._last_s > STALL_S:
            self._clock.restart()
        return True

    def write(self, sound: NDArray[np.float32]) -> None:
        """Write (n,) samples to all channels. Raises Failure."""
        frames = np.repeat(sound.astype(np.float32, copy=False)[:, None], self.opened.channels, axis=1)
        try:
            starved = self.opened.stream.write(np.clip(frames, -1, 1))
        except self._error_type as error:
            raise explain(error, "output", self.name, gone=True) from error
        now_s = time.perf_counter()
        self._written += len(sound)
        if starved and now_s - self._start_s > SETTLING_S:
            self.underruns += 1
            self._room.fault(now_s)
        if starved:
            self._clock.restart()
        self._last_s = now_s
        if self._capacity:
            queued = max(0, self._capacity - self._free())
            self._clock.observe(self._written - queued, now_s + self.opened.hidden_s)
        else:
            self._clock.observe(self._written, now_s + self.latency_s)

    def roomier(self) -> "_Card":
        """Return this, or the device with a longer buffer if it runs dry: a gap now for none later. Raises Failure."""
        wanted_s = self._room.wanted_s(float(self.opened.stream.latency))
        if wanted_s is None:
            return self
        self.close()
        card = _Card(open_stream("output", self.opened.device.id, wanted_s), wanted_s)
        card.underruns = self.underruns
        return card

    def close(self) -> None:
        """Stop at once and let go."""
        self.opened.stream.abort()
        self.opened.stream.close()

    def _free(self) -> int:
        try:
            return max(0, int(self.opened.stream.write_available))
        except self._error_type as error:
            raise explain(error, "output", self.name, gone=True) from error


if __name__ == "__main__":
    Speaker().run()
