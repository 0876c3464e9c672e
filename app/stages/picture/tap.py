"""Tap: let somebody else look at the frames that pass, without delaying them."""

from app.handoff import Handoff
from app.media import VideoFrame, now
from app.meter import Meter


class Tap:
    """Hands each frame to a hand-over (newest wins), counts it in a meter, and passes it on unchanged."""

    latency_s = 0.0

    def __init__(self, view: Handoff[VideoFrame], meter: Meter) -> None:
        self._view = view
        self._meter = meter

    def process(self, item: VideoFrame) -> VideoFrame:
        """Show the frame and return it."""
        self._meter.mark(now())
        self._view.put(item)
        return item

    def reset(self) -> None:
        """Nothing is kept between frames."""
