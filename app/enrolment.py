"""Recordings of a voice for enrolment, calibration and the phrase of consent: from a microphone or out of a file."""

import math
import threading
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import webrtcvad
from numpy.typing import NDArray

from app.errors import EndOfSource, MediaError
from app.flow import Interruptible, Source
from app.lane import Lane
from app.media import AudioBlock
from app.sound.resample import HIGH_HZ, to_16k
from app.sources.media_file import MediaFile
from app.sources.microphone import Microphone
from models.voice_engines import Samples

TakeState = Literal["idle", "recording", "done", "failed"]

GOOD_SPEECH_S = 10.0
FILE_LIMIT_S = 180.0

_FRAME = HIGH_HZ * 3 // 100  # 30 ms: what the speech detector judges at once
_SILENT_DB = -96.0
_LEVEL_S = 0.3  # the level shown is of so much sound
_STOP_S = 5.0
_CLIPPED = 0.999


@dataclass(frozen=True, slots=True)
class TakeStatus:
    """How a recording goes.

    Attributes:
        state: "idle", "recording", "done" (stopped or full) or "failed".
        seconds: of sound so far.
        level_db: RMS of the last 0.3 s, dB of full scale, -96 for silence.
        peak_db: highest sample so far, dB of full scale.
        clipped_share: 0..1 of the samples at full scale.
        speech_s: seconds of speech so far.
        snr_db: speech against what is heard between the words; 0.0 while there is not enough of both.
        error: what went wrong and what to do, "" if nothing.
        advice: what to do now, in plain words.
    """

    state: TakeState
    seconds: float
    level_db: float
    peak_db: float
    clipped_share: float
    speech_s: float
    snr_db: float
    error: str
    advice: str


class VoiceTake:
    """Records from a microphone for a few seconds and says how it goes. One take is started once.

    Args:
        microphone: device id as in the settings; "" is the system's.
        limit_s: the recording ends by itself after so many seconds of sound.
        source: records from this instead of the microphone; mono sound at 48 kHz.
    """

    def __init__(self, microphone: str, limit_s: float = 60.0, *, source: Source[AudioBlock] | None = None) -> None:
        self._sound = _Collected()
        limited = _Limited(source or Microphone(microphone), limit_s)
        # lossless: a gap would be heard as a click by everything that measures
        self._lane: Lane[AudioBlock] = Lane("take", limited, [], [self._sound], lossless=True)
        self._started = False
        self._stopped = False

    def start(self) -> None:
        """Begin to record; returns at once. What goes wrong is told by `status`."""
        self._started = True
        self._lane.start()

    def stop(self) -> None:
        """End the recording and release the microphone; may be called twice."""
        if self._started and not self._stopped:
            self._stopped = True
            self._lane.stop(_STOP_S)

    def status(self) -> TakeStatus:
        """Say how it goes; cheap, callable from any thread ten times a second."""
        lane = self._lane.status()
        error = str(lane.errors[0][1]) if lane.errors else ""
        state: TakeState = "recording" if self._started else "idle"
        if error:
            state = "failed"
        elif self._stopped or (self._started and lane.finished):
            state = "done"
        return self._sound.status(state, error)

    def samples(self) -> Samples:
        """Return what was recorded so far, (n,) float32 at 16 kHz."""
        return to_16k(self._sound.whole())


def speech_of_file(path: str, limit_s: float = FILE_LIMIT_S) -> Samples:
    """Return the sound of any audio or video file, (n,) float32 at 16 kHz, mono.

    Only the first `limit_s` seconds are read and held, however long the file is.

    Raises:
        MediaError: the file is missing, cannot be decoded, or has no sound.
    """
    media = MediaFile(path, live=False, with_video=False)
    try:
        sound = media.audio
        if sound is None:
            raise MediaError(f"{path} has no sound", "choose a recording of the voice")
        blocks = _read(_Limited(sound, limit_s))
    finally:
        media.close()
    if not blocks:
        raise MediaError(f"{path} holds no sound that can be read", "choose another recording of the voice")
    return to_16k(np.concatenate(blocks))


def _read(source: Source[AudioBlock]) -> list[NDArray[np.float32]]:
    blocks: list[NDArray[np.float32]] = []
    try:
        source.open()
        while True:
            blocks.append(source.read().samples)
    except EndOfSource:
        return blocks
    finally:
        source.close()


class _Limited:
    """Ends a source after so many seconds of sound."""

    def __init__(self, source: Source[AudioBlock], limit_s: float) -> None:
        self._source = source
        self._left = round(limit_s * HIGH_HZ)

    def open(self) -> None:
        self._source.open()

    def read(self) -> AudioBlock:
        if self._left <= 0:
            raise EndOfSource
        block = self._source.read()
        if block.rate_hz != HIGH_HZ:
            raise MediaError(f"sound came at {block.rate_hz} Hz", f"use a device of {HIGH_HZ} Hz")
        samples = block.samples[: self._left]
        self._left -= len(samples)
        return AudioBlock(samples, block.rate_hz, block.time_s)

    def close(self) -> None:
        self._source.close()

    def interrupt(self) -> None:
        if isinstance(self._source, Interruptible):
            self._source.interrupt()


class _Collected:
    """The sink that keeps the recording and measures it as it comes."""

    name = "take-collect"
    backlog = 4

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._vad = webrtcvad.Vad(3)
        self._blocks: list[NDArray[np.float32]] = []
        self._rest = np.zeros(0, np.float32)  # not yet a whole frame
        self._count = 0
        self._clipped = 0
        self._peak = 0.0
        self._powers: list[tuple[float, bool]] = []  # of each frame: mean square, speech

    def open(self) -> None:
        """Nothing to acquire."""

    def write(self, item: AudioBlock) -> None:
        """Keep and measure a block."""
        samples = np.nan_to_num(item.samples, nan=0.0, posinf=0.0, neginf=0.0).astype(np.float32, copy=False)
        height = np.abs(samples)
        line = np.concatenate([self._rest, samples])
        frames = line[: len(line) // _FRAME * _FRAME].reshape(-1, _FRAME)
        powers = [(float(np.mean(frame.astype(np.float64) ** 2)), self._is_speech(frame)) for frame in frames]
        with self._lock:
            self._rest = line[frames.size :]
            self._blocks.append(samples)
            self._count += len(samples)
            self._clipped += int((height >= _CLIPPED).sum())
            self._peak = max(self._peak, float(height.max(initial=0.0)))
            self._powers.extend(powers)

    def close(self) -> None:
        """Nothing to release."""

    def whole(self) -> NDArray[np.float32]:
        """Return all sound so far, (n,) float32 at 48 kHz."""
        with self._lock:
            return np.concatenate([np.zeros(0, np.float32), *self._blocks])

    def status(self, state: TakeState, error: str) -> TakeStatus:
        """Return the measures so far."""
        with self._lock:
            count, clipped, peak, powers = self._count, self._clipped, self._peak, list(self._powers)
        speech = np.array([power for power, spoken in powers if spoken])
        pause = np.array([power for power, spoken in powers if not spoken])
        recent = [power for power, _ in powers[-round(_LEVEL_S / 0.03) :]]
        enough = len(speech) >= 10 and len(pause) >= 10
        snr_db = _db(float(speech.mean())) - _db(float(np.median(pause))) if enough else 0.0
        status = TakeStatus(
            state=state,
            seconds=count / HIGH_HZ,
            level_db=_db(float(np.mean(recent))) if recent else _SILENT_DB,
            peak_db=_db(peak * peak),
            clipped_share=clipped / max(count, 1),
            speech_s=len(speech) * 0.03,
            snr_db=snr_db,
            error=error,
            advice="",
        )
        return _advised(status, _db(float(speech.mean())) if enough else None)

    def _is_speech(self, frame: NDArray[np.float32]) -> bool:
        pcm = (np.clip(frame, -1.0, 1.0) * 32767).astype("<i2").tobytes()
        return bool(self._vad.is_speech(pcm, HIGH_HZ))


def _advised(status: TakeStatus, speech_db: float | None) -> TakeStatus:
    """Return the status with what to do now."""
    advice = ""
    if status.state == "idle":
        advice = "press record and read anything aloud"
    elif status.state == "recording":
        advice = _coach(status, speech_db)
    elif status.state == "done" and status.speech_s < GOOD_SPEECH_S:
        advice = f"{status.speech_s:.0f} s of speech; {GOOD_SPEECH_S:.0f} s or more are better"
    return replace(status, advice=advice)


def _coach(status: TakeStatus, speech_db: float | None) -> str:
    if status.seconds > 2.0 and status.peak_db < -80.0:
        return "the microphone is silent: is it muted, or is it another one?"
    if status.clipped_share > 0.001:
        return "too loud: turn the microphone down or step back"
    if status.seconds > 3.0 and status.speech_s < 0.5:
        return "no speech is heard: speak louder, nearer to the microphone"
    if speech_db is not None and speech_db < -40.0:
        return "very quiet: come nearer to the microphone"
    if speech_db is not None and status.snr_db < 15.0:
        return "there is noise in the room: switch off fans and music"
    left_s = GOOD_SPEECH_S - status.speech_s
    return f"go on speaking: {math.ceil(left_s)} s more" if left_s > 0 else "enough; more is better still"


def _db(power: float) -> float:
    return max(10.0 * math.log10(max(power, 1e-12)), _SILENT_DB)
