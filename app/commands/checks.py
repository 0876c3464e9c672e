"""What `likeness doctor` looks at: Python, packages, networks, folders, child programs.

Each check really does the thing it reports on; none of them imports torch, Qt or FFmpeg into this process.
"""

import importlib.metadata
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import shared_memory
from pathlib import Path
from typing import Literal

from app import paths
from app.child import Child, ChildError
from models import weights
from models.errors import ModelError
from models.runtime import NetInfo, load_net

State = Literal["ok", "warn", "fail"]  # warn: one feature is missing; fail: the program does not work

_SET_UP_AGAIN = "run again: python3 installer/bootstrap.py run"
_GB = 1e9
_FEW_GB, _NO_GB = 2.0, 0.2  # a recording takes about 1 GB an hour
_SHARED_BYTES = 32 << 20  # the largest ring of pictures: three of 1920 x 1080, and sound


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check.

    Attributes:
        name: what was looked at.
        state: "ok", "warn" or "fail".
        cause: what was found.
        remedy: what to do about it; empty when all is well.
    """

    name: str
    state: State
    cause: str
    remedy: str = ""


def python() -> Iterator[Check]:
    """Which Python on which system."""
    found = f"{platform.python_version()} on {platform.platform()}"
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    remedy = "" if fits else "install Python 3.11, 3.12 or 3.13 and run the set-up again"
    yield Check("Python", "ok" if fits else "fail", found, remedy)


def packages() -> Iterator[Check]:
    """Whether every package is installed in the version that the project pins."""
    try:
        wanted = importlib.metadata.requires("likeness") or []
    except importlib.metadata.PackageNotFoundError:
        yield Check("packages", "fail", "the project itself is not installed", _SET_UP_AGAIN)
        return
    wrong, count = [], 0
    for requirement in wanted:
        match = re.match(r"([\w.-]+)(?:==([\w.]+))?", requirement)
        if match is None or ";" in requirement:  # extras, other systems
            continue
        count += 1
        name, pinned = match.groups()
        try:
            version = importlib.metadata.version(name).split("+")[0]
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"{name} is missing")
            continue
        if pinned and version != pinned:
            wrong.append(f"{name} is {version}, not {pinned}")
    if wrong:
        yield Check("packages", "fail", "; ".join(wrong), _SET_UP_AGAIN)
    else:
        yield Check("packages", "ok", f"{count} packages as pinned")


def networks() -> tuple[list[Check], list[NetInfo]]:
    """Find, verify and load every network; return the checks and what each network runs on."""
    checks, nets = [], []
    for name in weights.entries():
        try:
            net = load_net(weights.find(name))
        except ModelError as error:
            checks.append(Check(f"network {name}", "fail", error.message, error.advice))
            continue
        nets.append(net.info)
        runs = f"{net.info.runtime}, {net.info.precision}"
        if net.info.reason:
            remedy = "it works, only slower; to mend it " + _SET_UP_AGAIN
            checks.append(Check(f"network {name}", "warn", f"{runs}, because {net.info.reason}", remedy))
        else:
            checks.append(Check(f"network {name}", "ok", runs))
    return checks, nets


def folders() -> Iterator[Check]:
    """Whether the program's folders can be written, and whether there is room for recordings."""
    places: dict[str, Callable[[], Path]] = {
        "settings folder": paths.config_dir,
        "data folder": paths.data_dir,
        "cache folder": paths.cache_dir,
        "log folder": paths.log_dir,
        "recordings folder": paths.recordings_dir,
    }
    for name, place in places.items():
        try:
            folder = place()
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"likeness")
        except OSError as error:
            remedy = "make the folder writable, or choose another with --home DIR or LIKENESS_HOME"
            yield Check(name, "fail", f"cannot be written: {error}", remedy)
        else:
            yield Check(name, "ok", str(folder))


def disk() -> Iterator[Check]:
    """Whether there is room for recordings."""
    try:
        folder = paths.recordings_dir()
        free_gb = shutil.disk_usage(folder).free / _GB
    except OSError as error:
        yield Check("disk space", "fail", str(error), "choose another folder with LIKENESS_HOME")
        return
    state: State = "ok" if free_gb >= _FEW_GB else "warn" if free_gb >= _NO_GB else "fail"
    yield Check("disk space", state, f"{free_gb:.1f} GB free for {folder}", "" if state == "ok" else "free some space")


def shared_pictures() -> Iterator[Check]:
    """Whether there is shared memory, through which pictures travel to the child programs."""
    try:
        block = shared_memory.SharedMemory(create=True, size=_SHARED_BYTES)
    except OSError as error:
        yield Check("shared memory", "fail", str(error), "allow the program more shared memory (/dev/shm)")
        return
    block.close()
    block.unlink()
    free = shutil.disk_usage("/dev/shm").free if Path("/dev/shm").is_dir() else None
    if free is not None and free < _SHARED_BYTES:
        cause = f"{free >> 20} MB free in /dev/shm, {_SHARED_BYTES >> 20} are needed"
        yield Check("shared memory", "fail", cause, "allow more (in a container: --shm-size=256m)")
    else:
        yield Check("shared memory", "ok", "available" if free is None else f"{free >> 20} MB free")


def child_programs() -> Iterator[Check]:
    """Whether the programs start that read and write films and feed the virtual camera."""
    tasks = {"reader": "film reader", "encoder": "film writer", "camera_writer": "camera writer"}
    for program, name in tasks.items():
        child = Child(program)
        try:
            child.start()
        except ChildError as error:
            yield Check(name, "fail", error.message, error.advice or _SET_UP_AGAIN)
        else:
            yield Check(name, "ok", "starts")
        finally:
            child.close()
