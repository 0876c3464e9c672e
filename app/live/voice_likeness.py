"""How much the converted voice sounds like the voice it is to be, measured while it speaks, beside the sound's path."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.handoff import Closed, Handoff
from app.media import now
from app.priority import calm_thread
from app.session_status import Likeness
from app.sound.resample import HIGH_HZ, to_16k
from models.errors import ModelError, SpeechNotFound
from models.voice_engines import Samples, SpeakerEncoder, create_speaker_encoder, likeness_score, similarity

log = logging.getLogger(__name__)

EVERY_S = 2.0
LEAST_S, MOST_S = 1.6, 3.0  # of speech that is looked at; the encoder's window is 1.6 s
NEW_S = 1.0  # so much of it must not have been looked at before
HOLD_S = 0.25  # consonants and pauses between voiced sounds belong to the speech
QUIET_AFTER_S = 1.5  # without speech the last value is old
STALE_AFTER_S = 4 * EVERY_S
_NEWEST = 0.5  # weight of the newest measurement: single ones vary by some points

Embedding = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Aim:
    """Whom to compare with; a new one makes everything older void."""

    target: Embedding | None = None
    own: Embedding | None = None


@dataclass(frozen=True, slots=True)
class _Measured:
    aim: _Aim
    target: float  # cosines
    own: float | None
    time_s: float


class VoiceLikeness:
    """Collects what was said, and compares it every two seconds on a thread of low priority.

    The sound's thread only keeps references to blocks; a comparison that is not finished in time is left out.

    Attributes:
        error: why nothing can be measured, None while it can.
        cpu_s: processor time that the comparisons have taken on their thread.
    """

    _blocks: deque[Samples]
    _kept: int  # samples in them
    _new: int  # of them, not looked at before
    _voiced_s: float
    _handed_s: float

    def __init__(
        self,
        make_encoder: Callable[[], SpeakerEncoder] = create_speaker_encoder,
        clock: Callable[[], float] = now,
    ) -> None:
        self._make_encoder, self._clock = make_encoder, clock
        self._aim = self._heard_for = _Aim()
        self._on = False
        self._box: Handoff[tuple[_Aim, tuple[Samples, ...]]] = Handoff()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._measured: _Measured | None = None
        self._speech_s = -float("inf")  # when there was speech last
        self.error: str | None = None
        self.cpu_s = 0.0
        self._forget()

    # -- any thread --------------------------------------------------------------------------------------------------

    def aim(self, target: Embedding | None, own: Embedding | None) -> None:
        """Compare with this voice, and with the user's own if it is known; both (256,) float32 of unit length."""
        self._aim = _Aim(target, own)

    def watch(self, on: bool) -> None:
        """Begin to measure, or leave it: nobody looks. The first time loads the encoder, on its thread."""
        with self._lock:
            self._on = on
            if on and self._thread is None:
                self._thread = threading.Thread(target=self._work, name="voice-likeness", daemon=True)
                self._thread.start()

    @property
    def watched(self) -> bool:
        """Somebody looks, so that it is measured."""
        return self._on

    def latest(self) -> Likeness | None:
        """Return the newest result; None if nothing was measured of this voice."""
        measured, time_s = self._measured, self._clock()
        if measured is None or measured.aim is not self._aim:
            return None
        speaking = time_s - self._speech_s < QUIET_AFTER_S
        own = likeness_score(measured.own) if measured.own is not None else None
        fresh = self._on and speaking and time_s - measured.time_s < STALE_AFTER_S
        return Likeness(likeness_score(measured.target), own, fresh)

    def stop(self, timeout_s: float) -> list[str]:
        """End the thread. Returns its name if it is still alive."""
        self._on = False
        self._box.close(discard=True)
        thread = self._thread
        if thread is None:
            return []
        thread.join(timeout_s)
        return [thread.name] if thread.is_alive() else []

    # -- the sound's thread ------------------------------------------------------------------------------------------

    def listen(self, samples: Samples, *, voiced: bool, calm: bool) -> None:
        """Take the newest block that others hear.

        Args:
            samples: at 48 kHz; must not be changed afterwards.
            voiced: somebody speaks with a voice right now.
            calm: the machine has time for a comparison.
        """
        if not self._on or self.error is not None:
            return
        if self._heard_for is not self._aim:
            self._heard_for = self._aim
            self._forget()
        time_s = self._clock()
        if voiced:
            self._voiced_s = self._speech_s = time_s
        if self._aim.target is None or time_s - self._voiced_s > HOLD_S:
            return
        self._keep(samples)
        ready = self._kept >= LEAST_S * HIGH_HZ and self._new >= NEW_S * HIGH_HZ
        if ready and calm and time_s - self._handed_s >= EVERY_S:
            self._handed_s, self._new = time_s, 0
            try:
                self._box.put((self._aim, tuple(self._blocks)))
            except Closed:
                self._on = False

    def _keep(self, samples: Samples) -> None:
        self._blocks.append(samples)
        self._kept += len(samples)
        self._new += len(samples)
        while self._kept - len(self._blocks[0]) >= MOST_S * HIGH_HZ:
            self._kept -= len(self._blocks.popleft())

    def _forget(self) -> None:
        self._blocks = deque()
        self._kept = self._new = 0
        self._voiced_s = self._handed_s = -float("inf")

    # -- its own thread ----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        calm_thread()
        try:
            encoder = self._make_encoder()
        except ModelError as error:
            self.error = error.message
            log.info("the likeness of the voice is not measured: %s", error)
            return
        while True:
            try:
                aim, blocks = self._box.take()
            except Closed:
                return
            if aim is self._aim:
                self._measure(encoder, aim, np.concatenate(blocks))

    def _measure(self, encoder: SpeakerEncoder, aim: _Aim, sound: Samples) -> None:
        begin_s = time.thread_time()
        try:
            embedding = encoder.embed(to_16k(sound))
        except SpeechNotFound:
            return
        finally:
            self.cpu_s += time.thread_time() - begin_s
        if aim.target is None:
            return
        target = similarity(embedding, aim.target)
        own = similarity(embedding, aim.own) if aim.own is not None else None
        before = self._measured
        if before is not None and before.aim is aim:
            target = _NEWEST * target + (1 - _NEWEST) * before.target
            own = _NEWEST * own + (1 - _NEWEST) * before.own if own is not None and before.own is not None else own
        self._measured = _Measured(aim, target, own, self._clock())
