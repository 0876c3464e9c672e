"""`likeness ctl`: steers a window, or `live --headless`, from a terminal, a Stream Deck or a script."""

import argparse

from app.commands.console import result, result_json
from app.control.client import send_order
from app.control.inbox import Reply
from app.control.orders import ORDERS, Kind

_BEHIND = {Kind.NOTHING: "", Kind.SWITCH: " [on|off|toggle]", Kind.NAME: " NAME", Kind.SHARE: " 0..1"}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `ctl`."""
    lines = [f"  {name.replace('_', '-') + _BEHIND[known.kind]:32}{known.help}" for name, known in ORDERS.items()]
    parser = subparsers.add_parser(
        "ctl",
        help="steer a window that is open, or `live --headless`",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="commands:\n" + "\n".join(lines) + '\n\nexample: likeness ctl profile "Work"',
    )
    parser.add_argument("order", metavar="COMMAND", help="what to do, see below")
    parser.add_argument("argument", nargs="*", default=[], help="what it needs, see below")
    parser.add_argument("--json", action="store_true", help="print what is going on then as one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Give the order; one line says what is going on then, if that was asked for."""
    reply = send_order([args.order, *args.argument])
    if args.json:
        result_json(reply["status"])
    elif args.order == "status":
        result(_words(reply))
    return 0


def _words(reply: Reply) -> str:
    status = reply["status"]
    parts = [status["state"], f"avatar {status['avatar']}", f"voice {status['voice']}"]
    parts += [f"profile {status['profile']}"] if status["profile"] else []
    parts += [word for word in ("muted", "panic", "recording") if status[word]]
    if status["state"] == "running":
        parts.append(f"{status['fps']:.0f} fps, {status['latency_ms_p50']:.0f} ms")
    return "; ".join(parts)
