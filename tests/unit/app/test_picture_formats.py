"""Every kind of picture that is offered in the file dialog can be read."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.errors import MediaError
from app.picture import load_picture


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "bmp", "tiff", "gif", "avif", "ppm"])
def test_a_picture_of_any_common_kind_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"red.{suffix}"
    Image.new("RGB", (60, 40), (200, 30, 30)).save(path)
    picture = load_picture(path)
    assert picture.shape == (40, 60, 3)
    assert np.abs(picture.astype(int) - (200, 30, 30)).max() < 12


def test_a_picture_of_two_from_a_phone_is_read_as_the_first(tmp_path: Path) -> None:
    path = tmp_path / "stereo.mpo"
    left, right = Image.new("RGB", (32, 24), "red"), Image.new("RGB", (32, 24), "blue")
    left.save(path, format="MPO", save_all=True, append_images=[right])
    assert load_picture(path)[12, 16, 0] > 200


def test_text_is_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "letter.png"
    path.write_text("Dear friend, this is not a picture.", encoding="utf-8")
    with pytest.raises(MediaError, match="not a picture"):
        load_picture(path)
