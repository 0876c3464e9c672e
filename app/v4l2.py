"""Linux video devices: what they are, and who uses them. Empty answers on other systems."""

import contextlib
import os
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "linux":
    import fcntl

__all__ = ["Holder", "VideoNode", "holders_of", "list_nodes", "users_of"]

# linux/videodev2.h: VIDIOC_QUERYCAP fills struct v4l2_capability
_QUERYCAP = 0x80685600
_CAPABILITY = struct.Struct("=16s32s32sIII12x")
_CAPTURE = 0x00000001 | 0x00001000  # single- and multi-planar
_OUTPUT = 0x00000002 | 0x00002000
_HAS_DEVICE_CAPS = 0x80000000
_LOOPBACK_DRIVER = "v4l2 loopback"
_SYSFS = Path("/sys/class/video4linux")


@dataclass(frozen=True, slots=True)
class VideoNode:
    """One /dev/video device.

    Attributes:
        path: such as /dev/video0.
        id: a name that stays when devices are plugged in another order (/dev/v4l/by-id/...), else the path.
        name: what the device calls itself.
        driver: kernel driver; where the device could not be asked a guess, or empty.
        captures, outputs: pictures can be read from it, written to it, at this moment.
        permitted: whether this user may open it.
    """

    path: str
    id: str
    name: str
    driver: str
    captures: bool
    outputs: bool
    permitted: bool

    @property
    def is_loopback(self) -> bool:
        """Whether this is a virtual camera of the v4l2loopback driver."""
        return self.driver == _LOOPBACK_DRIVER


def list_nodes() -> list[VideoNode]:
    """Return all video devices in the order of their numbers."""
    if sys.platform != "linux":
        return []
    links = _stable_links()
    numbers = [int(entry.name[5:]) for entry in _SYSFS.glob("video*") if entry.name[5:].isdigit()]
    return [_node(f"/dev/video{number}", links) for number in sorted(numbers)]


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that holds a device open.

    Attributes:
        pid: its number.
        parent: that of the process which started it, 0 if unknown.
        name: as the system calls it.
    """

    pid: int
    parent: int
    name: str


def holders_of(path: str) -> list[Holder]:
    """Return the other processes that hold a device open, as far as this user may see."""
    target, own, found = os.path.realpath(path), str(os.getpid()), []
    for process in Path("/proc").glob("[0-9]*"):
        if process.name == own:
            continue
        with contextlib.suppress(OSError, ValueError):
            if any(_link_target(process / "fd" / number) == target for number in os.listdir(process / "fd")):
                # "pid (name) state parent ...": the name itself may hold spaces and brackets
                head, _, tail = (process / "stat").read_text(errors="replace").rpartition(")")
                found.append(Holder(int(process.name), int(tail.split()[1]), head.partition("(")[2].strip()))
    return found


def users_of(path: str) -> list[str]:
    """Return the programs that hold a device open, as "name (pid)", as far as this user may see."""
    return [f"{holder.name} ({holder.pid})" for holder in holders_of(path)]


def _link_target(link: Path) -> str:
    with contextlib.suppress(OSError):  # closed meanwhile
        return os.readlink(link)
    return ""


def _stable_links() -> dict[str, str]:
    links: dict[str, str] = {}
    for folder in ("by-path", "by-id"):  # by-id is preferred: it follows the device to another port
        with contextlib.suppress(OSError):
            links |= {os.path.realpath(link): str(link) for link in sorted(Path("/dev/v4l", folder).iterdir())}
    return links


def _node(path: str, links: dict[str, str]) -> VideoNode:
    name = path
    with contextlib.suppress(OSError):
        name = (_SYSFS / os.path.basename(path) / "name").read_text().strip() or path
    driver, flags, permitted = "", 0, True
    try:
        driver, flags = _query(path)
    except PermissionError:
        permitted = False
        # a device without hardware behind it: in practice a virtual camera
        driver = _LOOPBACK_DRIVER if "/devices/virtual/" in os.path.realpath(_SYSFS / os.path.basename(path)) else ""
    except OSError:
        permitted = os.access(path, os.R_OK | os.W_OK)
    return VideoNode(
        path, links.get(path, path), name, driver, bool(flags & _CAPTURE), bool(flags & _OUTPUT), permitted
    )


def _query(path: str) -> tuple[str, int]:
    if sys.platform != "linux":
        return "", 0
    handle = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    try:
        answer = bytearray(_CAPABILITY.size)
        fcntl.ioctl(handle, _QUERYCAP, answer)
    finally:
        os.close(handle)
    driver, _, _, _, flags, device_flags = _CAPABILITY.unpack(answer)
    return driver.split(b"\0")[0].decode(errors="replace"), device_flags if flags & _HAS_DEVICE_CAPS else flags
