"""Which device a text means."""

import pytest

from app.errors import DeviceError
from app.sound.devices import SoundDevice, find_device, list_sound_devices


def _device(api: str, name: str, *, default: bool = False) -> SoundDevice:
    return SoundDevice(f"{api}: {name}", name, api, default, False, 2, 48000)


DEVICES = (
    _device("PulseAudio", "Headset Mono", default=True),
    _device("PulseAudio", "Webcam C920"),
    _device("ALSA", "Webcam C920"),
    _device("ALSA", "Headphones (hw:1,0)"),
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("ALSA: Webcam C920", 2),
        ("Webcam C920", 1),  # on two host APIs: the better one
        ("webcam c920", 1),
        ("c920", 1),
        ("headset", 0),
        ("hw:1,0", 3),
    ],
)
def test_by_id_name_or_part(text: str, number: int) -> None:
    assert find_device(text, DEVICES) is DEVICES[number]


def test_without_a_default_the_first_is_taken() -> None:
    assert find_device("", DEVICES[1:]) is DEVICES[1]


def test_what_is_not_clear_is_asked_back() -> None:
    with pytest.raises(DeviceError, match="'head' may be 'PulseAudio: Headset Mono', 'ALSA: Headphones"):
        find_device("head", DEVICES)


def test_what_is_not_there_is_told_with_what_is() -> None:
    with pytest.raises(DeviceError, match="no microphone 'nix', there are 'PulseAudio: Headset.*likeness devices"):
        find_device("nix", DEVICES, "microphone")
    with pytest.raises(DeviceError, match="there is no microphone; connect one"):
        find_device("", (), "microphone")


def test_a_real_listing_needs_no_sound_server(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    microphones, outputs = list_sound_devices()
    for device in microphones + outputs:
        assert device.id.startswith(f"{device.host_api}: ") and device.host_api != "PulseAudio"
    assert sum(device.default for device in outputs) <= 1
    assert capfd.readouterr() == ("", "")
