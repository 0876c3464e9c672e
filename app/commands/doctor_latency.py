"""`likeness doctor --latency`: how long picture and sound need through the virtual camera and the virtual cable."""

from typing import Any

from app.commands.console import note, result
from app.errors import DeviceError

PICTURE_S = 5.0
SOUND_S = 9.0


def measure() -> dict[str, dict[str, Any]]:
    """Measure both, one after the other; takes 20 s at most.

    Returns:
        For "picture" and "sound": "measured" (bool) and "words", and where it was measured "delay_ms_p50",
        "delay_ms_p95" and the other figures of the test.
    """
    note("likeness: measuring the delay of picture and sound; this takes a quarter of a minute")
    return {"picture": _picture(), "sound": _sound()}


def show(table: dict[str, dict[str, Any]]) -> None:
    """Write a line for each."""
    for name, row in table.items():
        result(f"{'ok' if row['measured'] and row['good'] else 'warn':5} delay of the {name}: {row['words']}")


def _not_measured(error: DeviceError) -> dict[str, Any]:
    return {"measured": False, "good": False, "words": f"not measured: {error}"}


def _picture() -> dict[str, Any]:
    """Send numbered pictures through the virtual camera and read them back."""
    from app.live.camera_test import run_camera_test
    from app.sinks.virtual_camera_help import list_virtual_cameras, missing_driver
    from app.v4l2 import users_of

    try:
        cameras = list_virtual_cameras()
        if not cameras:
            raise missing_driver()
        camera = cameras[0]
        if camera.state != "ready":
            raise DeviceError(f"the virtual camera {camera.name} is not ready: {camera.state}", "see: likeness devices")
        if camera.id.startswith("/dev/") and (users := users_of(camera.id)):
            raise DeviceError(f"{camera.name} is in use by {', '.join(users)}", "end the call first, it would see this")
        test = run_camera_test(camera.id, length_s=PICTURE_S)
    except DeviceError as error:
        return _not_measured(error)
    measured = test.read_back and test.delay_ms_p50 > 0
    return {**test.as_row(), "measured": measured, "words": _figures(test.delay_ms_p50, test.delay_ms_p95, test.words)}


def _sound() -> dict[str, Any]:
    """Play sweeps into the virtual cable and hear them at its other end."""
    from app.live.cable_test import run_cable_test

    try:
        test = run_cable_test(SOUND_S)
    except DeviceError as error:
        return _not_measured(error)
    words = _figures(test.delay_ms_p50, test.delay_ms_p95, test.words) if test.heard else test.words
    return {**test.as_row(), "measured": test.heard > 0, "words": words}


def _figures(p50_ms: float, p95_ms: float, words: str) -> str:
    return f"p50 {p50_ms:.1f} ms, p95 {p95_ms:.1f} ms. {words}"
