"""What is written can be read in both palettes: 4.5 : 1 for text (WCAG 2.2, 1.4.3), 3 : 1 for controls (1.4.11)."""

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.look import icons, theme
from app.ui.look.palettes import DARK, LIGHT, Palette
from tests.support.contrast import contrast

_BOTH = pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)


@_BOTH
@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        ("text", "background panel surface surface_hover chosen info_ground warning_ground error_ground"),
        ("text_soft", "background panel surface info_ground warning_ground error_ground"),
        ("accent", "background panel surface info_ground"),
        ("warning", "background panel surface warning_ground"),
        ("record", "background panel surface error_ground"),
        ("on_accent", "accent accent_hover"),
        ("on_alarm", "alarm alarm_hover"),
    ],
)
def test_text_stands_out_from_its_grounds(palette: Palette, text: str, grounds: str) -> None:
    found = {ground: contrast(getattr(palette, text), getattr(palette, ground)) for ground in grounds.split()}
    assert min(found.values()) >= 4.5, found


@_BOTH
def test_controls_stand_out_from_their_panel(palette: Palette) -> None:
    assert contrast(palette.accent, palette.panel) >= 3
    assert contrast(palette.knob, palette.track) >= 3


def test_a_colour_knows_what_it_is_for_and_an_icon_follows_the_theme(qapp: QApplication) -> None:
    try:
        theme.use("dark")
        dark = icons.icon("close", theme.TEXT)
        assert theme.TEXT == DARK.text and theme.role_of(theme.TEXT) == "text"
        theme.use("light")
        light = icons.again(dark)
        assert theme.TEXT == LIGHT.text
        assert light is not None and light.cacheKey() == icons.icon("close", theme.TEXT).cacheKey() != dark.cacheKey()
    finally:
        theme.use("dark")
    with pytest.raises(AttributeError, match="NO_SUCH"):
        getattr(theme, "NO_SUCH")  # noqa: B009 - the type checker knows better
