"""From settings to a voice engine that is ready to speak, for sessions and files alike."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from app.errors import SettingsError, VoiceError
from app.settings import Settings
from app.voice.library import RESERVED, find_voice
from app.voice.voice import Voice
from models.errors import ModelError
from models.voice_engines import (
    RATE_HZ,
    VOICE_ENGINES,
    Samples,
    VoiceEngine,
    VoicePrint,
    VoiceStyle,
    best_voice_engine,
    create_voice_engine,
)

AUTOMATIC = "auto"
PLAIN = "dsp"  # needs no files and next to no time: it speaks where another one cannot


@runtime_checkable
class PartlyLearned(VoiceEngine, Protocol):
    """An engine that can leave its network out for a while.

    Attributes:
        learned: the network is used; may be set at any time, the change is faded.
    """

    learned: bool


def is_converted(settings: Settings) -> bool:
    """Whether the settings name a voice to take on."""
    return settings.voice not in RESERVED


def style_of(settings: Settings) -> VoiceStyle:
    """Return how the voice is taken on."""
    return VoiceStyle(settings.semitones, settings.formant, settings.voice_strength, settings.auto_pitch)


def engine_name(wanted: str) -> str:
    """Return the name of the engine that is meant, "auto" resolved. Raises SettingsError if there is none."""
    name = best_voice_engine() if wanted == AUTOMATIC else wanted
    if name not in VOICE_ENGINES:
        known = ", ".join([AUTOMATIC, *sorted(VOICE_ENGINES)])
        raise SettingsError(f"there is no voice engine {wanted!r}", f"use one of: {known}")
    return name


def make_voice_engine(settings: Settings) -> tuple[Voice, VoiceEngine]:
    """Make the voice engine with its voice set. Raises VoiceError, SettingsError, ModelError."""
    name = engine_name(settings.voice_engine)
    voice = _voice(settings)
    return voice, _made(name, voice, settings)


@dataclass(frozen=True, slots=True, eq=False)
class LiveVoice:
    """An engine that speaks in a voice, live.

    Attributes:
        engine: ready to speak.
        name: of the engine.
        fallback: why it is not the engine that was asked for, "" if it is.
    """

    voice: Voice
    engine: VoiceEngine
    name: str
    fallback: str = ""


def make_live_voice(settings: Settings) -> LiveVoice:
    """Make the voice engine; signal processing where the wanted one cannot be made: live, any voice beats silence.

    Raises:
        VoiceError: there is no such voice.
        ModelError: signal processing cannot be made either.
    """
    voice = _voice(settings)
    try:
        name = engine_name(settings.voice_engine)
        return LiveVoice(voice, _made(name, voice, settings), name)
    except (SettingsError, ModelError) as error:
        if settings.voice_engine == PLAIN:
            raise
        return LiveVoice(voice, _made(PLAIN, voice, settings), PLAIN, error.message)


def _voice(settings: Settings) -> Voice:
    if not is_converted(settings):
        raise VoiceError(f"{settings.voice!r} is no voice to convert to", "`likeness voices list` shows what there is")
    return find_voice(settings.voice)


def _made(name: str, voice: Voice, settings: Settings) -> VoiceEngine:
    engine = create_voice_engine(name)
    engine.style = style_of(settings)
    engine.set_voice(voice.print)
    return engine


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
