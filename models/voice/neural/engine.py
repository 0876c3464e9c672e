"""The neural voice engine: the signal-processing engine, and a network that colours every moment."""

from models.voice.dsp.engine import DspVoiceEngine
from models.voice.neural.filter import LearnedFilter

DELAY = 680  # samples by which the output lags the input; with the block of 160, 52.5 ms


def create() -> DspVoiceEngine:
    """Make the engine. Raises ModelError if its networks are missing or cannot be run."""
    return DspVoiceEngine(DELAY, LearnedFilter())
