"""`likeness devices test-camera`, `load-camera` and `test-webcam`."""

import argparse
import sys
from pathlib import Path

from app.commands.console import note, result, result_json
from app.errors import DeviceError

__all__ = ["add_parsers"]

_ONCE_ONLY = "0.12.7"  # this release of the driver gives a camera to one writer only until it is loaded afresh
_WEBCAM_LIMIT_S = 30.0
_WEBCAM_S = 3.0


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommands of `devices` that have to do with cameras."""
    test = subparsers.add_parser(
        "test-camera",
        help="send a test pattern through the virtual camera and read it back",
        epilog="example: likeness devices test-camera --seconds 10",
    )
    test.add_argument("--camera", default="auto", help="which virtual camera (default: the first usable one)")
    test.add_argument("--seconds", type=float, default=5.0, help="for how long (default: 5)")
    test.add_argument("--yes", action="store_true", help="do not ask")
    test.add_argument("--json", action="store_true", help="one JSON object instead of words")
    test.set_defaults(run=_test_camera)
    load = subparsers.add_parser(
        "load-camera",
        help="load the virtual camera's driver (Linux); says first what will run, and asks",
        epilog="example: likeness devices load-camera",
    )
    load.add_argument("--yes", action="store_true", help="do not ask; the system still asks for a password")
    load.set_defaults(run=_load_camera)
    webcam = subparsers.add_parser(
        "test-webcam",
        help="measure what a camera really delivers: size, rate and light",
        epilog="example: likeness devices test-webcam",
    )
    webcam.add_argument("camera", nargs="?", default="", help="id, path or name (default: the first one)")
    webcam.add_argument("--json", action="store_true", help="one JSON object instead of words")
    webcam.set_defaults(run=_test_webcam)


def _test_camera(args: argparse.Namespace) -> int:
    """Return 0 if the pattern came back as it was sent, else 1."""
    from app.live.camera_test import run_camera_test

    if _may_open_once_only(Path("/sys/module/v4l2loopback")):
        _agree(
            f"This driver (v4l2loopback {_ONCE_ONLY} or older) may give the camera away once only: after the "
            "test it may have to be loaded afresh. The button in the window has no such effect.",
            yes=args.yes,
        )
    outcome = run_camera_test(args.camera, length_s=args.seconds)
    if args.json:
        result_json(outcome.as_row())
    else:
        result(outcome.words)
    return 0 if outcome.good else 1


def _may_open_once_only(module: Path) -> bool:
    """Whether the driver in this folder is of the releases with that fault; they do not tell their version."""
    version = module / "version"
    return module.exists() and (not version.exists() or version.read_text().strip() == _ONCE_ONLY)


def _load_camera(args: argparse.Namespace) -> int:
    """Return 0 if the camera is there afterwards."""
    from app.sinks.virtual_camera_load import load_driver, plan_load
    from app.sinks.virtual_camera_state import look_at_virtual_camera

    before = look_at_virtual_camera()
    if before.kind in ("ready", "in use"):
        result(f"{before.words} There is nothing to load.")
        return 0
    plan = plan_load()
    _agree(f"{plan.words}\nThis will run: {' '.join(plan.command)}", yes=args.yes)
    load_driver(plan)
    after = look_at_virtual_camera()
    result(f"{after.words} {after.advice}".strip())
    return 0 if after.kind == "ready" else 1


def _test_webcam(args: argparse.Namespace) -> int:
    """Return 0 once the camera has been measured."""
    from app.media import now
    from app.sources.camera import Camera
    from app.sources.camera_list import list_cameras

    cameras = list_cameras()
    if not args.camera and not cameras:
        raise DeviceError("no camera was found", "connect one")
    told: list[str] = []
    camera = Camera(args.camera or cameras[0].id, notice=told.append)
    camera.open()
    try:
        opened_s = now()
        while now() - opened_s < _WEBCAM_S or not camera.settled:
            if now() - opened_s > _WEBCAM_LIMIT_S:
                break
            camera.read()
        words, rate_hz, light = camera.words, camera.measured_fps, camera.light
    finally:
        camera.close()
    if args.json:
        row = {"id": camera.id, "words": words, "rate_hz": rate_hz, "brightness": light.brightness}
        result_json(row | {"noise": light.noise, "notices": told})
        return 0
    result(f"{camera.id} delivers {words}.")
    result(f"Brightness {light.brightness:.0f} of 255, noise {light.noise:.1f}.")
    for words in told:
        result(f"Note: {words}.")
    return 0


def _agree(question: str, *, yes: bool) -> None:
    """Ask on the terminal. Raises DeviceError unless the answer is yes."""
    note(question)
    if yes:
        return
    if sys.stdin.isatty():
        sys.stderr.write("Go on? [y/N] ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() in ("y", "yes"):
            return
    raise DeviceError("nothing was done: it was not confirmed", "answer y, or say --yes")
