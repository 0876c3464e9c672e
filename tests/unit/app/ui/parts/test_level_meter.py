"""The meter follows the level: up at once, down so slowly that the eye sees it, and it comes to rest."""

import pytest
from pytestqt.qtbot import QtBot

from app.session_status import SILENCE_DB
from app.ui.look import theme
from app.ui.parts.level_meter import FLOOR_DB, LevelMeter


@pytest.fixture
def meter(qtbot: QtBot) -> LevelMeter:
    made = LevelMeter("Level", with_light=True)
    qtbot.addWidget(made)
    made.resize(220, 16)
    return made


def settle(qtbot: QtBot, meter: LevelMeter, level_db: float) -> list[float]:
    """Let the meter run until it stands at the level; return what it has shown on the way."""
    shown: list[float] = []

    def there() -> bool:
        if not shown or shown[-1] != meter.level_db:
            shown.append(meter.level_db)
        return meter.level_db == level_db

    qtbot.waitUntil(there, timeout=10_000)
    return shown


def test_it_rises_quickly_falls_slowly_and_rests(qtbot: QtBot, meter: LevelMeter) -> None:
    meter.show_level(-10.0, -6.0)
    up = settle(qtbot, meter, -10.0)
    assert up == sorted(up) and len(up) <= 12
    meter.show_level(-22.0, -6.0)
    down = settle(qtbot, meter, -22.0)
    assert down == sorted(down, reverse=True) and len(down) > 6
    meter.show_level(SILENCE_DB, SILENCE_DB)
    settle(qtbot, meter, SILENCE_DB)
    assert not meter._timer.isActive(), "a silent meter costs nothing"


def test_silence_is_said_in_words_and_cleared_at_once(meter: LevelMeter) -> None:
    meter.show_level(-10.0, -6.0, lit=True)
    assert meter.accessibleDescription() == "-6 decibels"
    meter.clear()
    assert (meter.level_db, meter.lit, meter.accessibleDescription()) == (SILENCE_DB, False, "silent")
    assert SILENCE_DB < FLOOR_DB


def test_the_light_tells_speech_from_mute(meter: LevelMeter) -> None:
    colours = []
    for lit, muted in ((False, False), (True, False), (True, True)):
        meter.show_level(-30.0, -20.0, lit=lit, muted=muted)
        colours.append(meter.grab().toImage().pixelColor(6, 8).name())
    assert colours[1:] == [theme.ACCENT, theme.RECORD] and colours[0] not in colours[1:]
