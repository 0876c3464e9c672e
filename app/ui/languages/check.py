"""What is wrong with a translation: missing, other placeholders than the text, markup or a mnemonic lost."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.ui.languages.catalogue import Entry

_GAP = re.compile(r"\{[^{}]*\}")
_TAG = re.compile(r"</?\w+[^>]*>")
_COMMAND = re.compile(r"`[^`]*`")


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry and what is wrong with it, in a few words."""

    entry: Entry
    words: str


def faults(entries: Iterable[Entry]) -> list[Fault]:
    """Return what keeps a catalogue from being complete and sound."""
    found = []
    for entry in entries:
        if entry.gone:
            continue
        words = _fault(entry.source, entry.translation)
        if words:
            found.append(Fault(entry, words))
    return found


def _fault(source: str, translation: str) -> str:
    if not translation.strip():
        return "not translated"
    for kind, pattern in (("placeholders", _GAP), ("markup", _TAG), ("commands", _COMMAND)):
        if sorted(pattern.findall(source)) != sorted(pattern.findall(translation)):
            return f"its {kind} differ from those of the text"
    if source.endswith("…") != translation.endswith("…"):
        return "an ellipsis at the end stands in one of the two only"
    return ""
