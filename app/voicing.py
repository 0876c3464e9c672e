"""From settings to a voice engine that is ready to speak, for sessions and files alike."""

import numpy as np

from app.errors import SettingsError, VoiceError
from app.settings import Settings
from app.voice.library import RESERVED, find_voice
from app.voice.voice import Voice
from models.voice_engines import (
    RATE_HZ,
    VOICE_ENGINES,
    Samples,
    VoiceEngine,
    VoicePrint,
    VoiceStyle,
    create_voice_engine,
)


def is_converted(settings: Settings) -> bool:
    """Whether the settings name a voice to take on."""
    return settings.voice not in RESERVED


def style_of(settings: Settings) -> VoiceStyle:
    """Return how the voice is taken on."""
    return VoiceStyle(settings.semitones, settings.formant, settings.voice_strength, settings.auto_pitch)


def make_voice_engine(settings: Settings) -> tuple[Voice, VoiceEngine]:
    """Make the voice engine with its voice set. Raises VoiceError, SettingsError, ModelError."""
    if settings.voice_engine not in VOICE_ENGINES:
        known = ", ".join(sorted(VOICE_ENGINES))
        raise SettingsError(f"there is no voice engine {settings.voice_engine!r}", f"use one of: {known}")
    if not is_converted(settings):
        raise VoiceError(f"{settings.voice!r} is no voice to convert to", "`likeness voices list` shows what there is")
    voice = find_voice(settings.voice)
    engine = create_voice_engine(settings.voice_engine)
    engine.style = style_of(settings)
    engine.set_voice(voice.print)
    return voice, engine


class SilentVoice:
    """The engine that stands in where there is none: whatever is said, others hear nothing."""

    block = RATE_HZ // 100
    latency_s = 0.0
    faults = 0
    pitch_hz = 0.0
    style = VoiceStyle()

    def set_voice(self, target: VoicePrint) -> None:
        """Nobody is imitated."""

    def set_speaker(self, speaker: VoicePrint | None) -> None:
        """Nobody is listened to."""

    def fit(self, speech: Samples) -> None:
        """There is nothing to choose."""

    def convert(self, block: Samples) -> Samples:
        """Return silence."""
        return np.zeros_like(block)

    def reset(self) -> None:
        """Nothing is kept."""
