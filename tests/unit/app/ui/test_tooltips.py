"""Every button, field and list of the window says what it does; the source is read, so that no dialog is forgotten."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

UI = Path(__file__).resolve().parents[4] / "app" / "ui"
KINDS = {"QPushButton", "QToolButton", "QComboBox", "QLineEdit", "QPlainTextEdit", "QTextEdit", "QSlider", "QSpinBox"}
KINDS |= {"QCheckBox", "QListView", "QListWidget", "Slider", "Switch"}
GIVEN_BY_CALLERS = {"voices/enrol_voice_dialog.py: line"}


def assignments(tree: ast.Module) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield (target, value) of every assignment, of tuples one by one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                yield from zip(target.elts, value.elts, strict=False)
            else:
                yield target, value


def without_tip(text: str) -> list[str]:
    """Return the names of controls that this source makes and gives no tooltip."""
    silent = []
    for target, value in assignments(ast.parse(text)):
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in KINDS:
            name = ast.unparse(target)
            if not re.search(rf"(?<![\w.]){re.escape(name)}\.(setToolTip|setDefaultAction)\(", text):
                silent.append(name)
    return silent


def test_every_control_is_given_a_tooltip() -> None:
    sources = {path.relative_to(UI).as_posix(): path.read_text(encoding="utf-8") for path in UI.rglob("*.py")}
    missing = {f"{name}: {control}" for name, text in sources.items() for control in without_tip(text)}
    assert sorted(missing - GIVEN_BY_CALLERS) == [], "say what it does: setToolTip"


def test_a_control_without_a_tooltip_is_found() -> None:
    text = """
a = QPushButton()
self.b, c = QLineEdit(), QLabel()
d = QToolButton()
d.setToolTip("does this")
"""
    assert without_tip(text) == ["a", "self.b"]
