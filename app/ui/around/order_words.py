"""Orders in the user's words."""

from PySide6.QtCore import QCoreApplication

from app.control.orders import ORDERS, Kind, Order
from app.ui.actions import CommandList

HIDDEN = ("status", "window", "unmute", "pause", "resume")


def order_words() -> dict[str, str]:
    """Return what each order that can be bound is called."""
    tr = QCoreApplication.translate
    words = {command.name: command.text.rstrip("…") for command in CommandList().all()}
    words |= {
        "start": tr("OrderWords", "Start"),
        "stop": tr("OrderWords", "Stop"),
        "start_stop": tr("OrderWords", "Start or stop"),
        "talk": tr("OrderWords", "Talk while held"),
        "profile": tr("OrderWords", "Take a profile"),
        "avatar": tr("OrderWords", "Take an avatar"),
        "voice": tr("OrderWords", "Take a voice"),
        "strength": tr("OrderWords", "Strength of motion (knob)"),
        "voice_strength": tr("OrderWords", "Strength of the voice (knob)"),
        "zoom": tr("OrderWords", "Zoom (knob)"),
    }
    return {name: words[name] for name in ORDERS if name not in HIDDEN}


def in_words(order: Order) -> str:
    """Return what an order does."""
    words = order_words().get(order.name, order.name)
    return f"{words}: {order.argument}" if ORDERS[order.name].kind is Kind.NAME else words
