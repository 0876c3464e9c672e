"""Talks to PulseAudio, or to PipeWire in its place, through its own tool `pactl`: each request a process of its own."""

import json
import os
import subprocess
import sys
from typing import Any

from app.errors import DeviceError

__all__ = ["ask", "module_indices", "order"]

LIMIT_S = 4.0


def order(*words: str) -> str:
    """Run `pactl` and return what it says. Raises DeviceError: no tool, no server, refused, no answer in 4 s."""
    if sys.platform in ("win32", "darwin"):
        raise DeviceError("this system has no PulseAudio or PipeWire", "use a virtual cable of this system")
    try:
        done = subprocess.run(
            ["pactl", *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LIMIT_S,
            check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
    except FileNotFoundError:
        raise DeviceError("the tool pactl is missing", "install the package pulseaudio-utils") from None
    except subprocess.TimeoutExpired:
        raise DeviceError("the sound server does not answer", "restart it, or log out and in again") from None
    except OSError as error:
        raise DeviceError(f"pactl does not start: {error.strerror}", "install pulseaudio-utils again") from None
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"status {done.returncode}"
        if "onnection" in said:  # "Connection failure: Connection refused", "Connection terminated"
            raise DeviceError("there is no sound server", "start PulseAudio, or PipeWire with pipewire-pulse")
        raise DeviceError(f"the sound server refused: {said}", "see: pactl list modules")
    return done.stdout


def ask(*words: str) -> Any:  # noqa: ANN401 - parsed JSON
    """Return what `pactl` answers, parsed. Raises DeviceError as `order` does, or when the answer is no JSON."""
    text = order("--format=json", *words)
    try:
        return json.loads(text)
    except ValueError:
        raise DeviceError("pactl gives no lists that can be read", "update pulseaudio-utils to 16 or later") from None


def module_indices(*wanted: str) -> list[int]:
    """Return the indices of the modules that have one of these words among their arguments, the newest first.

    The list as JSON has no indices (pactl 16). Raises DeviceError.
    """
    found = []
    for line in order("list", "short", "modules").splitlines():
        index, _, rest = line.partition("\t")
        if index.isdigit() and set(rest.split()) & set(wanted):
            found.append(int(index))
    return sorted(found, reverse=True)
