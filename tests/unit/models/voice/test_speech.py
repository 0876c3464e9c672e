"""Finding the speech in a recording."""

import numpy as np
import pytest

from models.errors import SpeechNotFound
from models.voice.speech import VAD_WINDOW, finite, raise_level, speech_mask, trim_speech
from tests.support.spoken import needs_flite, spoken


def _db(sound: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(np.square(sound, dtype=np.float64))))


def test_levels_are_raised_never_lowered() -> None:
    noise = np.random.default_rng(0).normal(0, 1, 16000).astype(np.float32)
    assert _db(raise_level(noise * 0.001)) == pytest.approx(-30, abs=0.01)
    loud = noise * 0.2
    assert raise_level(loud) is loud
    assert not raise_level(np.zeros(100, np.float32)).any() and raise_level(np.zeros(0, np.float32)).size == 0


def test_what_is_not_a_number_becomes_silence() -> None:
    sound = finite(np.array([0.5, np.nan, np.inf, -np.inf, 3.0, -3.0], np.float64))
    assert sound.tolist() == [0.5, 0, 0, 0, 1, -1] and sound.dtype == np.float32


@needs_flite
def test_pauses_go_and_words_stay() -> None:
    speech, pause = spoken("rms"), np.zeros(3 * 16000, np.float32)
    mask = speech_mask(np.concatenate([pause, speech, pause, speech, pause]))
    n = len(speech)
    begin, middle, end = mask[:32000], mask[48000 + n + 16000 : 96000 + n - 16000], mask[-32000:]
    assert not begin.any() and not middle.any() and not end.any()
    assert mask[48000 : 48000 + n].mean() > 0.85
    changes = np.flatnonzero(np.diff(mask.astype(int)))
    assert ((changes + 1) % VAD_WINDOW == 0).all()


@needs_flite
def test_the_level_does_not_matter_below_that_of_training() -> None:
    speech = spoken("slt") * np.float32(0.02)
    np.testing.assert_allclose(trim_speech(speech), trim_speech(speech * np.float32(0.3)), atol=2e-4)


@pytest.mark.parametrize("length", [0, 1, 479, 480, 481, 2000, 16000])
def test_silence_and_scraps_hold_no_speech(length: int) -> None:
    silence = np.zeros(length, np.float32)
    assert not speech_mask(silence).any() and len(speech_mask(silence)) == length
    with pytest.raises(SpeechNotFound):
        trim_speech(silence)
