"""Which speaker is turned into which: read from a collection's manifest, the same list every time.

A collection is a folder with `MANIFEST.csv`: file, corpus, speaker_id, gender, split, duration_s and more. Speakers
with one recording are sources, speakers with many short ones are targets; so no speaker is both, and targets can be
enrolled on some of their recordings and heard against the others.
"""

import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass

from models.errors import ModelError

COLUMNS = ("file", "corpus", "speaker_id", "gender", "split", "duration_s")
SPLITS = ("train", "valid", "test")
ENROL_S = 10.0
LEAST_SOURCE_S = 8.0  # a half to learn the speaker from, a half to convert
LEAST_SINGLE_S = 10.0  # of a target with one recording
TARGETS_PER_SOURCE = 6  # half of them of the other sex
SINGLE_TARGETS_PER_SOURCE = 2
HELD_OUT_FILES = 6  # recordings of a target that results are held against
_SEED = "voices 1"  # part of the definition of the list: never change it
_ADVICE = "likeness evaluate --help says what the folder must hold"


@dataclass(frozen=True)
class Speaker:
    """One speaker of a collection.

    Attributes:
        name: id of the speaker.
        gender: "F" or "M".
        files: names of the recordings in the collection's folder, in the manifest's order.
        durations_s: their lengths.
    """

    name: str
    corpus: str
    gender: str
    files: tuple[str, ...]
    durations_s: tuple[float, ...]

    @property
    def enrolment(self) -> tuple[str, ...]:
        """The first recordings that make up 10 s; all of them if they do not."""
        total_s = 0.0
        for count, duration_s in enumerate(self.durations_s, 1):
            total_s += duration_s
            if total_s >= ENROL_S:
                return self.files[:count]
        return self.files

    @property
    def held_out(self) -> tuple[str, ...]:
        """The recordings behind the enrolment that results are held against."""
        return self.files[len(self.enrolment) :][:HELD_OUT_FILES]


@dataclass(frozen=True)
class Pair:
    """A source and a target. `single`: the target has one recording, cut into enrolment and the rest."""

    source: Speaker
    target: Speaker
    single: bool

    @property
    def cross_sex(self) -> bool:
        """Whether the two are of different sex."""
        return self.source.gender != self.target.gender


def read_speakers(manifest: Iterable[str], split: str) -> list[Speaker]:
    """Return the speakers of one split by name.

    Args:
        manifest: the lines of MANIFEST.csv.
        split: one of SPLITS.

    Raises:
        ModelError: the manifest lacks a column or holds a length that is no number.
    """
    table = csv.DictReader(manifest)
    if missing := [name for name in COLUMNS if name not in (table.fieldnames or ())]:
        raise ModelError(f"MANIFEST.csv has no column {', '.join(missing)}", _ADVICE)
    rows: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    for row in table:
        if row["split"] == split and row["gender"] in ("F", "M"):
            key = (row["speaker_id"], row["corpus"], row["gender"])
            rows.setdefault(key, []).append((row["file"], _seconds(row["duration_s"])))
    return [
        Speaker(name, corpus, gender, tuple(file for file, _ in found), tuple(length for _, length in found))
        for (name, corpus, gender), found in sorted(rows.items())
    ]


def choose_pairs(speakers: list[Speaker]) -> list[Pair]:
    """Return the list of pairs, half of them cross-sex, every target about equally often, targets of one kind together.

    Raises:
        ModelError: there are no sources, or no targets of both sexes.
    """
    singles = [speaker for speaker in speakers if len(speaker.files) == 1]
    sources = [speaker for speaker in singles if speaker.durations_s[0] >= LEAST_SOURCE_S]
    many = [speaker for speaker in speakers if speaker.held_out]
    if not sources or {speaker.gender for speaker in many} != {"F", "M"}:
        message = "the split has no speakers with one recording of 8 s, or none of both sexes with 10 s and more files"
        raise ModelError(message, _ADVICE)
    long_singles = [speaker for speaker in singles if speaker.durations_s[0] >= LEAST_SINGLE_S]
    pairs = _draw(sources, many, TARGETS_PER_SOURCE, single=False)
    return pairs + _draw(sources, long_singles, SINGLE_TARGETS_PER_SOURCE, single=True)


def thin(pairs: list[Pair], count: int) -> list[Pair]:
    """Return `count` pairs of the list, in its order and with its shares of same and cross-sex; all if no more."""
    if count >= len(pairs):
        return pairs
    order = list(range(len(pairs)))
    random.Random(_SEED).shuffle(order)
    groups: dict[tuple[bool, bool], list[int]] = {}
    for index in order:
        groups.setdefault((pairs[index].single, pairs[index].cross_sex), []).append(index)
    ranked = sorted(((rank + 0.5) / len(group), index) for group in groups.values() for rank, index in enumerate(group))
    return [pairs[index] for index in sorted(index for _, index in ranked[:count])]


def _draw(sources: list[Speaker], targets: list[Speaker], per_source: int, single: bool) -> list[Pair]:
    """Give each source targets, same and other sex in turn, going round the targets in a shuffled order."""
    chance = random.Random(_SEED)
    order = {gender: [target for target in targets if target.gender == gender] for gender in ("F", "M")}
    for found in order.values():
        chance.shuffle(found)
    place = {"F": 0, "M": 0}
    pairs = []
    for source in sources:
        for turn in range(per_source):
            gender = source.gender if turn % 2 == 0 else {"F": "M", "M": "F"}[source.gender]
            fitting = [target for target in order[gender] if target.name != source.name]
            if fitting:
                pairs.append(Pair(source, fitting[place[gender] % len(fitting)], single))
                place[gender] += 1
    return pairs


def _seconds(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise ModelError(f"MANIFEST.csv: {text!r} is not a length in seconds", _ADVICE) from error
