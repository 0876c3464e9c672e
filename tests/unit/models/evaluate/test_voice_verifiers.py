"""Two judges of who speaks: right on real voices, deaf to what they should be deaf to, the same every time."""

import numpy as np
import pytest

from models.errors import SpeechNotFound
from models.evaluate.voice_background import COMPONENTS, adapt, likelihood_ratio, train_background
from models.evaluate.voice_cepstra import cepstra, normalised_with_slopes
from models.evaluate.voice_verifier import VoiceGaussian, divergence, nearer_to_target, voice_gaussian
from models.voice_engines import Samples
from tests.support.spoken import SENTENCES, needs_flite, spoken

VOICES = ("rms", "slt", "awb", "kal16")


def test_the_divergence_is_that_of_the_formula() -> None:
    a = VoiceGaussian(np.zeros(2), np.diag([1.0, 4.0]))
    b = VoiceGaussian(np.array([3.0, 0.0]), np.diag([1.0, 1.0]))
    assert divergence(a, a) == pytest.approx(0, abs=1e-12)
    assert divergence(a, b) == pytest.approx(divergence(b, a)) == pytest.approx(9 + 0.5 * (4 + 0.25 - 2))


def _brightened(speech: Samples) -> Samples:
    return np.asarray(np.append(speech[1:] - 0.6 * speech[:-1], 0), np.float32)


@needs_flite
def test_a_voice_is_nearer_to_itself_than_to_any_other() -> None:
    for voice in VOICES:
        own, new = voice_gaussian([spoken(voice, SENTENCES[0])]), voice_gaussian([spoken(voice, SENTENCES[1])])
        for other in set(VOICES) - {voice}:
            assert nearer_to_target(new, own, voice_gaussian([spoken(other, SENTENCES[1])])) == 1.0
            assert nearer_to_target(new, voice_gaussian([spoken(other, SENTENCES[1])]), own) == 0.0


@needs_flite
def test_the_second_judge_hears_who_speaks_and_not_the_microphone() -> None:
    background = train_background([spoken(voice, text) for voice in VOICES for text in SENTENCES[:2]] * 2)
    assert background is not None and background.means.shape == (COMPONENTS, 38)
    assert background.weights.sum() == pytest.approx(1) and (background.variances > 0).all()
    models = {voice: adapt(background, [spoken(voice, text) for text in SENTENCES[:3]]) for voice in VOICES}
    for voice in VOICES:
        for other in set(VOICES) - {voice}:
            new = spoken(voice, SENTENCES[3])
            assert likelihood_ratio(new, models[voice], models[other]) > 0.1
            assert likelihood_ratio(_brightened(new), models[voice], models[other]) > 0
    ratio = likelihood_ratio(spoken("slt", SENTENCES[3]), models["slt"], models["rms"])
    assert ratio == -likelihood_ratio(spoken("slt", SENTENCES[3]), models["rms"], models["slt"])


@needs_flite
def test_a_background_needs_speech_and_is_reproducible() -> None:
    assert train_background([]) is None and train_background([spoken("slt")]) is None
    recordings = [spoken(voice, text) for voice in VOICES for text in SENTENCES]
    first, second = train_background(recordings), train_background(recordings)
    assert first is not None and second is not None
    np.testing.assert_array_equal(first.means, second.means)


@needs_flite
def test_cepstra_forget_level_and_slopes_have_no_mean() -> None:
    quiet, quieter = (np.asarray(spoken("slt") * np.float32(gain), np.float32) for gain in (0.02, 0.01))
    np.testing.assert_allclose(cepstra(quiet), cepstra(quieter), atol=0.01)
    plain = normalised_with_slopes(quiet)
    assert plain.shape == (len(cepstra(quiet)), 38) and np.abs(plain[:, :19].mean(axis=0)).max() < 1e-9
    ramp = plain[2:-2, 0] - plain[1:-3, 0]  # the slope of one frame lies between those of its neighbours
    assert np.corrcoef(plain[2:-2, 19], ramp + plain[3:-1, 0] - plain[2:-2, 0])[0, 1] > 0.7


def test_silence_is_nobody() -> None:
    with pytest.raises(SpeechNotFound):
        voice_gaussian([np.zeros(16_000, np.float32)])
