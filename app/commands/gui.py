"""`likeness gui`: the window."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from app.commands.console import note
from app.errors import DeviceError
from app.profiles import load_profiles
from app.settings import Settings, load_settings
from app.ui.beginning import PLAIN, Beginning
from models.errors import ModelError


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command line of `gui`."""
    parser = subparsers.add_parser("gui", help="open the window", epilog="example: likeness gui")
    parser.add_argument("--start", action="store_true", help="begin the performance at once")
    parser.add_argument("--welcome", action="store_true", help="show the welcome again: camera, microphone, outputs")
    parser.add_argument("--profile", metavar="NAME", default="", help="take this profile, by name or number")
    parser.add_argument("--minimised", action="store_true", help="begin in the tray, or minimised")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Open the window with the remembered settings; returns when it is closed. Raises SettingsError."""
    told: list[str] = []
    settings = load_settings(tell=told.append)
    if args.profile:
        load_profiles().find(args.profile)  # refused before a window is there
    minimised = args.minimised or settings.start_minimised
    beginning = Beginning(args.start, args.welcome, args.profile, minimised, tuple(told))
    return open_window(settings, beginning, remember=True)


def open_window(
    settings: Settings, beginning: Beginning = PLAIN, *, remember: bool = False, again: Sequence[str] = ("gui",)
) -> int:
    """Show the window until it is closed.

    Args:
        settings: what to begin with.
        beginning: what to do at once.
        remember: keep what the user changes for the next time.
        again: arguments of the program that opens it once more where the user wants to restart.

    Raises:
        DeviceError: there is no display.
    """
    if not has_display():
        raise DeviceError("there is no display", "use `likeness live --headless` or `likeness demo`")
    _preload(settings)
    from app.ui.application import AGAIN, run_window  # Qt is loaded only when a window is wanted

    status = run_window(settings, beginning, remember=remember)
    if status != AGAIN:
        return status
    subprocess.Popen([sys.executable, "-m", "app", *again], close_fds=True)
    return 0


def _preload(settings: Settings) -> None:
    """Load torch before Qt if the engine needs it; if it cannot be loaded the window opens and its start says why."""
    from models.engines import preload

    for name in (settings.engine, settings.face_engine):
        try:
            preload(name, settings.device)
        except ModelError as error:
            note(f"likeness: {error}")


def has_display() -> bool:
    """Return whether a window can be shown: on Linux Qt would end the process where there is no display."""
    if sys.platform != "linux":
        return True
    named = os.environ.get("QT_QPA_PLATFORM", "")
    if named.split(":")[0] in ("offscreen", "minimal", "vnc", "linuxfb", "eglfs"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
