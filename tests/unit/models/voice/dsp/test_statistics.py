"""What is measured of a voice, kept in prints and learned while converting."""

import numpy as np
import pytest

from models.errors import SpeechNotFound
from models.voice.dsp.colour import BANDS
from models.voice.dsp.learning import LearnedSpeaker
from models.voice.dsp.marks import PAST
from models.voice.dsp.pitch import HOP, PitchTracker
from models.voice.dsp.statistics import measure, measure_speaker, of_print
from models.voice_engines import VoicePrint
from tests.support.drawn_voice import voice


def test_pitch_and_spectrum_do_not_depend_on_the_level() -> None:
    sound = voice(130.0, 5.0)
    loud, soft = measure_speaker(sound), measure_speaker(0.1 * sound)
    assert np.exp(loud.log_f0_mean) == pytest.approx(130.0, rel=0.03)
    assert loud.log_f0_std == pytest.approx(0.15 / np.sqrt(2), rel=0.25)
    np.testing.assert_allclose(loud.voiced[5:], soft.voiced[5:], atol=0.1)
    peak_hz = int(loud.voiced[30:60].argmax() + 30) * 8000 / (BANDS - 1)
    assert abs(peak_hz - 1250) < 150


def test_a_print_holds_it_in_less_than_10_kb() -> None:
    numbers = measure(voice(130.0, 5.0))
    assert sum(array.nbytes for array in numbers.values()) < 10_000
    assert all(array.dtype == np.float32 and np.isfinite(array).all() for array in numbers.values())
    unit = np.eye(256, dtype=np.float32)[:1]
    kept = of_print(VoicePrint(unit[0], unit, 4.9, 0.2, 80.0, 200.0, np.zeros(80, np.float32), 5.0, numbers))
    np.testing.assert_array_equal(kept.voiced, numbers["voiced"])


def test_a_print_of_another_engine_still_has_a_colour() -> None:
    unit = np.eye(256, dtype=np.float32)[:1]
    ltas = np.linspace(3.0, -3.0, 80).astype(np.float32)
    kept = of_print(VoicePrint(unit[0], unit, 4.9, 0.2, 80.0, 200.0, ltas, 5.0))
    assert kept.voiced.shape == (BANDS,) and (np.diff(kept.voiced) <= 1e-6).all()


@pytest.mark.parametrize("sound", [np.zeros(48_000), np.zeros(10), np.random.default_rng(1).normal(0, 0.1, 48_000)])
def test_without_a_voice_there_is_nothing_to_measure(sound: np.ndarray) -> None:
    with pytest.raises(SpeechNotFound):
        measure(sound.astype(np.float32))


def test_a_voice_is_learned_while_it_speaks() -> None:
    """What is learned in 5 s is what is measured with hindsight; a new voice takes its place."""
    learned, tracker = LearnedSpeaker(), PitchTracker()
    past = np.zeros(PAST, np.float32)

    def listen(sound: np.ndarray) -> None:
        for block in sound.reshape(-1, HOP):
            past[:-HOP] = past[HOP:]
            past[-HOP:] = block
            learned.push(past, tracker.push(block))

    assert learned.speaker() == (None, 0.0)
    sound = voice(130.0, 5.0)
    listen(sound)
    known, trust = learned.speaker()
    assert known is not None and trust == 1.0
    truth = measure_speaker(sound)
    assert known.log_f0_mean == pytest.approx(truth.log_f0_mean, abs=0.03)
    assert np.abs(known.voiced - truth.voiced)[5:200].mean() < 0.7
    listen(voice(220.0, 6.0))
    later = learned.speaker()[0]
    assert later is not None and np.exp(later.log_f0_mean) == pytest.approx(220.0, rel=0.05)
