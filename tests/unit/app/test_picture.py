"""Pictures of every kind come in upright, opaque and 8 bits; what is no picture is refused in words."""

import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from app.errors import MediaError
from app.picture import load_picture


def _quarters() -> NDArray[np.uint8]:
    """Return a picture whose four quarters differ, (40, 60, 3)."""
    image = np.zeros((40, 60, 3), np.uint8)
    image[:20, :30], image[:20, 30:] = (200, 30, 30), (30, 200, 30)
    image[20:, :30], image[20:, 30:] = (30, 30, 200), (220, 220, 220)
    return image


def _png_header(width: int, height: int) -> bytes:
    """Return the start of a PNG that announces a size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + b"\0\0\x20\0IDAT"


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.bmp", "a.tiff", "ä ö.png"])
def test_lossless_formats_come_back_exactly(tmp_path: Path, name: str) -> None:
    Image.fromarray(_quarters()).save(tmp_path / name, lossless=True)  # only WebP heeds it
    loaded = load_picture(tmp_path / name)
    assert loaded.dtype == np.uint8
    np.testing.assert_array_equal(loaded, _quarters())


# EXIF orientation -> how the stored pixels are turned to be seen upright
_UPRIGHT = {
    2: lambda a: a[:, ::-1], 3: lambda a: a[::-1, ::-1], 4: lambda a: a[::-1], 5: lambda a: a.transpose(1, 0, 2),
    6: lambda a: np.rot90(a, -1), 7: lambda a: np.rot90(a, 2).transpose(1, 0, 2), 8: lambda a: np.rot90(a, 1),
}  # fmt: skip


@pytest.mark.parametrize("orientation", _UPRIGHT)
def test_orientation_is_applied(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(_quarters()).save(tmp_path / "a.png", exif=exif)
    np.testing.assert_array_equal(load_picture(tmp_path / "a.png"), _UPRIGHT[orientation](_quarters()))


def test_transparency_lies_over_grey(tmp_path: Path) -> None:
    alpha = np.zeros((40, 60), np.uint8)
    alpha[:20] = 255
    Image.fromarray(np.dstack([_quarters(), alpha])).save(tmp_path / "a.png")
    loaded = load_picture(tmp_path / "a.png")
    np.testing.assert_array_equal(loaded[:20], _quarters()[:20])
    assert np.ptp(loaded[20:].reshape(-1, 3), axis=0).max() == 0
    assert 100 < loaded[30, 30].mean() < 160


def test_sixteen_bits_are_scaled_not_clipped(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16).reshape(16, 16)
    Image.fromarray(ramp).save(tmp_path / "a.png")
    expected = (ramp / 257).round()
    assert np.abs(load_picture(tmp_path / "a.png")[..., 0] - expected).max() <= 1


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK"])
def test_every_colour_mode_becomes_rgb(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("a.tiff" if mode == "CMYK" else "a.png")
    Image.fromarray(_quarters()).convert(mode).save(path)
    loaded = load_picture(path)
    assert loaded.shape == (40, 60, 3)
    expected = np.asarray(Image.fromarray(_quarters()).convert(mode).convert("RGB"), np.int16)
    assert np.abs(loaded - expected).max() <= 2


def test_embedded_profile_does_no_harm(tmp_path: Path) -> None:
    """The profile of the screen changes nothing; a broken one is ignored."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    Image.fromarray(_quarters()).save(tmp_path / "a.png", icc_profile=srgb.tobytes())
    assert np.abs(load_picture(tmp_path / "a.png") - _quarters().astype(int)).max() <= 2
    Image.fromarray(_quarters()).save(tmp_path / "b.png", icc_profile=b"no profile at all")
    np.testing.assert_array_equal(load_picture(tmp_path / "b.png"), _quarters())


def test_large_pictures_are_shrunk_and_keep_their_aspect(tmp_path: Path) -> None:
    Image.new("RGB", (3000, 1500), (10, 200, 90)).save(tmp_path / "a.jpg")
    loaded = load_picture(tmp_path / "a.jpg", max_side_px=1000)
    assert loaded.shape == (500, 1000, 3)
    assert np.abs(loaded - np.array([10, 200, 90])).max() <= 4


def test_a_giant_is_refused_by_its_header_alone(tmp_path: Path) -> None:
    for side, name in ((20_000, "a.png"), (10_000, "b.png")):
        (tmp_path / name).write_bytes(_png_header(side, side))
        with pytest.raises(MediaError, match="too many"):
            load_picture(tmp_path / name)


def test_what_is_no_picture_is_refused_in_words(tmp_path: Path) -> None:
    good = tmp_path / "good.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)).save(good)
    (tmp_path / "text.png").write_text("this is a text\n" * 50)
    (tmp_path / "empty.png").touch()
    (tmp_path / "half.png").write_bytes(good.read_bytes()[:3000])
    (tmp_path / "half.jpg").write_bytes(good.read_bytes()[:30])
    (tmp_path / "noise.jpg").write_bytes(b"\xff\xd8\xff" + bytes(range(256)) * 20)
    (tmp_path / "folder.png").mkdir()
    words = {
        "text.png": "not a picture", "empty.png": "empty", "half.png": "damaged", "half.jpg": "picture",
        "noise.jpg": "picture", "folder.png": "folder", "away.png": "no such file", "x" * 300: "cannot be opened",
    }  # fmt: skip
    for name, word in words.items():
        with pytest.raises(MediaError, match=word) as caught:
            load_picture(tmp_path / name)
        assert caught.value.advice
        assert "\n" not in str(caught.value)


def test_every_truncation_of_a_jpeg_is_a_picture_or_a_clear_error(tmp_path: Path) -> None:
    whole = tmp_path / "whole.jpg"
    Image.fromarray(_quarters()).save(whole)
    data = whole.read_bytes()
    for cut in range(1, len(data), 37):
        (tmp_path / "cut.jpg").write_bytes(data[:cut])
        with pytest.raises(MediaError):
            load_picture(tmp_path / "cut.jpg")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who may not read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.fromarray(_quarters()).save(path)
    path.chmod(0)
    with pytest.raises(MediaError, match="a.png"):
        load_picture(path)
