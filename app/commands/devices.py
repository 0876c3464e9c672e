"""`likeness devices`: cameras, virtual cameras, sound and compute; camera tests; the virtual cable."""

import argparse
import os
import platform
from dataclasses import asdict
from typing import Any

from app.commands import devices_cable, devices_camera
from app.commands.console import result, result_json
from app.errors import DeviceError
from app.sinks.virtual_camera import list_virtual_cameras
from app.sinks.virtual_camera_state import look_at_virtual_camera
from app.sound.devices import SoundDevice, list_sound_devices
from app.sources.camera import list_cameras

__all__ = ["add_parser", "run"]

Row = dict[str, Any]
_TITLES = {
    "cameras": "Cameras",
    "virtual_cameras": "Virtual cameras",
    "microphones": "Microphones",
    "audio_outputs": "Sound outputs",
    "compute": "Compute",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser(
        "devices",
        help="list cameras, virtual cameras, microphones, outputs and compute",
        epilog="example: likeness devices --json",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.set_defaults(run=run)
    parts = parser.add_subparsers(dest="part", title="more", metavar="PART")
    devices_camera.add_parsers(parts)
    devices_cable.add_parser(parts)


def run(args: argparse.Namespace) -> int:
    """List the devices; returns 0."""
    table = list_devices()
    if args.json:
        result_json(table)
        return 0
    for key, title in _TITLES.items():
        result(f"{title}:")
        rows = table[key]
        for row in rows:
            result(f"  {row['name']}  [{row['id']}]  {row['state']}")
        if not rows:
            result(f"  none{': ' + table['notes'][key] if key in table['notes'] else ''}")
        elif key == "virtual_cameras":
            result(f"  {table['virtual_camera']['words']} {table['virtual_camera']['advice']}".rstrip())
    return 0


def list_devices() -> dict[str, Any]:
    """Return lists of rows with `id`, `name` and `state`, and `notes` that say why a list is empty."""
    notes: dict[str, str] = {}
    table: dict[str, Any] = {
        "cameras": [_row(c.id, c.name, c.state, path=c.path, virtual=c.virtual) for c in list_cameras()],
        "virtual_cameras": [_row(c.id, c.name, c.state) for c in list_virtual_cameras()],
        "virtual_camera": asdict(look_at_virtual_camera()),
        **_sound(notes),
        "compute": _compute(),
        "notes": notes,
    }
    if not table["virtual_cameras"]:
        from app.sinks.virtual_camera_help import missing_driver

        notes["virtual_cameras"] = str(missing_driver())
    if not table["cameras"]:
        notes["cameras"] = "connect one, or use a film or a stream instead"
    return table


def _row(id: str, name: str, state: str, **more: Any) -> Row:  # noqa: A002, ANN401
    return {"id": id, "name": name, "state": state, **more}


def _sound(notes: dict[str, str]) -> dict[str, list[Row]]:
    """Microphones and outputs, the default first; their ids are what --microphone and --audio-output take."""
    keys = ("microphones", "audio_outputs")
    try:
        found = dict(zip(keys, list_sound_devices(), strict=True))
    except DeviceError as error:
        notes.update(dict.fromkeys(keys, str(error)))
        return {key: [] for key in keys}
    for key, devices in found.items():
        if not devices:
            notes[key] = "connect one, or start the sound server"
    return {key: [_sound_row(device) for device in devices] for key, devices in found.items()}


def _sound_row(device: SoundDevice) -> Row:
    state = "ready" + (", default" if device.default else "") + (", virtual" if device.virtual else "")
    return _row(
        device.id,
        device.name,
        state,
        host_api=device.host_api,
        default=device.default,
        virtual=device.virtual,
        channels=device.channels,
        rate_hz=device.rate_hz,
    )


def _compute() -> list[Row]:
    """The processor; a graphics card is named where its driver shows it (the mesh engine needs none)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    rows = [_row("cpu", _processor_name(), f"{cores} cores", cores=cores)]
    if os.path.exists("/proc/driver/nvidia/version"):
        rows.append(_row("cuda", "NVIDIA graphics card", "driver loaded; the landmark engine does not need it"))
    return rows


def _processor_name() -> str:
    if platform.system() == "Linux":
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as table:
            for line in table:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
