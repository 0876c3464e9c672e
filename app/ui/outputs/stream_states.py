"""How the stream is doing, in a few words for its button and a sentence for its row."""

import math

from PySide6.QtCore import QObject

from app.stream_status import StreamStatus
from app.ui.outputs.output_panel import clock
from app.ui.outputs.output_states import Shown
from app.ui.parts.widgets import sentence, sentences


class StreamStates(QObject):
    """Reads a status; touches nothing."""

    def shown(self, stream: StreamStatus, *, running: bool, ready: bool) -> Shown:
        """Return what stands on the button.

        Args:
            stream: as the session says.
            running: the performance runs.
            ready: address and key are known.
        """
        end = self.tr("Click to end the stream.")
        if stream.state == "live":
            return Shown(clock(stream.live_s), "on", f"{self.detail(stream)} {end}")
        if stream.state == "connecting":
            return Shown(self.tr("Trying…"), "wait", f"{self.detail(stream)} {end}")
        if stream.state == "reconnecting":
            seconds = math.ceil(stream.again_in_s)
            words = self.tr("Again in {seconds} s").format(seconds=seconds) if seconds else self.tr("Trying…")
            return Shown(words, "bad", f"{self.detail(stream)} {end}")
        if stream.state == "refused":
            again = self.tr("Click to try again.") if running else ""
            return Shown(self.tr("Refused"), "bad", f"{sentences(stream.reason, stream.advice)} {again}".strip())
        if not ready:
            return Shown(self.tr("Off"), "off", self.tr("Click to say where the stream goes."))
        if not running:
            return Shown(self.tr("Off"), "off", self.tr("Start first, then stream. Click to change the address."))
        return Shown(self.tr("Off"), "off", self.tr("Click to send picture and voice to your streaming service."))

    def detail(self, stream: StreamStatus) -> str:
        """Return how it is doing in a sentence, for the outputs page."""
        if stream.state == "live":
            words = self.tr("Live for {time}, {rate:.1f} Mbit/s, to {address}.").format(
                time=clock(stream.live_s), rate=stream.kbit_s / 1000, address=stream.address
            )
            left_out = self.tr("{count} pictures left out, the network is slow.").format(count=stream.dropped)
            return f"{words} {left_out}" if stream.dropped else words
        if stream.state == "connecting":
            return self.tr("Connecting to {address}…").format(address=stream.address)
        if stream.state == "reconnecting":
            seconds = math.ceil(stream.again_in_s)
            again = self.tr("Reconnecting in {seconds} s.").format(seconds=seconds)
            return f"{sentence(stream.reason)} {again if seconds else self.tr('Reconnecting now.')}"
        return sentences(stream.reason, stream.advice) if stream.state == "refused" else ""
