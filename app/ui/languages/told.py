"""Puts what the program says below app/ui into the user's language: finds its template again, translates that."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

CONTEXT = "Told"  # in the catalogue, of what stands in no class of the window
_HAN = "[\u4e00-\u9fff]"
_JOIN = re.compile(rf"(?<=[0-9A-Za-z])(?={_HAN})|(?<={_HAN})(?=[0-9A-Za-z])")  # a blank belongs there
_GAP = re.compile(r"\{\d\}")
_KEPT = 512  # texts; the same few come ten times a second


class _Template(NamedTuple):
    """A text with gaps, cut at them: what stands before, between and after."""

    pieces: tuple[str, ...]
    translation: str

    def values(self, text: str) -> list[str] | None:
        """Return what fills the gaps if this is the template of the text; each gap takes as little as it can."""
        first, *between, last = self.pieces
        if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
            return None
        text = text[len(first) : len(text) - len(last)]
        values = []
        for piece in between:
            value, found, text = text.partition(piece)
            if not found:
                return None
            values.append(value)
        return [*values, text]


class Phrases:
    """Translates whole texts by the templates of a catalogue.

    What fills a gap is put over unchanged unless it is itself such a text, as in "recording X stopped: the disk is
    full". Two texts joined as "what happened; what to do" are put over one by one.
    """

    def __init__(self, table: Iterable[tuple[str, str]]) -> None:
        """Take pairs of English text, with gaps {0}, {1} in order, and translation."""
        whole = {text.strip(): words for text, words in table}  # the blanks belong to the text around it
        known = {half: other for pair in whole.items() for half, other in _clauses(*pair)} | whole
        self._plain = {text: words for text, words in known.items() if "{0}" not in text}
        templates = (_Template(_pieces(text), words) for text, words in known.items() if "{0}" in text)
        self._templates = sorted(templates, key=lambda template: -sum(map(len, template.pieces)))
        self.say = lru_cache(_KEPT)(self._say)

    def _say(self, text: str) -> str:
        """Return the text in the other language, itself where no template is known."""
        bare = text.strip()
        if not bare or not bare.isascii() and not any(letter.isascii() and letter.isalpha() for letter in bare):
            return text
        for form in _forms(bare):
            words = self._find(form)
            if words is not None:
                return words
        for mark, joined in (("; ", "；"), (": ", "：")):
            left, found, right = bare.rpartition(mark)
            if found and self.say(right) != right:
                return f"{self.say(left)}{joined}{self.say(right)}"
        return text

    def _find(self, text: str) -> str | None:
        if text in self._plain:
            return self._plain[text]
        for template in self._templates:
            values = template.values(text)
            if values is not None:
                return _JOIN.sub(" ", template.translation.format(*(self.say(value) for value in values)))
        return None


def _forms(text: str) -> Iterator[str]:
    """Yield the text as it came, and as it may have been before somebody made a sentence or a clause of it."""
    other = text[:-1] if text.endswith(".") else f"{text}."
    yield from (text, other, text[0].lower() + text[1:], other[0].lower() + other[1:])


def _clauses(text: str, words: str) -> Iterator[tuple[str, str]]:
    """Yield the halves of "what happened; what follows": some who pass a text on show them apart."""
    halves, others = text.split("; "), words.split("；")
    if len(halves) != 2 or len(others) != 2 or [_gaps(half) for half in halves] != [_gaps(other) for other in others]:
        return
    for half, other in zip(halves, others, strict=True):
        for number, gap in enumerate(_gaps(half)):
            half, other = half.replace(gap, f"{{{number}}}"), other.replace(gap, f"{{{number}}}")
        if any(letter.isalpha() for letter in half):
            yield half, other


def _gaps(text: str) -> list[str]:
    return sorted(_GAP.findall(text))


def _pieces(text: str) -> tuple[str, ...]:
    pieces, gap = [], 0
    while f"{{{gap}}}" in text:
        piece, _, text = text.partition(f"{{{gap}}}")
        pieces.append(piece)
        gap += 1
    return (*pieces, text)
