"""Cables of other makers are found by their names."""

import pytest

from app.sound.cable_guide import find_cable
from app.sound.devices import SoundDevice


def outputs(*names: str) -> list[SoundDevice]:
    return [SoundDevice(f"API: {name}", name, "API", False, False, 2, 48000) for name in names]


@pytest.mark.parametrize(
    ("system", "names", "found", "microphone"),
    [
        ("Windows", ("Speakers", "CABLE Input (VB-Audio Virtual Cable)"), 1, "CABLE Output"),
        ("Windows", ("VoiceMeeter Input (VB-Audio VoiceMeeter VAIO)", "CABLE Input (VB-Audio"), 1, "CABLE Output"),
        ("Windows", ("CABLE-A Input (VB-Audio Cable A)",), 0, "CABLE Output"),
        ("Windows", ("VoiceMeeter Aux Input (VB-Audio VoiceMeeter AUX VAIO)",), 0, "VoiceMeeter Output"),
        ("Darwin", ("MacBook Pro Speakers", "BlackHole 2ch"), 1, "BlackHole 2ch"),
    ],
)
def test_found(system: str, names: tuple[str, ...], found: int, microphone: str) -> None:
    guide = find_cable(outputs(*names), system)
    assert guide.device is not None and guide.device.name == names[found]
    assert guide.microphone == microphone and microphone in guide.next_step


@pytest.mark.parametrize(("system", "step"), [("Windows", "VB-CABLE"), ("Darwin", "BlackHole 2ch")])
def test_missing(system: str, step: str) -> None:
    guide = find_cable(outputs("Speakers (Cable Audio Device)", "USB Audio"), system)
    assert guide.device is None and step in guide.next_step and "look again" in guide.next_step
