"""Voicing: what settings mean for the voice, and what cannot be had."""

import numpy as np
import pytest

from app.errors import SettingsError, VoiceError
from app.settings import Settings
from app.voicing import SilentVoice, is_converted, make_voice_engine, style_of


def test_what_cannot_be_taken_on_is_named() -> None:
    with pytest.raises(SettingsError, match="'neural'"):
        make_voice_engine(Settings(voice_engine="neural"))
    with pytest.raises(VoiceError, match="'original'"):
        make_voice_engine(Settings(voice="original"))
    with pytest.raises(VoiceError, match="nobody-of-this-name"):
        make_voice_engine(Settings(voice="nobody-of-this-name"))
    assert not is_converted(Settings(voice="none")) and is_converted(Settings())


def test_the_settings_shape_the_style_and_the_voice_is_found() -> None:
    settings = Settings(semitones=2.0, formant=-1.0, voice_strength=0.5, auto_pitch=False)
    voice, engine = make_voice_engine(settings)
    style = style_of(settings)
    assert (style.semitones, style.formant, style.strength, style.auto_pitch) == (2.0, -1.0, 0.5, False)
    assert voice.id == settings.voice and engine.style == style


def test_the_silent_voice_is_silent() -> None:
    voice = SilentVoice()
    assert not voice.convert(np.ones(voice.block, np.float32)).any()
