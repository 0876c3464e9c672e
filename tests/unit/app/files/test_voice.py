"""FileVoice: speech is found wherever it begins, the engine is fitted to it, and the result is not late."""

from pathlib import Path

import numpy as np
import pytest

from app.errors import AppError, EndOfSource, MediaError
from app.files.voice import FileVoice, find_speech, prepare_voice
from app.media import AudioBlock
from app.settings import Settings
from app.sources.media_file import MediaFile
from models import voice_engines
from models.voice_engines import VoiceStyle
from tests.support.films import ffmpeg, needs_ffmpeg
from tests.support.speech import HIGH_HZ, Waiting, demo_speech, write_wav


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Waiting:
    made = Waiting(delay=333)
    monkeypatch.setitem(voice_engines.VOICE_ENGINES, "waiting", lambda: made)
    return made


def _open(path: Path) -> MediaFile:
    return MediaFile(str(path), live=False, with_video=False)


def _converted(path: FileVoice) -> list[AudioBlock]:
    blocks = []
    path.source.open()
    try:
        while True:
            item = path.source.read()
            for stage in path.stages:
                item = stage.process(item)
            path.check(item)
            blocks.append(item)
    except EndOfSource:
        return blocks
    finally:
        path.source.close()


def test_speech_is_found_behind_a_long_silence(tmp_path: Path) -> None:
    speech = demo_speech()
    sound = np.concatenate([np.zeros(8 * HIGH_HZ, np.float32), speech])
    found = find_speech(_open(write_wav(tmp_path / "late.wav", sound)))
    assert found.begin_s == pytest.approx(8.0, abs=1.1)
    assert 4.0 < found.seconds < 12.1 and found.seconds * 16_000 <= len(found.samples) <= 13 * 16_000
    assert np.square(found.samples).mean() > 0.5 * np.square(speech).mean()


def test_the_search_ends_when_there_is_enough(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "long.wav", np.tile(demo_speech(), 6))
    assert len(find_speech(_open(path), wanted_s=5.0).samples) == pytest.approx(5 * 16_000, abs=16_400)


@pytest.mark.parametrize("kind", ["silence", "tone", "noise"])
def test_where_nobody_speaks_no_speech_is_found(tmp_path: Path, kind: str) -> None:
    time_s = np.arange(6 * HIGH_HZ) / HIGH_HZ
    sounds = {
        "silence": 0 * time_s,
        "tone": 0.3 * np.sin(2 * np.pi * 3000 * time_s),
        "noise": 0.001 * np.random.default_rng(1).standard_normal(len(time_s)),
    }
    found = find_speech(_open(write_wav(tmp_path / "a.wav", sounds[kind].astype(np.float32))))
    assert found.seconds == 0.0 and len(found.samples) > 5 * 16_000


def test_the_result_is_as_long_as_the_file_and_not_late(tmp_path: Path, engine: Waiting) -> None:
    """The engine only waits, so what comes out is what went in, but for the bands that resampling takes away."""
    path = write_wav(tmp_path / "a.wav", demo_speech()[: 5 * HIGH_HZ + 123])
    media = _open(path)
    voice = prepare_voice(media, Settings(voice_engine="waiting", noise_gate=False))
    media.close()
    blocks = _converted(voice)
    heard = np.concatenate([block.samples for block in blocks])
    sound = demo_speech()[: len(heard)]
    assert len(heard) == 5 * HIGH_HZ + 123
    assert np.corrcoef(heard, sound)[0, 1] > 0.98
    assert max(range(-20, 21), key=lambda lag: float(np.dot(np.roll(sound, lag), heard))) == 0
    places_s = 0.0 + np.cumsum([0, *[len(block.samples) for block in blocks]])[:-1] / HIGH_HZ
    filled = [n for n, block in enumerate(blocks) if len(block.samples)]
    np.testing.assert_allclose([blocks[n].time_s for n in filled], places_s[filled], atol=1e-6)


def test_target_style_and_speech_reach_the_engine(tmp_path: Path, engine: Waiting) -> None:
    media = _open(write_wav(tmp_path / "a.wav", demo_speech()))
    settings = Settings(
        voice="theo", voice_engine="waiting", semitones=2, formant=-1, voice_strength=0.5, auto_pitch=False
    )
    voice = prepare_voice(media, settings)
    media.close()
    assert engine.style == VoiceStyle(2, -1, 0.5, False) and engine.target is voice.voice.print
    assert voice.voice.id == "theo" and engine.fitted is voice.speech.samples
    gated = FileVoice(media, voice.voice, engine, voice.speech, gate=True)
    media.close()
    assert gated.latency_s == pytest.approx(voice.latency_s, abs=1e-6) and len(gated.stages) == 4


def test_too_little_speech_to_fit_is_converted_all_the_same(tmp_path: Path, engine: Waiting) -> None:
    engine.fit_fails = True
    media = _open(write_wav(tmp_path / "word.wav", demo_speech()[: 2 * HIGH_HZ]))
    voice = prepare_voice(media, Settings(voice_engine="waiting"))
    media.close()
    assert voice.speech.seconds > 0 and engine.fitted is None


def test_no_speech_is_one_clear_error(tmp_path: Path, engine: Waiting) -> None:
    engine.fit_fails = True
    media = _open(write_wav(tmp_path / "silent.wav", np.zeros(HIGH_HZ, np.float32)))
    with pytest.raises(MediaError, match=r"silent\.wav: no speech") as caught:
        prepare_voice(media, Settings(voice_engine="waiting"))
    assert "somebody speaks" in caught.value.advice


@pytest.mark.expect_log("could not be converted")
def test_an_engine_that_breaks_is_an_error_and_no_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(voice_engines.VOICE_ENGINES, "broken", lambda: Waiting(fail_at=50))
    media = _open(write_wav(tmp_path / "a.wav", demo_speech()))
    voice = prepare_voice(media, Settings(voice_engine="broken"))
    media.close()
    with pytest.raises(AppError, match="the engine is broken"):
        _converted(voice)


@needs_ffmpeg
def test_a_file_without_sound_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x64:d=0.2", tmp_path / "mute.mp4")
    with pytest.raises(MediaError, match="holds no sound"):
        find_speech(MediaFile(str(tmp_path / "mute.mp4"), live=False))
