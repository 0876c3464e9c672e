"""Delayed: hold pictures back until they are as old as the sound that belongs to them."""

import time

from app.flow import Sink
from app.media import VideoFrame, now
from app.meter import Meter

LONGEST_DELAY_S = 1.0


class Delayed:
    """Passes each frame to a sink when `time_s + delay_s` has come; one that is older passes at once.

    Attributes:
        delay_s: age of a frame when it is delivered, 0 .. 1 s; 0.0 delays nothing. Any thread may change it.
        ages: how old frames were when they had been delivered.
    """

    def __init__(self, sink: Sink[VideoFrame], fps: float) -> None:
        """Wrap a sink.

        Args:
            sink: where the frames go.
            fps: how many come in a second; those of the longest delay are kept.
        """
        self.sink: Sink[VideoFrame] = sink
        self.name = sink.name
        self.backlog = max(sink.backlog, round(LONGEST_DELAY_S * fps))
        self.delay_s = 0.0
        self.ages = Meter()

    def open(self) -> None:
        """Open the sink. Raises what it raises."""
        self.sink.open()

    def write(self, frame: VideoFrame) -> None:
        """Wait until the frame is due, then deliver it. Raises what the sink raises."""
        if self.delay_s > 0:
            wait_s = frame.time_s + self.delay_s - now()
            time.sleep(min(max(wait_s, 0.0), LONGEST_DELAY_S))
        self.sink.write(frame)
        time_s = now()
        self.ages.mark(time_s, time_s - frame.time_s)

    def close(self) -> None:
        """Close the sink; may be called twice."""
        self.sink.close()
