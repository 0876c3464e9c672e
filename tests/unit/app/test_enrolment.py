"""A take is recorded whole and says at any time how it goes; files give their first minutes and no more."""

import itertools
import threading
import time
import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.enrolment import TakeStatus, VoiceTake, speech_of_file
from app.errors import DeviceError, EndOfSource, MediaError
from app.media import AudioBlock
from app.paths import demo_film
from app.sound.resample import to_48k
from tests.support.films import ffmpeg, needs_ffmpeg
from tests.support.spoken import needs_flite, spoken

HZ = 48_000


class _Played:
    """A microphone into which sound is played as fast as it is read; then it waits, as a real one never ends."""

    def __init__(self, sound: NDArray[np.float32], error: Exception | None = None) -> None:
        self._blocks = iter([sound[n : n + 480] for n in range(0, len(sound), 480)])
        self._error = error
        self._interrupted = threading.Event()
        self.is_open = False

    def open(self) -> None:
        self.is_open = True

    def read(self) -> AudioBlock:
        block = next(self._blocks, None)
        if block is None:
            if self._error is not None:
                raise self._error
            self._interrupted.wait(10.0)
            raise EndOfSource
        return AudioBlock(block, HZ, 0.0)

    def close(self) -> None:
        self.is_open = False

    def interrupt(self) -> None:
        self._interrupted.set()


def _after(take: VoiceTake, seconds: float) -> TakeStatus:
    deadline = time.monotonic() + 10.0
    while time.monotonic() < deadline:
        status = take.status()
        if status.seconds >= seconds or status.state in ("done", "failed"):
            return status
        time.sleep(0.01)
    raise AssertionError(f"only {take.status()}")


def _taken(sound: NDArray[np.float32]) -> TakeStatus:
    """Return the status while a recording of all this sound is running."""
    take = VoiceTake("", source=_Played(sound))
    take.start()
    try:
        return _after(take, len(sound) / HZ)
    finally:
        take.stop()


def _noise(seconds: float, level: float, seed: int = 0) -> NDArray[np.float32]:
    return (level * np.random.default_rng(seed).normal(size=round(seconds * HZ))).astype(np.float32)


def test_nothing_is_lost_between_microphone_and_samples() -> None:
    sound = 0.3 * np.sin(2 * np.pi * 500 * np.arange(3 * HZ) / HZ).astype(np.float32)
    source = _Played(sound)
    take = VoiceTake("", source=source)
    assert (take.status().state, take.status().seconds) == ("idle", 0.0)
    assert len(take.samples()) == 0
    take.stop()  # before it was started: nothing happens
    take.start()
    status = _after(take, 3.0)
    assert (status.state, status.seconds, status.error) == ("recording", 3.0, "")
    assert status.level_db == pytest.approx(20 * np.log10(0.3 / np.sqrt(2)), abs=0.1)
    assert status.peak_db == pytest.approx(20 * np.log10(0.3), abs=0.1)
    take.stop()
    take.stop()
    assert take.status().state == "done"
    assert not source.is_open
    samples = take.samples()
    assert samples.shape == (48_000,)
    assert samples.dtype == np.float32
    wanted = 0.3 * np.sin(2 * np.pi * 500 * np.arange(48_000) / 16_000)
    np.testing.assert_allclose(samples[100:-100], wanted[100:-100], atol=0.01)


def test_a_take_ends_by_itself_and_lets_the_microphone_go() -> None:
    source = _Played(_noise(5.0, 0.01))
    take = VoiceTake("", limit_s=2.005, source=source)
    take.start()
    deadline = time.monotonic() + 10.0
    while take.status().state == "recording" and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (take.status().state, take.status().seconds) == ("done", 2.005)
    assert not source.is_open
    take.stop()
    assert len(take.samples()) == 32_080


def test_a_microphone_that_fails_is_told() -> None:
    take = VoiceTake("", source=_Played(_noise(1.0, 0.01), DeviceError("microphone X has gone", "plug it in again")))
    take.start()
    status = _after(take, 99.0)
    take.stop()
    assert status.state == take.status().state == "failed"
    assert status.error == "microphone X has gone; plug it in again"
    assert len(take.samples()) == 16_000  # what came before is kept


@pytest.mark.parametrize(
    ("sound", "word"),
    [
        (np.zeros(3 * HZ, np.float32), "muted"),
        (_noise(4.0, 0.01), "no speech"),
        (np.clip(_noise(2.0, 1.5), -1, 1), "too loud"),
        (np.full(3 * HZ, np.nan, np.float32), "muted"),
    ],
    ids=["silence", "hiss", "overdriven", "not-finite"],
)
def test_the_coach_says_what_is_wrong(sound: NDArray[np.float32], word: str) -> None:
    assert word in _taken(sound).advice


@needs_flite
def test_speech_is_measured_as_it_comes() -> None:
    speech = to_48k(spoken("rms"))
    pause = np.zeros(HZ // 2, np.float32)
    once = np.concatenate([speech, pause])
    level = 10 ** (-20 / 20) / np.sqrt(np.mean(speech**2))
    for noise_level, snr_db in ((0.0003, 40.0), (0.003, 20.0)):
        status = _taken((level * once + _noise(len(once) / HZ, noise_level)).astype(np.float32))
        assert 0.6 * len(speech) / HZ < status.speech_s < len(once) / HZ
        assert status.snr_db == pytest.approx(20 * np.log10(0.1 / noise_level), abs=10.0)
        assert abs(status.snr_db - snr_db) < 15
        assert "go on speaking" in status.advice
    many = np.concatenate([once] * (2 + round(10 / (len(speech) / HZ))))
    assert "enough" in _taken((level * many + _noise(len(many) / HZ, 0.0003)).astype(np.float32)).advice
    assert "nearer" in _taken((0.02 * level * many + _noise(len(many) / HZ, 0.00001)).astype(np.float32)).advice
    assert "noise" in _taken((level * once + _noise(len(once) / HZ, 0.03)).astype(np.float32)).advice


def test_status_is_cheap_after_a_minute() -> None:
    take = VoiceTake("", source=_Played(_noise(60.0, 0.05)))
    take.start()
    _after(take, 60.0)
    started_s = time.process_time()
    for _ in range(20):
        take.status()
    used_s = time.process_time() - started_s
    take.stop()
    assert used_s / 20 < 0.02  # a fifth of what ten calls a second leave


def _wave_file(path: Path, sound: NDArray[np.float32], rate_hz: int = HZ) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def test_a_film_gives_its_sound() -> None:
    samples = speech_of_file(str(demo_film()))
    assert samples.dtype == np.float32
    assert len(samples) / 16_000 == pytest.approx(12.0, abs=0.2)
    assert np.abs(samples).max() > 0.05


def test_only_the_beginning_of_a_long_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    silence, minutes = bytes(2 * 16_000 * 60), 40
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        for _ in itertools.repeat(None, minutes):
            file.writeframes(silence)
    started_s = time.monotonic()
    samples = speech_of_file(str(path), limit_s=10.0)
    assert len(samples) == 160_000
    assert time.monotonic() - started_s < 20.0  # the whole would take minutes


def test_a_rate_of_its_own_makes_no_difference(tmp_path: Path) -> None:
    tone = np.sin(2 * np.pi * 300 * np.arange(44_100) / 44_100).astype(np.float32)
    samples = speech_of_file(str(_wave_file(tmp_path / "a.wav", 0.5 * tone, 44_100)))
    assert len(samples) == pytest.approx(16_000, abs=200)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    assert np.argmax(spectrum) * 16_000 / len(samples) == pytest.approx(300, abs=2)


def test_what_holds_no_sound_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("no sound at all", encoding="utf-8")
    (tmp_path / "empty.wav").touch()
    _wave_file(tmp_path / "nothing.wav", np.zeros(0, np.float32))
    for name in ("text.wav", "empty.wav", "nothing.wav", "away.wav", "."):
        with pytest.raises(MediaError) as caught:
            speech_of_file(str(tmp_path / name))
        assert caught.value.advice
        assert "\n" not in str(caught.value)


@needs_ffmpeg
def test_a_silent_film_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mute.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=1", "-an", path)
    with pytest.raises(MediaError, match=r"mute\.mp4 .*no sound"):
        speech_of_file(str(path))
