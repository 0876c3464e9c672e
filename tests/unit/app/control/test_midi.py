"""MIDI: notes, knobs and programs by name; a virtual device where the system has one."""

import builtins
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from app.control import midi
from app.control.bindings import Heard
from app.control.midi import MidiInput, heard_in, midi_inputs
from app.errors import DeviceError

mido = pytest.importorskip("mido")
pytest.importorskip("rtmidi")


@pytest.mark.parametrize(
    ("message", "heard"),
    [
        (("note_on", {"channel": 0, "note": 60, "velocity": 127}), Heard("midi note 1 60", 1.0)),
        (("note_on", {"channel": 0, "note": 60, "velocity": 0}), Heard("midi note 1 60", 0.0)),
        (("note_off", {"channel": 9, "note": 36, "velocity": 64}), Heard("midi note 10 36", 0.0)),
        (("control_change", {"channel": 2, "control": 7, "value": 127}), Heard("midi control 3 7", 1.0)),
        (("program_change", {"channel": 0, "program": 5}), Heard("midi program 1 5", 1.0)),
        (("clock", {}), None),
        (("pitchwheel", {"pitch": 100}), None),
    ],
)
def test_what_a_device_sends_has_a_name(message: tuple[str, dict[str, int]], heard: Heard | None) -> None:
    assert heard_in(mido.Message(message[0], **message[1])) == heard


@pytest.mark.skipif(not Path("/dev/snd/seq").exists(), reason="this system has no MIDI (snd-seq)")
def test_a_virtual_device_is_found_and_heard() -> None:
    with mido.open_output("Likeness test", virtual=True) as device:
        name = next(name for name in midi_inputs() if "Likeness test" in name)
        ears, heard = MidiInput(), list[Heard]()
        ears.start(name)
        deadline_s = time.monotonic() + 5.0
        while not heard and time.monotonic() < deadline_s:
            device.send(mido.Message("note_on", note=61, velocity=127))
            time.sleep(0.02)
            heard += ears.take()
        ears.stop()
    assert heard[0] == Heard("midi note 1 61", 1.0)


class _Port:
    """A device of the library that a test plays."""

    def __init__(self, name: str, callback: Any) -> None:  # noqa: ANN401 - as the library calls it
        self.name, self.callback, self.closed = name, callback, False

    def close(self) -> None:
        self.closed = True


def test_a_device_is_opened_heard_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    ports: list[_Port] = []

    def open_input(name: str, callback: Any) -> _Port:  # noqa: ANN401 - as the library calls it
        if name == "busy":
            raise OSError("unknown port 'busy'")
        ports.append(_Port(name, callback))
        return ports[-1]

    monkeypatch.setattr(midi, "_SEQUENCER", Path("/"))
    monkeypatch.setattr(mido, "get_input_names", lambda: ["nanoKONTROL2", "busy"])
    monkeypatch.setattr(mido, "open_input", open_input)
    ears = MidiInput()
    with pytest.raises(DeviceError, match="'gone' is not there; plug it in"):
        ears.start("gone")
    with pytest.raises(DeviceError, match="'busy' cannot be opened"):
        ears.start("busy")
    ears.start("nanoKONTROL2")
    ports[0].callback(mido.Message("control_change", control=1, value=0))
    ports[0].callback(mido.Message("clock"))
    assert ears.take() == [Heard("midi control 1 1", 0.0)] and ears.take() == []
    for _ in range(500):
        ports[0].callback(mido.Message("control_change", control=1, value=64))
    assert len(ears.take()) <= 64
    assert ears.stop() == [] and ports[0].closed and ears.stop() == []


def test_without_the_libraries_or_the_system_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "linux":
        monkeypatch.setattr(midi, "_SEQUENCER", Path("/dev/not-there"))
        with pytest.raises(DeviceError, match="modprobe snd-seq"):
            midi_inputs()
    monkeypatch.setattr(midi, "_SEQUENCER", Path("/"))
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:  # noqa: ANN401 - as the built-in function
        if name == "rtmidi":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DeviceError, match="pip install mido python-rtmidi"):
        midi_inputs()
