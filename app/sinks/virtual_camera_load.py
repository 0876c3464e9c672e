"""Loading the virtual-camera driver on Linux: what would be run, and running it once the user has agreed."""

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.errors import DeviceError
from app.v4l2 import holders_of, list_nodes

__all__ = ["MODULE", "LoadPlan", "driver_installed", "driver_loaded", "load_driver", "plan_load"]

MODULE = "v4l2loopback"
LABEL = "Likeness"
FIRST_NUMBER = 10  # webcams take the numbers from 0
LIMIT_S = 120.0  # the user types a password meanwhile
# never the user's own PATH: what is found there would be run as root
_SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
_DISMISSED, _REFUSED = 126, 127  # exit statuses of pkexec
_RELOAD = 'modprobe -r "$1" && exec modprobe "$@"'


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What loading the driver would run.

    Attributes:
        command: program and arguments; no shell reads them.
        words: what will happen, to be shown before the user agrees.
        by_hand: the same for a terminal.
    """

    command: tuple[str, ...]
    words: str
    by_hand: str


def driver_loaded() -> bool:
    """Return whether the kernel has the driver loaded now."""
    return Path("/sys/module", MODULE).exists()


def driver_installed() -> bool:
    """Return whether this kernel could load the driver."""
    if sys.platform != "linux":
        return False
    table = Path("/lib/modules", os.uname().release, "modules.dep")
    return driver_loaded() or (table.exists() and f"/{MODULE}.ko" in table.read_text(errors="replace"))


def plan_load() -> LoadPlan:
    """Return how the driver would be loaded, or loaded afresh where it offers no camera any more.

    Raises DeviceError: it is not installed, a program still holds it, or this system cannot ask for the right to.
    """
    if not driver_installed():
        raise DeviceError("the driver v4l2loopback is not installed", "install it first: likeness devices")
    asker, modprobe = (shutil.which(name, path=_SYSTEM_PATH) for name in ("pkexec", "modprobe"))
    if asker is None or modprobe is None:
        raise DeviceError("this system cannot ask for administrator rights here (pkexec is missing)", "use a terminal")
    cameras = [node for node in list_nodes() if node.is_loopback]
    taken = {node.path for node in list_nodes()} - {node.path for node in cameras}
    number = next(n for n in range(FIRST_NUMBER, FIRST_NUMBER + 100) if f"/dev/video{n}" not in taken)
    options = (MODULE, "exclusive_caps=1", f"card_label={LABEL}", f"video_nr={number}")
    made = f"which makes a camera called “{LABEL}” (/dev/video{number}) until the computer is switched off"
    load = f"sudo {shlex.join(('modprobe', *options))}"
    if not driver_loaded():
        words = f"Your system asks for a password and loads v4l2loopback, {made}."
        return LoadPlan((asker, modprobe, *options), words, load)
    holders = [f"{holder.name} ({holder.pid})" for node in cameras for holder in holders_of(node.path)]
    if holders:
        raise DeviceError(f"the virtual camera is in use by {', '.join(holders)}", "close that program first")
    gone = f" All {len(cameras)} virtual cameras of the driver vanish first." if len(cameras) > 1 else ""
    return LoadPlan(
        (asker, "/bin/sh", "-c", f"PATH={_SYSTEM_PATH}; {_RELOAD}", "sh", *options),
        f"Your system asks for a password and loads v4l2loopback afresh, {made}.{gone}",
        f"sudo modprobe -r {MODULE} && {load}",
    )


def load_driver(plan: LoadPlan) -> None:
    """Run the plan; call it only after the user has agreed. Raises DeviceError with what the system said."""
    by_hand = f"in a terminal: {plan.by_hand}"
    try:
        done = subprocess.run(plan.command, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        raise DeviceError("loading the driver was not allowed in time", "try again") from None
    except OSError as error:
        raise DeviceError(f"the driver cannot be loaded: {error.strerror}", by_hand) from None
    if done.returncode == _DISMISSED:
        raise DeviceError("the driver was not loaded: the question for the password was closed", "try again")
    if done.returncode == _REFUSED:
        raise DeviceError("the driver was not loaded: the system did not allow it", by_hand)
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"status {done.returncode}"
        raise DeviceError(f"the driver cannot be loaded: {said}", by_hand)
    if not driver_loaded():
        raise DeviceError("the driver is still not there", by_hand)
