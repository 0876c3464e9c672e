"""The phrase of consent cannot be foreseen, is asked for once, and is accepted from the same voice only."""

import datetime
import json
from dataclasses import replace

import numpy as np
import pytest

from app.errors import VoiceError
from app.paths import data_dir
from app.voice import phrase
from app.voice.words import WORDS
from models.voice_engines import VoicePrint
from tests.support.voices import unit, voice_print


def test_the_words_are_many_short_and_distinct() -> None:
    assert len(WORDS) == len(set(WORDS)) >= 300
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 12 for word in WORDS)


def test_phrases_are_six_different_words_that_differ_each_time() -> None:
    phrases = {phrase.new_phrase() for _ in range(200)}
    assert len(phrases) == 200
    for words in phrases:
        assert len(set(words)) == 6
        assert set(words) <= set(WORDS)
    assert len({word for words in phrases for word in words}) > 0.8 * len(WORDS)


def test_the_hash_is_of_the_words_alone() -> None:
    assert phrase.phrase_hash(["Apple", "tree"]) == phrase.phrase_hash(["apple", "tree"])
    assert phrase.phrase_hash(["apple"]) == "3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b"


def test_an_offered_phrase_waits_an_hour_for_one_voice() -> None:
    with pytest.raises(VoiceError, match="no phrase waits"):
        phrase.offered_hash()
    words = phrase.offer_phrase()
    assert phrase.offered_hash() == phrase.phrase_hash(words)
    assert not any(word in (data_dir() / "phrase.json").read_text(encoding="utf-8") for word in words)
    phrase.forget_offered()
    with pytest.raises(VoiceError, match="no phrase waits"):
        phrase.offered_hash()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sha256": 1, "until": 2}', '{"sha256": "x", "until": "soon"}'])
def test_a_damaged_note_is_told(text: str) -> None:
    (data_dir() / "phrase.json").write_text(text, encoding="utf-8")
    with pytest.raises(VoiceError, match="phrase"):
        phrase.offered_hash()


def test_an_old_phrase_counts_no_more() -> None:
    phrase.offer_phrase()
    path = data_dir() / "phrase.json"
    past = datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(seconds=1)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"until": past.isoformat()}))
    with pytest.raises(VoiceError, match="no phrase waits"):
        phrase.offered_hash()


def _at(cosine: float) -> VoicePrint:
    """Return a print with this similarity to that of chance 0."""
    centre = voice_print(0).embedding.astype(np.float64)
    other = np.random.default_rng(5).normal(size=256)
    across = unit(other - (other @ centre) * centre)
    return replace(voice_print(0), embedding=unit(cosine * centre + np.sqrt(1 - cosine**2) * across), speech_s=3.0)


@pytest.mark.parametrize(
    ("cosine", "accepted", "word"),
    [(0.55, False, "somebody else"), (0.74, False, "0.75"), (0.76, True, ""), (0.95, True, ""), (1.0, False, "same")],
)
def test_the_same_voice_in_another_recording_is_accepted(cosine: float, accepted: bool, word: str) -> None:
    outcome = phrase.compare(_at(cosine), voice_print(0))
    assert outcome.similarity == pytest.approx(cosine, abs=1e-4)
    assert outcome.accepted == accepted
    assert (word in outcome.reason) if word else not outcome.reason


def test_a_word_or_two_are_not_enough() -> None:
    outcome = phrase.compare(replace(_at(0.9), speech_s=0.9), voice_print(0))
    assert not outcome.accepted
    assert "0.9 s" in outcome.reason
