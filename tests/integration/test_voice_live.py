"""The voice live, as a user runs it: virtual microphone -> program -> virtual speaker; and lip sync of recordings."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.live import picture_lane
from app.media import VideoFrame, now
from app.session import Session
from app.settings import Settings
from app.sinks.memory import MemorySink
from app.sound.resample import to_16k
from app.voice.library import find_voice
from models.voice_engines import create_speaker_encoder, similarity
from tests.support.clap_film import clap_film, offsets_s
from tests.support.ffprobe import streams
from tests.support.likeness import ROOT, Done, command, likeness
from tests.support.sound_server import MICROPHONE, RATE_HZ, SPEAKER, SoundServer, sound_server
from tests.support.speech import demo_speech

QUIET = ("live", "--headless", "--camera", "synthetic", "--virtual-camera", "none", "--size", "256x256", "--json")
PIECE = 6000  # samples, 1/8 s: in so short a time the correction of the clocks moves nothing
SOUND = ("--microphone", MICROPHONE, "--audio-output", SPEAKER)


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    with sound_server() as server:
        yield server


def _until(condition: Callable[[], object], limit_s: float = 30.0) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def _heard(server: SoundServer, *options: str, seconds: float = 7.0) -> tuple[Done, NDArray[np.float32]]:
    """Speak into the microphone while the program runs; return its report and what came out of the speaker."""
    speech = np.tile(demo_speech(), 3)
    recording, playing = server.record(), server.play(speech)
    try:
        done = likeness(*QUIET, *SOUND, "--duration", seconds, *options)
    finally:
        playing.stop()
        recorded = recording.stop()
    return done, recorded.samples


def _db(samples: NDArray[np.float32]) -> float:
    return 10 * float(np.log10(np.mean(np.square(samples)) + 1e-12))


def _loud_part(samples: NDArray[np.float32], seconds: float) -> NDArray[np.float32]:
    """The end of it in which sound came out."""
    last = int(np.flatnonzero(np.abs(samples) > 1e-3)[-1])
    return samples[max(0, last - round(seconds * RATE_HZ)) : last]


def _best_match(heard: NDArray[np.float32], spoken: NDArray[np.float32]) -> float:
    """How well the waveform fits to what was spoken, piece by piece, the median; near 1: the raw voice."""
    count = 1 << int(np.ceil(np.log2(len(spoken) + PIECE)))
    spectrum = np.fft.rfft(spoken, count)
    energy = np.cumsum(np.concatenate([[0.0], np.square(spoken, dtype=np.float64)]))
    power = energy[PIECE:] - energy[:-PIECE]
    pieces = heard[: len(heard) // PIECE * PIECE].reshape(-1, PIECE)
    found = []
    for piece in pieces[np.abs(pieces).max(axis=1) > 0.05]:
        product = np.fft.irfft(spectrum * np.conj(np.fft.rfft(piece, count)), count)[: len(power)]
        norm = np.sqrt(np.maximum(power, 1e-3) * float(np.square(piece, dtype=np.float64).sum()))
        found.append(float(np.max(np.abs(product) / norm)))
    return float(np.median(found))


@pytest.mark.alone
def test_speech_into_the_microphone_comes_out_of_the_speaker_as_the_voice(server: SoundServer) -> None:
    done, sound = _heard(server, "--voice", "walter")
    assert done.status == 0, done.err
    heard = _loud_part(sound, 5.0)
    spoken = np.tile(demo_speech(), 2)
    assert abs(_db(heard) - _db(demo_speech())) < 6.0
    assert _best_match(heard, spoken) < 0.75  # not the raw voice ...
    encoder, target = create_speaker_encoder(), find_voice("walter").print.embedding
    before, after = (similarity(encoder.embed(to_16k(part)), target) for part in (demo_speech(), heard))
    assert after > before + 0.03  # ... but nearer to the chosen one
    report = done.json
    assert report["voice"] == "Walter" and report["voice_state"] == "running"
    assert 40.0 < report["voice_latency_ms"]["total"] < 400.0
    assert report["overruns"] == 0


@pytest.mark.alone
def test_the_own_voice_passes_through_unchanged_when_asked_for(server: SoundServer) -> None:
    done, sound = _heard(server, "--voice", "original", seconds=6.0)
    assert done.status == 0, done.err
    assert _best_match(_loud_part(sound, 4.0), np.tile(demo_speech(), 2)) > 0.85


def test_a_device_that_is_not_there_is_told_and_the_picture_goes_on(server: SoundServer) -> None:
    del server
    done = likeness(*QUIET, "--microphone", "no such thing", "--audio-output", "nor this", "--duration", 3)
    assert done.status == 1
    assert "no such thing" in done.err and "nor this" in done.err
    assert MICROPHONE in done.err and SPEAKER in done.err  # what there is instead
    assert done.json["frames_out"] > 30 and done.json["voice_state"] == "waiting"


def test_a_microphone_that_goes_and_returns_needs_no_restart(server: SoundServer, tmp_path: Path) -> None:
    session = Session(Settings(camera="synthetic", width=256, height=256, microphone=MICROPHONE))
    playing = server.play(np.tile(demo_speech(), 5))
    session.start()
    try:
        _until(lambda: session.status().voice.output_peak_db > -40.0)
        session.start_recording(tmp_path / "talk.mp4")
        _until(lambda: session.status().recorded_s > 1.0)
        server.unload(MICROPHONE)
        _until(lambda: session.status().voice.state == "waiting")
        time.sleep(0.5)
        server.reload(MICROPHONE)
        _until(lambda: session.status().voice.state == "running")
        _until(lambda: session.status().voice.output_peak_db > -40.0)
        time.sleep(0.5)
        session.stop_recording()
        _until(lambda: session.status().recording is None)
        notices = session.status().notices
        assert session.status().state == "running"
    finally:
        playing.stop()
        assert session.stop() == []
    assert any("trying again" in notice for notice in notices) and "the microphone is back" in notices
    made = streams(tmp_path / "talk.mp4")
    assert abs(made["video"].duration_s - made["audio"].duration_s) < 0.5


@pytest.mark.alone
def test_picture_and_voice_leave_in_step(server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The faster picture waits at the virtual camera for the voice."""
    ages_s: list[float] = []

    class Camera(MemorySink[VideoFrame]):
        state, size = "on", (256, 256)

        def __init__(self, *_: object) -> None:
            super().__init__("virtual camera")

        def write(self, item: VideoFrame) -> None:
            ages_s.append(now() - item.time_s)

    monkeypatch.setattr(picture_lane, "VirtualCamera", Camera)
    settings = Settings(camera="synthetic", width=256, height=256, microphone=MICROPHONE, audio_output=SPEAKER)
    session = Session(replace(settings, virtual_camera="auto"))
    playing = server.play(np.tile(demo_speech(), 5))
    session.start()
    try:
        _until(lambda: session.status().voice.latency_ms.get("total", 0.0) > 0.0)
        before_s = float(np.median(ages_s[-10:]))
        time.sleep(5.0)
        voice = session.status().voice
        after_s = float(np.median(ages_s[-30:]))
    finally:
        playing.stop()
        assert session.stop() == []
    assert before_s < after_s
    assert abs(voice.latency_ms["total"] / 1000 - after_s) < 0.040
    assert abs(voice.av_offset_ms) < 40.0


@pytest.fixture(scope="module")
def clap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clap_film(tmp_path_factory.mktemp("clap") / "clap.mp4", seconds=6.0)


def _is_in_step(film: Path, clap: Path, least: int) -> None:
    found_s, own_s = offsets_s(film), float(np.median(offsets_s(clap)))
    assert len(found_s) >= least, found_s
    assert np.abs(np.median(found_s) - own_s) < 0.040
    assert np.percentile(np.abs(found_s - own_s), 75) < 0.045  # a busy machine may drop the very frame


@pytest.mark.alone
def test_lips_and_voice_are_in_step_in_a_live_recording(clap: Path, tmp_path: Path) -> None:
    film = tmp_path / "live.mp4"
    done = likeness(
        *("live", "--headless", "--camera", clap, "--virtual-camera", "none", "--size", "256x256"),
        *("--duration", 6, "--record", film, "--json"),
    )
    assert done.status == 0, done.err
    assert done.json["voice_state"] == "running"
    _is_in_step(film, clap, least=3)


def test_lips_and_voice_are_in_step_in_a_rendered_film(clap: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    done = likeness("render", clap, "-o", film, "--size", "256x256", "--voice", "clara", "--json", brief_fit=True)
    assert done.status == 0, done.err
    _is_in_step(film, clap, least=5)


def test_an_interrupted_recording_plays_with_its_sound(server: SoundServer, tmp_path: Path) -> None:
    film = tmp_path / "talk.mp4"
    playing = server.play(np.tile(demo_speech(), 3))
    process = subprocess.Popen(
        command(*QUIET, *SOUND, "--record", film), cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ.copy()
    )
    try:
        _until(lambda: film.exists() and film.stat().st_size > 60_000, 60.0)
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    finally:
        process.kill()
        process.wait()
        playing.stop()
    made = streams(film)
    assert made["audio"].codec == "aac" and made["audio"].duration_s > 0.5
    assert abs(made["video"].duration_s - made["audio"].duration_s) < 0.5
