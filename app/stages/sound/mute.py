"""Mute: silence at a key's press, for panic and for push-to-talk."""

import threading
from collections import deque
from collections.abc import Callable

from app.media import AudioBlock, now
from app.stages.sound.stage import RATE_HZ, Ramp, Samples, SoundStage

_FADE_S = 0.005
_TAIL_S = 0.2  # the end of a word is still spoken when the key is already up
_NEVER_S = float("inf")


class Mute(SoundStage):
    """Lets sound through unless it is muted; muted sound is exactly zero.

    `mute` acts on what comes out now. Push-to-talk acts on what was said while the key was down, by the time of
    capture, however late it comes out. Setters may be called from any thread.
    """

    def __init__(self, *, muted: bool = False, push_to_talk: bool = False, clock: Callable[[], float] = now) -> None:
        """Start muted or not; `clock` tells the time in which blocks are stamped."""
        self._muted = muted
        self._push_to_talk = push_to_talk
        self._clock = clock
        self._lock = threading.Lock()
        self._held: deque[tuple[float, float]] = deque(maxlen=8)  # (pressed, released) on the session clock
        self._ramp = Ramp(not (muted or push_to_talk), _FADE_S)
        self._block_s = (0.0, 0.0)

    @property
    def silent(self) -> bool:
        """Nothing comes out: the user has muted it, or push-to-talk is not held."""
        return self._muted or (self._push_to_talk and self._ramp.level == 0.0)

    def mute(self, muted: bool) -> None:
        """Silence everything within 5 ms of sound, or let it through again."""
        self._muted = muted

    def set_push_to_talk(self, wanted: bool) -> None:
        """Let sound through only while the key is held."""
        self._push_to_talk = wanted

    def talk(self, held: bool) -> None:
        """The push-to-talk key went down or up; repeated calls do no harm."""
        at_s = self._clock()
        with self._lock:
            down = bool(self._held) and self._held[-1][1] == _NEVER_S
            if held and not down:
                self._held.append((at_s, _NEVER_S))
            elif not held and down:
                self._held.append((self._held.pop()[0], at_s))

    def process(self, item: AudioBlock) -> AudioBlock:
        """Return the block, or silence."""
        self._block_s = (item.time_s, item.time_s + len(item.samples) / RATE_HZ)
        return super().process(item)

    def _run(self, samples: Samples) -> Samples:
        self._ramp.up = not self._muted and (not self._push_to_talk or self._said_while_held())
        # adding zero turns -0.0 into 0.0: silence is the same bytes everywhere
        return samples * self._ramp.take(len(samples)) + samples.dtype.type(0.0)

    def _said_while_held(self) -> bool:
        begin_s, end_s = self._block_s
        with self._lock:
            return any(pressed_s < end_s and begin_s <= released_s + _TAIL_S for pressed_s, released_s in self._held)

    def _restart(self) -> None:
        """Nothing is kept: a new microphone is as muted as the old one."""
