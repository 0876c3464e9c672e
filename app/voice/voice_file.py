"""The voice file (*.voice): numbers and a record in one small archive; it holds no sound and cannot run code.

voice.json        format, version, name, licence, source, consent, and the single numbers of the print
embedding.npy     (256,) float32
windows.npy       (n, 256) float16, at most 24 of them, evenly chosen
ltas.npy          (80,) float32
dsp.<name>.npy    float32, what the signal-processing engine has measured

It is an npz archive as numpy writes it. Since it may come from anybody, sizes are checked before anything is unpacked
and every header before anything is allocated.
"""

import io
import json
import os
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.errors import VoiceError
from app.voice.record import print_numbers, print_of, read_record, record_table
from app.voice.voice import Voice
from models.voice_engines import VoicePrint

SUFFIX = ".voice"
FORMAT, VERSION = "likeness-voice", 1
ENCODER = "ge2e-256"

_RECORD = "voice.json"
_MAX_FILE_BYTES = 20_000  # what is written; what is read may be of any later program
_MAX_READ_BYTES = 200_000
_MAX_MEMBER_BYTES = 100_000
_MAX_MEMBERS = 40
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # zipfile unpacks the others whole before it counts
_MAX_WINDOWS = 24
_MAX_VALUES = 4096  # of one array of the engine's
_MOST_WINDOWS_READ = 150
_DSP_NAME = re.compile(r"dsp\.[a-z][a-z0-9_]{0,39}")
_ADVICE = "use a file that `likeness voices export` has made, or add the voice again from its recording"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, OSError)


def read_voice(path: Path | str, *, bundled: bool = False, id: str = "") -> Voice:  # noqa: A002 - as in Voice
    """Read a voice file.

    Args:
        path: the file.
        bundled: whether it belongs to the program.
        id: what Voice.id shall be; the file's name without its ending if empty.

    Raises:
        VoiceError: no such file, no voice file, damaged, of a newer program, or without licence or consent.
    """
    path = Path(path)
    members = _members(path)
    table = _table(path, members.pop(_RECORD, None))
    try:
        arrays = {name.removesuffix(".npy"): _array(name, data) for name, data in members.items()}
        record = read_record(table)
        print_ = print_of(table.get("print"), _checked(arrays))
    except _DAMAGED as error:
        raise _broken(path, str(error)) from error
    return Voice(id=id or path.stem, path=path, print=print_, bundled=bundled, **record)


def pack_voice(voice: Voice) -> bytes:
    """Return the contents of a voice file; the same voice gives the same bytes. Raises VoiceError."""
    table = {"format": FORMAT, "version": VERSION, "encoder": ENCODER, **record_table(voice)}
    table["print"] = print_numbers(voice.print)
    arrays = _arrays(voice.print)
    try:
        _checked({name: array.astype(np.float32) for name, array in arrays.items()})
        print_of(table["print"], arrays)
        read_record(table)
    except ValueError as error:
        raise VoiceError(f"voice {voice.name}: {error}", "record it again") from error
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        _put(pack, _RECORD, json.dumps(table, ensure_ascii=False, indent=1).encode())
        for name, array in arrays.items():
            stream = io.BytesIO()
            np.lib.format.write_array(stream, array, allow_pickle=False)
            _put(pack, f"{name}.npy", stream.getvalue())
    if whole.tell() > _MAX_FILE_BYTES:
        raise VoiceError(f"voice {voice.name}: {whole.tell()} bytes are too many for a voice", "shorten its texts")
    return whole.getvalue()


def write_voice(voice: Voice, path: Path) -> None:
    """Write a voice file, whole or not at all. Raises VoiceError."""
    data = pack_voice(voice)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise VoiceError(f"{path}: cannot be written ({error.strerror})", "choose another folder") from error


def _put(pack: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the time of writing would change the bytes
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    pack.writestr(info, data)


def _arrays(print_: VoicePrint) -> dict[str, NDArray[Any]]:
    chosen = np.linspace(0, len(print_.windows) - 1, min(len(print_.windows), _MAX_WINDOWS)).round().astype(int)
    return {
        "embedding": np.ascontiguousarray(print_.embedding, "<f4"),
        "windows": np.ascontiguousarray(print_.windows[chosen], "<f2"),
        "ltas": np.ascontiguousarray(print_.ltas, "<f4"),
        **{f"dsp.{name}": np.ascontiguousarray(print_.dsp[name], "<f4") for name in sorted(print_.dsp)},
    }


def _members(path: Path) -> dict[str, bytes]:
    """Return the unpacked members by name. Raises VoiceError."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise VoiceError(f"{path}: a folder, not a voice file", _ADVICE)
        if not path.is_file():  # a pipe or a device might never end
            raise _broken(path, "not a voice file")
        if size > _MAX_READ_BYTES:
            raise _broken(path, f"{size:,} bytes are too many for a voice")
        with zipfile.ZipFile(path) as pack:
            infos = pack.infolist()
            names = {info.filename for info in infos}
            if len(infos) > _MAX_MEMBERS or len(names) < len(infos):
                raise ValueError("too many members")
            if max((info.file_size for info in infos), default=0) > _MAX_MEMBER_BYTES:
                raise ValueError("it would unpack to far more than a voice")
            if any(info.compress_type not in _COMPRESSIONS for info in infos):
                raise ValueError("it is packed in an unusual way")
            return {info.filename: _unpack(pack, info) for info in infos}
    except FileNotFoundError as error:
        raise VoiceError(f"{path}: no such file", "check the name and the folder") from error
    except PermissionError as error:
        raise VoiceError(f"{path}: may not be read", "change its permissions") from error
    except _DAMAGED as error:
        raise _broken(path, f"not a voice file, or damaged ({error})") from error


def _unpack(pack: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read one member, never more than it may hold whatever its header says."""
    with pack.open(info) as source:
        data = source.read(_MAX_MEMBER_BYTES + 1)
    if len(data) != info.file_size:
        raise ValueError(f"{info.filename} is cut short")
    return data


def _table(path: Path, data: bytes | None) -> dict[str, Any]:
    """Return voice.json after the checks that tell another program's file from ours. Raises VoiceError."""
    if data is None:
        raise _broken(path, f"not a voice file: there is no {_RECORD} in it")
    try:
        table = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _broken(path, f"{_RECORD} cannot be read ({error})") from error
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise _broken(path, "another program's file")
    version = table.get("version")
    if type(version) is not int or version < 1:
        raise _broken(path, "its version is missing")
    if version > VERSION:
        raise VoiceError(
            f"{path}: made by a newer version of the program ({str(version)[:20]})", "update Likeness to use it"
        )
    if table.get("encoder") != ENCODER:
        raise _broken(path, f"measured with another encoder ({str(table.get('encoder'))[:40]!r})")
    return table


def _array(member: str, data: bytes) -> NDArray[np.float32]:
    """Read one .npy; its header is checked before anything is allocated. Raises ValueError."""
    stream = io.BytesIO(data)
    if not member.endswith(".npy"):
        raise ValueError(f"{member[:60]!r} does not belong into a voice file")
    if np.lib.format.read_magic(stream) != (1, 0):
        raise ValueError(f"{member} is of another format")
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(stream, max_header_size=1000)
    if dtype not in (np.dtype("<f4"), np.dtype("<f2")) or fortran or not 1 <= len(shape) <= 2:
        raise ValueError(f"{member} holds {dtype} {shape}, not the numbers of a voice")
    rest = data[stream.tell() :]
    if min(shape) < 0 or int(np.prod([int(side) for side in shape], dtype=object)) * dtype.itemsize != len(rest):
        raise ValueError(f"{member} is not as long as it says")
    return np.frombuffer(rest, dtype).reshape(shape).astype(np.float32)


def _checked(arrays: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """Return the arrays if they are those of a voice. Raises ValueError."""
    for name, shape in (("embedding", (256,)), ("ltas", (80,))):
        if name not in arrays or arrays[name].shape != shape:
            raise ValueError(f"{name} is missing or of another shape than {shape}")
    windows = arrays.get("windows", np.empty(0, np.float32))
    if windows.ndim != 2 or windows.shape[1] != 256 or not 1 <= len(windows) <= _MOST_WINDOWS_READ:
        raise ValueError("windows are missing or of another shape than (n, 256)")
    for name, array in arrays.items():
        if name not in ("embedding", "ltas", "windows") and not _DSP_NAME.fullmatch(name):
            raise ValueError(f"{name[:60]!r} does not belong into a voice file")
        if name != "windows" and not 1 <= array.size <= _MAX_VALUES:
            raise ValueError(f"{name} holds {array.size} numbers")
        if not np.isfinite(array).all() or float(np.abs(array).max()) > 1e6:
            raise ValueError(f"{name} holds numbers that no voice has")
    return arrays


def _broken(path: Path, why: str) -> VoiceError:
    text = " ".join(why.split())  # one line
    return VoiceError(f"{path}: {text[:200]}", _ADVICE)
