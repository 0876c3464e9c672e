"""Whether an open virtual camera can be opened again with another size, or had better keep the one it has."""

import sys
from pathlib import Path

from app.sinks.virtual_camera_load import MODULE
from app.v4l2 import holders_of

__all__ = ["REFUSED", "why_it_stays"]

REFUSED = "since the driver refused the new size"
_WATCHED = "while another program watches it: close that program, then switch the camera off and on"
_OPENS_ONCE = "since this driver can be opened once only: load the driver afresh, or update it"
_FAULTY = (0, 12, 7)  # up to this one, with exclusive_caps, a camera that was closed offers no output any more
_MODULES = Path("/sys/module")


def why_it_stays(device: str, writer: int | None) -> str:
    """Return why the size of an open camera should not be changed now, as the end of a sentence; "" if it can be.

    Whoever watches goes on reading pictures of the old size: the driver refuses another one, or shows torn pictures.

    Args:
        device: path of the camera, or its name where the system knows no paths; nobody can be found there.
        writer: process id of what writes to it.
    """
    if sys.platform != "linux" or not device.startswith("/dev/"):
        return ""
    if any(holder.pid != writer for holder in holders_of(device)):
        return _WATCHED
    return _OPENS_ONCE if opens_once() else ""


def opens_once(modules: Path = _MODULES) -> bool:
    """Return whether the loaded driver is one whose cameras can be opened for writing once only."""
    try:
        version = (modules / MODULE / "version").read_text(errors="replace").strip()
        exclusive = (modules / MODULE / "parameters" / "exclusive_caps").read_text(errors="replace")
        return "Y" in exclusive and tuple(int(part) for part in version.split(".")[:3]) <= _FAULTY
    except (OSError, ValueError):
        return False
