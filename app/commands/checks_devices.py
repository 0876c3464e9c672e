"""What `likeness doctor` looks at: cameras, virtual camera, sound, windows and fonts."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from app.commands.checks import Check
from app.errors import DeviceError
from app.sinks.virtual_camera_help import explain_open_failure, list_virtual_cameras, missing_driver
from app.sound import cable
from app.sound.cable_guide import find_cable
from app.sound.devices import list_sound_devices
from app.sources.camera_list import list_cameras

# first word of a camera's state -> what its driver would say on opening
_REASONS = {"no": "Permission denied", "in": "busy", "offers": "not a video output device"}
_WINDOW_LIMIT_S = 30.0
# in a process of its own: Qt must not be loaded here, and may abort when its libraries are missing
_OPEN_QT = """
import json
from PySide6.QtGui import QFontDatabase, QGuiApplication
app = QGuiApplication([])
screen = app.primaryScreen().size()
size = [screen.width(), screen.height()]
print(json.dumps({"platform": app.platformName(), "screen": size, "fonts": len(QFontDatabase.families())}))
"""


def cameras() -> Iterator[Check]:
    """Whether there is a camera that can be used."""
    found = [camera for camera in list_cameras() if not camera.virtual]
    ready = ", ".join(camera.name for camera in found if camera.state == "ready")
    if ready:
        yield Check("camera", "ok", ready)
    elif found:
        yield Check("camera", "warn", f"{found[0].name}: {found[0].state}", "see: likeness devices")
    else:
        remedy = "plug in a camera; films and network streams can drive the portrait too"
        yield Check("camera", "warn", "there is none", remedy)


def virtual_camera() -> Iterator[Check]:
    """Whether there is a virtual camera that other programs can choose."""
    found = list_virtual_cameras()
    ready = ", ".join(f"{camera.name} ({camera.id})" for camera in found if camera.state == "ready")
    if not found:
        error = missing_driver()
        yield Check("virtual camera", "warn", error.message, error.advice)
    elif not ready:
        error = explain_open_failure(found[0].id, _REASONS.get(found[0].state.split()[0], found[0].state))
        yield Check("virtual camera", "fail", error.message, error.advice)
    else:
        yield Check("virtual camera", "ok", ready)


def sound() -> Iterator[Check]:
    """Whether there are a microphone and a sound output."""
    try:
        microphones, outputs = list_sound_devices()
    except DeviceError as error:
        yield Check("sound", "warn", error.message, error.advice)
        return
    remedy = "plug in a sound device or start the sound server; pictures and files work without"
    for name, devices in (("microphone", microphones), ("sound output", outputs)):
        if devices:
            more = f" and {len(devices) - 1} more" if len(devices) > 1 else ""
            yield Check(name, "ok", f"{devices[0].name} ({devices[0].host_api}){more}")
        else:
            yield Check(name, "warn", "there is none", remedy)


def virtual_cable() -> Iterator[Check]:
    """Whether there is a virtual cable that call programs can take as their microphone."""
    if sys.platform in ("win32", "darwin"):
        try:
            found = find_cable(list_sound_devices()[1])
        except DeviceError:
            return  # the check of sound says it
        yield Check(
            "virtual cable", "ok" if found.device else "warn", found.text, "" if found.device else found.next_step
        )
        return
    status = cable.look()
    name = f"“{cable.CABLE.source_words}” is {status.words}"
    if status.state == "unavailable":
        yield Check("virtual cable", "warn", status.why, status.advice)
    elif status.state != "ready":
        yield Check(
            "virtual cable", "warn", name, "run: likeness doctor --fix, or create it in the window under Outputs"
        )
    elif status.owner == "gone":
        remedy = "run: likeness doctor --fix, or just start the window"
        yield Check("virtual cable", "warn", f"{name}, but the program that made it has crashed", remedy)
    else:
        yield Check("virtual cable", "ok", name + "".join(f", {program}" for program in status.listeners))


def windows() -> Iterator[Check]:
    """Whether Qt can open windows on this display and has fonts; tried in a process of its own."""
    shown = sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    # importing cv2 points these two to a Qt of its own
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
    }
    if not shown:
        env["QT_QPA_PLATFORM"] = "offscreen"
    try:
        call = [sys.executable, "-P", "-c", _OPEN_QT]
        tried = subprocess.run(call, env=env, capture_output=True, text=True, timeout=_WINDOW_LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        yield Check("window", "fail", "Qt does not start", "log out and in again, or use `likeness live --headless`")
        return
    if tried.returncode:
        said = [line for line in tried.stderr.splitlines() if line.strip()] or [f"status {tried.returncode}"]
        remedy = "on Linux run installer/bootstrap.py once as root or with sudo, which installs Qt's libraries"
        yield Check("window", "fail" if shown else "warn", f"Qt does not start: {said[-1]}", remedy)
        return
    found = json.loads(tried.stdout.splitlines()[-1])
    if shown:
        width, height = found["screen"]
        yield Check("window", "ok", f"Qt opens windows ({found['platform']}, {width} x {height})")
    else:
        remedy = "start it in a desktop session; `demo`, `render` and `live --headless` work without"
        yield Check("window", "warn", "there is no display; Qt itself works", remedy)
    if found["fonts"]:
        yield Check("fonts", "ok", f"{found['fonts']} font families")
    else:
        yield Check("fonts", "warn", "no fonts, windows would have no text", "install fonts, e.g. fonts-dejavu-core")
