"""Names that people give, and the harmless file names made of them."""

import re
import unicodedata
from collections.abc import Collection

NAME_LENGTH = 60


def clean_name(name: str) -> str:
    """Return the name in one line: composed letters, single spaces, nothing that cannot be printed."""
    printable = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", name))
    return " ".join(printable.split())


def slug(name: str, kind: str, reserved: Collection[str] = ()) -> str:
    """Return a file name of plain letters, digits and hyphens, valid on every system.

    Args:
        name: what it is made of; letters outside ASCII lose their marks or are left out.
        kind: comes first where the name alone would not do, because nothing is left of it, Windows knows a device
            of this name, or it is one of `reserved`.
        reserved: names that mean something else.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if text in reserved or re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)?", text):
        text = f"{kind}-{text}".rstrip("-")
    return text


def numbered(name: str, taken: Collection[str], joint: str = " ") -> str:
    """Return the name, or with 2, 3 ... after it the first that is not taken; capitals make no difference."""
    known = {text.casefold() for text in taken}
    candidate, number = name, 2
    while candidate.casefold() in known:
        candidate, number = f"{name}{joint}{number}", number + 1
    return candidate
