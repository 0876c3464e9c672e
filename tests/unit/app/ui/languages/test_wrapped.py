"""Nothing that people read is written past the translation."""

import ast
import re
from collections.abc import Iterator

from app.ui.languages.extract import UI, name_of

_SHOW = {"setText", "setToolTip", "setWindowTitle", "setAccessibleName", "setAccessibleDescription", "setWhatsThis"}
_SHOW |= {"setPlaceholderText", "setStatusTip", "setTitle", "setItemText", "setTabText", "setPlainText", "setHtml"}
_SHOW |= {"addItem", "addTab", "addRow", "addAction", "addMenu", "addButton", "drawText", "say", "note", "alarm"}
_SHOW |= {"QLabel", "QPushButton", "QToolButton", "QAction", "QCheckBox", "QRadioButton", "QGroupBox", "QMenu"}
_SHOW |= {"Message", "Section", "SwitchRow", "Switch", "soft_label", "ElidedLabel"}
_SHOW_FIRST = {"addItem"}  # the second argument is for the program
_SAME_EVERYWHERE = {
    "Likeness",
    "Language · 语言",
    "Esc",
    "OSC",
    "MIDI",
}  # names, and what all can read
_WORD = re.compile(r"[A-Za-z]{3,}")
_NO_WORDS = re.compile(r"<[^>]*>|&\w+;|</?\w+ style=\S*|color:|\.(png|jpg)|Likeness|\w+://\S*")


def _written(node: ast.expr) -> Iterator[str]:
    """Yield the literal words of an expression that are shown as they are."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.IfExp):
        yield from (*_written(node.body), *_written(node.orelse))
    elif isinstance(node, ast.BinOp):
        yield from (*_written(node.left), *_written(node.right))
    elif isinstance(node, ast.BoolOp | ast.List | ast.Tuple):
        for part in node.values if isinstance(node, ast.BoolOp) else node.elts:
            yield from _written(part)


def _past_translation(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in _SHOW:
            only_first = name_of(node.func) in _SHOW_FIRST
            shown = node.args[:1] if only_first else [*node.args, *(keyword.value for keyword in node.keywords)]
            for argument in shown:
                for text in _written(argument):
                    if text not in _SAME_EVERYWHERE and _WORD.search(_NO_WORDS.sub("", text)):
                        yield node.lineno, text


def test_what_is_shown_goes_through_the_translation() -> None:
    found = [
        f"{path.relative_to(UI).as_posix()}:{line}: {text!r}"
        for path in sorted(UI.rglob("*.py"))
        for line, text in _past_translation(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, 'write self.tr("…"), values put in afterwards by .format()'


def test_the_rule_sees_what_it_should() -> None:
    seen = """
label.setText("Stop it")
QLabel(f"{count} voices", self)
box.addItem("On" if on else "Switched off", "value")
Message("Saved " + name, advice="look there")
"""
    fine = """
label.setText(self.tr("Stop it"))
label.setText(f'<span style="color:{colour}">{words}</span> {time} ms')
label.setObjectName("stopButton")
title.setText("Likeness")
box.addItem(device.name, device.id)
"""
    assert [text for _, text in _past_translation(ast.parse(seen))] == [
        "Stop it", " voices", "Switched off", "Saved ", "look there",
    ]  # fmt: skip
    assert not list(_past_translation(ast.parse(fine)))
