"""Voices, recordings and sound devices for the window, without sound: numbers as real ones have them."""

import datetime
import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.sound.devices import SoundDevice
from app.voice.voice import ConsentKind, Voice, VoiceConsent
from models.voice_engines import Samples, SpeechQuality, VoicePrint

if TYPE_CHECKING:
    from app.enrolment import TakeStatus

GOOD = SpeechQuality(
    duration_s=13.1,
    speech_s=10.4,
    peak_dbfs=-6.2,
    level_dbfs=-21.0,
    clipped_share=0.0,
    snr_db=31.0,
    voiced_share=0.58,
    self_consistency=0.893,
    f0_median_hz=172.0,
)


def fake_device(name: str, *, default: bool = False, virtual: bool = False) -> SoundDevice:
    """Return a device of this name."""
    return SoundDevice(f"Fake: {name}", name, "Fake", default, virtual, 2, 48_000)


MICROPHONES = (fake_device("Desk microphone", default=True), fake_device("USB headset"))
OUTPUTS = (fake_device("Loudspeakers", default=True), fake_device("Likeness cable", virtual=True))


def fake_print(pitch_hz: float = 172.0, seed: int = 0) -> VoicePrint:
    """Return a print with this pitch whose embedding is chance, near 0.75 to the others."""
    chance = np.random.default_rng(seed)

    def unit(rows: int) -> NDArray[np.float32]:
        vectors = np.asarray(1.0 + 0.62 * chance.standard_normal((rows, 256)), np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / lengths, np.float32)

    return VoicePrint(
        embedding=unit(1)[0],
        windows=unit(4),
        log_f0_mean=math.log(pitch_hz),
        log_f0_std=0.2,
        f0_low_hz=0.7 * pitch_hz,
        f0_high_hz=1.5 * pitch_hz,
        ltas=np.zeros(80, np.float32),
        speech_s=10.4,
    )


def fake_voice(name: str, pitch_hz: float, kind: ConsentKind = "synthetic", *, bundled: bool = True) -> Voice:
    """Return a voice of this name and pitch."""
    consent = VoiceConsent(kind, name, "Nobody has to be asked.", datetime.date(2026, 1, 1))
    print_ = fake_print(pitch_hz, seed=sum(name.encode()))
    return Voice(name.lower(), name, Path(f"{name}.voice"), print_, consent, "CC0-1.0", "made up", bundled)


class FakeTake:
    """A recording that is full of speech at once, or goes as a test says.

    Attributes:
        now: what `status` returns.
        running: the microphone is open.
    """

    def __init__(self, speech: Samples | None = None) -> None:
        self.speech = np.zeros(160_000, np.float32) if speech is None else speech
        self.now = recording(speech_s=0.4)
        self.running = False

    def start(self) -> None:
        """Open the microphone."""
        self.running = True

    def stop(self) -> None:
        """Close it."""
        self.running = False

    def status(self) -> "TakeStatus":
        """Return what was set."""
        return self.now

    def samples(self) -> Samples:
        """Return the speech."""
        return self.speech


def recording(speech_s: float, advice: str = "", level_db: float = -22.0) -> "TakeStatus":
    """Return the status of a recording with so many seconds of speech."""
    from app.enrolment import TakeStatus

    return TakeStatus("recording", 1.2 * speech_s, level_db, -7.0, 0.0, speech_s, 30.0, "", advice)
