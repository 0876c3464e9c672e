"""Compose: the matte decides what is portrait and what is background."""

from dataclasses import replace

import numpy as np
import pytest

from app.errors import SettingsError
from app.picture_cutout import GREEN, cut_out, rgb_of
from app.stages.picture.compose import Compose, cover
from tests.support.flow import frame


def _half() -> "np.typing.NDArray[np.uint8]":
    alpha = np.zeros((24, 32), np.uint8)
    alpha[:, 16:] = 255
    return alpha


def test_a_colour_replaces_exactly_what_the_matte_leaves_out() -> None:
    out = Compose("#10ff20").process(replace(frame(200), alpha=_half())).image
    assert (out[:, :16] == (0x10, 0xFF, 0x20)).all()
    assert (out[:, 16:] == 200).all()


def test_half_alpha_is_the_mean() -> None:
    out = Compose("#000000").process(replace(frame(200), alpha=np.full((24, 32), 128, np.uint8))).image
    assert (out == 100).all()


def test_keep_and_missing_mattes_change_nothing() -> None:
    item = replace(frame(9), alpha=_half())
    assert Compose("keep").process(item).image is item.image
    for opaque in ("keep", "blur", "#10ff20"):
        assert Compose(opaque).process(item).alpha is None, "only what is transparent has a matte"
    assert Compose("#ffffff").process(frame(9)).image[0, 0, 0] == 9


def test_a_picture_is_scaled_to_cover_and_blur_keeps_the_portrait_sharp() -> None:
    picture = np.zeros((100, 10, 3), np.uint8)
    picture[45:55] = 77
    assert cover(picture, 32, 8).shape == (8, 32, 3)
    assert (Compose(picture).process(replace(frame(1), alpha=_half())).image[12, 0] == 77).all()
    noisy = np.random.default_rng(0).integers(0, 255, (24, 32, 3)).astype(np.uint8)
    blurred = Compose("blur").process(replace(frame(1), image=noisy, alpha=_half())).image
    assert (blurred[:, 16:] == noisy[:, 16:]).all()
    assert blurred[:, :16].std() < 0.5 * noisy[:, :16].std()


def test_an_unknown_background_is_refused_in_words() -> None:
    with pytest.raises(SettingsError, match="#rrggbb"):
        Compose("sky")


def test_transparent_is_green_for_those_who_see_only_the_picture_and_can_be_cut_out_again() -> None:
    portrait = np.random.default_rng(0).integers(0, 256, (24, 32, 3)).astype(np.uint8)
    alpha = np.linspace(0, 255, 32, dtype=np.uint8)[None].repeat(24, 0)
    item = replace(frame(1), image=portrait, alpha=alpha)
    out = Compose("transparent").process(item)
    assert (out.image[:, 0] == rgb_of(GREEN)).all() and (out.image[:, -1] == portrait[:, -1]).all()
    assert out.alpha is alpha, "the matte goes along"
    cut = cut_out(out.image, alpha)
    assert (cut[..., 3] == alpha).all() and (cut[:, 0, :3] == 0).all()
    solid = alpha > 60  # where something is seen of it
    assert np.abs(cut[..., :3].astype(int) - portrait)[solid].max() <= 3
