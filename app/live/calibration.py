"""Calibrator: chooses, remembers and watches the user's calm face during a session."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app import calibrations
from app.session_status import CalibrationStatus
from app.settings import Settings
from app.stages.picture.coach import Coach
from app.stages.picture.drift import Drift, DriftWatch
from app.stages.picture.portrait import Portrait
from models.abilities import Calibration
from models.engines import posture_of
from models.posture import Posture

LOOK_S = 0.25
_WORTH = 35  # a calm face with a lower score is not remembered


@dataclass
class _Calm:
    """The calm face in force."""

    calibration: Calibration
    posture: Posture
    remembered: bool


class Calibrator:
    """`look` belongs to the picture's processing thread, the rest to any.

    Attributes:
        coach: a stage behind the tracker.
    """

    def __init__(self, portrait: Callable[[], Portrait]) -> None:
        """Watch whatever portrait is the present one."""
        self.coach = Coach()
        self._portrait = portrait
        self._watch = DriftWatch()
        self._key: calibrations.Key | None = None
        self._calm: _Calm | None = None
        self._drift = Drift.NONE
        self._looked_s = -1e9
        self._mirrored: bool | None = None
        self._reframes = 0
        self._watching = True
        self._savers: list[threading.Thread] = []

    def use(self, camera: str, settings: Settings) -> None:
        """Remember for this camera ("" for a film, which needs none) and these settings; take up what is known."""
        self.apply(settings)
        key = calibrations.Key(camera, settings.avatar, settings.engine, settings.mirror_input)
        wanted = key if camera and settings.remember_calibration else None
        turned, self._mirrored = self._mirrored not in (None, settings.mirror_input), settings.mirror_input
        if wanted == self._key and not turned:
            return
        self._key = wanted
        known = calibrations.load(wanted) if wanted is not None else None
        if turned and known is None:  # what was left is right now: the calm face of before is another one
            self._portrait().calibrate()
        elif wanted is not None:
            self._portrait().remember(known)

    def forget(self) -> None:
        """The source has changed: nothing is known of what comes, until `use` is called."""
        self._key, self._portrait().remembered = None, None

    def apply(self, settings: Settings) -> None:
        """Take over what costs nothing."""
        self._watching, self.coach.mirrored = settings.watch_calibration, settings.mirror_input

    def look(self, time_s: float) -> None:
        """See whether a calm face has been chosen, and whether the user still sits so."""
        if 0 <= time_s - self._looked_s < LOOK_S:
            return
        self._looked_s = time_s
        found = self._portrait().calibration()
        if found is None:
            self._calm, self._drift = None, Drift.NONE
            return
        if self._calm is None or not np.array_equal(self._calm.calibration.landmarks, found.landmarks):
            self._take(found)
        if self._calm is not None:
            self._drift = self._watch.look(self.coach.guidance.posture, self._calm.posture, time_s)

    def _take(self, found: Calibration) -> None:
        posture = posture_of(found.landmarks)
        if posture is None:
            return
        before, known = self._calm, self._portrait().remembered
        moved, self._reframes = self._portrait().reframes != self._reframes, self._portrait().reframes
        same = moved and before is not None and abs(before.posture.unrest - posture.unrest) < 1e-3
        remembered = known is not None and np.allclose(known.landmarks, found.landmarks, atol=0.5)
        self._calm = _Calm(found, posture, remembered or (same and before is not None and before.remembered))
        self._watch.reset()
        self._drift = Drift.NONE
        if same:  # only the crop has moved
            return
        if self._key is not None and not remembered and posture.score >= _WORTH:
            key = self._key
            saver = threading.Thread(target=calibrations.save, args=(key, found), name="calibration", daemon=True)
            saver.start()  # a slow disk must not hold the picture up
            self._savers = [thread for thread in self._savers if thread.is_alive()] + [saver]

    def stop(self, timeout_s: float) -> list[str]:
        """Wait for what is being written. Returns the names of threads still alive."""
        for thread in self._savers:
            thread.join(timeout_s)
        return [thread.name for thread in self._savers if thread.is_alive()]

    def status(self) -> CalibrationStatus:
        """Return a snapshot."""
        guidance, calm = self.coach.guidance, self._calm
        state = "choosing" if calm is None else "remembered" if calm.remembered else "chosen"
        if calm is None and guidance.posture is None:
            state = "waiting"
        return CalibrationStatus(
            state=state,
            score=calm.posture.score if calm is not None else 0,
            advice=tuple(str(one) for one in guidance.advice),
            live_score=guidance.score,
            drift=str(self._drift) if self._watching else "",
        )
