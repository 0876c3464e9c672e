"""What kind of driver an address is."""

from pathlib import Path


def is_film(address: str) -> bool:
    """Whether the driver is a film, a stream or made up, and not the user before a camera."""
    return address in ("demo", "synthetic") or "://" in address or Path(address).is_file()
