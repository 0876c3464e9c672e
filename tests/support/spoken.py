"""Speech for tests, spoken by flite's voices: two men (rms, awb), a woman (slt) and an old synthesiser (kal16)."""

import shutil
import subprocess
import tempfile
import wave
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from models.voice_engines import RATE_HZ, Samples

needs_flite = pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed")

SENTENCES = (
    "The boy ran down the road while his mother was looking for the keys of the old garden gate.",
    "Early in the morning we are going to walk along the river, and nobody will know about it.",
    "A loaf of bread, a yellow lemon and a jar of honey were lying on the wooden table.",
    "When will you be home again, and what would you like to eat this evening?",
)


@cache
def spoken(voice: str, text: str = SENTENCES[0]) -> Samples:
    """Return what a voice of flite says, (n,) float32 at 16 kHz."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, str(path)], check=True, capture_output=True)
        with wave.open(str(path)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE_HZ, 1, 2)
            pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    sound = np.asarray(pcm / 32768, np.float32)
    sound.setflags(write=False)  # shared by all tests
    return sound
