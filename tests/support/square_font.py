"""A font for machines without Chinese characters: each is an empty square of its true width and height.

It makes texts as long and lines as high as a real font does (all Chinese characters are one em wide; the line height is
that of Noto Sans CJK), so that it can be measured whether they fit. TrueType, as in the OpenType specification 1.9.
"""

import struct

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

FAMILY = "Noto Sans CJK SC"
_EM = 1000
_ASCENT, _DESCENT = 1160, 288
_BLOCKS = ((0x3000, 0x303F), (0x4E00, 0x9FFF), (0xFF00, 0xFFEF))  # punctuation, ideographs, wide forms
_GLYPHS = 1 + sum(last - first + 1 for first, last in _BLOCKS)
_CODE_PAGES = 1 << 18  # simplified Chinese
_RANGES = (1 << 48 | 1 << 59 | 1 << 68).to_bytes(16, "little")  # the blocks above, numbered as in OS/2


def has_chinese() -> bool:
    """Return whether some font has Chinese characters."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def lend_squares() -> None:
    """Give this process the squares if it has no Chinese characters. Needs a QGuiApplication."""
    if not has_chinese() and QFontDatabase.addApplicationFontFromData(QByteArray(square_font())) < 0:
        raise RuntimeError("the font of squares was refused")


def square_font() -> bytes:
    """Return the font file."""
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(),
        b"glyf": b"\0\0",
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            0x10000,
            0x10000,
            0,
            0x5F0F3CF5,
            3,
            _EM,
            0,
            0,
            0,
            -_DESCENT,
            _EM,
            _ASCENT,
            0,
            8,
            2,
            0,
            0,
        ),  # fmt: skip  # noqa: E501
        b"hhea": struct.pack(
            ">IhhhHhhhhhh4hhH", 0x10000, _ASCENT, -_DESCENT, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 0, 0, 0, 0, 1
        ),  # fmt: skip  # noqa: E501
        b"hmtx": struct.pack(">Hh", _EM, 0) + b"\0\0" * (_GLYPHS - 1),
        b"loca": b"\0\0" * (_GLYPHS + 1),
        b"maxp": struct.pack(">IH13H", 0x10000, _GLYPHS, *[0] * 13),
        b"name": _names(),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    head = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128)
    offset, directory, body = 12 + 16 * len(tables), b"", b""
    for tag, data in sorted(tables.items()):
        directory += tag + struct.pack(">III", 0, offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + directory + body


def _cmap() -> bytes:
    groups, glyph = b"", 1
    for first, last in _BLOCKS:
        groups += struct.pack(">III", first, last, glyph)
        glyph += last - first + 1
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(_BLOCKS)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _os2() -> bytes:
    begin = struct.pack(">HhHHH11h10s", 4, _EM, 400, 5, 0, *[0] * 11, bytes(10))
    ranges = struct.pack(">4I", *struct.unpack("<4I", _RANGES))
    rest = struct.pack(">4sHHHhhhHH", b"NONE", 0x40, 0x3000, 0xFFEF, _ASCENT, -_DESCENT, 0, _ASCENT, _DESCENT)
    return begin + ranges + rest + struct.pack(">IIhhHHH", _CODE_PAGES, 0, 500, 700, 0, 32, 1)


def _names() -> bytes:
    texts = {1: FAMILY, 2: "Regular", 4: FAMILY, 6: FAMILY.replace(" ", "")}
    records, strings = b"", b""
    for number, text in texts.items():
        data = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(data), len(strings))
        strings += data
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + strings
