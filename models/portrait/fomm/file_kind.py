"""What a file that should hold weights really is, seen from its first bytes."""

import zipfile
from enum import Enum
from pathlib import Path

from models.errors import ModelError

_HEAD_BYTES = 1024
_TAR_MARK, _TAR_AT = b"ustar", 257
_PICKLE = b"\x80\x02"  # the protocol torch writes
_LARGEST_HEADER = 100_000_000  # safetensors' own limit


class FileKind(Enum):
    """The kinds; the value of one that cannot be used says so, after the file's name."""

    CHECKPOINT = "is a checkpoint written by torch"
    SAFETENSORS = "is a safetensors file"
    EMPTY = "is empty"
    HTML = "is a web page, not weights: the download failed or asked for a confirmation"
    ZIP = "is an ordinary zip archive, not a checkpoint"
    TAR = "is a tar archive, not a checkpoint (which has that name, too, but is none)"
    COMPRESSED = "is a compressed file, not a checkpoint"
    UNKNOWN = "is no checkpoint"


def kind_of(path: Path) -> FileKind:
    """Look at a file.

    Raises:
        ModelError: there is no such file, it is a folder, or it cannot be read.
    """
    if path.is_dir():
        raise ModelError(f"{path} is a folder: the checkpoint was unpacked", "get the file again and do not unpack it")
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise ModelError(f"the weights file {path} is missing", "check its name") from error
    except OSError as error:
        raise ModelError(f"the weights file {path} cannot be read ({error.strerror})", "check its rights") from error
    if not head:
        return FileKind.EMPTY
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    return _kind_of_head(head, size)


def _kind_of_head(head: bytes, size: int) -> FileKind:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype", b"<html", b"<head", b"<?xml", b"<!--")):
        return FileKind.HTML
    if head[_TAR_AT : _TAR_AT + len(_TAR_MARK)] == _TAR_MARK:
        return FileKind.TAR
    if head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")):
        return FileKind.COMPRESSED
    if head.startswith(_PICKLE):
        return FileKind.CHECKPOINT
    length = int.from_bytes(head[:8], "little")
    if len(head) > 8 and head[8:9] == b"{" and length <= min(size, _LARGEST_HEADER):
        return FileKind.SAFETENSORS
    return FileKind.UNKNOWN


def _kind_of_zip(path: Path) -> FileKind:
    """Torch's newer format is a zip archive with a pickle in it; one that was cut short has no list of contents."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return FileKind.CHECKPOINT  # torch will say that it is damaged
    plain = all(entry.compress_type == zipfile.ZIP_STORED for entry in entries)  # else a small file fills the memory
    return FileKind.CHECKPOINT if plain and any(e.filename.endswith("/data.pkl") for e in entries) else FileKind.ZIP
