"""Lists, opening and errors of sound devices, on a PortAudio made of tables (app.children.sound_list uses the same)."""

from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from app.children import sound_system
from app.children.control import Failure


class PortAudioError(Exception):
    """As sounddevice has it."""


class FakeStream:
    """Takes what `accepts` allows."""

    accepts: tuple[int, int] = (48000, 1)
    error = PortAudioError("Invalid sample rate", -9997)
    opened: list[dict[str, Any]] = []

    def __init__(self, **how: Any) -> None:  # noqa: ANN401 - as PortAudio has it
        self.opened.append(how)
        if (how["samplerate"], how["channels"]) != self.accepts:
            raise self.error
        self.latency = 0.03

    def start(self) -> None:
        """Nothing to do."""


def _row(name: str, api: int, inputs: int, outputs: int, rate_hz: float = 48000.0) -> dict[str, Any]:
    return {
        "name": name,
        "hostapi": api,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": rate_hz,
    }


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A Windows machine: the same headset by three host APIs, two microphones of one name, a virtual cable."""
    apis = [
        {"name": "MME", "default_input_device": 0, "default_output_device": 1},
        {"name": "Windows WASAPI", "default_input_device": 2, "default_output_device": 3},
        {"name": "Windows WDM-KS", "default_input_device": 6, "default_output_device": -1},
    ]
    devices = [
        _row("Headset", 0, 2, 0),
        _row("Headset", 0, 0, 2),
        _row("Headset", 1, 1, 0, 16000.0),
        _row("Headset", 1, 0, 2),
        _row("CABLE Input (VB-Audio)", 1, 0, 2),
        _row("Headset", 1, 4, 0, 44100.0),
        _row("Headset", 2, 1, 0),
    ]
    fake: Any = SimpleNamespace(
        query_hostapis=lambda: apis,
        query_devices=lambda: devices,
        PortAudioError=PortAudioError,
        InputStream=FakeStream,
        OutputStream=FakeStream,
        WasapiSettings=lambda auto_convert: "convert" if auto_convert else "",
    )
    monkeypatch.setattr(sound_system, "load", lambda: fake)
    monkeypatch.setattr(FakeStream, "opened", [])
    monkeypatch.setattr(FakeStream, "accepts", (48000, 1))
    module: ModuleType = fake
    return module


def test_the_list_begins_with_the_best_default(windows: ModuleType) -> None:
    microphones, outputs = sound_system.find_devices("input"), sound_system.find_devices("output")
    assert [device.id for device in microphones] == [
        "Windows WASAPI: Headset",
        "Windows WASAPI: Headset #2",
        "MME: Headset",
    ]
    assert [device.default for device in microphones] == [True, False, False]
    assert [device.id for device in outputs if device.virtual] == ["Windows WASAPI: CABLE Input (VB-Audio)"]


def test_opens_at_48_khz_with_the_systems_help(windows: ModuleType) -> None:
    opened = sound_system.open_stream("input", "")
    assert (opened.rate_hz, opened.channels, opened.block) == (48000, 1, 480)
    how = FakeStream.opened[-1]
    assert (how["device"], how["extra_settings"], how["latency"]) == (2, "convert", "low")
    assert opened.hidden_s == pytest.approx(0.02)


def test_takes_the_devices_own_rate_and_channels(windows: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeStream, "accepts", (44100, 4))
    opened = sound_system.open_stream("input", "Windows WASAPI: Headset #2")
    assert (opened.rate_hz, opened.channels, opened.block) == (44100, 4, 441)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PortAudioError("Device unavailable", -9985), "in use by another program; close that program"),
        (PortAudioError("Unanticipated host error", -9999, (0, -16, "Device or resource busy")), "in use by another"),
        (PortAudioError("Invalid device", -9996), r"cannot be opened \(.*Invalid device"),
    ],
)
def test_what_cannot_be_opened_is_explained(
    windows: ModuleType, monkeypatch: pytest.MonkeyPatch, error: PortAudioError, told: str
) -> None:
    monkeypatch.setattr(FakeStream, "accepts", (0, 0))
    monkeypatch.setattr(FakeStream, "error", error)
    with pytest.raises(Failure, match=f"the sound output 'Headset'.*{told}"):
        sound_system.open_stream("output", "Windows WASAPI: Headset")
    with pytest.raises(Failure, match="no microphone 'nix', there are"):
        sound_system.open_stream("input", "nix")


def test_a_device_that_worked_has_gone() -> None:
    failure = sound_system.explain(PortAudioError("Unanticipated host error", -9999), "input", "Headset", gone=True)
    assert str(failure) == "the microphone 'Headset' has gone; connect it again, or choose another device"
