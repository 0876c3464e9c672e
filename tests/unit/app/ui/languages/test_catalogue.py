"""The file of translations: what is written comes back, and what is translated is never lost."""

from pathlib import Path

from app.ui.languages.catalogue import Entry, merge, read_catalogue, write_catalogue

ENTRIES = [
    Entry("Bar", "Save “{name}” & close <b>now</b>\nor later", "保存“{name}”并<b>立即</b>关闭\n或以后"),
    Entry("Bar", 'Say "yes"', ""),
    Entry("Told", "the camera {0} is closed", "摄像头 {0} 已关闭", gone=True),
]


def test_what_is_written_comes_back_and_is_written_equal(tmp_path: Path) -> None:
    path, again = tmp_path / "one.ts", tmp_path / "two.ts"
    write_catalogue(path, "zh_CN", ENTRIES)
    assert read_catalogue(path) == ENTRIES
    write_catalogue(again, "zh_CN", read_catalogue(path))
    assert again.read_bytes() == path.read_bytes()


def test_a_text_that_vanishes_keeps_its_translation_until_it_is_back() -> None:
    known = [Entry("A", "old", "旧"), Entry("A", "never translated")]
    without = merge([("A", "new")], known)
    assert without == [Entry("A", "new"), Entry("A", "old", "旧", gone=True)]
    assert merge([("A", "new"), ("A", "old")], without) == [Entry("A", "new"), Entry("A", "old", "旧")]


def test_contexts_stand_together_and_texts_in_the_order_of_the_code() -> None:
    found = [("b", "2"), ("A", "z"), ("b", "1"), ("A", "z")]
    assert [(entry.context, entry.source) for entry in merge(found, [])] == [("A", "z"), ("b", "2"), ("b", "1")]
