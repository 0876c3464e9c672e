"""A .ts file of Qt Linguist: texts with their translations, read and written so that equal content is equal bytes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

FOLDER = Path(__file__).resolve().parent
_QUOTES = {'"': "&quot;", "'": "&apos;"}  # as Linguist writes them


@dataclass(frozen=True, slots=True)
class Entry:
    """One text.

    Attributes:
        context: the class in which it stands, or a name for what stands in no class.
        source: the English text, with its {placeholders}.
        translation: empty where nobody has translated it yet.
        gone: the code has it no more; kept for the day it comes back.
    """

    context: str
    source: str
    translation: str = ""
    gone: bool = False


def catalogue_file(language: str) -> Path:
    """Return where the texts of a language are kept, as in likeness_zh_CN.ts."""
    return FOLDER / f"likeness_{language}.ts"


def read_catalogue(path: Path) -> list[Entry]:
    """Return all entries in the order of the file. Raises OSError and ElementTree.ParseError."""
    entries = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            words = "" if translation is None else translation.text or ""
            gone = translation is not None and translation.get("type") in ("vanished", "obsolete")
            entries.append(Entry(name, message.findtext("source", ""), words, gone))
    return entries


def merge(found: Iterable[tuple[str, str]], known: Iterable[Entry]) -> list[Entry]:
    """Return an entry for each (context, source) found, with the translation known; what was translated stays."""
    wanted = dict.fromkeys(found)
    old = {(entry.context, entry.source): entry for entry in known}
    entries = [Entry(*key, old[key].translation if key in old else "") for key in wanted]
    entries += [replace(entry, gone=True) for key, entry in old.items() if key not in wanted and entry.translation]
    return sorted(entries, key=lambda entry: entry.context.casefold())  # stable: the order of the code within


def write_catalogue(path: Path, language: str, entries: Iterable[Entry]) -> None:
    """Write the file as Qt Linguist does, without line numbers: they would change with every edit."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f'<TS version="2.1" language="{language}">']
    context = None
    for entry in entries:
        if entry.context != context:
            lines += ["</context>"] * (context is not None) + ["<context>", f"    <name>{escape(entry.context)}</name>"]
            context = entry.context
        kind = ' type="vanished"' if entry.gone else "" if entry.translation else ' type="unfinished"'
        lines += [
            "    <message>",
            f"        <source>{escape(entry.source, _QUOTES)}</source>",
            f"        <translation{kind}>{escape(entry.translation, _QUOTES)}</translation>",
            "    </message>",
        ]
    lines += ["</context>"] * (context is not None) + ["</TS>", ""]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
