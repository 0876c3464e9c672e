"""Recordings get names with the date that are free."""

from pathlib import Path

from app.recordings import film_suffix, new_file
from app.settings import Settings


def test_two_of_a_second_have_names_of_their_own_in_the_users_folder(tmp_path: Path) -> None:
    settings = Settings(recordings=str(tmp_path / "films"))
    names = set()
    for _ in range(3):
        path = new_file(settings, ".mp4")
        path.touch()
        names.add(path)
    assert len(names) == 3 and all(path.parent == tmp_path / "films" for path in names)


def test_a_film_with_transparent_parts_has_another_format() -> None:
    assert [film_suffix(Settings(background=name)) for name in ("blur", "transparent")] == [".mp4", ".mov"]
