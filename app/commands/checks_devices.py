"""What `likeness doctor` looks at: virtual camera, sound, windows and fonts."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from app.commands.checks import Check

_SYSFS = Path("/sys")
_DEV = Path("/dev")
_MODPROBE = 'sudo modprobe v4l2loopback exclusive_caps=1 card_label="Likeness" video_nr=10'
_INSTALL = "sudo apt-get install v4l2loopback-dkms (or your system's package of that name)"
_SECOND_OPEN_WORKS = (0, 12, 8)  # 0.12.7 offers no output any more after a writer has closed the device
_OBS_EXTENSION = Path("/Applications/OBS.app")
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


def virtual_camera(sysfs: Path = _SYSFS, dev: Path = _DEV) -> Iterator[Check]:
    """Whether there is a virtual camera that other programs can choose."""
    if sys.platform == "linux":
        yield _loopback(sysfs, dev)
    elif sys.platform == "darwin":
        yield _obs(_OBS_EXTENSION.exists(), "open OBS once and press Start Virtual Camera, then close it")
    else:
        program_files = Path(os.environ.get("ProgramFiles", "C:/Program Files"))
        yield _obs((program_files / "obs-studio").exists(), "run the set-up of OBS with its virtual camera")


def _obs(found: bool, first_use: str) -> Check:
    if found:
        return Check("virtual camera", "ok", "OBS is installed", f"if calls do not list it: {first_use}")
    remedy = "install OBS Studio (obsproject.com), which brings the virtual camera"
    return Check("virtual camera", "warn", "OBS is not installed", remedy)


def _loopback(sysfs: Path, dev: Path) -> Check:
    module = sysfs / "module" / "v4l2loopback"
    if not module.is_dir():
        modules = Path("/lib/modules") / platform.release()
        installed = any(modules.rglob("v4l2loopback.ko*"))
        remedy = f"run: {_MODPROBE}" if installed else f"run: {_INSTALL}, then: {_MODPROBE}"
        return Check("virtual camera", "warn", "the kernel module v4l2loopback is not loaded", remedy)
    # real webcams hang below the bus they are plugged into
    nodes = sorted((sysfs / "devices" / "virtual" / "video4linux").glob("video*"))
    if not nodes:
        remedy = f"run: sudo modprobe -r v4l2loopback; {_MODPROBE}"
        return Check("virtual camera", "warn", "v4l2loopback is loaded without a device", remedy)
    usable = [node for node in nodes if os.access(dev / node.name, os.R_OK | os.W_OK)]
    if not usable:
        remedy = "run: sudo usermod -aG video $USER, then log in again"
        return Check("virtual camera", "fail", f"no permission to write to {dev / nodes[0].name}", remedy)
    names = ", ".join(f"/dev/{node.name} ({(node / 'name').read_text().strip()})" for node in usable)
    version = (module / "version").read_text().strip() if (module / "version").exists() else "unknown"
    if _numbers(version) < _SECOND_OPEN_WORKS:
        remedy = f"update v4l2loopback, or if the camera stays dark: sudo modprobe -r v4l2loopback; {_MODPROBE}"
        return Check("virtual camera", "warn", f"{names}; v4l2loopback {version} can be opened only once", remedy)
    return Check("virtual camera", "ok", f"{names}, v4l2loopback {version}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def sound() -> Iterator[Check]:
    """Whether PortAudio is there and lists devices."""
    try:
        import sounddevice
    except OSError as error:
        yield Check("sound", "warn", str(error), "run: sudo apt-get install libportaudio2 (or your system's PortAudio)")
        return
    try:
        devices = list(sounddevice.query_devices())
    except sounddevice.PortAudioError as error:
        yield Check("sound", "warn", str(error), "start the sound server and try again")
        return
    inputs = sum(device["max_input_channels"] > 0 for device in devices)
    outputs = sum(device["max_output_channels"] > 0 for device in devices)
    found = f"PortAudio lists {inputs} inputs and {outputs} outputs"
    if devices:
        yield Check("sound", "ok", found)
    else:
        yield Check("sound", "warn", found, "plug in a sound device or start the sound server; pictures work without")


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
