"""The list of pairs: the same every time, balanced, and fair to the target."""

from collections import Counter

import pytest

from models.errors import ModelError
from models.evaluate.voice_pairs import Speaker, choose_pairs, read_speakers, thin

HEADER = "file,corpus,speaker_id,gender,split,duration_s,text"


def _manifest() -> list[str]:
    """Twelve readers with one long recording, eight speakers with ten short ones, two with too little."""
    lines = [HEADER]
    for n in range(12):
        lines.append(f"one/{n}.wav,books,reader{n:02},{'FM'[n % 2]},test,{9 + n}.5,")
    for n in range(8):
        for k in range(10):
            lines.append(f'many/{n}-{k}.wav,phone,talker{n},{"FM"[n // 4]},test,3.6,"a, b"')
    lines += ["one/short.wav,books,short,F,test,5.0,", "one/nobody.wav,books,nobody,,test,12,"]
    lines += [
        "one/train.wav,books,pupil,F,train,12.0,",
        "many/a.wav,phone,few,M,test,3,",
        "many/b.wav,phone,few,M,test,3,",
    ]
    return lines


def test_pairs_are_balanced_and_no_speaker_meets_himself() -> None:
    pairs = choose_pairs(read_speakers(_manifest(), "test"))
    many, single = ([pair for pair in pairs if pair.single is kind] for kind in (False, True))
    assert len(many) == 12 * 6 and len(single) == 12 * 2
    for group in (many, single):
        assert sum(pair.cross_sex for pair in group) == len(group) / 2
        assert len({(pair.source.name, pair.target.name) for pair in group}) == len(group)
    used = Counter(pair.target.name for pair in many)
    assert set(used) == {f"talker{n}" for n in range(8)} and max(used.values()) - min(used.values()) <= 1
    assert all(pair.source.name != pair.target.name for pair in pairs)
    assert {pair.source.name for pair in pairs} == {f"reader{n:02}" for n in range(12)}


def test_the_list_depends_on_nothing_but_the_speakers() -> None:
    lines = _manifest()
    first = choose_pairs(read_speakers(lines, "test"))
    assert first == choose_pairs(read_speakers(lines, "test"))
    shuffled = [HEADER, *lines[13:93], *lines[1:13], *lines[93:]]
    assert first == choose_pairs(read_speakers(shuffled, "test"))


def test_enrolment_and_what_results_are_held_against_are_apart() -> None:
    speaker = Speaker("a", "c", "F", tuple("abcdefghijkl"), (4.0, 5.0, 3.0, *[4.0] * 9))
    assert speaker.enrolment == ("a", "b", "c")
    assert speaker.held_out == ("d", "e", "f", "g", "h", "i")
    assert Speaker("a", "c", "F", ("a", "b"), (3.0, 3.0)).held_out == ()


def test_fewer_pairs_keep_the_shares() -> None:
    pairs = choose_pairs(read_speakers(_manifest(), "test"))
    few = thin(pairs, 24)
    assert [pairs.index(pair) for pair in few] == sorted({pairs.index(pair) for pair in few}) and len(few) == 24
    assert Counter((pair.single, pair.cross_sex) for pair in few) == {
        (False, False): 9, (False, True): 9, (True, False): 3, (True, True): 3,
    }  # fmt: skip
    assert set(thin(pairs, 8)) <= set(few) and thin(pairs, 10_000) is pairs and len(thin(pairs, 1)) == 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "no column file"),
        (["file,corpus,speaker_id,gender,split"], "no column duration_s"),
        ([HEADER], "no speakers with one recording"),
        ([HEADER, "a.wav,c,s,F,test,long,"], "'long' is not a length"),
        (_manifest()[:13], "none of both sexes"),
    ],
)
def test_a_useless_manifest_is_one_clear_error(lines: list[str], told: str) -> None:
    with pytest.raises(ModelError, match=told):
        choose_pairs(read_speakers(lines, "test"))
