"""Every text of the program is there in Chinese, with the same placeholders: `python -m app.ui.languages` helps."""

import pytest

from app.settings import LANGUAGES
from app.ui.languages.__main__ import main
from app.ui.languages.catalogue import Entry, catalogue_file, read_catalogue, write_catalogue
from app.ui.languages.check import faults
from app.ui.languages.choice import NAMES
from app.ui.languages.extract import window_texts
from app.ui.languages.extract_told import told_texts

OTHERS = [name for name in NAMES if name != "en"]


def test_every_language_can_be_chosen() -> None:
    assert set(LANGUAGES) == {"auto", *NAMES}


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str) -> None:
    """All of the window, and what errors of the app say; those of networks may follow later."""
    known = {(entry.context, entry.source): entry.translation for entry in read_catalogue(catalogue_file(language))}
    wanted = [*window_texts(), *(text for text in told_texts() if not text.place.startswith("models/"))]
    missing = [f"{text.place}: {text.source!r}" for text in wanted if not known.get((text.context, text.source))]
    assert not missing, "run `python -m app.ui.languages`, then translate what it names in the .ts file"


@pytest.mark.parametrize("language", OTHERS)
def test_translations_fit_their_texts(language: str) -> None:
    translated = [entry for entry in read_catalogue(catalogue_file(language)) if entry.translation]
    assert not [(fault.entry.source, fault.words) for fault in faults(translated)]


@pytest.mark.parametrize("language", OTHERS)
def test_the_file_is_as_the_command_writes_it(language: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    again = tmp_path_factory.mktemp("again") / "again.ts"
    write_catalogue(again, language, read_catalogue(catalogue_file(language)))
    assert again.read_text(encoding="utf-8") == catalogue_file(language).read_text(encoding="utf-8")


def test_the_command_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    before = catalogue_file("zh_CN").read_bytes()
    status = main(["--missing"])
    said = capsys.readouterr().out
    assert "likeness_zh_CN.ts: " in said and status == (0 if " 0 to be done" in said else 1)
    assert catalogue_file("zh_CN").read_bytes() == before


@pytest.mark.parametrize(
    ("source", "translation", "words"),
    [
        ("{name} is gone", "已删除", "placeholders"),
        ("{hz:.0f} Hz", "{hz} Hz", "placeholders"),
        ("run `likeness setup`", "请运行 `likeness 设置`", "commands"),
        ("<b>Stop</b>", "<b>停止", "markup"),
        ("Open…", "打开", "ellipsis"),
        ("Open", " ", "not translated"),
    ],
)
def test_what_is_wrong_with_a_translation_is_named(source: str, translation: str, words: str) -> None:
    assert [words in fault.words for fault in faults([Entry("A", source, translation)])] == [True]
    assert not faults([Entry("A", source, translation, gone=True), Entry("A", "Stop {n}", "停止 {n}")])
