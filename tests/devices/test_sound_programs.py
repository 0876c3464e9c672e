"""Other programs speak into what we listen to and record what we play: PulseAudio, and the loop of the ALSA driver."""

import os
import shutil
import subprocess
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from app.errors import EndOfSource
from app.media import AudioBlock, now
from app.sinks.audio_output import AudioOutput
from app.sound.devices import list_outputs
from app.sources.microphone import Microphone
from tests.devices.conftest import Found
from tests.support.foreign_readers import version_of
from tests.support.same_sound import RATE_HZ, Sound, babble, compare
from tests.support.sound_server import MICROPHONE, MONITOR, SPEAKER, Recorded, Recording, sound_server

LOOPBACK = "Loopback"
CARDS = Path("/proc/asound/cards")
needs_loopback = pytest.mark.skipif(
    not CARDS.exists() or LOOPBACK not in CARDS.read_text(), reason="there is no ALSA loopback card (snd-aloop)"
)
needs_speed = pytest.mark.skipif("VM" in os.environ, reason="needs a real processor; it runs on the host")
LENGTH_S = 8.0
LIMIT_S = 60.0
OPENINGS = 20


@contextmanager
def passage(microphone: str, output: str) -> Iterator[tuple[Microphone, AudioOutput]]:
    """Hand on what one device hears to another, as the voice lane does without a voice."""
    source, sink = Microphone(microphone), AudioOutput(output)
    source.open()
    sink.open()

    def run() -> None:
        try:
            while True:
                sink.write(source.read())
        except EndOfSource:
            return

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield source, sink
    finally:
        source.interrupt()
        thread.join()
        source.close()
        sink.close()


def wait_until(fulfilled: Callable[[], bool], complaint: str) -> None:
    """Wait for something another process does; fail if it does not."""
    deadline_s = time.monotonic() + LIMIT_S
    while not fulfilled():
        assert time.monotonic() < deadline_s, complaint
        time.sleep(0.05)


@needs_speed
def test_programs_of_the_sound_server_speak_to_us_and_hear_us(found: Found) -> None:
    """Two programs record our output at once, one of them since before we opened it."""
    with sound_server() as server:
        said, early = server.record(MICROPHONE), server.record(MONITOR)
        with passage(MICROPHONE, SPEAKER) as (_, sink):
            wait_until(lambda: sink.status().state == "playing", "nothing was played")
            late = server.record(MONITOR)
            server.play(babble(LENGTH_S)).wait()
            time.sleep(1.0)
            status = sink.status()
        recorded = [recording.stop() for recording in (said, early, late)]
    first, second = (compare(recorded[0].samples, other.samples) for other in recorded[1:])
    delay_ms = 1e3 * (first.shift_s + recorded[1].time_s - recorded[0].time_s)
    found(
        peer=f"parec, {version_of('pulseaudio')}",
        correlation=first.correlation,
        second_reader_correlation=second.correlation,
    )
    found(delay_ms=delay_ms, own_delay_p50_ms=status.latency_p50_ms, wander_ms=first.wander_ms)
    assert min(first.correlation, second.correlation) >= 0.95
    assert 0.0 < delay_ms < 250.0 and status.latency_p50_ms == pytest.approx(delay_ms, abs=40)


@needs_speed
def test_our_output_opens_and_closes_twenty_times_before_the_ears_of_one_program(found: Found) -> None:
    tone = (0.3 * np.sin(2 * np.pi * 440 * np.arange(RATE_HZ // 4) / RATE_HZ)).astype(np.float32)
    with sound_server() as server:
        recording = server.record(MONITOR)
        wait_until(lambda: recording.seconds() > 0.1, "no sound was recorded")
        for _ in range(OPENINGS):
            _play_once(tone)
        heard = recording.stop().samples
    loud = np.abs(heard[: len(heard) // 480 * 480].reshape(-1, 480)).max(1) > 0.1
    times = int((np.diff(loud.astype(int)) == 1).sum())
    found(
        peer=f"parec, {version_of('pulseaudio')}", openings=OPENINGS, heard=times, longest_tone_ms=10.0 * _longest(loud)
    )
    assert times == OPENINGS and _longest(loud) <= 30


def _play_once(sound: Sound) -> None:
    sink = AudioOutput(SPEAKER)
    sink.open()
    start_s = now()
    for first in range(0, len(sound), 480):
        sink.write(AudioBlock(sound[first : first + 480], RATE_HZ, start_s + first / RATE_HZ))
        time.sleep(max(0.0, start_s + first / RATE_HZ - now()))
    time.sleep(0.3)
    sink.close()


def _longest(loud: np.ndarray) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(int), [0]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))


@needs_loopback
def test_what_a_program_of_alsa_plays_is_heard_by_us(tmp_path: Path, found: Found) -> None:
    """`aplay` speaks into one end of the loop of the driver, we listen at the other one."""
    said, heard = babble(LENGTH_S), list[AudioBlock]()
    source = Microphone(_card())
    source.open()
    thread = threading.Thread(target=_gather, args=(source, heard))
    thread.start()
    try:
        file = str(_as_file(said, tmp_path))
        subprocess.run(["aplay", "-q", "-D", "plughw:0,1", file], check=True, timeout=LIMIT_S)
        time.sleep(1.0)
        lost = source.status().overruns
    finally:
        source.interrupt()
        thread.join()
        source.close()
    same = compare(said, np.concatenate([block.samples for block in heard]))
    found(peer=f"aplay, {version_of('arecord')}", correlation=same.correlation, pieces=same.pieces)
    found(wander_ms=same.wander_ms, overruns=lost)
    assert same.correlation >= 0.95 and same.pieces > 0.8 * LENGTH_S / 0.05


@needs_loopback
def test_a_program_of_alsa_hears_what_we_play(found: Found) -> None:
    """We play into one end of the loop of the driver, `arecord` listens at the other one."""
    said, sink = babble(LENGTH_S), AudioOutput(_card())
    sink.open()
    form = ["-t", "raw", "-f", "FLOAT_LE", "-r", str(RATE_HZ), "-c", "1"]
    recording = Recording(["arecord", "-q", "-D", "plughw:0,1", *form], {})
    try:
        start_s = now()
        for first in range(0, len(said), 480):
            sink.write(AudioBlock(said[first : first + 480], RATE_HZ, start_s + first / RATE_HZ))
            time.sleep(max(0.0, start_s + first / RATE_HZ - now()))
        time.sleep(1.0)
        status = sink.status()
    finally:
        heard: Recorded = recording.stop()
        sink.close()
    same = compare(said, heard.samples)
    found(peer=version_of("arecord"), correlation=same.correlation, pieces=same.pieces, wander_ms=same.wander_ms)
    found(own_delay_p50_ms=status.latency_p50_ms, underruns=status.underruns, dropped_ms=status.dropped_ms)
    assert same.correlation >= 0.95 and same.pieces > 0.8 * LENGTH_S / 0.05


def _card() -> str:
    if not shutil.which("arecord"):
        pytest.skip("arecord is not installed (package alsa-utils)")
    return next(device.id for device in list_outputs() if LOOPBACK in device.id and "(hw:0,0)" in device.id)


def _gather(source: Microphone, heard: list[AudioBlock]) -> None:
    try:
        while True:
            heard.append(source.read())
    except EndOfSource:
        return


def _as_file(sound: Sound, folder: Path) -> Path:
    path = folder / "said.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((32767 * np.clip(sound, -1, 1)).astype("<i2").tobytes())
    return path
