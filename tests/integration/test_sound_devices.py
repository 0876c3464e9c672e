"""Sound through real device interfaces: what is said into the virtual microphone is heard at the virtual speaker."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from app.errors import DeviceError, EndOfSource
from app.media import AudioBlock
from app.sinks.audio_output import AudioOutput
from app.sound.devices import find_device, list_microphones, list_outputs
from app.sources.microphone import Microphone
from app.sources.reconnecting import ReconnectingSource
from tests.support.same_sound import babble
from tests.support.sound_server import MICROPHONE, SPEAKER, Recorded, SoundServer, sound_server

RATE_HZ = 48000
BOUND_S = 0.25  # of a loaded machine; alone it is about 60 ms
Sound = NDArray[np.float32]


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    with sound_server() as running:
        yield running


@dataclass
class Passage:
    """Microphone to output in one thread, as the voice lane does it, without a voice."""

    notices: list[str] = field(default_factory=list)
    blocks: list[AudioBlock] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.microphone = Microphone(MICROPHONE)
        self.source = ReconnectingSource(self.microphone, self.notices.append, name="the microphone")
        self.output = AudioOutput(SPEAKER, notice=self.notices.append)
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Passage":
        self.source.open()
        self.output.open()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.source.interrupt()
        self._thread.join()
        self.source.close()
        self.output.close()

    def _run(self) -> None:
        try:
            while True:
                block = self.source.read()
                self.blocks.append(block)
                self.output.write(block)
        except EndOfSource:
            return

    def heard(self, from_s: float) -> Recorded:
        """What the microphone has given since a session time, as one piece; its time is that of the stamps."""
        blocks = [block for block in list(self.blocks) if block.time_s >= from_s]
        return Recorded(np.concatenate([block.samples for block in blocks]), blocks[0].time_s)


def _compare(said: Recorded, heard: Recorded, first_s: float, last_s: float) -> tuple[float, float]:
    """Return the median delay in seconds and the median correlation of pieces of 50 ms between two session times."""
    length, reach = int(0.05 * RATE_HZ), int(0.6 * RATE_HZ)
    delays, correlations = [], []
    for time_s in np.arange(first_s, last_s - 0.8, 0.05):
        start, other = (round((time_s - piece.time_s) * RATE_HZ) for piece in (said, heard))
        other -= int(0.1 * RATE_HZ)
        piece, area = said.samples[start : start + length], heard.samples[other : other + reach]
        if start < 0 or other < 0 or len(piece) < length or len(area) < reach or piece.std() < 0.01:
            continue
        products = np.correlate(area, piece, "valid")
        energies = np.convolve(area**2, np.ones(length), "valid") * float(piece @ piece)
        scores = products / np.sqrt(energies + 1e-9)
        delays.append(int(scores.argmax()) / RATE_HZ - 0.1)
        correlations.append(float(scores.max()))
    assert len(delays) >= 10
    return float(np.median(delays)), float(np.median(correlations))


def _wait(condition: Callable[[], bool], what: str, limit_s: float = 12.0) -> None:
    deadline = time.perf_counter() + limit_s
    while not condition():
        assert time.perf_counter() < deadline, f"in vain waited for: {what}"
        time.sleep(0.02)


def test_the_devices_are_listed_by_stable_names(server: SoundServer) -> None:
    microphones, outputs = list_microphones(), list_outputs()
    microphone, output = find_device("", microphones), find_device("", outputs)
    assert (microphone.id, output.id) == ("PulseAudio: vmic", "PulseAudio: vspeaker")
    assert microphone.default and microphone.virtual and microphone.channels == 1 and microphone.rate_hz == RATE_HZ
    assert find_device(SPEAKER, outputs) is output and find_device("VirtualSpeaker", outputs) is output
    assert not [device for device in microphones if "onitor" in device.id]  # what is played is no microphone
    assert "ALSA: vmic" in [device.id for device in microphones]


def test_an_unknown_device_is_told_with_what_there_is(server: SoundServer) -> None:
    with pytest.raises(DeviceError, match="no microphone 'Wunder.*'PulseAudio: vmic'.*likeness devices"):
        Microphone("Wunderhorn").open()
    with pytest.raises(DeviceError, match="no sound output 'Wunder.*'PulseAudio: vspeaker'"):
        AudioOutput("Wunderhorn").open()


@pytest.mark.alone
def test_what_is_said_is_heard_soon_and_whole(server: SoundServer) -> None:
    said, heard = server.record(MICROPHONE), server.record()  # now: it also wakes the sink, which would sleep on
    with Passage() as passage:
        _wait(lambda: passage.output.status().state == "playing", "sound")
        playing = server.play(babble(6))
        time.sleep(2.4)
        turn_s = time.perf_counter()
        early = passage.output.status()
        passage.output.set_delay_s(0.2)
        time.sleep(3.3)
        status, microphone = passage.output.status(), passage.microphone.status()
        playing.stop()
        in_, out = said.stop(), heard.stop()
        blocks, given = list(passage.blocks), passage.heard(turn_s - 2.2)
    delay_s, correlation = _compare(in_, out, turn_s - 2.0, turn_s)
    assert correlation >= 0.95
    assert 0.0 < delay_s < BOUND_S
    assert early.latency_p50_ms == pytest.approx(1000 * delay_s, abs=40)
    late_s, correlation = _compare(in_, out, turn_s + 1.8, turn_s + 3.7)
    assert correlation >= 0.95
    assert late_s == pytest.approx(0.2, abs=0.04)
    assert status.latency_p95_ms == pytest.approx(200, abs=60)
    shift_s, correlation = _compare(in_, given, turn_s - 2.0, turn_s)
    assert correlation >= 0.95
    assert abs(shift_s) < 0.05  # the stamps are true
    steps_s = np.diff([block.time_s for block in blocks])
    assert np.median(np.abs(steps_s - 0.01)) < 1e-4 and {len(block.samples) for block in blocks} == {480}
    assert microphone.device == "PulseAudio: vmic" and 0.001 < microphone.level <= 1 and microphone.latency_ms < 250
    assert abs(status.ratio - 1) <= 0.003 and status.device == "PulseAudio: vspeaker"


@pytest.mark.alone
def test_devices_that_vanish_come_back_without_a_burst(server: SoundServer) -> None:
    waking = server.record()
    with Passage() as passage:
        _wait(lambda: passage.output.status().state == "playing", "sound")
        playing = server.play(babble(30))
        time.sleep(0.3)
        server.stop()
        waking.stop()
        _wait(lambda: len(passage.notices) == 2, "two notices")
        assert all(notice.endswith("trying again") and "has gone" in notice for notice in passage.notices)
        playing.stop()
        assert passage.output.status().state == "away, trying again"
        server.start()
        heard = server.record()
        _wait(lambda: {"the microphone is back", "the sound output is back"} <= set(passage.notices), "both")
        _wait(lambda: passage.output.status().state == "playing", "sound")
        time.sleep(0.5)
        assert np.abs(heard.stop().samples).max() < 1e-3  # nobody speaks any more: nothing stale is played
        said, heard = server.record(MICROPHONE), server.record()
        start_s = time.perf_counter()
        playing = server.play(babble(4))
        time.sleep(2.0)
        delay_s, correlation = _compare(said.stop(), heard.stop(), start_s + 0.3, start_s + 2.2)
        playing.stop()
        assert correlation >= 0.95 and delay_s < BOUND_S
        assert passage.output.status().reconnects == 1


def test_an_output_is_not_moved_to_another_by_the_server(server: SoundServer) -> None:
    """Else the voice would come out of a loudspeaker when a virtual cable is removed."""
    notices: list[str] = []
    output = AudioOutput(SPEAKER, notice=notices.append)
    output.open()
    try:
        server.unload(SPEAKER)
        _wait(lambda: bool(notices), "a notice")
        server.reload(SPEAKER)
        _wait(lambda: len(notices) == 2, "the return")
    finally:
        output.close()
    assert notices == ["the sound output 'VirtualSpeaker' has gone; trying again", "the sound output is back"]
