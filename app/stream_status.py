"""StreamStatus: how a network stream is doing; a snapshot."""

from dataclasses import dataclass
from typing import Literal

StreamState = Literal["off", "connecting", "live", "reconnecting", "refused"]


@dataclass(frozen=True, slots=True)
class StreamStatus:
    """What a stream has come to.

    Attributes:
        state: "refused" is one that never began, or that cannot go on: `reason` says why, and it is over.
        address: where it goes, without the stream key.
        live_s: how long this connection has been there.
        again_in_s: while reconnecting, when it is tried the next time; 0.0: it is being tried.
        reason, advice: why it is not live, and the remedy; "" while it is.
        pictures: how many have been sent.
        dropped: pictures left out because network or computer were too slow.
        kbit_s: what is sent now, thousands of bits per second.
    """

    state: StreamState = "off"
    address: str = ""
    live_s: float = 0.0
    again_in_s: float = 0.0
    reason: str = ""
    advice: str = ""
    pictures: int = 0
    dropped: int = 0
    kbit_s: float = 0.0

    @property
    def on(self) -> bool:
        """Whether it is sent, or tried to be."""
        return self.state in ("connecting", "live", "reconnecting")
