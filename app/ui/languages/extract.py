"""Finds the texts of the window in its source: `self.tr("...")`, `QCoreApplication.translate("Context", "...")`."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

UI = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Found:
    """One text in the code: the context in which it is looked up, the English words, and file:line."""

    context: str
    source: str
    place: str


class NotConstantError(Exception):
    """A text to be translated is put together before it is looked up; the argument says where."""


class _Reader(ast.NodeVisitor):
    """Collects the texts of one module."""

    def __init__(self, name: str) -> None:
        self.found: list[Found] = []
        self._name = name
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Remember the class: Qt looks its texts up under its name."""
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        """Take the text of a call that translates."""
        called = name_of(node.func)
        if called == "tr" and len(node.args) == 1:
            self._take(self._classes[-1] if self._classes else "", node.args[0])
        elif called in ("translate", "tr") and len(node.args) == 2 and isinstance(node.args[0], ast.Constant):
            if isinstance(node.args[0].value, str):
                self._take(node.args[0].value, node.args[1])
        self.generic_visit(node)

    def _take(self, context: str, node: ast.expr) -> None:
        place = f"{self._name}:{node.lineno}"
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or not context:
            raise NotConstantError(f"{place}: write the whole text inside, put values in afterwards by format()")
        self.found.append(Found(context, node.value, place))


def name_of(called: ast.expr) -> str:
    """Return the last name of what is called: tr of self.tr."""
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def window_texts(folder: Path = UI) -> list[Found]:
    """Return the texts of the window in the order of the files. Raises NotConstantError."""
    found: list[Found] = []
    for path in sorted(folder.rglob("*.py")):
        found += _texts_in(path, folder)
    return found


@cache
def _texts_in(path: Path, folder: Path) -> list[Found]:
    reader = _Reader(path.relative_to(folder).as_posix())
    reader.visit(ast.parse(path.read_text(encoding="utf-8")))
    return reader.found
