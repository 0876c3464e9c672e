"""What the extraction finds in source text, in the window and below it."""

from pathlib import Path

import pytest

from app.ui.languages import extract_told
from app.ui.languages.extract import NotConstantError, window_texts


def _folder(path: Path, source: str, name: str = "part.py") -> Path:
    path.mkdir(exist_ok=True)
    (path / name).write_text(source, encoding="utf-8")
    return path


def test_texts_are_found_under_the_class_that_looks_them_up(tmp_path: Path) -> None:
    source = """
class Outer(QWidget):
    def show(self):
        self.label.setText(self.tr("One " "text"))
        bar.translate((place - 2) * step, 0)

        class Inner(QObject):
            words = lambda self: self.tr("Inside")

translate = QCoreApplication.translate
translate("Application", "Outside {x}").format(x=1)
tr = QCoreApplication.translate
tr("Order", "Begin")
"""
    found = window_texts(_folder(tmp_path, source))
    assert [(text.context, text.source) for text in found] == [
        ("Outer", "One text"),
        ("Inner", "Inside"),
        ("Application", "Outside {x}"),
        ("Order", "Begin"),
    ]
    assert found[0].place == "part.py:4"


@pytest.mark.parametrize("text", ['f"{n} voices"', "name", '"a" + b', '"{}".format(1)'])
def test_a_text_that_is_put_together_first_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotConstantError, match="part.py:3"):
        window_texts(_folder(tmp_path, f"class A:\n  def f(self):\n    self.tr({text})\n"))


def test_what_errors_and_advice_say_is_found_with_numbered_gaps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = '''
"""A docstring that nobody is told."""
_ADVICE = "start it"

def read(path, error):
    log.info("the camera %s has stopped", path)
    if error:
        raise DeviceError(f"{path} is used by {error.name!r}", _ADVICE if path else "stop it")
    raise ValueError("a mistake of the program")

def judge(self):
    return ["come nearer", f"the light is {self.light:.1f} times too weak", "key"]

def choose():
    return "take the voice {name:>3} instead".format(name="Ann")
'''
    monkeypatch.setattr(extract_told, "FOLDERS", (_folder(tmp_path, source),))
    found = [text.source for text in extract_told.told_texts()][len(extract_told._WORDS) :]
    assert found == [
        "start it",
        "stop it",
        "{0} is used by {1}",
        "come nearer",
        "the light is {0} times too weak",
        "take the voice {0} instead",
    ]
