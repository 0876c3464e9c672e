"""Voicing: what settings mean for the voice, and what cannot be had."""

import numpy as np
import pytest

from app import voicing
from app.errors import SettingsError, VoiceError
from app.settings import Settings
from app.voicing import SilentVoice, engine_name, is_converted, make_live_voice, make_voice_engine, style_of
from models.voice_engines import VOICE_ENGINES
from tests.support.voice_engine import DelayEngine


def test_what_cannot_be_taken_on_is_named() -> None:
    with pytest.raises(SettingsError, match="'abacus'.*use one of: auto, dsp"):
        make_voice_engine(Settings(voice_engine="abacus"))
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


def test_automatic_means_the_best_engine_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def make() -> DelayEngine:
        made.append("other")
        return DelayEngine()

    monkeypatch.setitem(VOICE_ENGINES, "other", make)
    monkeypatch.setattr(voicing, "best_voice_engine", lambda: "other")
    assert (engine_name("auto"), engine_name("dsp")) == ("other", "dsp")
    live = make_live_voice(Settings())
    assert (live.name, live.fallback, made) == ("other", "", ["other"])


def test_live_signal_processing_speaks_where_the_wanted_engine_is_missing() -> None:
    live = make_live_voice(Settings(voice_engine="abacus"))
    assert live.name == "dsp" and "'abacus'" in live.fallback and live.voice.id == Settings().voice
    with pytest.raises(VoiceError, match="nobody-of-this-name"):
        make_live_voice(Settings(voice="nobody-of-this-name"))


def test_the_silent_voice_is_silent() -> None:
    voice = SilentVoice()
    assert not voice.convert(np.ones(voice.block, np.float32)).any()
