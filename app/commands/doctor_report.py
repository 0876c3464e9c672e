"""`likeness doctor --report FILE.zip`: what a maker needs to see of this machine, and nothing of who sits at it."""

import json
import platform
import sys
import zipfile
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from app import paths
from app.commands.redact import Redactor, own_names
from app.errors import AppError
from app.settings import load_settings

__all__ = ["check_name", "write_bundle"]

LOG_BYTES = 200_000  # of the end of each log
LOGS = 8
_MOMENT = (1980, 1, 1, 0, 0, 0)  # no times of this machine, and the same bundle from the same facts
# what these name is the user's own choice of words, pictures or devices: only the kind of it is told
_PRIVATE = {"camera", "avatar", "voice", "background", "virtual_camera", "recordings", "microphone", "audio_output"}
_PRIVATE |= {"monitor", "stream_address", "stream_key"}
_KINDS = ("", "auto", "none", "demo", "synthetic", "camera", "original", "keep", "blur")
_ABOUT = """What `likeness doctor --report` found. Before you send it on, look into it: these are plain texts.
Taken out: names of user and computer, folders of the user, names of avatars and voices, addresses, serial numbers.
doctor.txt, doctor.json: the checks. versions.txt: program, system, packages. settings.json: settings, where names of
avatars, voices, devices and files are left out. models.json: weights that are here. logs: the ends of the logs.
"""


def check_name(path: Path) -> None:
    """Raise AppError for a name that will not do, before anything is examined."""
    if path.suffix.lower() != ".zip":
        raise AppError(f"{path}: the report is a zip file", "give it a name such as report.zip")


def write_bundle(table: dict[str, Any], path: Path) -> list[str]:
    """Write the report. Raises AppError if the file cannot be written.

    Args:
        table: what `doctor.examine` returned, and what else was measured.
        path: of the zip file; an older one is replaced once the new one is complete.

    Returns:
        The names of its members.
    """
    members = _members(table)
    part = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, text in members.items():
                bundle.writestr(zipfile.ZipInfo(name, _MOMENT), text, zipfile.ZIP_DEFLATED)
        part.replace(path)
    except OSError as error:
        raise AppError(f"{path}: cannot be written: {error.strerror}", "choose another file") from error
    return list(members)


def _members(table: dict[str, Any]) -> dict[str, str]:
    redactor = Redactor(own_names())
    rows = [f"{row['state']:5} {row['name']}: {row['cause']}\n      {row['remedy']}" for row in table["checks"]]
    texts = {
        "README.txt": _ABOUT,
        "doctor.txt": redactor.text("\n".join(rows) + "\n"),
        "doctor.json": _json(redactor.tree(table)),
        "versions.txt": redactor.names(_versions()),
        "settings.json": _json(redactor.tree(_settings())),
        "models.json": _json(redactor.tree(_models())),
    }
    for number, log in enumerate(_logs(), 1):
        texts[f"logs/{number}.txt"] = redactor.text(log)
    return texts


def _json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(value, indent=1, ensure_ascii=False, default=str) + "\n"


def _settings() -> dict[str, Any]:
    shown = asdict(load_settings())
    for name in _PRIVATE:
        if shown[name] not in _KINDS:
            shown[name] = "(set)"
    return shown


def _models() -> list[dict[str, Any]]:
    from models.supply import statuses

    return [
        {"name": one.name, "kind": one.kind, "state": str(one.state), "bytes": one.size_bytes, "advice": one.advice}
        for one in statuses()
    ]


def _versions() -> str:
    packages = sorted({f"{item.name} {item.version}" for item in metadata.distributions() if item.name})
    system = f"{platform.system()} {platform.release()} {platform.version()} {platform.machine()}"
    return "\n".join([f"Python {sys.version.split()[0]}", system, *packages]) + "\n"


def _logs() -> list[str]:
    """Return the ends of the newest logs."""
    found = [path for path in paths.log_dir().rglob("*") if path.is_file()]
    found.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    texts = []
    for path in found[:LOGS]:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - LOG_BYTES))
            texts.append(file.read().decode("utf-8", "replace"))
    return texts
