"""The evaluation is evaluated: with an engine that does nothing, a perfect one and one that remembers too much."""

import numpy as np
import pytest

from models.errors import SpeechNotFound
from models.evaluate.voice import PairScore, VoiceEvaluation, summarise
from models.evaluate.voice_copy import CopyScore, score_copy, summarise_copies
from models.evaluate.voice_material import Material
from models.evaluate.voice_pairs import Pair, Speaker
from models.voice_engines import Samples
from tests.support.late_voice import LAG, Late, load
from tests.support.spoken import SENTENCES, needs_flite, spoken


class Perfect(Late):
    """Says something else, in the voice of the target."""

    def reset(self) -> None:
        self._line = np.concatenate([np.zeros(LAG, np.float32), spoken("slt", SENTENCES[3]), np.zeros(320_000)]).astype(
            np.float32
        )


class Forgetful(Late):
    """Its reset leaves something behind: each stream is a little louder than the one before."""

    gain = np.float32(1.0)

    def reset(self) -> None:
        super().reset()
        self.gain *= np.float32(1.0001)

    def convert(self, block: Samples) -> Samples:
        return super().convert(block) * self.gain


class Faulty(Late):
    def convert(self, block: Samples) -> Samples:
        self.faults += 1
        return np.zeros_like(block)


MAN = Speaker("man", "books", "M", ("rms:0123",), (18.0,))
WOMAN = Speaker("woman", "phone", "F", ("slt:01", "slt:2", "slt:3"), (10.0, 4.0, 3.5))


@needs_flite
def test_an_engine_that_does_nothing_changes_nothing() -> None:
    engine = Late()
    score = VoiceEvaluation(engine, load).score(Pair(MAN, WOMAN, single=False))
    assert score.similarity_after == pytest.approx(score.similarity_before, abs=1e-3) and score.similarity_after < 0.7
    assert score.source_similarity > 0.8
    assert score.f0_correlation > 0.999 and score.voicing_error < 0.01
    assert 4 < score.f0_error_st < 14 and abs(score.f0_error_st - score.f0_error_held_out_st) < 1
    assert score.restarts_equal and score.cross_sex and 0 < score.rtf_p50 <= score.rtf_p99 < 1
    assert score.verifier == 0.0 and np.isnan(score.mixture_verifier) and np.isnan(score.phone_error)
    assert engine.fitted == [min(len(load("rms:0123")) // 2, 160_000)]
    assert engine.target.speech_s > 5


@needs_flite
def test_the_target_itself_gets_the_best_marks() -> None:
    score = VoiceEvaluation(Perfect(), load).score(Pair(MAN, WOMAN, single=False))
    assert score.similarity_after > 0.85 and score.source_similarity < 0.7
    assert score.verifier == 1.0 and score.f0_error_st < 1 and not score.f0_correlation > 0.6


@needs_flite
def test_a_target_with_one_recording_is_cut_in_two() -> None:
    other = Speaker("other", "books", "M", ("awb:0123",), (20.0,))
    score = VoiceEvaluation(Late(), load).score(Pair(MAN, other, single=True))
    assert score.single and not score.cross_sex and score.similarity_after < score.source_similarity


@needs_flite
def test_an_engine_that_remembers_is_found_out() -> None:
    assert not VoiceEvaluation(Forgetful(), load).score(Pair(MAN, WOMAN, single=False)).restarts_equal


@needs_flite
def test_silence_is_no_result() -> None:
    with pytest.raises(SpeechNotFound):
        VoiceEvaluation(Faulty(), load).score(Pair(MAN, WOMAN, single=False))


def _row(**changes: object) -> PairScore:
    row = {name: 0.5 for name in PairScore.__slots__} | {"source": "a", "target": "b", "single": False, "faults": 0}
    return PairScore(**(row | {"cross_sex": False, "restarts_equal": True} | changes))  # type: ignore[arg-type]


def test_groups_are_apart_and_a_missing_number_is_left_out() -> None:
    same, cross = _row(similarity_after=0.8, f0_correlation=float("nan")), _row(cross_sex=True, restarts_equal=False)
    table = summarise([same, cross, _row(single=True, similarity_after=0.9)])
    assert {name: group["n"] for name, group in table.items()} == {"all": 2, "same_sex": 1, "cross_sex": 1, "single": 1}
    assert table["all"]["similarity_after"] == pytest.approx(0.65) and table["all"]["pass_share"] == 0.5
    assert table["all"]["f0_correlation"] == 0.5 and np.isnan(table["same_sex"]["f0_correlation"])
    assert table["all"]["restarts_equal"] == 0.5
    assert set(summarise([same])) == {"all", "same_sex"}


@needs_flite
def test_with_background_and_recogniser_all_numbers_are_there() -> None:
    pytest.importorskip("pocketsphinx")
    from models.evaluate.voice_background import train_background
    from models.evaluate.voice_phones import create_recogniser

    background = train_background([load(f"{voice}:0123") for voice in ("kal16", "awb", "rms")])
    material = Material(load, create_recogniser(), background)
    man = Speaker("man", "books", "M", ("rms:03",), (10.0,))
    pair = Pair(man, WOMAN, single=False)
    nothing = VoiceEvaluation(Late(), material).score(pair)
    assert nothing.mixture_verifier == 0.0 and nothing.phone_change < 0.1
    assert nothing.phone_error == pytest.approx(nothing.phone_error_before, abs=0.05) and nothing.phone_error < 0.6
    assert 0 < nothing.phone_change_by_noise < 0.6
    other = VoiceEvaluation(Perfect(), material).score(pair)
    assert other.mixture_verifier == 1.0 and other.phone_change > 0.5 < other.phone_error


@needs_flite
def test_a_copy_that_does_nothing_is_perfect() -> None:
    engine = Late()
    copy = score_copy(engine, Material(load), MAN)
    assert copy.stoi == pytest.approx(1, abs=1e-6) and np.isnan(copy.phone_error) and engine.target.speech_s > 5
    table = summarise_copies([copy, CopyScore("b", 0.5, 0.2, 0.4)])
    assert table["stoi"] == pytest.approx(0.75) and table["phone_error"] == 0.4 and summarise_copies([]) == {}
