"""The network at work in a stream: hears each 10 ms and gives the filter for the moment 20 ms before."""

from collections import deque
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.runtime import load_net
from models.voice.dsp.colour import BINS, SIZE
from models.voice.dsp.marks import PAST, Marks
from models.voice.dsp.pitch import HOP
from models.voice.dsp.statistics import WINDOW, Speaker
from models.voice.neural.condition import MEL, condition, mel_centres
from models.voice.neural.features import features
from models.weights import check_shipped

LOOK_AHEAD = 2  # frames of 10 ms
WEIGHTS = Path(__file__).with_name("weights")
STREAM, VOICES = "voice-filter.onnx", "voice-condition.onnx"
_KEPT = 8  # frames: grains are cut from the newest 60 ms
_FADE = 20  # blocks over which the network comes and goes
_LEAST = 0.02  # natural logarithm of power: a filter nobody hears
# On the valid split gains that follow more slowly kept the pitch clear, and larger ones came nearer to the target; both
# were tried there, though not together at these values.
_INERTIA, _ZEAL = 0.5, 1.35

Floats = NDArray[np.float32]


class LearnedFilter:
    """A `Touch`: the network's filter for every moment.

    Attributes:
        wanted: whether the network takes part. After a fade of 0.2 s it is not computed any more.

    Raises:
        ModelError: a network file is missing, altered or cannot be run.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.wanted = True
        for name in (STREAM, VOICES):
            check_shipped(folder / name)
        self._stream, self._voices = load_net(folder / STREAM), load_net(folder / VOICES)
        shapes = self._stream.shapes
        self._silence = np.zeros(shapes["past"], np.float32), np.zeros(shapes["pasts"], np.float32)
        self._film: Floats = np.zeros(shapes["film"], np.float32)
        self._mel_to_bins = _mel_to_bins()
        self.reset()

    def reset(self) -> None:
        """Forget the stream and the voices."""
        self._share = 0.0
        self._past = self._silence
        self._filters: deque[tuple[float, NDArray[np.complex64] | None]] = deque(maxlen=_KEPT)
        self._faded = float(self.wanted)
        self._gains: Floats | None = None

    def set_voices(self, source: Speaker, target: Speaker, embedding: Floats, share: float) -> None:
        """Go from this voice to that one, by a share of 0..1; may be called while a stream runs."""
        self._film = self._voices(condition(source, target, embedding)[None])[0]
        self._share = share

    def push(self, marks: Marks) -> None:
        """Take the newest block, which `marks` has taken."""
        step = 1 / _FADE if self.wanted else -1 / _FADE
        self._faded = min(1.0, max(0.0, self._faded + step))
        share = self._share * self._faded
        centre = float(marks.now - WINDOW // 2 - LOOK_AHEAD * HOP)
        if share == 0.0:
            self._past, self._gains = self._silence, None
            self._filters.append((centre, None))
            return
        frame = features(marks.past[PAST - WINDOW :])[None]
        gains, *past = self._stream(frame, self._film, *self._past)
        self._past = past[0], past[1]
        self._gains = gains[0] if self._gains is None else gains[0] + _INERTIA * (self._gains - gains[0])
        gain = share * _ZEAL * self._gains
        self._filters.append((centre, self._filter(gain) if np.abs(gain).max() > _LEAST else None))

    def at(self, position: float) -> NDArray[np.complex64] | None:
        """Return the filter for the sound around a sample, (BINS,), or None if it stays as it is."""
        if not self._filters:
            return None
        return min(self._filters, key=lambda item: abs(item[0] - position))[1]

    def _filter(self, gain: Floats) -> NDArray[np.complex64]:
        """Return the minimum-phase filter with these gains of the mel bands (Oppenheim and Schafer)."""
        cepstrum = np.fft.irfft(self._mel_to_bins @ gain, SIZE)
        cepstrum[1 : SIZE // 2] *= 2.0
        cepstrum[SIZE // 2 + 1 :] = 0.0
        return np.asarray(np.exp(np.fft.rfft(cepstrum, SIZE)), np.complex64)


def _mel_to_bins() -> Floats:
    """Return what takes gains of mel bands, logarithm of power, to bins, logarithm of amplitude: (BINS, 80)."""
    bins = np.linspace(0.0, 1.0, BINS)
    return np.stack([0.5 * np.interp(bins, mel_centres(), band) for band in np.eye(MEL)], 1).astype(np.float32)
