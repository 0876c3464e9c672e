"""The starter voices are whole, different from each other, and made again by the same command."""

import shutil
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from app.settings import DEFAULT_VOICE
from app.voice import scan_voices
from installer.starter_voices.__main__ import make, with_melody
from installer.starter_voices.cast import CAST
from installer.starter_voices.sentences import SENTENCES
from installer.starter_voices.speech import FLITE, Speech, resampled, speak
from models.voice_engines import assess_speech, similarity
from tests.support.spoken import needs_flite
from tests.support.voices import voice_print


def test_the_cast_is_what_ships() -> None:
    bundled = {voice.id: voice for voice in scan_voices()[0] if voice.bundled}
    assert [starter.id for starter in CAST if starter.id not in bundled] == []
    assert set(bundled) == {starter.id for starter in CAST}
    assert DEFAULT_VOICE in bundled
    for starter in CAST:
        voice = bundled[starter.id]
        assert (voice.name, voice.licence) == (starter.name, starter.licence)
        assert starter.speech.program in voice.source
        assert voice.print.dsp
        assert voice.print.log_f0_std >= starter.melody - 1e-6


def test_no_two_starter_voices_are_heard_as_the_same() -> None:
    voices = [voice for voice in scan_voices()[0] if voice.bundled]
    cosines = {(a.id, b.id): similarity(a.print.embedding, b.print.embedding) for a, b in combinations(voices, 2)}
    assert max(cosines.values()) < 0.8
    assert np.mean(list(cosines.values())) < 0.65


def test_resampling_keeps_the_sound() -> None:
    time_s = np.arange(22_050) / 22_050
    tone = np.sin(2 * np.pi * 441 * time_s).astype(np.float32)
    slow = resampled(tone, 16_000)
    np.testing.assert_allclose(slow, np.sin(2 * np.pi * 441 * np.arange(16_000) / 16_000), atol=1e-3)
    beyond = np.sin(2 * np.pi * 10_000 * time_s).astype(np.float32)
    assert np.abs(resampled(beyond, 16_000)).max() < 1e-3  # above half the new rate: no alias


@needs_flite
def test_size_moves_the_pitch_and_not_the_speed() -> None:
    plain, small = (speak(Speech(FLITE, "rms", size=size), SENTENCES[:3]) for size in (1.0, 1.25))
    assert len(small) == pytest.approx(len(plain), rel=0.06)
    ratio = assess_speech(small).f0_median_hz / assess_speech(plain).f0_median_hz
    assert ratio == pytest.approx(1.25, abs=0.05)


def test_melody_is_widened_and_never_narrowed() -> None:
    flat = voice_print(f0_hz=200.0)
    wide = with_melody(flat, 0.3)
    assert wide.log_f0_std == 0.3
    assert wide.f0_low_hz < flat.f0_low_hz < 200 < flat.f0_high_hz < wide.f0_high_hz
    assert with_melody(flat, 0.1) is flat


@needs_flite
def test_the_same_command_makes_the_same_voice(tmp_path: Path) -> None:
    starter = next(starter for starter in CAST if starter.id == "angus")
    made = make(starter, tmp_path)
    shipped = next(voice for voice in scan_voices()[0] if voice.id == "angus")
    assert similarity(made.print.embedding, shipped.print.embedding) > 0.99
    assert made.print.log_f0_mean == pytest.approx(shipped.print.log_f0_mean, abs=0.02)
    assert {name: array.shape for name, array in made.print.dsp.items()} == {
        name: array.shape for name, array in shipped.print.dsp.items()
    }
    assert made.consent == shipped.consent


def test_a_missing_synthesiser_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(RuntimeError, match="flite is not installed: apt-get install flite"):
        speak(Speech(FLITE, "slt"), SENTENCES[:1])
