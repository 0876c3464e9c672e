"""An avatar is taken apart once, and from then on shown from what was kept, which is the same."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.avatar import find_avatar
from app.avatar.analyses import place_of
from app.picture import load_picture
from app.portrayal import analyse, make_engine
from app.settings import Settings
from models.portrait.landmark.engine import LandmarkEngine
from models.portrait.landmark.ready import READY

SETTINGS = Settings(avatar="grace-hopper", width=240, height=180)


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    READY.clear()
    yield
    READY.clear()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pictures that were read."""
    seen: list[str] = []

    def noted(path: Path) -> NDArray[np.uint8]:
        seen.append(path.name)
        return load_picture(path)

    monkeypatch.setattr("app.analysed.load_picture", noted)
    return seen


def test_the_second_time_the_picture_is_not_even_read(read: list[str]) -> None:
    fresh = make_engine(SETTINGS)
    again = make_engine(SETTINGS)
    assert len(read) == 1
    np.testing.assert_array_equal(fresh.still().image, again.still().image)
    np.testing.assert_array_equal(fresh.still().alpha, again.still().alpha)
    assert again.size == fresh.size == (240, 180)
    analyse(SETTINGS)
    assert len(read) == 1, "nothing was left to be found out"
    analyse(replace(SETTINGS, width=160, height=120))
    assert len(read) == 2
    make_engine(replace(SETTINGS, width=160, height=120))
    assert len(read) == 2


def test_a_file_that_cannot_be_used_is_as_if_it_were_not_there(read: list[str]) -> None:
    fresh = make_engine(SETTINGS)
    place = place_of(find_avatar("grace-hopper"), (240, 180), LandmarkEngine().analysis_version)
    assert place is not None
    arrays = place.load()
    assert arrays is not None
    place.keep(arrays | {"landmarks": arrays["landmarks"][:-1]})
    again = make_engine(SETTINGS)
    assert len(read) == 2
    np.testing.assert_array_equal(fresh.still().image, again.still().image)
    repaired = place.load()
    assert repaired is not None and repaired["landmarks"].shape == (478, 3)
