"""Bindings: which key or knob of a MIDI device, or which OSC address, gives which order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.control.orders import ORDERS, Kind, Order, understand
from app.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Heard:
    """What a device has said.

    Attributes:
        source: what it was: "midi note 1 60", "midi control 1 7", "osc /1/fader1".
        share: how far it is pressed or turned, 0..1; 0.0 is let go.
    """

    source: str
    share: float


def parse(binding: str) -> tuple[str, Order]:
    """Return source and order of "SOURCE=ORDER". Raises SettingsError."""
    source, joint, words = binding.partition("=")
    if not joint or not source.strip():
        raise SettingsError(f"{binding[:60]!r} binds nothing", "write SOURCE=COMMAND: midi note 1 60=mute toggle")
    known = ORDERS.get(words.strip())
    if known is not None and known.kind is Kind.SHARE:
        return source.strip(), Order(words.strip())
    return source.strip(), understand(words.split())


def order_for(heard: Heard, bindings: Sequence[str]) -> Order | None:
    """Return what is to be done, None for nothing: nobody has bound it, or a key was let go.

    A knob gives its place to orders that take a number. `talk` follows the key: held is on.
    """
    for binding in bindings:
        try:
            source, order = parse(binding)
        except SettingsError:
            continue
        if source != heard.source:
            continue
        if ORDERS[order.name].kind is Kind.SHARE:
            return replace(order, share=min(max(heard.share, 0.0), 1.0))
        if order.name == "talk":
            return replace(order, argument="on" if heard.share > 0.0 else "off")
        return order if heard.share > 0.0 else None
    return None
