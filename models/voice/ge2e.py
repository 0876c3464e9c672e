"""The speaker encoder of Wan et al. 2018, "Generalized End-to-End Loss for Speaker Verification", in ONNX."""

import numpy as np
from numpy.typing import NDArray

from models.runtime import load_net
from models.voice.mel import HOP, mel_spectrogram
from models.voice.speech import trim_speech
from models.voice_engines import RATE_HZ, Samples
from models.weights import find

FRAMES, MELS = 160, 40
STEP = round(RATE_HZ / 1.3 / HOP)  # 77 frames between windows
_COVERAGE = 0.75  # a last window with less sound than this is left out


class SpeakerEncoderGE2E:
    """A SpeakerEncoder; loads its network once.

    Raises:
        ModelError: the network file is missing, altered or cannot be run.
    """

    def __init__(self) -> None:
        self._net = load_net(find("speaker-encoder"))

    def windows(self, speech: Samples) -> NDArray[np.float32]:
        """Return the unit embeddings of the windows of 1.6 s, (n, 256) float32. Raises SpeechNotFound."""
        return self.windows_of_speech(trim_speech(speech))

    def embed(self, speech: Samples) -> NDArray[np.float32]:
        """Return the normalised mean of `windows`, (256,) float32. Raises SpeechNotFound."""
        return mean_embedding(self.windows(speech))

    def windows_of_speech(self, trimmed: Samples) -> NDArray[np.float32]:
        """The same for what `trim_speech` has returned; 1 sample at least."""
        starts = window_starts(len(trimmed))
        end = (starts[-1] + FRAMES) * HOP
        mel = mel_spectrogram(np.pad(trimmed, (0, max(0, end - len(trimmed)))), MELS)
        return np.concatenate([self._net(np.ascontiguousarray(mel[None, n : n + FRAMES]))[0] for n in starts])


def window_starts(samples: int) -> list[int]:
    """Return the first frames of the windows over this many samples; one at least."""
    frames = -(-(samples + 1) // HOP)
    starts = list(range(0, max(1, frames - FRAMES + STEP + 1), STEP))
    coverage = (samples - starts[-1] * HOP) / (FRAMES * HOP)
    return starts[:-1] if coverage < _COVERAGE and len(starts) > 1 else starts


def mean_embedding(embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the normalised mean of (n, 256) embeddings, (256,) float32."""
    mean = embeddings.mean(axis=0, dtype=np.float64)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)
