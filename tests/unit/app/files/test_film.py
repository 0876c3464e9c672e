"""Films: the calm face is found, and what cannot be rendered leaves nothing behind."""

from pathlib import Path

import pytest

from app.errors import MediaError
from app.files.film import find_neutral, render_film
from app.settings import Settings
from models.engines import neutral_score
from tests.support.face_film import face_film


def test_the_calmest_frame_of_the_beginning_is_taken(tmp_path: Path) -> None:
    film = face_film(tmp_path / "talk.mp4", seconds=1.0, sound=False)
    found = find_neutral(film, Settings())
    assert found is not None and 0.0 <= found.time_s <= 1.0
    assert neutral_score(found.face) < float("inf")


def test_a_film_without_a_face_has_no_calm_frame(tmp_path: Path) -> None:
    assert find_neutral(face_film(tmp_path / "empty.mp4", seconds=0.4, faces=0), Settings()) is None


def test_a_driver_that_is_no_film_leaves_nothing_behind(tmp_path: Path) -> None:
    text = tmp_path / "text.mp4"
    text.write_text("no film", encoding="utf-8")
    with pytest.raises(MediaError, match=r"text\.mp4"):
        render_film(text, tmp_path / "out.mp4", Settings(width=256, height=256))
    assert list(tmp_path.iterdir()) == [text]
