"""Where the network files are, and whether they are what they should be.

`weights.toml` lists the originals. Set-up converts them (`python -m models.convert`) into a models folder, and writes
`manifest.json` beside them, which holds SHA-256 and size of each converted file. A file is hashed when its size or time
stamp differs from the last successful check, so that an ordinary start hashes nothing.
"""

import hashlib
import json
import os
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from models.errors import ModelError

CONVERTER_VERSION = 1  # part of the name of every converted file; raise it when the converter's output changes
MANIFEST = "manifest.json"
_VERIFIED = "verified.json"
ADVICE = "python3 installer/bootstrap.py run fetches it"


@dataclass(frozen=True, slots=True)
class Entry:
    """One network of `weights.toml`.

    Attributes:
        name: how the program calls it.
        distribution: the package, with version, whose wheel holds the original.
        member: path of the original inside the wheel.
        sha256, size_bytes: of the original.
        licence: SPDX expression.
        file: name of the converted file in a models folder.
    """

    name: str
    distribution: str
    member: str
    sha256: str
    size_bytes: int
    licence: str

    @property
    def file(self) -> str:
        """Return the file name; it changes with the original and with the converter."""
        return f"{self.name}-{self.sha256[:8]}-v{CONVERTER_VERSION}.onnx"


def entries() -> dict[str, Entry]:
    """Return all networks of `weights.toml` by name."""
    table = tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))
    return {
        name: Entry(name, row["distribution"], row["member"], row["sha256"], row["bytes"], row["licence"])
        for name, row in table.items()
    }


def search_dirs() -> list[Path]:
    """Return the models folders in the order in which they are searched."""
    folders = []
    if own := os.environ.get("LIKENESS_MODELS"):
        folders.append(Path(own))
    if home := os.environ.get("LIKENESS_HOME"):
        folders.append(Path(home) / "data" / "models")
    folders.append(Path(platformdirs.user_data_dir("likeness", appauthor=False)) / "models")
    return folders


def models_dir() -> Path:
    """Return the folder that set-up writes to: the first one searched. It need not exist yet."""
    return search_dirs()[0]


def find(name: str) -> Path:
    """Return the path of a converted network after checking its SHA-256.

    Raises:
        KeyError: `weights.toml` has no such network.
        ModelError: the file is missing or altered.
    """
    path = locate(name)
    if path is None:
        raise ModelError(
            f"the network file {entries()[name].file} is missing (looked in {_listed(search_dirs())})", ADVICE
        )
    check(path)
    return path


def locate(name: str) -> Path | None:
    """Return where a converted network lies, unchecked; None if nowhere. Raises KeyError for an unknown one."""
    file = entries()[name].file
    return next((folder / file for folder in search_dirs() if (folder / file).is_file()), None)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_manifest(folder: Path, name: str = MANIFEST) -> dict[str, dict[str, object]]:
    """Return the manifest of a models folder; empty if there is none or it cannot be read."""
    try:
        table = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(table, dict):
        return {}
    return {file: row for file, row in table.items() if isinstance(row, dict)}


def write_manifest(folder: Path, table: dict[str, dict[str, object]], name: str = MANIFEST) -> None:
    """Write a manifest beside its final name and move it there."""
    temporary = folder / f".{name}.{os.getpid()}"
    temporary.write_text(json.dumps(table, indent=1, sort_keys=True), encoding="utf-8")
    temporary.replace(folder / name)


def check(path: Path, advice: str = ADVICE, *, thorough: bool = False) -> None:
    """Compare a file of weights with the sum in the manifest beside it.

    Args:
        path: an existing file.
        advice: how to get it again.
        thorough: hash it even if size and time stamp are those of the last good check.

    Raises:
        ModelError: the manifest does not list it, or it was altered.
    """
    known = read_manifest(path.parent).get(path.name, {}).get("sha256")
    if known is None:
        raise ModelError(f"the network file {path} is not listed in {MANIFEST} beside it", advice)
    seen = _seen(path, str(known))
    verified = read_manifest(path.parent, _VERIFIED)
    if verified.get(path.name) == seen and not thorough:
        return
    if sha256(path) != known:
        raise ModelError(f"the network file {path} was altered", "delete it, then " + advice)
    # a read-only folder (an installed bundle) is fine: the next start hashes again
    with suppress(OSError):
        write_manifest(path.parent, verified | {path.name: seen}, _VERIFIED)


def check_shipped(path: Path) -> None:
    """Compare a file that came with the program with the sum in the manifest beside it; nothing is written.

    Raises:
        ModelError: it is missing or was altered.
    """
    advice = "reinstall the program"
    if not path.is_file():
        raise ModelError(f"the network file {path} is missing", advice)
    if sha256(path) != read_manifest(path.parent).get(path.name, {}).get("sha256"):
        raise ModelError(f"the network file {path} was altered", advice)


def record(path: Path, row: dict[str, object]) -> None:
    """Enter a file, whose sum was just computed, in the manifest beside it.

    Args:
        path: the file at its final place.
        row: "sha256", "bytes" and what else is to be kept of it.
    """
    seen = _seen(path, str(row["sha256"]))
    write_manifest(path.parent, read_manifest(path.parent, _VERIFIED) | {path.name: seen}, _VERIFIED)
    write_manifest(path.parent, read_manifest(path.parent) | {path.name: row})


def forget(path: Path) -> None:
    """Take a file out of the manifest beside it; nothing happens if it is not there."""
    for name in (MANIFEST, _VERIFIED):
        rows = read_manifest(path.parent, name)
        if rows.pop(path.name, None) is not None:
            write_manifest(path.parent, rows, name)


def _seen(path: Path, known: str) -> dict[str, object]:
    status = path.stat()
    return {"sha256": known, "bytes": status.st_size, "mtime_ns": status.st_mtime_ns}


def _listed(folders: list[Path]) -> str:
    return ", ".join(str(folder) for folder in folders)
