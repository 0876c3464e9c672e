"""The virtual cable on Windows and macOS, where a driver of somebody else makes it: which is there, what to do next."""

import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.sound.devices import SoundDevice

__all__ = ["CableGuide", "find_cable"]

# pattern of the end that we play into, what call programs have to choose; the best first
_CABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "Windows": (
        (r"CABLE(-[A-D])? In(put|\b)", "CABLE Output"),
        (r"Virtual Audio Cable", "the line of the same name"),
        (r"VoiceMeeter .*Input", "VoiceMeeter Output"),
    ),
    "Darwin": ((r"BlackHole", ""), (r"VB-Cable", ""), (r"Loopback Audio", "")),
}
_NEXT_STEP = {
    "Windows": "Install VB-CABLE from vb-audio.com/Cable, restart the computer, then look again.",
    "Darwin": "Install BlackHole 2ch from existential.audio/blackhole, log out and in, then look again.",
}


@dataclass(frozen=True, slots=True)
class CableGuide:
    """Which virtual cable there is.

    Attributes:
        device: the output to play into, None if there is no cable.
        microphone: what to choose as the microphone in the call program; empty if there is no cable.
        text: what was found, a sentence.
        next_step: what to do now, a sentence.
    """

    device: SoundDevice | None
    microphone: str
    text: str
    next_step: str


def find_cable(outputs: Sequence[SoundDevice], system: str | None = None) -> CableGuide:
    """Find a cable among the sound outputs by its name.

    Args:
        outputs: in the order of `list_outputs()`, the best way to a device first.
        system: "Windows" or "Darwin"; None: this one.
    """
    system = system or platform.system()
    for pattern, other_end in _CABLES.get(system, ()):
        for device in outputs:
            if re.search(pattern, device.name, re.IGNORECASE):
                microphone = other_end or device.name
                step = f"Choose “{microphone}” as the microphone of your call program."
                return CableGuide(device, microphone, f"{device.name} is there.", step)
    step = _NEXT_STEP.get(system, "Install a virtual cable for this system, then look again.")
    return CableGuide(None, "", "There is no virtual cable.", step)
