"""Giving orders to a window, or to a performance without one."""

import json
from collections.abc import Sequence

from app.control.channel import control_address, knock
from app.control.inbox import Reply
from app.errors import AppError, DeviceError

TIMEOUT_S = 15.0
_START = "start it with `likeness gui` or `likeness live --headless`"


def send_order(words: Sequence[str]) -> Reply:
    """Give an order and return its answer.

    Raises:
        DeviceError: nothing runs, or it does not answer.
        AppError: it refuses, and says why.
    """
    try:
        channel = knock(control_address(), TIMEOUT_S)
    except OSError as error:
        raise DeviceError("Likeness is not running", _START) from error
    try:
        channel.write(json.dumps({"do": list(words)}).encode())
        line = channel.read()
    except OSError as error:
        raise DeviceError("Likeness does not answer", "close it and start it again") from error
    finally:
        channel.close()
    if not line:
        raise DeviceError("Likeness has just ended", _START)
    reply: Reply = json.loads(line)
    if not reply.get("ok"):
        raise AppError(str(reply.get("error", "it was refused")), str(reply.get("advice", "")))
    return reply
