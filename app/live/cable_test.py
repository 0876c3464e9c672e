"""The virtual cable's self-test: play short sweeps into it and hear them at its other end, as a call program would."""

import sys
import threading
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.errors import DeviceError
from app.media import AudioBlock, now
from app.sinks.audio_output import AudioOutput
from app.sound import cable
from app.sound.cable_guide import find_cable
from app.sound.devices import list_sound_devices
from app.sources.microphone import Microphone

__all__ = ["CableTest", "Heard", "make_sweeps", "match", "run_cable_test"]

RATE_HZ = 48000
BLOCK = 480
SWEEP_S = 0.04
APART_S = 0.3
SETTLING_S = 2.0  # an output begins with a reserve that shrinks while all is calm
LONGEST_S = 1.0  # below the 1.2 s after which the same sweep comes again
CLEAR = 0.6  # normalised correlation of a sweep that was heard; noise stays below 0.2
# low and high, up and down: neighbours cannot be mistaken for each other
_BANDS_HZ = ((400.0, 1600.0), (1600.0, 400.0), (1800.0, 4000.0), (4000.0, 1800.0))
Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Heard:
    """A sweep that came back: how long after it was handed over in ms, and how like the sent one it was, 0..1."""

    delay_ms: float
    likeness: float


@dataclass(slots=True)
class CableTest:
    """What came back.

    Attributes:
        output, microphone: the two ends.
        sent, heard: sweeps after the first two seconds.
        delay_ms_p50, delay_ms_p95: from handing a block over to having read it at the other end, both ways through
            the sound system included.
        likeness: median of the normalised correlations, 1 is perfect.
        faults: what was wrong, in words.
    """

    output: str = ""
    microphone: str = ""
    sent: int = 0
    heard: int = 0
    delay_ms_p50: float = 0.0
    delay_ms_p95: float = 0.0
    likeness: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults

    @property
    def words(self) -> str:
        """The result in a sentence."""
        if not self.heard:
            return f"Nothing of {self.sent} sounds came back from {self.microphone}"
        came = f"{self.heard} of {self.sent} sounds came back"
        figures = f"{came}, {self.delay_ms_p50:.0f} ms after they were sent (95 %: {self.delay_ms_p95:.0f} ms)"
        return figures if self.good else f"{'; '.join(self.faults)} ({figures})"

    def as_row(self) -> dict[str, Any]:
        """Return the figures for JSON."""
        return {name: getattr(self, name) for name in self.__slots__} | {"good": self.good}


def run_cable_test(length_s: float = 8.0) -> CableTest:
    """Play and listen for so many seconds. Blocks; nobody else hears it.

    While the cable is in use, or there is none, a second one is made for the test and removed afterwards.

    Raises:
        DeviceError: there is no cable and none can be made, or a device does not open.
    """
    if sys.platform in ("win32", "darwin"):
        return _measure(*_foreign_ends(), length_s)
    cable.tidy()
    found = cable.look()
    quiet = found.state == "ready" and not found.listeners and not found.players
    names = cable.CABLE if quiet else cable.PROBE
    cable.create(names)
    try:
        return _measure(f"PulseAudio: {names.sink}", f"PulseAudio: {names.source}", length_s)
    finally:
        if names is cable.PROBE:
            cable.remove(names, force=True)


def _foreign_ends() -> tuple[str, str]:
    microphones, outputs = list_sound_devices()
    found = find_cable(outputs)
    if found.device is None:
        raise DeviceError(found.text.rstrip("."), found.next_step)
    ends = [device for device in microphones if found.microphone in device.name]
    if not ends:
        raise DeviceError(f"the other end of {found.device.name} is missing", f"install it again: {found.microphone}")
    return found.device.id, ends[0].id


def make_sweeps() -> list[Samples]:
    """Return the sweeps, (1920,) float32 each, peak 0.5, with soft ends."""
    time_s = np.arange(round(SWEEP_S * RATE_HZ)) / RATE_HZ
    window = 0.5 * np.hanning(len(time_s))
    return [
        np.asarray(window * np.sin(2 * np.pi * (low * time_s + (high - low) / (2 * SWEEP_S) * time_s**2)), np.float32)
        for low, high in _BANDS_HZ
    ]


class _Player:
    """Plays sweeps, and silence between them, in real time on a thread of its own.

    Attributes:
        sent: (session time in s, which sweep) of each one's first block.
    """

    def __init__(self, output: AudioOutput) -> None:
        self.sent: list[tuple[float, int]] = []
        self._output = output
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._play, name="cable-test", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it."""
        self._ended.set()
        self._thread.join()

    def _play(self) -> None:
        sweeps, period = make_sweeps(), round(APART_S * RATE_HZ / BLOCK)
        start_s, number = now(), 0
        while not self._ended.is_set():
            turn, place = divmod(number, period)
            kind = turn % len(sweeps)
            samples = sweeps[kind][place * BLOCK : (place + 1) * BLOCK]
            if len(samples) < BLOCK:
                samples = np.zeros(BLOCK, np.float32)
            due_s = start_s + number * BLOCK / RATE_HZ
            if place == 0:
                self.sent.append((now(), kind))
            self._output.write(AudioBlock(samples, RATE_HZ, due_s))
            number += 1
            self._ended.wait(max(0.0, due_s + BLOCK / RATE_HZ - now()))


def _measure(output_id: str, microphone_id: str, length_s: float) -> CableTest:
    output, microphone = AudioOutput(output_id), Microphone(microphone_id)
    blocks: list[Samples] = []
    arrivals_s: list[float] = []
    output.open()
    try:
        microphone.open()
        player = _Player(output)
        try:
            end_s = now() + length_s
            while now() < end_s:
                blocks.append(microphone.read().samples)
                arrivals_s.append(now())
        finally:
            player.stop()
            microphone.close()
    finally:
        output.close()
    begin_s = player.sent[0][0] + SETTLING_S
    # what was sent at the very end cannot be back yet
    counted = [item for item in player.sent if begin_s <= item[0] <= arrivals_s[-1] - LONGEST_S]
    found = match(blocks, arrivals_s, counted)
    result = CableTest(output_id, microphone_id, len(counted), len(found))
    if found:
        delays_ms = [item.delay_ms for item in found]
        result.delay_ms_p50, result.delay_ms_p95 = (float(x) for x in np.percentile(delays_ms, (50, 95)))
        result.likeness = float(np.median([item.likeness for item in found]))
    if len(found) < len(counted):
        result.faults.append(f"{len(counted) - len(found)} of {len(counted)} sounds were lost or garbled")
    return result


def match(blocks: list[Samples], arrivals_s: list[float], sent: list[tuple[float, int]]) -> list[Heard]:
    """Find each sweep in what was heard.

    Args:
        blocks: (n,) float32 each, in order, without gaps.
        arrivals_s: when each block had been read.
        sent: when the first block of a sweep was handed over, and which sweep it was.

    Returns:
        Those that came back clearly, within a second.
    """
    sound = np.concatenate([np.zeros(0, np.float32), *blocks])
    ends = np.cumsum([len(block) for block in blocks])
    times_s = np.asarray(arrivals_s)
    found = []
    likenesses = [_compare(sound, sweep) for sweep in make_sweeps()]
    for time_s, kind in sent:
        inside = np.flatnonzero((times_s >= time_s) & (times_s <= time_s + LONGEST_S))
        if not len(inside):
            continue
        first, last = int(ends[inside[0]] - len(blocks[inside[0]])), int(ends[inside[-1]])
        part = likenesses[kind][first:last]
        if not len(part) or part.max() < CLEAR:
            continue
        at = first + int(np.argmax(part))
        arrival_s = times_s[int(np.searchsorted(ends, at, side="right"))]
        found.append(Heard(1000.0 * float(arrival_s - time_s), float(part.max())))
    return found


def _compare(sound: Samples, sweep: Samples) -> NDArray[np.float64]:
    """Return for each place the normalised correlation of what begins there with the sweep, 0..1."""
    count = len(sound) - len(sweep) + 1
    if count <= 0:
        return np.zeros(0)
    size = len(sound) + len(sweep)
    product = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(sweep, size)), size)[:count]
    power = np.cumsum(np.concatenate([[0.0], sound.astype(np.float64) ** 2]))
    energy = power[len(sweep) :] - power[: -len(sweep)]
    # below this energy there is only silence: its likeness to anything is chance
    scale = np.sqrt(np.maximum(energy, 1e-3)) * np.linalg.norm(sweep)
    return np.asarray(np.abs(product) / scale)
