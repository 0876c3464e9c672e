"""What is written can be read: contrast of the palette by WCAG 2.2, 1.4.3 (4.5 : 1 for text)."""

import pytest
from PySide6.QtGui import QColor

from app.ui import theme


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 black .. 1 white (WCAG 2.2)."""
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (theme.TEXT, theme.BACKGROUND),
        (theme.TEXT, theme.SURFACE_HOVER),
        (theme.TEXT_SOFT, theme.PANEL),
        (theme.TEXT_SOFT, theme.SURFACE),
        (theme.ON_ACCENT, theme.ACCENT),
        (theme.ACCENT, theme.BACKGROUND),
        (theme.WARNING, theme.BACKGROUND),
        (theme.RECORD, theme.BACKGROUND),
    ],
)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
