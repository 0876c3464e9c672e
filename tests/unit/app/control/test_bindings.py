"""Bindings: what a key or knob does, and what it does not when it is let go."""

import pytest

from app.control.bindings import Heard, order_for, parse
from app.control.orders import Order
from app.errors import SettingsError

BINDINGS = (
    "nonsense",
    "midi note 1 60=mute toggle",
    "midi note 1 61=talk",
    "midi control 1 7=strength",
    "osc /1/push3=profile Work at home",
    "midi note 1 60=panic",
)


@pytest.mark.parametrize(
    ("source", "share", "order"),
    [
        ("midi note 1 60", 0.8, Order("mute", "toggle")),
        ("midi note 1 60", 0.0, None),
        ("midi note 1 61", 0.2, Order("talk", "on")),
        ("midi note 1 61", 0.0, Order("talk", "off")),
        ("midi control 1 7", 0.0, Order("strength", share=0.0)),
        ("midi control 1 7", 0.5, Order("strength", share=0.5)),
        ("osc /1/push3", 1.0, Order("profile", "Work at home")),
        ("midi note 2 60", 1.0, None),
    ],
)
def test_keys_act_when_pressed_and_knobs_wherever_they_stand(source: str, share: float, order: Order | None) -> None:
    assert order_for(Heard(source, share), BINDINGS) == order


@pytest.mark.parametrize("binding", ["", "=", "midi note 1 60", "=mute", "midi note 1 60=dance", "osc /x=profile"])
def test_what_binds_nothing_is_refused(binding: str) -> None:
    with pytest.raises(SettingsError):
        parse(binding)
