"""The algorithmic latency of an engine, found from outside and not taken from what it says of itself.

Two looks. The causality test: the input is altered from some sample on; the first sample of the result that differs
shows how far ahead the engine has looked. The delay: where the envelopes of input and result, with the engine left at
the speaker's own voice, are most alike. An engine that understates its lag is caught by the second, one that needs
input it should not have yet by the first.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluate.voice_stream import lag_samples, run
from models.voice_engines import RATE_HZ, Samples, VoiceEngine, VoiceStyle

_LONGEST_S = 4.0
_PLACES = 12  # that the input is altered from, at different places of a block
_WARM_UP_S = 1.0
_FARTHEST_S = 0.5  # delay looked for
_SMOOTH_S = 0.005  # of the envelope
_RESOLUTION_S = 0.002  # that the delay of the envelope can be read to
_SEED = 1


@dataclass(frozen=True, slots=True)
class Latency:
    """How late an engine is, seconds; every number includes the block that has to be waited for.

    Attributes:
        stated_s: what the engine says.
        look_ahead_s: how much later than the content of an output sample, at most, the input is that it depends on.
        delay_s: how late the content comes out.
    """

    stated_s: float
    look_ahead_s: float
    delay_s: float

    @property
    def worst_s(self) -> float:
        """Return the longest of the three; a delay that is longer by less than it can be read to is not."""
        seen_s = self.delay_s if self.delay_s > self.stated_s + _RESOLUTION_S else 0.0
        return max(self.stated_s, self.look_ahead_s, seen_s)


def measure_latency(engine: VoiceEngine, speech: Samples) -> Latency:
    """Find the latency of an engine that has a voice and a speaker.

    Args:
        engine: its style is put back in the end.
        speech: (n,) of which 4 s are used; 2 s at least.
    """
    speech = speech[: round(_LONGEST_S * RATE_HZ)]
    block_s = engine.block / RATE_HZ
    return Latency(
        engine.latency_s + block_s, look_ahead_samples(engine, speech) / RATE_HZ, delay_s(engine, speech) + block_s
    )


def look_ahead_samples(engine: VoiceEngine, speech: Samples) -> int:
    """Return how far beyond an output sample's place in the speech the input reaches that changes it, at most.

    A stream that is altered from sample t on and first differs at output sample i, which belongs to input sample
    i - lag, has looked t - (i - lag) ahead, and the altered sample itself makes it one more.
    """
    lag, farthest = lag_samples(engine), 0
    engine.reset()
    plain, _ = run(engine, speech)
    chance = np.random.default_rng(_SEED)
    for place in np.linspace(_WARM_UP_S * RATE_HZ, len(speech) - 2 * engine.block - lag, _PLACES):
        at = int(place) + int(chance.integers(engine.block))
        altered = np.array(speech)
        altered[at:] = chance.normal(0, 0.1, len(speech) - at)
        engine.reset()
        changed, _ = run(engine, altered)
        differs = np.flatnonzero(changed != plain)
        if len(differs):
            farthest = max(farthest, at - (int(differs[0]) - lag) + 1)
    return farthest


def delay_s(engine: VoiceEngine, speech: Samples) -> float:
    """Return how late speech comes out of the stream, from the peak of the correlation of the envelopes."""
    style = engine.style
    engine.style = VoiceStyle(strength=0.0, auto_pitch=False)
    engine.reset()
    try:
        stream, _ = run(engine, np.pad(speech, (0, round(_FARTHEST_S * RATE_HZ))))
    finally:
        engine.style = style
    size = 1 << (2 * len(stream)).bit_length()
    before, after = (np.fft.rfft(_envelope(samples), size) for samples in (speech, stream))
    alike = np.fft.irfft(after * np.conj(before), size)[: round(_FARTHEST_S * RATE_HZ)]
    return int(alike.argmax()) / RATE_HZ


def _envelope(samples: Samples) -> NDArray[np.float64]:
    width = round(_SMOOTH_S * RATE_HZ)
    smooth = np.convolve(np.abs(samples.astype(np.float64)), np.hanning(width), "same")
    return np.asarray(smooth - smooth.mean())
