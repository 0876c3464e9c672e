"""Microphones and sound outputs: which there are, and which one a text means."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from app.child import Child, ChildError
from app.errors import DeviceError

__all__ = ["SoundDevice", "find_device", "list_microphones", "list_outputs", "list_sound_devices"]

LIST_LIMIT_S = 15.0
SEE = "see which there are: likeness devices"


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """One end of a sound device.

    Attributes:
        id: "host API: name", e.g. "ALSA: USB Audio (hw:1,0)"; stays the same when others come and go.
        name: what the system calls it.
        host_api: by which of the system's interfaces it is reached.
        default: the one that is used where none is named.
        virtual: a cable between programs, no hardware.
        channels: how many it has at most.
        rate_hz: its own rate.
    """

    id: str
    name: str
    host_api: str
    default: bool
    virtual: bool
    channels: int
    rate_hz: int

    def message(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return asdict(self)


def list_microphones() -> tuple[SoundDevice, ...]:
    """Return what can be listened to, the default first. Raises DeviceError if sound cannot be used at all."""
    return list_sound_devices()[0]


def list_outputs() -> tuple[SoundDevice, ...]:
    """Return what can be played on, the default first. Raises DeviceError if sound cannot be used at all."""
    return list_sound_devices()[1]


def list_sound_devices() -> tuple[tuple[SoundDevice, ...], tuple[SoundDevice, ...]]:
    """Return microphones and outputs, looked up afresh in a process of its own (takes about half a second).

    Raises DeviceError if sound cannot be used at all, e.g. because PortAudio is missing.
    """
    child = Child("sound_list")
    try:
        child.start()
        found = child.wait("devices", LIST_LIMIT_S)
    except ChildError as error:
        raise DeviceError(error.message, error.advice) from None
    finally:
        child.close(1.0)
    names = [field.name for field in fields(SoundDevice)]
    microphones, outputs = (
        tuple(SoundDevice(**{name: row[name] for name in names}) for row in found[key])
        for key in ("microphones", "outputs")
    )
    return microphones, outputs


def find_device(text: str, devices: Sequence[SoundDevice], kind: str = "sound device") -> SoundDevice:
    """Return the device that a text means: its id, its name or a part of one that only it has; "" is the default.

    A name that a device has on several host APIs means the first in the list. Raises DeviceError naming what exists.
    """
    if not devices:
        raise DeviceError(f"there is no {kind}", "connect one, or start the sound server")
    if not text:
        return next((device for device in devices if device.default), devices[0])
    wanted = text.casefold()
    for matches in (
        [device for device in devices if device.id == text],
        [device for device in devices if wanted in _names(device)],
    ):
        if matches:
            return matches[0]
    parts = [device for device in devices if wanted in device.id.casefold() or wanted in device.name.casefold()]
    if len({device.name for device in parts}) == 1:
        return parts[0]
    if parts:
        raise DeviceError(f"{text!r} may be {_listed(parts)}", "write more of the name")
    raise DeviceError(f"there is no {kind} {text!r}, there are {_listed(devices)}", SEE)


def _names(device: SoundDevice) -> tuple[str, ...]:
    return (device.name.casefold(), device.id.casefold(), device.id.partition(": ")[2].casefold())


def _listed(devices: Sequence[SoundDevice]) -> str:
    shown = ", ".join(repr(device.id) for device in devices[:8])
    return shown + (f" and {len(devices) - 8} more" if len(devices) > 8 else "")
