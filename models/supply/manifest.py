"""The list of weights that a user may add: `manifest.toml`, as plain data."""

import hashlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MANIFEST = Path(__file__).with_name("manifest.toml")
_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Sums:
    """What identifies a file.

    Attributes:
        size_bytes: its length.
        sha256, md5: hexadecimal. MD5 only tells apart published files for which nobody states more.
    """

    size_bytes: int
    sha256: str
    md5: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One published file of a set of weights.

    Attributes:
        name: "full", "pruned" ...
        size_bytes: 0 if not known.
        sha256, md5: empty if not known.
        addresses: direct ones, in the order in which they are tried.
    """

    name: str
    size_bytes: int
    sha256: str
    md5: str
    addresses: tuple[str, ...]

    @property
    def summed(self) -> bool:
        """Whether a file can be compared with it."""
        return bool(self.sha256 or self.md5)

    def is_file(self, sums: Sums) -> bool:
        """Whether a file is this one; only a variant with sums can say so."""
        pairs = ((self.sha256, sums.sha256), (self.md5, sums.md5))
        return self.summed and all(known in ("", found) for known, found in pairs)

    def is_damaged_as(self, sums: Sums) -> bool:
        """Whether a file has exactly this one's length, but other contents."""
        return self.summed and self.size_bytes == sums.size_bytes and not self.is_file(sums)


@dataclass(frozen=True, slots=True)
class WeightSet:
    """Weights under one name, in one or several published files.

    Attributes:
        name: how the user calls it.
        title: one line on what it is.
        licence: as its publishers state it.
        origin: who made it.
        file: its name in the folder of weights.
        config: name of the network that it must fit; empty: any network that it describes itself.
        pages: where people offer it for a browser.
        variants: the published files.
    """

    name: str
    title: str
    licence: str
    origin: str
    file: str
    config: str
    pages: tuple[str, ...]
    variants: tuple[Variant, ...]

    def variant_of(self, sums: Sums) -> Variant | None:
        """Return the published file that has these sums."""
        return next((variant for variant in self.variants if variant.is_file(sums)), None)


def weight_sets() -> dict[str, WeightSet]:
    """Return everything in the list by name."""
    table = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
    return {name: _set(name, row) for name, row in table.items()}


def sums_of(path: Path, look: Callable[[bytes], object] | None = None) -> Sums:
    """Read a file once and return what identifies it. Raises OSError.

    Args:
        path: the file.
        look: gets every block read, e.g. to write it elsewhere.
    """
    sha256, md5, size_bytes = hashlib.sha256(), hashlib.md5(usedforsecurity=False), 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            for digest in (sha256, md5):
                digest.update(block)
            size_bytes += len(block)
            if look is not None:
                look(block)
    return Sums(size_bytes, sha256.hexdigest(), md5.hexdigest())


def _set(name: str, row: dict[str, object]) -> WeightSet:
    words = {key: str(row[key]) for key in ("title", "licence", "origin", "file", "config")}
    pages, variants = row["pages"], row["variants"]
    assert isinstance(pages, list) and isinstance(variants, list)
    return WeightSet(
        name=name,
        pages=tuple(pages),
        variants=tuple(
            Variant(one["name"], one["bytes"], one["sha256"], one["md5"], tuple(one["addresses"])) for one in variants
        ),
        **words,
    )
