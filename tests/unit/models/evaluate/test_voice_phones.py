"""Phones and words of spoken sentences, and what conversion does to them."""

import numpy as np
import pytest

from models.evaluate.voice_edits import error_rate
from models.evaluate.voice_material import Material
from models.evaluate.voice_pairs import Speaker
from models.evaluate.voice_phones import Recogniser, create_recogniser, split_words
from models.evaluate.voice_texts import choose_text_pairs, read_texts, score_texts, summarise_texts
from tests.support.late_voice import Late, load
from tests.support.spoken import SENTENCES, needs_flite, spoken

pytest.importorskip("pocketsphinx")


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    made = create_recogniser()
    assert made is not None
    return made


@needs_flite
def test_most_of_a_clear_sentence_is_found(recogniser: Recogniser) -> None:
    words = split_words(SENTENCES[0])
    wanted = recogniser.pronounce(words)
    assert wanted is not None and wanted[:4] == ("DH", "AH", "B", "OY")
    speech = spoken("rms", SENTENCES[0])
    assert error_rate(wanted, recogniser.phones(speech)) < 0.45
    assert error_rate(words, recogniser.words(speech)) < 0.3
    noise = np.random.default_rng(0).normal(0, 0.1, len(speech)).astype(np.float32)
    assert error_rate(wanted, recogniser.phones(speech + noise)) > 0.6
    assert recogniser.phones(speech) == recogniser.phones(speech)


def test_what_is_not_said_is_not_found(recogniser: Recogniser) -> None:
    for samples in (0, 100, 8000):
        assert recogniser.phones(np.zeros(samples, np.float32)) == ()
        assert recogniser.words(np.zeros(samples, np.float32)) == ()
    assert recogniser.pronounce(("hello", "zzyxwq")) is None and split_words("It’s ME, o'clock 7!") == (
        "it's", "me", "o'clock",
    )  # fmt: skip


TALKERS = [
    Speaker("a", "talk", "M", ("rms:01", "rms:2", "rms:3"), (10.0, 4.0, 3.5)),
    Speaker("b", "talk", "F", ("slt:01", "slt:2", "slt:3"), (10.0, 4.0, 3.5)),
    Speaker("c", "talk", "M", ("awb:01", "awb:2", "awb:3"), (10.0, 4.0, 3.5)),
]
TEXTS = {"rms:2": SENTENCES[2], "rms:3": "Zzyxwq is no word", "slt:2": SENTENCES[2], "x": "y"}


def test_texts_are_those_of_the_manifest_and_their_speakers_meet() -> None:
    assert read_texts(["file,text", "a.wav,one", "b.wav,"]) == {"a.wav": "one"} and read_texts(["file", "a"]) == {}
    pairs = choose_text_pairs(TALKERS, TEXTS | {"awb:2": "so"})
    names = [(pair.source.name, pair.target.name) for pair in pairs]
    assert names == [("a", "c"), ("b", "c"), ("c", "a")]  # same, other, same
    assert choose_text_pairs(TALKERS, {}) == []


@needs_flite
def test_an_engine_that_does_nothing_adds_no_errors(recogniser: Recogniser) -> None:
    pair = choose_text_pairs(TALKERS, TEXTS)[0]
    scores = score_texts(Late(), Material(load, recogniser), recogniser, pair, TEXTS)
    assert [score.file for score in scores] == ["rms:2"]  # the other has a word of no dictionary
    (score,) = scores
    assert score.words == len(split_words(SENTENCES[2])) and score.phones > 2 * score.words
    assert abs(score.phone_errors - score.phone_errors_before) <= 2 and score.word_errors == score.word_errors_before
    table = summarise_texts([score, score])
    assert table["n"] == 2 and table["phone_error"] == pytest.approx(score.phone_errors / score.phones)
    assert summarise_texts([]) == {}
