"""What the coach says of recordings whose faults were put there by the test."""

import numpy as np
import pytest

from models.voice.quality import BEST_SNR_DB, LOWEST_DB, assess
from models.voice_engines import RATE_HZ, Samples
from tests.support.spoken import SENTENCES, needs_flite, spoken


def _recording(voices: tuple[str, ...] = ("slt",), pause_s: float = 0.6) -> Samples:
    """Return sentences with pauses between, free of noise."""
    pause = np.zeros(round(pause_s * RATE_HZ), np.float32)
    parts = [pause]
    for index, text in enumerate(SENTENCES):
        parts += [spoken(voices[index * len(voices) // len(SENTENCES)], text), pause]
    return np.concatenate(parts)


@needs_flite
def test_a_clean_recording_of_one_voice_is_good() -> None:
    sound = _recording()
    quality = assess(sound)
    assert quality.duration_s == pytest.approx(len(sound) / RATE_HZ)
    assert 0.6 * quality.duration_s < quality.speech_s < quality.duration_s - 2.0
    assert quality.peak_dbfs == pytest.approx(20 * np.log10(np.abs(sound).max()), abs=0.01)
    assert quality.peak_dbfs - 25 < quality.level_dbfs < quality.peak_dbfs
    assert quality.snr_db > 50 and quality.clipped_share < 1e-3
    assert quality.self_consistency > 0.85
    assert 0.4 < quality.voiced_share < 0.9 and 140 < quality.f0_median_hz < 220


@needs_flite
def test_two_voices_do_not_agree_with_themselves() -> None:
    assert assess(_recording(("rms", "slt"))).self_consistency < 0.75


@needs_flite
@pytest.mark.parametrize("snr_db", [10, 20, 30, 40])
def test_the_noise_between_the_words_is_measured(snr_db: float) -> None:
    sound = _recording()
    speech_power = np.mean(np.concatenate([spoken("slt", text) for text in SENTENCES]) ** 2)
    noise = np.random.default_rng(0).normal(0, np.sqrt(speech_power * 10 ** (-snr_db / 10)), len(sound))
    assert assess(np.asarray(sound + noise, np.float32)).snr_db == pytest.approx(snr_db, abs=3)


@needs_flite
def test_mains_hum_is_no_noise_and_a_click_neither() -> None:
    sound = _recording()
    noise = np.random.default_rng(0).normal(0, 0.001, len(sound))
    before = assess(np.asarray(sound + noise, np.float32)).snr_db
    hum = 0.01 * np.sin(2 * np.pi * 50 * np.arange(len(sound)) / RATE_HZ)
    clicked = sound + noise + hum
    clicked[3000] = 0.9
    assert assess(np.asarray(clicked, np.float32)).snr_db == pytest.approx(before, abs=2)


@needs_flite
def test_clipping_is_counted() -> None:
    loud = _recording() * np.float32(6)
    quality = assess(np.clip(loud, -1, 1))
    assert quality.clipped_share == pytest.approx(float((np.abs(loud) >= 1).mean()), rel=0.1)
    assert quality.clipped_share > 0.005 and quality.peak_dbfs == 0.0


@pytest.mark.parametrize("length", [0, 100, 40000])
def test_silence_is_assessed_too(length: int) -> None:
    quality = assess(np.zeros(length, np.float32))
    assert (quality.speech_s, quality.snr_db, quality.self_consistency, quality.f0_median_hz) == (0, 0, 0, 0)
    assert quality.peak_dbfs == quality.level_dbfs == LOWEST_DB and quality.voiced_share == 0


def test_noise_alone_is_no_clean_speech() -> None:
    noise = np.random.default_rng(3).normal(0, 0.05, 64000).astype(np.float32)
    quality = assess(noise)
    assert quality.snr_db < 10 and quality.f0_median_hz == 0.0 and quality.level_dbfs == pytest.approx(-26, abs=0.2)


@needs_flite
def test_digital_silence_between_words_is_the_best_there_is() -> None:
    assert assess(_recording(pause_s=1.0)).snr_db == BEST_SNR_DB
