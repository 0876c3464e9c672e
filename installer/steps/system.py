"""Step: shared libraries and programs of the operating system that wheels do not bring.

Only Linux needs any. What is missing is found by name of the library (`ldconfig -p`), because package names differ
between releases; Debian and Ubuntu can install it here, others are told.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from installer.steps import console
from installer.steps.console import StepLine
from installer.steps.failure import SetupError
from installer.steps.project import Level, Setup
from installer.steps.step import Outcome

TITLE = "system libraries"
VERSION = 2

# library or program -> Debian package; checked in a bare Debian 12 with opencv-python 5.0 and PySide6-Essentials 6.11.1
_FOR_PICTURES = {  # OpenCV cannot be imported without these
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb.so.1": "libxcb1",
}
_FOR_SOUND_AND_WINDOWS = {
    "libportaudio.so.2": "libportaudio2",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
_FOR_TESTS = {"Xvfb": "xvfb", "xauth": "xauth", "ffmpeg": "ffmpeg", "ffprobe": "ffmpeg"}
# a sound server to test against; never instead of the user's own
_TEST_SOUND = {"pulseaudio": "pulseaudio", "pactl": "pulseaudio-utils"}


def still_done(setup: Setup) -> bool:
    """Libraries do not go by themselves."""
    return True


def _known_libraries() -> set[str]:
    ldconfig = shutil.which("ldconfig") or "/sbin/ldconfig"
    try:
        listing = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return set()
    return {line.split()[0] for line in listing.splitlines() if "=>" in line}


def _loads(library: str) -> bool:
    """Whether the linker finds a library where its cache does not list it (LD_LIBRARY_PATH, other systems)."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(level: Level) -> dict[str, str]:
    """Return library or program -> Debian package of what this machine lacks."""
    known, wanted = _known_libraries(), _FOR_PICTURES | _FOR_SOUND_AND_WINDOWS
    lacking = {name: package for name, package in wanted.items() if name not in known and not _loads(name)}
    if level == "test":
        lacking |= {name: package for name, package in _FOR_TESTS.items() if not shutil.which(name)}
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        lacking["ensurepip"] = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return lacking


def _missing_sound(level: Level) -> list[str]:
    if level == "run" or shutil.which("pipewire"):
        return []
    packages = [package for name, package in _TEST_SOUND.items() if not shutil.which(name)]
    if not any(Path("/usr/lib").glob("*/alsa-lib/libasound_module_pcm_pulse.so")):
        packages.append("libasound2-plugins")
    return packages


def _rights() -> list[str] | None:
    """Return the prefix that makes a command run as root without a question, None where there is none."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def _by_hand(lacking: dict[str, str], cause: str = "") -> Outcome:
    """Say what the user has to install. Raises SetupError if nothing works without it."""
    if shutil.which("apt-get"):
        advice = "sudo apt-get install " + " ".join(dict.fromkeys(lacking.values()))
    else:
        advice = "your system's package manager, for the packages that hold " + " ".join(lacking)
    if needed := [name for name in lacking if name in _FOR_PICTURES]:
        raise SetupError(cause or f"{', '.join(needed)} missing", f"run: {advice}; then start again")
    text = f"{cause or f'{len(lacking)} missing'}, going on without"
    return Outcome(text, (f"to have sound and windows, run: {advice}",), complete=False)


def _apt(prefix: list[str], arguments: list[str], setup: Setup, line: StepLine) -> None:
    console.run([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", *arguments], line, setup.log)


def act(setup: Setup, level: Level, line: StepLine) -> Outcome:
    """Install what is missing where this is allowed without a question, else say how.

    Raises:
        SetupError: what the program cannot do without is missing and cannot be installed here.
    """
    if not sys.platform.startswith("linux"):
        return Outcome("nothing needed on this system")
    lacking, sound = missing(level), _missing_sound(level)
    if not lacking and not sound:
        return Outcome("all present")
    prefix = _rights() if shutil.which("apt-get") else None
    if prefix is None:
        return _by_hand(lacking) if lacking else Outcome("all present but a sound server for tests")
    # --no-remove: nothing the user has may go for our sake
    install = ["install", "--no-install-recommends", "--no-remove"]
    packages = list(dict.fromkeys(lacking.values()))
    try:
        _apt(prefix, ["update"], setup, line)
        if packages:
            _apt(prefix, [*install, *packages], setup, line)
    except console.CommandError as failure:
        return _by_hand(missing(level), f"apt-get: {failure.cause}")
    try:
        if sound:
            _apt(prefix, [*install, *sound], setup, line)
    except console.CommandError as failure:
        return Outcome("done but a sound server for tests", (f"sound tests will be skipped: {failure.cause}",))
    return Outcome(f"installed {' '.join(packages + sound)}")
