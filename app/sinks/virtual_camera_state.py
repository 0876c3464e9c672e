"""The state of the virtual camera in words: missing, not loaded, ready, in use by so many programs."""

import platform
from dataclasses import dataclass
from pathlib import Path

from app.sinks.virtual_camera_help import VirtualCameraInfo, list_virtual_cameras, missing_driver
from app.sinks.virtual_camera_load import driver_installed, driver_loaded
from app.v4l2 import holders_of

__all__ = ["ORDER_HINT", "CameraState", "look_at_virtual_camera"]

ORDER_HINT = (
    "Start here first, then choose the camera in the call program. A program that was open before may have to be "
    "opened again."
)
_WRITER = b"camera_writer"


@dataclass(frozen=True, slots=True)
class CameraState:
    """What can be said about the virtual camera now.

    Attributes:
        kind: "missing", "not loaded", "unusable", "ready" or "in use".
        words: one or two sentences.
        advice: what to do next; empty if there is nothing to do.
        readers: programs that watch it, as "name (pid)"; known on Linux only.
        device: its id; empty while there is none.
    """

    kind: str
    words: str
    advice: str = ""
    readers: tuple[str, ...] = ()
    device: str = ""

    @property
    def loadable(self) -> bool:
        """Whether loading the driver may help."""
        return self.kind == "not loaded" or (self.kind == "unusable" and "offers no" in self.words)


def look_at_virtual_camera(device: str = "auto") -> CameraState:
    """Look at the camera: "auto" for the first usable one, else an id of `list_virtual_cameras()`. Takes some ms."""
    cameras = list_virtual_cameras()
    chosen = [camera for camera in cameras if device in ("auto", camera.id)]
    if not cameras:
        return _without_any()
    if not chosen:
        return CameraState("missing", f"There is no virtual camera {device}.", "Choose another: likeness devices")
    if platform.system() != "Linux":
        return CameraState(
            "ready",
            f"{chosen[0].name} is there.",
            f"Choose “{chosen[0].name}” in the call program. {ORDER_HINT}",
            device=chosen[0].id,
        )
    return _on_linux(_written_by_us(chosen) or chosen[0])


def _without_any() -> CameraState:
    remedy = missing_driver().advice
    if platform.system() == "Linux" and driver_loaded():
        return CameraState("unusable", "The driver is loaded but offers no camera.", "Load it afresh.")
    if platform.system() == "Linux" and driver_installed():
        return CameraState("not loaded", "The virtual camera's driver is installed but not loaded.", "Load it.")
    if platform.system() == "Windows":
        words = "No virtual camera is installed: neither OBS Virtual Camera nor Unity Video Capture was found."
        return CameraState("missing", words, f"{_sentence(remedy)} Or install Unity Capture.")
    if platform.system() == "Darwin":
        return CameraState("missing", "No virtual camera is installed: OBS Studio was not found.", _sentence(remedy))
    return CameraState("missing", "No virtual camera is installed.", f"In a terminal: {remedy}")


def _written_by_us(cameras: list[VirtualCameraInfo]) -> VirtualCameraInfo | None:
    return next((c for c in cameras if any(_is_our_writer(holder.pid) for holder in holders_of(c.id))), None)


def _on_linux(camera: VirtualCameraInfo) -> CameraState:
    holders = holders_of(camera.id)
    fed = any(_is_our_writer(holder.pid) for holder in holders)
    others = tuple(f"{holder.name} ({holder.pid})" for holder in holders if not _is_our_writer(holder.pid))
    name = f"{camera.name} ({camera.id})"
    if camera.state == "no permission":
        return CameraState(
            "unusable",
            f"{name} may not be used by you.",
            "In a terminal: sudo usermod -aG video $USER, then log in again",
            device=camera.id,
        )
    if not fed and camera.state.startswith("in use"):
        return CameraState(
            "unusable", f"Another program feeds {name}: {', '.join(others)}.", "Close that program.", others, camera.id
        )
    if not fed and camera.state != "ready":
        return CameraState(
            "unusable", f"{name} offers no output any more.", "Load the driver afresh, or update it.", device=camera.id
        )
    if others:
        count = "1 program" if len(others) == 1 else f"{len(others)} programs"
        waits = "" if fed else " It waits for pictures."
        return CameraState("in use", f"{name} is in use by {count}: {', '.join(others)}.{waits}", "", others, camera.id)
    words = f"{name} is on. No program watches it yet." if fed else f"{name} is ready."
    return CameraState("ready", words, ORDER_HINT, device=camera.id)


def _is_our_writer(pid: int) -> bool:
    try:
        return _WRITER in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
