"""Recordings of a collection whose text is known, with the phones of that text."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.errors import ModelError
from models.evaluate.voice_phones import Recogniser, split_words
from models.training.voice.sound_files import load
from models.voice_engines import Samples

PHONES = tuple(
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH".split()
)  # of CMUdict, without stress
SYMBOLS = 1 + len(PHONES)  # 0 is none of them
_NUMBER = {phone: n for n, phone in enumerate(PHONES, 1)}
_RMS = 0.04


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """What is heard, (n,) at 16 kHz, and the phones of its text, numbers from 1 to 39."""

    sound: Samples
    phones: list[int]


def read_spoken_texts(folder: Path, split: str, dictionary: Recogniser) -> list[Spoken]:
    """Read the recordings of a split that have a text of known words.

    Args:
        folder: a collection, see models.evaluate.voice_pairs; column `text` of its manifest.
        split: "train", "valid" or "test".
        dictionary: says how words are pronounced (CMUdict); nothing else of the recogniser is used, which judges later.

    Raises:
        ModelError: there are none.
    """
    with (folder / "MANIFEST.csv").open(encoding="utf-8-sig", newline="") as manifest:
        rows = [(row["file"], row["text"]) for row in csv.DictReader(manifest) if row["split"] == split and row["text"]]
    found = [(file, dictionary.pronounce(split_words(text))) for file, text in rows]
    known = [(file, spoken) for file, spoken in found if spoken]
    if not known:
        raise ModelError(f"{folder}: the split {split} has no texts", "the manifest's column `text` holds them")
    return [Spoken(_levelled(load(folder / file)), [_NUMBER[phone] for phone in spoken]) for file, spoken in known]


def _levelled(sound: Samples) -> Samples:
    return np.asarray(sound * (_RMS / max(float(np.sqrt(np.mean(np.square(sound)))), 1e-4)), np.float32)
