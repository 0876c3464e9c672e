"""A voice engine that does nothing, and recordings named by who says what."""

import numpy as np

from models.voice_engines import RATE_HZ, Samples, VoicePrint, VoiceStyle
from tests.support.spoken import SENTENCES, spoken

LAG = 200


class Late:
    """Gives back what came in, 12.5 ms later."""

    block = 160
    latency_s = LAG / RATE_HZ
    faults = 0
    pitch_hz = 0.0
    _line: Samples

    def __init__(self) -> None:
        self.style = VoiceStyle()
        self.fitted: list[int] = []
        self.reset()

    def set_voice(self, target: VoicePrint) -> None:
        self.target = target

    def set_speaker(self, speaker: VoicePrint | None) -> None:
        raise AssertionError("the evaluation lets engines learn from sound")

    def fit(self, speech: Samples) -> None:
        self.fitted.append(len(speech))

    def convert(self, block: Samples) -> Samples:
        assert block.shape == (self.block,) and block.dtype == np.float32
        self._line = np.concatenate([self._line, block])
        out, self._line = self._line[: self.block], self._line[self.block :]
        return out

    def reset(self) -> None:
        self._line = np.zeros(LAG, np.float32)


def load(file: str) -> Samples:
    """Return what a voice of flite says: "slt:02" is its first and third sentence."""
    voice, numbers = file.split(":")
    return np.concatenate([spoken(voice, SENTENCES[int(n)]) for n in numbers])
