"""StreamTarget: where a stream goes, and the secret that lets it in; only what is no secret is ever shown."""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urlsplit

from app.errors import StreamError

__all__ = ["SCHEMES", "StreamTarget", "bit_rate_of"]

SCHEMES = {"rtmp": "flv", "rtmps": "flv", "srt": "mpegts", "udp": "mpegts", "tcp": "mpegts"}
"""What an address may begin with, and FFmpeg's name of the format that is spoken there."""

HIDDEN = "•••"
BITS_PER_PIXEL = 0.0904  # 2.5 Mbit/s for 1280x720 at 30 pictures a second
LEAST_KBIT_S, MOST_KBIT_S = 500, 12_000
_EXAMPLES = {
    "rtmp": "rtmp://live.example.com/app",
    "rtmps": "rtmps://live.example.com/app",
    "srt": "srt://192.168.0.20:9000",
    "udp": "udp://192.168.0.20:5000",
    "tcp": "tcp://192.168.0.20:5000",
}
_KEYLESS = ("udp", "tcp")
_WRITTEN_OUT = re.compile(r"[a-z_]+=")  # parameters of an address as they are, not a key alone


@dataclass(frozen=True, slots=True)
class StreamTarget:
    """An address and its secret.

    Attributes:
        address: without the secret, as it may be kept and shown.
        key: the stream key, and whatever else of an address lets somebody in; "" if there is none.
    """

    address: str
    key: str = field(default="", repr=False)

    @classmethod
    def read(cls, address: str, key: str = "") -> "StreamTarget":
        """Understand what a user gives; a key at the end of the address is told from it.

        Raises:
            StreamError: nothing can be sent there. The error holds no part of a key.
        """
        address, key = address.strip(), key.strip()
        scheme, found, _ = address.partition("://")
        scheme = scheme.lower()
        if not found or scheme not in SCHEMES:
            kind = f"that begins with {scheme[:12]}://" if found and scheme.isalnum() else "of this kind"
            raise StreamError(
                f"nothing can be streamed to an address {kind}",
                "use one that begins with rtmp://, rtmps://, udp:// or tcp://",
            )
        parts = _split(address)
        if key and scheme in _KEYLESS:
            raise StreamError(f"{scheme}:// has no stream key", "leave the key away")
        place = f"{scheme}://{parts.netloc}"
        if SCHEMES[scheme] == "flv":
            return _read_rtmp(place, parts.path, parts.query, key)
        if scheme in _KEYLESS:
            return cls(place + (f"?{parts.query}" if parts.query else ""))
        return cls(place, key or parts.query)

    @property
    def scheme(self) -> str:
        """What the address begins with, one of SCHEMES."""
        return self.address.partition("://")[0]

    @property
    def host(self) -> str:
        """Name or number of the computer."""
        return _split(self.address).hostname or ""

    @property
    def url(self) -> str:
        """The whole address with the secret: for the connection alone, not to be logged or shown."""
        if not self.key:
            return self.address
        if self.scheme == "srt":
            tail = self.key if _WRITTEN_OUT.match(self.key) else f"streamid={quote(self.key, safe='')}"
            return f"{self.address}?{tail}"
        return f"{self.address}/{self.key}"

    @property
    def shown(self) -> str:
        """The address as it may be read by others: the secret is a row of dots."""
        if not self.key:
            return self.address
        return f"{self.address}{'?' if self.scheme == 'srt' else '/'}{HIDDEN}"


def bit_rate_of(kbit_s: int, size: tuple[int, int], fps: float) -> int:
    """Return bits per second of the picture.

    Args:
        kbit_s: what the user wants; 0: what suits the size, 2.5 Mbit/s at 1280x720 and 30 pictures a second.
        size: width and height in pixels.
        fps: pictures per second.
    """
    suiting = BITS_PER_PIXEL * size[0] * size[1] * fps / 1000
    return 1000 * (kbit_s or round(min(max(suiting, LEAST_KBIT_S), MOST_KBIT_S)))


def _split(address: str) -> SplitResult:
    """Return the parts of an address. Raises StreamError where computer or port number is missing."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    scheme = address.partition("://")[0].lower()
    if not host:
        raise StreamError("the address of the stream names no computer", f"write it as in {_EXAMPLES[scheme]}")
    if port is None and SCHEMES[scheme] == "mpegts":
        raise StreamError("the address of the stream has no port number", f"write it as in {_EXAMPLES[scheme]}")
    if parts.username is not None:
        raise StreamError("the address of the stream holds a user name", "leave it away and use a stream key")
    return parts


def _read_rtmp(place: str, path: str, query: str, key: str) -> StreamTarget:
    """The first part of the path is the service's, what follows is the key unless that is given by itself."""
    app, *rest = path.strip("/").split("/")
    tail = "/".join(rest)
    if not key:
        key, tail = tail + (f"?{query}" if query and tail else ""), ""
    return StreamTarget("/".join(part for part in (place, app, tail) if part), key)
