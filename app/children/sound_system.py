"""What the sound programs share: PortAudio, the list of devices, opening one, a watch over hanging drivers."""

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from app.children.control import Control, Failure
from app.errors import DeviceError
from app.sound.devices import SoundDevice, find_device

__all__ = ["BLOCK_S", "RATE_HZ", "OpenStream", "Watchdog", "explain", "find_devices", "hurry", "load", "open_stream"]

RATE_HZ = 48000
BLOCK_S = 0.010
PACTL_LIMIT_S = 3.0
HIDDEN_LIMIT_S = 0.2
PULSE = "PulseAudio"
LOOK_EVERY_S = 1.0
REALTIME_PRIORITY = 5  # below the sound server's own
KINDS = {"input": "microphone", "output": "sound output"}
_WHAT = {"input": "sources", "output": "sinks"}  # in the words of the sound server
# the best way to a device first; a name that exists on several means the first
_APIS = (PULSE, "Windows WASAPI", "Core Audio", "ALSA", "JACK Audio Connection Kit", "Windows DirectSound", "MME")
_NO_BLOCKING = "WDM-KS"  # cannot be read or written without callbacks (PortAudio issue 581)
_VIRTUAL = re.compile(r"virtual|cable|voicemeeter|vb-audio|blackhole|soundflower|loopback|null|likeness", re.IGNORECASE)
_BUSY = re.compile(r"busy|in use|unavailable|exclusive", re.IGNORECASE)
_DEVICE_UNAVAILABLE = -9985


@dataclass(frozen=True)
class OpenStream:
    """A started PortAudio stream for blocking use.

    Attributes:
        stream: sounddevice.InputStream or OutputStream, float32.
        device: which device it is.
        rate_hz: 48000, or the device's own rate where it takes no other.
        channels: how many it was opened with.
        block: frames to read or write at a time, 10 ms.
        hidden_s: estimated way of the sound beyond the buffer that PortAudio counts.
        pulse_name: what the sound server calls the device, "" where there is none or it is not asked.
    """

    stream: Any
    device: SoundDevice
    rate_hz: int
    channels: int
    block: int
    hidden_s: float
    pulse_name: str = ""


@dataclass(frozen=True)
class _Found:
    """A device with the number PortAudio has for it today."""

    device: SoundDevice
    index: int
    pulse_name: str = ""


class Watchdog:
    """Ends the program with an error when its device has gone or hangs, which the main thread may not notice.

    A call into a hanging driver cannot be interrupted; and a sound server moves the streams of a device that is
    unplugged to another one without a word: from the microphone to what the computer plays, for instance.
    """

    def __init__(self, control: Control, kind: str, opened: OpenStream, limit_s: float) -> None:
        self._control = control
        self._kind = kind
        self._opened = opened
        self._limit_s = limit_s
        self._fed_s = time.perf_counter()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def feed(self) -> None:
        """Say that the device moves."""
        self._fed_s = time.perf_counter()

    def _watch(self) -> None:
        name = self._opened.device.name
        while not self._control.quit.wait(LOOK_EVERY_S):
            if time.perf_counter() - self._fed_s > self._limit_s:
                text = f"the {KINDS[self._kind]} {name!r} has not moved for {self._limit_s:.0f} s"
                self._control.fail(Failure(text, "connect it again, or restart the sound system"))
            if self._opened.pulse_name and self._has_gone():
                self._control.fail(explain(None, self._kind, name, gone=True))

    def _has_gone(self) -> bool:
        rows = _pactl("list", "short", _WHAT[self._kind])
        return isinstance(rows, list) and self._opened.pulse_name not in [row["name"] for row in rows]


def hurry() -> None:
    """Ask to be served before other programs, at best as a real-time thread; not every system grants it to users."""
    sys.setswitchinterval(0.0005)
    if sys.platform == "win32":
        import psutil

        psutil.Process().nice(psutil.HIGH_PRIORITY_CLASS)
        return
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(REALTIME_PRIORITY))
            return
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, -11)


def load() -> ModuleType:
    """Load PortAudio. Raises Failure."""
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    try:
        import sounddevice
    except OSError as error:
        hint = "run: sudo apt-get install libportaudio2" if sys.platform == "linux" else "install the program again"
        raise Failure(f"sound cannot be used: {error}", hint) from error
    except Exception as error:  # noqa: BLE001 - PortAudio's own error type is not there yet
        raise Failure(f"sound cannot be used: {error}", "check the sound system") from error
    module: ModuleType = sounddevice
    return module


def find_devices(kind: str) -> list[SoundDevice]:
    """Return the devices of a kind, "input" or "output", the default first. Raises Failure."""
    return [found.device for found in _find(load(), kind)]


def open_stream(kind: str, text: str, latency: str | float = "low") -> OpenStream:
    """Open the device that the text means, at 48 kHz if it can be. Raises Failure.

    Args:
        kind: "input" or "output".
        text: see `find_device`.
        latency: what is asked of PortAudio: "low", which is 30 ms where it was measured, or seconds.
    """
    sounddevice = load()
    found = _find(sounddevice, kind)
    try:
        device = find_device(text, [entry.device for entry in found], KINDS[kind])
    except DeviceError as error:
        raise Failure(error.message, error.advice) from None
    entry = next(entry for entry in found if entry.device is device)
    if entry.pulse_name:
        os.environ["PULSE_SOURCE" if kind == "input" else "PULSE_SINK"] = entry.pulse_name
    extra = sounddevice.WasapiSettings(auto_convert=True) if device.host_api == "Windows WASAPI" else None
    make = sounddevice.InputStream if kind == "input" else sounddevice.OutputStream
    last: Exception | None = None
    for rate_hz, channels in _attempts(kind, device):
        block = round(rate_hz * BLOCK_S)
        try:
            stream = make(
                device=entry.index,
                samplerate=rate_hz,
                channels=channels,
                blocksize=block,
                latency=latency,
                dtype="float32",
                extra_settings=extra,
            )
            stream.start()
        except sounddevice.PortAudioError as error:
            last = error
            if _is_busy(error):
                break
            continue
        hidden_s = 0.0 if device.host_api in ("ALSA", PULSE) else stream.latency - block / rate_hz
        hidden_s = min(max(hidden_s, 0.0), HIDDEN_LIMIT_S)
        return OpenStream(stream, device, rate_hz, channels, block, hidden_s, entry.pulse_name)
    raise explain(last, kind, device.name)


def explain(error: Exception | None, kind: str, name: str, *, gone: bool = False) -> Failure:
    """Return what a failed call of PortAudio means for the user; `gone`: the device had worked before."""
    what = f"the {KINDS[kind]} {name!r}"
    if error is not None and _is_busy(error):
        return Failure(f"{what} is in use by another program", "close that program, or choose another device")
    if gone:
        return Failure(f"{what} has gone", "connect it again, or choose another device")
    return Failure(
        f"{what} cannot be opened ({error})", "check the sound settings of the system, or choose another device"
    )


def _is_busy(error: Exception) -> bool:
    return _DEVICE_UNAVAILABLE in error.args or bool(_BUSY.search(str(error)))


def _attempts(kind: str, device: SoundDevice) -> list[tuple[int, int]]:
    """Rates and channels to try; mono to listen, two to play, for what a card can do only with all its channels all."""
    wanted = (1, 2, device.channels) if kind == "input" else (2, 1, device.channels)
    channels = [count for count in dict.fromkeys(wanted) if 0 < count <= device.channels]
    rates = dict.fromkeys((RATE_HZ, device.rate_hz))
    return [(rate_hz, count) for rate_hz in rates for count in channels if rate_hz > 0]


def _find(sounddevice: ModuleType, kind: str) -> list[_Found]:
    """Return what there is, the default first, then by host API."""
    try:
        apis, devices = sounddevice.query_hostapis(), sounddevice.query_devices()
    except sounddevice.PortAudioError as error:
        raise Failure(f"sound cannot be used: {error}", "check the sound system") from error
    found: list[_Found] = []
    bridge = next((number for number, row in enumerate(devices) if row["name"] == "pulse"), None)
    if bridge is not None:
        found += [_Found(device, bridge, name) for name, device in _pulse_devices(kind)]
    for number, row in enumerate(devices):
        api, channels = apis[row["hostapi"]]["name"], int(row[f"max_{kind}_channels"])
        # where the sound server was asked itself, these two are only other ways to its default
        doubled = found and found[0].pulse_name and row["name"] in ("pulse", "default")
        if channels <= 0 or _NO_BLOCKING in api or doubled:
            continue
        device = SoundDevice(
            id=f"{api}: {row['name']}",
            name=row["name"],
            host_api=api,
            default=apis[row["hostapi"]][f"default_{kind}_device"] == number,
            virtual=bool(_VIRTUAL.search(row["name"])),
            channels=channels,
            rate_hz=round(row["default_samplerate"]),
        )
        found.append(_Found(device, number))
    return _in_order(found)


def _in_order(found: list[_Found]) -> list[_Found]:
    """Sort by host API, leave one default, and number devices that are called the same."""
    ranks = {api: rank for rank, api in enumerate(_APIS)}
    found = sorted(found, key=lambda entry: ranks.get(entry.device.host_api, len(ranks)))
    default = next((entry for entry in found if entry.device.default), None)
    seen: dict[str, int] = {}
    ordered = []
    for entry in found:
        seen[entry.device.id] = seen.get(entry.device.id, 0) + 1
        number = seen[entry.device.id]
        id_ = entry.device.id + (f" #{number}" if number > 1 else "")
        ordered.append(replace(entry, device=replace(entry.device, id=id_, default=entry is default)))
    return sorted(ordered, key=lambda entry: not entry.device.default)


def _pulse_devices(kind: str) -> list[tuple[str, SoundDevice]]:
    """Ask PulseAudio or PipeWire: PortAudio shows only its default device. Empty without server or its tool."""
    rows, info = _pactl("list", _WHAT[kind]), _pactl("info")
    if not isinstance(rows, list) or not isinstance(info, dict):
        return []
    devices = []
    for row in rows:
        properties = row.get("properties", {})
        if properties.get("device.class") == "monitor":
            continue
        form = re.match(r"\S+ (\d+)ch (\d+)Hz", row.get("sample_specification", ""))
        device = SoundDevice(
            id=f"{PULSE}: {row['name']}",
            name=row.get("description") or row["name"],
            host_api=PULSE,
            default=row["name"] == info.get(f"default_{_WHAT[kind][:-1]}_name"),
            virtual=properties.get("device.class") in ("abstract", "filter"),
            channels=int(form[1]) if form else 2,
            rate_hz=int(form[2]) if form else RATE_HZ,
        )
        devices.append((row["name"], device))
    return devices


def _pactl(*words: str) -> Any:  # noqa: ANN401 - parsed JSON
    call = ["pactl", "--format=json", *words]
    try:
        done = subprocess.run(
            call,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PACTL_LIMIT_S,
            check=True,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
        return json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
