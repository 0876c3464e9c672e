"""MidiInput: keys, pads and knobs of a MIDI device."""

import logging
import sys
from collections import deque
from pathlib import Path
from types import ModuleType
from typing import Any

from app.control.bindings import Heard
from app.errors import DeviceError

log = logging.getLogger(__name__)

_MOST = 64
_FULL = 127.0
_SEQUENCER = Path("/dev/snd/seq")  # without it the library writes to the terminal what it misses


def midi_inputs() -> list[str]:
    """Return the names of the devices. Raises DeviceError if the library or the system's MIDI is missing."""
    if sys.platform == "linux" and not _SEQUENCER.exists():
        raise DeviceError("this system has no MIDI", "load its driver: sudo modprobe snd-seq")
    try:
        return list(_library().get_input_names())
    except (OSError, RuntimeError, SystemError) as error:
        raise DeviceError(f"MIDI devices cannot be asked for: {error}", "check the system's MIDI") from error


def _library() -> ModuleType:
    try:
        import mido
        import rtmidi  # noqa: F401 - what mido uses; without it the first port would tell in its own words
    except ImportError as error:
        raise DeviceError("MIDI needs packages that are not installed", "pip install mido python-rtmidi") from error
    return mido  # type: ignore[no-any-return]


class MidiInput:
    """Listens to one device; the library has its own thread, `take` fetches what has come."""

    def __init__(self) -> None:
        self._port: Any = None
        self._heard: deque[Heard] = deque(maxlen=_MOST)

    def start(self, name: str) -> None:
        """Listen to the device of this name. Raises DeviceError if it is not there."""
        if name not in midi_inputs():
            raise DeviceError(f"the MIDI device {name!r} is not there", "plug it in, or choose another")
        library = _library()
        try:
            self._port = library.open_input(name, callback=self._hear)
        except (OSError, RuntimeError, SystemError, ValueError) as error:
            raise DeviceError(
                f"the MIDI device {name!r} cannot be opened: {error}", "plug it in, or choose another"
            ) from error

    def stop(self) -> list[str]:
        """Listen no more; there is no thread of ours that could stay."""
        port, self._port = self._port, None
        if port is not None:
            port.close()
        return []

    def take(self) -> list[Heard]:
        """Return what was pressed or turned since the last time."""
        heard = []
        while self._heard:
            heard.append(self._heard.popleft())
        return heard

    def _hear(self, message: Any) -> None:  # noqa: ANN401 - of a library without types
        heard = heard_in(message)
        if heard is not None:
            self._heard.append(heard)


def heard_in(message: Any) -> Heard | None:  # noqa: ANN401 - of a library without types
    """Return what a MIDI message says; None for one that is no key, knob or program change. Channels count from 1."""
    if message.type in ("note_on", "note_off"):
        pressed = message.type == "note_on"  # with velocity 0 it is a key that is let go, too
        return Heard(f"midi note {message.channel + 1} {message.note}", pressed * message.velocity / _FULL)
    if message.type == "control_change":
        return Heard(f"midi control {message.channel + 1} {message.control}", message.value / _FULL)
    if message.type == "program_change":
        return Heard(f"midi program {message.channel + 1} {message.program}", 1.0)
    return None
