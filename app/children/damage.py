"""Finds out whether a file has been cut off, from what the file itself says about its length."""

import os
import struct

from av.container import InputContainer
from av.stream import Stream

__all__ = ["is_cut_off"]

TOLERANCE_S = 1.0
HEAD_BYTES = 256 * 1024  # holds the first frame of an MP3 behind most cover pictures
OGG_PAGE_BYTES = 65_307  # the longest page
OGG_LAST_PAGE = 4
UNKNOWN_SIZES = (0, 0xFFFFFFFF)  # what programs write that cannot go back
_EXACT = ("wav", "w64", "aiff", "caf", "flac", "mov", "matroska")  # the others only let one guess, from the bit rate


def is_cut_off(container: InputContainer, stream: Stream, path: str, end_s: float) -> bool:
    """Whether a stream that was decoded up to `end_s` has lost its end.

    Args:
        container: the open file.
        stream: the one that was decoded.
        path: of the file; a network address is never looked at.
        end_s: how far the stream came, from the beginning of the file.
    """
    promised_s = _promised_s(container, stream, path)
    if promised_s is not None and end_s < promised_s - TOLERANCE_S:
        return True
    kind = container.format.name
    return os.path.isfile(path) and ((kind == "wav" and _lacks_data(path)) or (kind == "ogg" and _lacks_end(path)))


def _promised_s(container: InputContainer, stream: Stream, path: str) -> float | None:
    """How long the stream is by the word of the file, None if it does not say."""
    kind = container.format.name
    if kind == "mp3" and not _has_length(path):
        return None
    if stream.type == "audio" and not kind.startswith((*_EXACT, "mp3")):
        return None
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    alone = len(container.streams.audio) + len(container.streams.video) == 1
    return float(container.duration) / 1e6 if alone and container.duration else None


def _has_length(path: str) -> bool:
    """Whether an MP3 file counts its frames in its first one (the header of Xing, or Info of LAME)."""
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        head = file.read(HEAD_BYTES)
    return b"Xing" in head or b"Info" in head


def _lacks_data(path: str) -> bool:
    """Whether a WAV file is shorter than its header says."""
    with open(path, "rb") as file:
        mark, size = struct.unpack("<4sI", file.read(8))
    return mark == b"RIFF" and size not in UNKNOWN_SIZES and os.path.getsize(path) < size + 8


def _lacks_end(path: str) -> bool:
    """Whether the last page of an Ogg file is not marked as the last."""
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - 2 * OGG_PAGE_BYTES))
        tail = file.read()
    page = tail.rfind(b"OggS")
    return page >= 0 and page + 5 < len(tail) and not tail[page + 5] & OGG_LAST_PAGE
