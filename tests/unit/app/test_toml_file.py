"""Files of settings: whole after a crash, kept when damaged, never silently from another version."""

import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from app.errors import SettingsError
from app.toml_file import keep_aside, keep_newer, read_table, version_of, write_table

_WRITER = """
import sys
from pathlib import Path
from app.toml_file import write_table
number = 0
while True:
    number += 1
    write_table(Path(sys.argv[1]), {"number": number, "long": ["x" * 500] * 40}, "test")
    print(number, flush=True)
"""


def test_what_is_written_is_read_with_tables_in_their_order(tmp_path: Path) -> None:
    table = {"version": 3, "name": "Ä “x”", "part": [{"id": "b", "n": 1.5}, {"id": "a", "on": True}]}
    write_table(tmp_path / "f.toml", table, "a comment")
    assert read_table(tmp_path / "f.toml", "things", pytest.fail) == table
    assert (tmp_path / "f.toml").read_text(encoding="utf-8").startswith("# a comment\n")
    assert [path.name for path in tmp_path.iterdir()] == ["f.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes in another way")
def test_a_program_that_is_killed_while_it_writes_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "f.toml"
    for pause_s in (0.0, 0.004, 0.011):
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        for _ in range(3):
            writer.stdout.readline()
        time.sleep(pause_s)
        writer.send_signal(signal.SIGKILL)
        told = writer.communicate()[0].split()
        table = read_table(path, "things", pytest.fail)
        assert table is not None and len(table["long"]) == 40
        assert table["number"] >= (int(told[-1]) if told else 3)


def test_damaged_files_are_all_kept_and_spoken_of(tmp_path: Path) -> None:
    path, told = tmp_path / "f.toml", list[str]()
    for content in (b"\xff\x00", b"name = "):
        path.write_bytes(content)
        assert read_table(path, "profiles", told.append) is None
    assert (tmp_path / "f.broken.toml").read_bytes() == b"\xff\x00"
    assert (tmp_path / "f.broken-2.toml").read_bytes() == b"name = "
    assert told[0].startswith("your profiles could not be read") and told[1].endswith("kept as f.broken-2.toml")


def test_a_file_that_is_not_there_is_no_news(tmp_path: Path) -> None:
    assert read_table(tmp_path / "none.toml", "things", pytest.fail) is None
    assert keep_aside(tmp_path / "none.toml", "broken") is None


def test_the_file_of_a_newer_program_is_copied_once(tmp_path: Path) -> None:
    path, told = tmp_path / "f.toml", list[str]()
    for content in ("first", "second"):
        path.write_text(content, encoding="utf-8")
        keep_newer(path, 9, "keys", told.append)
    assert (tmp_path / "f.version-9.toml").read_text(encoding="utf-8") == "first"
    assert len(told) == 2 and "newer version" in told[0]


@pytest.mark.parametrize(("value", "version"), [(1, 1), (7, 7), ("x", 2), (True, 2), (0, 2), (None, 2)])
def test_nonsense_is_no_version(value: object, version: int) -> None:
    assert version_of({} if value is None else {"version": value}, 2) == version


def test_a_place_that_cannot_be_written_keeps_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be written"):
        write_table(tmp_path / "missing" / "f.toml", {}, "")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SettingsError, match="cannot be written"):
        write_table(tmp_path / "folder", {"a": 1}, "")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    write_table(tmp_path / "f.toml", {"a": 1}, "")
    assert tomllib.loads((tmp_path / "f.toml").read_text(encoding="utf-8")) == {"a": 1}
