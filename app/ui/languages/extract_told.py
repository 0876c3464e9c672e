"""Finds what the program says below app/ui: nothing there knows Qt, so it is told in English and translated on arrival.

An f-string becomes a template whose gaps have numbers, "the camera {0} is not connected"; `told.py` finds the template
of a text again. Whole words and sentences count, wherever they stand: in an error, a notice, a piece of advice. What is
logged, documented, or said only by the command line and in training does not.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.ui.languages.extract import UI, Found, name_of
from app.ui.languages.told import CONTEXT

FOLDERS = (UI.parent, UI.parents[1] / "models")
_UNSEEN = {"ui", "commands", "demo", "training", "evaluate", "character", "supply", "convert", "__main__.py"}
_UNHEARD = {
    "debug",
    "info",
    "warning",
    "error",
    "exception",
    "comment",
    "compile",
    "ValueError",
    "RuntimeError",
    "TypeError",
}
_PROSE = re.compile(r"[a-z]{2,} [a-z]{2,}|[a-z]{3,}:? \{|\} [a-z]{2,}")
_NO_PROSE = re.compile(r"[\n\\^$|<>]|_[a-z]+=|\.pth|%d|device\.")
_WORDS = ("camera", "microphone", "output", "monitor", "sound", "licence", "source", "picture", "avatars", "voices")
_FORMAT = re.compile(r"\{[a-z_]+(:[^{}]*)?\}")  # a gap that format() fills
_FEWEST_LETTERS = 6  # of a template with gaps: "{0} is {1}" would be found in everything


def told_texts() -> list[Found]:
    """Return the templates in the order of the files, each once."""
    found = {word: Found(CONTEXT, word, "fills a gap") for word in _WORDS}
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.py")):
            if not _UNSEEN & set(path.relative_to(folder).parts):
                name = path.relative_to(folder.parent).as_posix()
                for line, text in _told_in_file(path):
                    if _can_be_found(text):
                        found.setdefault(text, Found(CONTEXT, text, f"{name}:{line}"))
    return list(found.values())


@cache
def _told_in_file(path: Path) -> list[tuple[int, str]]:
    return sorted(_told_in(ast.parse(path.read_text(encoding="utf-8"))))


def _can_be_found(text: str) -> bool:
    letters = sum(letter.isalpha() for letter in text)
    return bool(letters) and ("{" not in text or letters >= _FEWEST_LETTERS) and not _NO_PROSE.search(text)


def _told_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of what an error is made of, and of what reads as prose elsewhere."""
    named: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named[node.targets[0].id].append(node.value)
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        called = name_of(node.func) if isinstance(node, ast.Call) else ""
        if called in _UNHEARD:
            continue
        if isinstance(node, ast.Call) and called.endswith("Error"):
            for argument in node.args:
                yield from ((argument.lineno, text) for text in _templates(argument, named))
        if isinstance(node, ast.JoinedStr | ast.Constant):
            yield from ((node.lineno, text) for text in _templates(node, named) if _PROSE.search(text))
        else:
            waiting += ast.iter_child_nodes(node)


def _templates(node: ast.expr, named: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Yield the text of a string or f-string, of both ways of an alternative, of what a name stands for."""
    if isinstance(node, ast.Name):
        others = {name: values for name, values in named.items() if name != node.id}  # a name may name itself
        for value in named.get(node.id, ()):
            yield from _templates(value, others)
    elif isinstance(node, ast.IfExp):
        yield from _templates(node.body, named)
        yield from _templates(node.orelse, named)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        gaps = iter(range(len(node.value)))
        yield _FORMAT.sub(lambda _: f"{{{next(gaps)}}}", node.value)
    elif isinstance(node, ast.JoinedStr):
        gaps = iter(range(len(node.values)))
        parts = (str(part.value) if isinstance(part, ast.Constant) else f"{{{next(gaps)}}}" for part in node.values)
        yield "".join(parts)
