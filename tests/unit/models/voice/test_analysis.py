"""The print of a voice: what it holds for known voices, and when there is none."""

import numpy as np
import pytest

from models.errors import SpeechNotFound
from models.voice.analysis import analyse
from models.voice_engines import RATE_HZ, Samples, similarity
from tests.support.spoken import SENTENCES, needs_flite, spoken


def _recording(voice: str, texts: tuple[str, ...] = SENTENCES[:2]) -> Samples:
    pause = np.zeros(RATE_HZ // 2, np.float32)
    return np.concatenate([part for text in texts for part in (pause, spoken(voice, text))])


@needs_flite
def test_a_print_holds_what_its_description_says() -> None:
    sound = _recording("slt")
    found = analyse(sound)
    assert found.embedding.shape == (256,) and found.ltas.shape == (80,)
    assert found.windows.shape[0] >= 8 and found.windows.shape[1] == 256
    for array in (found.embedding, found.windows, found.ltas, *found.dsp.values()):
        assert array.dtype == np.float32 and np.isfinite(array).all()
    np.testing.assert_allclose(np.linalg.norm(found.windows, axis=1), 1, atol=1e-5)
    assert np.linalg.norm(found.embedding) == pytest.approx(1, abs=1e-5)
    assert similarity(found.embedding, found.windows.mean(axis=0)) == pytest.approx(1, abs=1e-5)
    assert 5 < found.speech_s < len(sound) / RATE_HZ
    mean_hz = np.exp(found.log_f0_mean)
    assert 140 < mean_hz < 220 and found.f0_low_hz < 0.9 * mean_hz and found.f0_high_hz > 1.1 * mean_hz
    assert 0.03 < found.log_f0_std < 0.4
    assert found.ltas[:30].mean() > found.ltas[60:].mean() + 2  # voiced speech falls towards the top
    assert found.dsp


@needs_flite
def test_neither_level_nor_silence_changes_a_print() -> None:
    sound = _recording("rms")
    first = analyse(sound * np.float32(0.1))
    quiet = np.concatenate([np.zeros(20000, np.float32), sound * np.float32(0.02), np.zeros(30000, np.float32)])
    second = analyse(quiet)
    assert similarity(first.embedding, second.embedding) > 0.99
    assert second.log_f0_mean == pytest.approx(first.log_f0_mean, abs=0.01)
    assert second.speech_s == pytest.approx(first.speech_s, abs=0.2)
    np.testing.assert_allclose(second.ltas, first.ltas, atol=0.15)


@needs_flite
def test_voices_differ_in_their_prints() -> None:
    man, woman = analyse(_recording("rms")), analyse(_recording("slt"))
    again = analyse(_recording("rms", SENTENCES[2:]))
    assert similarity(man.embedding, again.embedding) > 0.8 > similarity(man.embedding, woman.embedding)
    assert woman.log_f0_mean - man.log_f0_mean > 0.3 > abs(man.log_f0_mean - again.log_f0_mean)
    assert np.abs(man.ltas - again.ltas).mean() < np.abs(man.ltas - woman.ltas).mean()


@needs_flite
def test_too_little_is_said_with_its_length() -> None:
    with pytest.raises(SpeechNotFound, match=r"0\.\d s of speech"):
        analyse(spoken("rms")[: RATE_HZ * 6 // 10])


@needs_flite
def test_a_whisper_has_no_pitch() -> None:
    """Speech whose harmonics are replaced by noise of the same envelope."""
    speech = spoken("rms")
    noise = np.random.default_rng(0).normal(0, 1, len(speech))
    size, hop = 256, 64
    window = np.hanning(size)
    out = np.zeros(len(speech))
    for start in range(0, len(speech) - size, hop):
        spectrum = np.abs(np.fft.rfft(speech[start : start + size] * window))
        smooth = np.convolve(spectrum, np.ones(7) / 7, "same")
        grain = np.fft.irfft(np.fft.rfft(noise[start : start + size] * window) * smooth)
        out[start : start + size] += grain * window * 0.05
    with pytest.raises(SpeechNotFound, match="pitch"):
        analyse(np.asarray(out, np.float32))


def test_silence_has_no_print() -> None:
    with pytest.raises(SpeechNotFound):
        analyse(np.zeros(80000, np.float32))
