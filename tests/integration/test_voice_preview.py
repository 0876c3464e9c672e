"""A voice is heard through a real sound output: the sentence arrives whole and in order."""

import threading

import numpy as np
import pytest
from numpy.typing import NDArray

from app.sound.resample import to_48k
from app.voice.library import find_voice
from app.voice_preview import play_preview, preview
from tests.support.brief_fit import fit_briefly
from tests.support.sound_server import RATE_HZ, sound_server

Sound = NDArray[np.float32]
_STEP = RATE_HZ // 5


def _found(piece: Sound, heard: Sound) -> tuple[int, float]:
    """Return where a piece of sound is heard, and how alike it is there, -1..1."""
    size = 1 << (len(heard) + len(piece)).bit_length()
    likeness = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(piece, size)), size)
    at = int(np.argmax(likeness[: len(heard) - len(piece)]))
    return at, float(np.corrcoef(heard[at : at + len(piece)], piece)[0, 1])


def test_the_sentence_reaches_the_loudspeaker_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    fit_briefly(monkeypatch)
    voice = find_voice("clara").print
    wanted = to_48k(preview(voice))
    with sound_server() as server:
        recording = server.record()
        play_preview(voice, threading.Event())
        heard = recording.stop().samples
    starts = range(0, len(wanted) - _STEP, _STEP)
    loud = [at for at in starts if np.abs(wanted[at : at + _STEP]).max() > 0.1]
    found = {at: _found(wanted[at : at + _STEP], heard) for at in loud}
    good = [(at, place) for at, (place, likeness) in found.items() if likeness > 0.75]
    assert len(good) >= len(loud) / 2 > 3, found  # on a busy machine the virtual card itself stumbles
    delays_s = [(place - at) / RATE_HZ for at, place in good]
    assert max(delays_s) - min(delays_s) < 1.0 and np.all(np.diff([place for _, place in good]) > 0), found
