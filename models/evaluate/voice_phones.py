"""What is said in a recording, written down by a recogniser that no engine was trained with.

PocketSphinx 5 (Huggins-Daines et al. 2006, "Pocketsphinx: a free, real-time continuous speech recognition system";
BSD) with the US English model and the phone language model of its package. Phones are found without a dictionary
("allphone"), so what a listener would guess from the context is not put right; words are found with dictionary and
language model. Of 100 phones of native speech it gets about 40 wrong, of careful foreign accents 70: only differences
between two recordings of the same words mean something.

The package is optional (`pip install likeness[evaluate]`).
"""

import importlib.util
import re
from typing import Any

import numpy as np

from models.voice.speech import finite
from models.voice_engines import RATE_HZ, Samples

Phones = tuple[str, ...]  # of CMUdict, without stress: "AA", "B", ...
Words = tuple[str, ...]  # lower case
_PHONE_WEIGHT = 2.0  # of the phone language model, found on speakers of a validation split
_BEAM, _PHONE_BEAM = 1e-20, 1e-10
_FULL_SCALE = 32767


class Recogniser:
    """Finds phones and words in English speech; what it found before does not matter.

    One call at a time; takes about a tenth, for words a third of the length.

    Raises:
        ImportError: PocketSphinx is not installed.
    """

    def __init__(self) -> None:
        from pocketsphinx import Decoder, get_model_path

        phones = get_model_path("en-us/en-us-phone.lm.bin")
        how: dict[str, Any] = {"lw": _PHONE_WEIGHT, "beam": _BEAM, "pbeam": _PHONE_BEAM}
        self._phones = Decoder(allphone=phones, lm=None, samprate=RATE_HZ, loglevel="FATAL", **how)
        self._words = Decoder(samprate=RATE_HZ, loglevel="FATAL")

    def phones(self, speech: Samples) -> Phones:
        """Return the phones heard, pauses left out."""
        return tuple(phone for phone in _decode(self._phones, speech) if phone.isalpha() and phone != "SIL")

    def words(self, speech: Samples) -> Words:
        """Return the words heard, without pauses and noises."""
        heard = (re.sub(r"\(\d+\)$", "", word) for word in _decode(self._words, speech))
        return tuple(word for word in heard if word[0].isalpha() or word[0] == "'")

    def pronounce(self, words: Words) -> Phones | None:
        """Return the phones of words as the dictionary (CMUdict) has them first; None if one is not in it."""
        found = [self._words.lookup_word(word) for word in words]
        return tuple(" ".join(found).split()) if all(found) else None


def create_recogniser() -> Recogniser | None:
    """Return a recogniser, None if PocketSphinx is not installed."""
    return Recogniser() if importlib.util.find_spec("pocketsphinx") else None


def split_words(text: str) -> Words:
    """Return the words of a text as the dictionary writes them."""
    return tuple(re.findall(r"[a-z][a-z']*", text.lower().replace("’", "'")))


def _decode(decoder: Any, speech: Samples) -> list[str]:  # noqa: ANN401 - of an optional package
    pcm = np.round(finite(speech) * _FULL_SCALE).astype("<i2")
    if not pcm.any():
        return []
    decoder.reinit_feat()  # else what it took for noise in the last recording changes what it finds in this one
    decoder.start_utt()
    decoder.process_raw(pcm.tobytes(), no_search=False, full_utt=True)
    decoder.end_utt()
    return [segment.word for segment in decoder.seg() or ()]
