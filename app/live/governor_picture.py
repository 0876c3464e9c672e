"""What the governor looks at and acts on in the picture's lane: how late pictures are, how many are missing."""

from collections import deque

from app.handoff import Handoff
from app.lane import LaneStatus
from app.live.governor import Governor, Load, Saving
from app.media import VideoFrame
from app.meter import Meter
from app.stages.picture.face_track import FaceTrack
from app.stages.picture.scaled import Scaled

TICK_S = 0.25
WINDOW_S = 2.0  # as long as the governor waits after a change: then all numbers are new
SPARSE = 2  # the face is looked for in every so many pictures while the tracker is spared
FRESH_S = 1.0  # what the voice's lane has said is true for so long


class PictureGovernor:
    """Steadies one picture lane. `finished` and `tick` belong to its processing thread, the rest to any.

    Attributes:
        on: what is computed follows the load; False: everything, whatever comes.
        fps: how many pictures a second are wanted.
        savings: what is saved now, in order.
    """

    def __init__(self, preview: Handoff[VideoFrame], *, on: bool, fps: float) -> None:
        """Save nothing as yet.

        Args:
            preview: where the window takes its pictures; one that nobody takes costs nothing.
            on: whether to.
            fps: pictures wanted a second.
        """
        self.on, self.fps = on, fps
        self.savings: tuple[Saving, ...] = ()
        self._governor = Governor()
        self._preview = preview
        self._ways = Meter(WINDOW_S)
        self._ticked_s = -float("inf")
        self._counts: deque[tuple[float, int, int]] = deque()  # time, captured, processed
        self._shown = self._left = 0  # pictures given to the preview, and those of them that nobody took
        self._voice: tuple[float, float, bool] = (-float("inf"), 0.0, False)

    def voice(self, now_s: float, load: float, *, metered: bool) -> bool:
        """Hear how the voice's lane does: its load, and whether its likeness is measured. Returns whether it may be."""
        self._voice = now_s, load, metered
        return Saving.METER not in self.savings

    def finished(self, frame: VideoFrame, now_s: float) -> bool:
        """Take note of a finished picture. Returns whether it is time for a tick."""
        self._shown += 1
        if frame.index >= 0:  # stand-ins are never late
            self._ways.mark(now_s, now_s - frame.time_s)
        return now_s - self._ticked_s >= TICK_S

    def tick(self, now_s: float, counts: LaneStatus, tracker: FaceTrack, portrait: Scaled) -> None:
        """Look at the load and spare tracker and portrait what they cost, or let them do all."""
        self._ticked_s = now_s
        missing, usable = self._missing(now_s, counts), self._usable(portrait)
        if self.on:
            heard_s, load, _ = self._voice
            voice = load if now_s - heard_s < FRESH_S else 0.0
            way = self._ways.delay_ms(now_s, 95)[0] / 1000 * self.fps
            self.savings = self._governor.look(now_s, Load(way, missing, voice), usable)
        elif self.savings:
            self._governor.restart()
            self.savings = ()
        tracker.every = SPARSE if Saving.TRACKER in self.savings else 1
        portrait.use_small(Saving.DETAIL in self.savings)

    def _missing(self, now_s: float, counts: LaneStatus) -> float:
        """Share of the pictures of the last seconds that came and did not leave, as far as they were wanted."""
        self._counts.append((now_s, counts.captured, counts.processed))
        while now_s - self._counts[0][0] > WINDOW_S:
            self._counts.popleft()
        begin_s, captured, processed = self._counts[0]
        wanted = min(counts.captured - captured, self.fps * (now_s - begin_s))
        return max(0.0, 1 - (counts.processed - processed + 1) / wanted) if wanted >= 1 else 0.0  # one is under way

    def _usable(self, portrait: Scaled) -> set[Saving]:
        usable = {Saving.TRACKER}
        left = self._preview.dropped
        if self._shown > left - self._left:
            usable.add(Saving.PREVIEW)
        self._shown, self._left = 0, left
        if self._voice[2]:
            usable.add(Saving.METER)
        if portrait.can_be_small:
            usable.add(Saving.DETAIL)
        return usable
