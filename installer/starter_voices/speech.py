"""Lets a free speech synthesiser speak: flite, festival or espeak-ng, each as a program of its own."""

import shutil
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FLITE, FESTIVAL, ESPEAK = "flite", "festival", "espeak-ng"
PACKAGES = (
    "flite",
    "festival",
    "festvox-kallpc16k",
    "festvox-kdlpc16k",
    "festvox-us-slt-hts",
    "espeak-ng",
)  # of Debian

RATE_HZ = 16_000
_PAUSE_S = 0.25
_LEVEL = 0.05  # RMS, -26 dBFS
_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True)
class Speech:
    """How a synthesiser speaks.

    Attributes:
        program: FLITE, FESTIVAL or ESPEAK.
        voice: the program's name for the voice.
        size: 1.0 as it is; above, pitch and resonances are higher by this factor, as in a smaller speaker, at the
            same speed of speech.
        f0_hz: mean pitch of the result, 0.0 as it is; slt of flite and the diphone voices of festival only.
    """

    program: str
    voice: str
    size: float = 1.0
    f0_hz: float = 0.0


def speak(speech: Speech, sentences: Sequence[str]) -> NDArray[np.float32]:
    """Return the sentences spoken, with short pauses, (n,) float32 at 16 kHz. Raises RuntimeError."""
    pause = np.zeros(round(_PAUSE_S * RATE_HZ), np.float32)
    parts: list[NDArray[np.float32]] = []
    for sentence in sentences:
        samples, rate_hz = _run(speech, sentence)
        parts += [resampled(samples, round(len(samples) * RATE_HZ / rate_hz / speech.size)), pause]
    whole = np.concatenate(parts)
    spoken = whole[np.abs(whole) > 0.01 * np.abs(whole).max()]
    return np.asarray(whole * (_LEVEL / np.sqrt(np.mean(spoken**2))), np.float32)


def resampled(samples: NDArray[np.float32], length: int) -> NDArray[np.float32]:
    """Return the same sound in another number of samples, band-limited by Fourier transform."""
    spectrum = np.fft.rfft(samples)
    other = np.zeros(length // 2 + 1, np.complex128)
    count = min(len(spectrum), len(other))
    other[:count] = spectrum[:count]
    return (np.fft.irfft(other, length) * (length / len(samples))).astype(np.float32)


def version_of(program: str) -> str:
    """Return the version of a synthesiser in words, as its package states it. Raises RuntimeError."""
    return f"{program} {_called(['dpkg-query', '-W', '-f', '${Version}', program]).strip()}"


def _run(speech: Speech, sentence: str) -> tuple[NDArray[np.float32], int]:
    """Return what the synthesiser says and its rate, slowed down by what `size` will speed it up."""
    f0_hz = speech.f0_hz / speech.size
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        if speech.program == FLITE:
            pitch = ["--setf", f"int_f0_target_mean={f0_hz:.1f}"] if f0_hz else []
            options = ["-voice", speech.voice, "--setf", f"duration_stretch={speech.size}", *pitch]
            _called([FLITE, *options, "-t", sentence, "-o", str(path)])
        elif speech.program == ESPEAK:
            _called([ESPEAK, "-v", speech.voice, "-s", str(round(160 / speech.size)), "-w", str(path), sentence])
        else:
            _called(["text2wave", "-eval", _scheme(speech, f0_hz), "-o", str(path)], sentence)
        with wave.open(str(path)) as file:
            data = np.frombuffer(file.readframes(file.getnframes()), "<i2")
            return data.astype(np.float32) / 32768.0, file.getframerate()


def _scheme(speech: Speech, f0_hz: float) -> str:
    """Return what festival is told before it speaks."""
    pitch = (
        f"(set! int_lr_params '((target_f0_mean {f0_hz:.1f}) (target_f0_std {0.14 * f0_hz:.1f})"
        " (model_f0_mean 170) (model_f0_std 34)))"
    )
    begin = f"(begin (voice_{speech.voice}) (Parameter.set 'Duration_Stretch {speech.size})"
    return f"{begin} {pitch if f0_hz else ''})"


def _called(command: list[str], text: str = "") -> str:
    if shutil.which(command[0]) is None:
        raise RuntimeError(f"{command[0]} is not installed: apt-get install {' '.join(PACKAGES)}")
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, timeout=_LIMIT_S)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()}")
    return done.stdout
