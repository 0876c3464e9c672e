"""Orders are understood as they are said, and what is not says what could be."""

import pytest

from app.control.orders import ORDERS, Order, switched, understand
from app.errors import SettingsError


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (["start"], Order("start")),
        (["Next-Profile"], Order("next_profile")),
        (["profile", "Work", "at", "home"], Order("profile", "Work at home")),
        (["mute"], Order("mute", "on")),
        (["mute", "Toggle"], Order("mute", "toggle")),
        (["record"], Order("record", "toggle")),
        (["panic", 0], Order("panic", "off")),
        (["talk", True], Order("talk", "on")),
        (["strength", 0.25], Order("strength", share=0.25)),
        (["zoom", "1"], Order("zoom", share=1.0)),
        (["profile", 2], Order("profile", "2")),
    ],
)
def test_words_become_orders(words: list[object], order: Order) -> None:
    assert understand(words) == order


@pytest.mark.parametrize(
    "words",
    [[], [""], ["dance"], ["start", "now"], ["mute", "maybe"], ["profile"], ["profile", " "], ["strength", "2"]]
    + [["strength", "nan"], ["zoom"], [None], ["x" * 10_000]],
)
def test_what_means_nothing_is_refused_in_words(words: list[object]) -> None:
    with pytest.raises(SettingsError) as refused:
        understand(words)
    assert len(refused.value.message) < 120 and refused.value.advice


def test_switches_and_help() -> None:
    assert switched("toggle", True) is False and switched("toggle", False) is True
    assert switched("on", True) is True and switched("off", True) is False
    assert all(known.help for known in ORDERS.values())
