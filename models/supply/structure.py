"""Whether a file holds weights that fit a network: read as numbers only, nothing in it is ever run."""

from dataclasses import dataclass
from pathlib import Path

from models.errors import ModelError


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file of weights turned out to hold.

    Attributes:
        config: name of the network that it fits.
        about: what it says of itself, e.g. "licence"; only our own files say anything.
    """

    config: str
    about: dict[str, str]


def look_into(path: Path, config: str) -> Contents:
    """Load a file the way the engine will, and throw it away again.

    Args:
        path: a published checkpoint or one of our own files.
        config: name of the network that it must fit; empty: any that the program knows.

    Raises:
        ModelError: it is something else, damaged, wants to run code, or fits another network.
    """
    from models.portrait.fomm.checkpoint import load_checkpoint  # torch: slow to load, and needed for this alone

    checkpoint = load_checkpoint(path)
    found = checkpoint.config.name
    if config and found != config:
        raise ModelError(f"{path} holds weights of {found[:40]!r}, not of {config!r}", "get the file of that name")
    return Contents(found, checkpoint.about)
