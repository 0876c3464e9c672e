"""Voices that lie ready: what was spoken in before is found again, as it is wanted now."""

import time

import pytest

from app.live import ready, ready_voices
from app.live.ready_voices import ReadyVoices, voice_key
from app.profiles import Profiles, save_profiles
from app.settings import Settings
from app.voicing import make_live_voice

CLARA = Settings(voice="clara", voice_engine="dsp")
THEO = Settings(voice="theo", voice_engine="dsp", semitones=3.0)


def test_a_voice_that_was_left_is_found_again_but_not_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    voices, clara = ReadyVoices(CLARA), make_live_voice(CLARA)
    clock = [10.0]
    monkeypatch.setattr(ready_voices, "now", lambda: clock[0])
    voices.leave(CLARA, clara)
    assert voices.find(CLARA) is None, "it may still be heard"
    clock[0] += 1.5
    found = voices.find(Settings(voice="clara", voice_engine="dsp", semitones=-2.0))
    assert found is clara and found.engine.style.semitones == -2.0
    assert voices.find(CLARA) is None, "one engine speaks once"
    assert voices.close(1.0) == []


def test_what_profiles_name_is_made_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "FIRST_PAUSE_S", 0.01)
    save_profiles(Profiles().add("Work", THEO))
    voices = ReadyVoices(CLARA)
    for _ in range(1000):
        if (found := voices.find(THEO)) is not None:
            break
        time.sleep(0.01)
    assert found is not None and found.voice.id == "theo" and found.engine.style.semitones == 3.0
    assert voices.close(5.0) == []


def test_only_voices_with_a_file_of_their_own_are_kept() -> None:
    assert voice_key(CLARA) == voice_key(Settings(voice="clara", voice_engine="dsp", semitones=1.0)) != voice_key(THEO)
    assert voice_key(Settings(voice="original")) is None
    assert voice_key(Settings(voice="nobody")) is None
    assert voice_key(Settings(voice="\0")) is None
