"""Which virtual cameras there are, and what to do when there is none or it will not open."""

import contextlib
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

from app.errors import DeviceError
from app.sinks.virtual_camera_load import driver_installed
from app.v4l2 import list_nodes, users_of

__all__ = ["VirtualCameraInfo", "explain_open_failure", "list_virtual_cameras", "missing_driver"]

LOAD = 'sudo modprobe v4l2loopback exclusive_caps=1 card_label="Likeness" video_nr=10'
_INSTALL = {
    "debian": "sudo apt install v4l2loopback-dkms",
    "fedora": "sudo dnf install v4l2loopback (from RPM Fusion)",
    "arch": "sudo pacman -S v4l2loopback-dkms",
    "suse": "sudo zypper install v4l2loopback-kmp-default",
}
_OBS_ON_MAC = (
    Path("/Applications/OBS.app"),
    Path("/Library/CoreMediaIO/Plug-Ins/DAL/obs-mac-virtualcam.plugin"),
)
# what Windows knows a camera filter by; OBS Studio >= 26, UnityCapture
_WINDOWS_FILTERS = {
    "OBS Virtual Camera": "{A3FCE0F5-3493-419F-958A-ABA1250EC20B}",
    "Unity Video Capture": "{5C2CD55C-92AD-4999-8666-912BD3E70010}",
}


@dataclass(frozen=True, slots=True)
class VirtualCameraInfo:
    """A virtual camera that can be written to.

    Attributes:
        id: what to give to VirtualCamera: a device path or the name of the driver's camera.
        name: as call programs show it.
        state: "ready", or in words why it cannot be used now.
    """

    id: str
    name: str
    state: str


def list_virtual_cameras() -> list[VirtualCameraInfo]:
    """Return the virtual cameras of this machine, the usable ones first."""
    if platform.system() == "Linux":
        found = [
            VirtualCameraInfo(node.path, node.name, _state(node.path, permitted=node.permitted, outputs=node.outputs))
            for node in list_nodes()
            if node.is_loopback
        ]
    elif platform.system() == "Darwin":
        found = [VirtualCameraInfo("OBS Virtual Camera", "OBS Virtual Camera", "ready")] if _has_obs_on_mac() else []
    else:
        found = [VirtualCameraInfo(name, name, "ready") for name in _WINDOWS_FILTERS if _is_registered(name)]
    return sorted(found, key=lambda camera: camera.state != "ready")


def _state(path: str, *, permitted: bool, outputs: bool) -> str:
    if not permitted:
        return "no permission"
    if outputs:
        return "ready"
    users = users_of(path)
    return f"in use by {', '.join(users)}" if users else "offers no output (reload v4l2loopback)"


def _has_obs_on_mac() -> bool:
    return any(path.exists() for path in _OBS_ON_MAC)


def _is_registered(name: str) -> bool:
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError):
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"CLSID\{_WINDOWS_FILTERS[name]}"))
            return True
    return False


def missing_driver() -> DeviceError:
    """Return the error for a machine without any virtual camera, with the exact commands."""
    if platform.system() == "Linux" and driver_installed():
        return DeviceError(
            "there is no virtual camera (driver v4l2loopback is installed but not loaded)",
            f"run: likeness devices load-camera; or: {LOAD}",
        )
    if platform.system() == "Linux":
        return DeviceError("there is no virtual camera (driver v4l2loopback is not loaded)", f"{_install_line()}{LOAD}")
    return DeviceError(
        "there is no virtual camera", "install OBS Studio from obsproject.com and start its virtual camera once"
    )


def _install_line() -> str:
    release = Path("/etc/os-release")
    text = release.read_text(errors="replace") if release.exists() else ""
    fields = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    kinds = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").split()
    kinds = ["debian" if kind == "ubuntu" else "suse" if "suse" in kind else kind for kind in kinds]
    return next((f"{_INSTALL[kind]} && " for kind in kinds if kind in _INSTALL), "")


def explain_open_failure(device: str, reason: str) -> DeviceError:
    """Turn what the driver's library said into words and a remedy."""
    name = "the virtual camera" if device == "auto" else f"the virtual camera {device}"
    users = users_of(device) if device.startswith("/dev/") and Path(device).exists() else []
    if "not a video output device" in reason:
        if users:
            return DeviceError(f"{name} is in use by {', '.join(users)}", "end that program or choose another camera")
        # v4l2loopback 0.12.7 with exclusive_caps=1 can be opened for writing once only
        return DeviceError(
            f"{name} offers no output any more (a fault of v4l2loopback 0.12.7)",
            f"reload it with: sudo modprobe -r v4l2loopback && {LOAD}; or update it to 0.12.8 or later",
        )
    if "ermission" in reason:
        return DeviceError(f"{name} may not be opened", "run: sudo usermod -aG video $USER, then log in again")
    if users or "busy" in reason:
        by = f" by {', '.join(users)}" if users else ""
        return DeviceError(f"{name} is in use{by}", "end that program or choose another camera")
    if not list_virtual_cameras():
        return missing_driver()
    return DeviceError(f"{name} cannot be opened: {' '.join(reason.split())}", "choose another one: likeness devices")
