"""Conversion within this process: what is measured on a result, and what is kept for measuring."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from app.errors import MediaError
from app.files.conversion import ConversionReport, Excerpt, convert_file, judge
from app.media import AudioBlock
from app.settings import Settings
from app.sound.resample import to_16k
from models import voice_engines
from models.voice_engines import analyse_voice, create_speaker_encoder
from tests.support.speech import HIGH_HZ, Waiting, demo_speech, read_sound, write_wav


@pytest.fixture(autouse=True)
def _waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(voice_engines.VOICE_ENGINES, "waiting", lambda: Waiting(delay=500))


def test_an_engine_that_changes_nothing_gives_the_same_sound_at_the_same_time(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "in.wav", demo_speech()[: 6 * HIGH_HZ + 5])
    shares: list[float] = []
    settings = Settings(voice="theo", voice_engine="waiting", noise_gate=False)
    report = convert_file(source, tmp_path / "out.wav", settings, shares.append)
    heard, sound = read_sound(tmp_path / "out.wav"), read_sound(source)
    assert len(heard) == len(sound) and np.corrcoef(heard, sound)[0, 1] > 0.98
    assert isinstance(report, ConversionReport) and report.duration_s == pytest.approx(len(sound) / HIGH_HZ)
    assert report.similarity_before is not None and report.similarity_after is not None
    assert report.similarity_after == pytest.approx(report.similarity_before, abs=0.03)
    assert report.f0_correlation is not None and report.f0_correlation > 0.98
    assert report.f0_mean_error_semitones is not None and report.f0_mean_error_semitones > 5
    assert report.algorithmic_latency_ms == pytest.approx(41.25) and report.path_latency_ms > 43  # with its block
    assert (report.voice, report.engine, report.damaged, report.left_out) == ("theo", "waiting", False, [])
    assert all(0 <= share <= 1 for share in shares) and 0 < report.rtf < 5
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.wav", "out.wav"]
    assert set(dataclasses.asdict(report)) >= {"score", "elapsed_s", "input", "output"}


def test_the_sound_of_the_target_itself_is_judged_to_be_the_target() -> None:
    speech = to_16k(demo_speech())
    judged = judge(create_speaker_encoder(), analyse_voice(speech), speech, speech)
    assert judged.similarity_after == judged.similarity_before == pytest.approx(1.0, abs=1e-3)
    assert judged.f0_mean_error_semitones == pytest.approx(0.0, abs=0.01)
    assert judged.f0_correlation == pytest.approx(1.0, abs=1e-6)


def test_without_speech_nothing_is_judged() -> None:
    silence = np.zeros(32_000, np.float32)
    judged = judge(create_speaker_encoder(), analyse_voice(to_16k(demo_speech())), silence, silence)
    assert set(dataclasses.astuple(judged)) == {None}


def test_an_excerpt_keeps_its_minute_and_lets_all_pass() -> None:
    excerpt = Excerpt(begin_s=0.015, length_s=0.02)
    blocks = [AudioBlock(np.full(480, n, np.float32), HIGH_HZ, n / 100) for n in range(6)]
    assert [excerpt.process(block) for block in blocks] == blocks
    kept = np.repeat(np.arange(1, 4, dtype=np.float32), (240, 480, 240))
    np.testing.assert_array_equal(excerpt.samples(), kept)
    assert excerpt.last_s == 0.05


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "in.wav", demo_speech()[:HIGH_HZ])
    (tmp_path / "link.wav").symlink_to(source)
    whole = source.read_bytes()
    for output in (source, tmp_path / "link.wav", tmp_path / "." / "in.wav"):
        with pytest.raises(MediaError, match="is the input itself"):
            convert_file(source, output, Settings(voice_engine="waiting"))
    assert source.read_bytes() == whole
