"""CoachWords: what the coach says, in the user's language."""

from PySide6.QtCore import QObject

from app.session_status import CalibrationStatus


class CoachWords(QObject):
    """Titles, hints and states; a QObject so that they can be translated."""

    def advice(self, name: str) -> tuple[str, str]:
        """Return title and hint for an advice; for "" what to say when all is well."""
        table = {**self._place(), **self._pose(), **self._face()}
        return table.get(name, table[""])

    def _place(self) -> dict[str, tuple[str, str]]:
        return {
            "": (self.tr("All good"), self.tr("Straight, calm and well lit: a good moment to calibrate.")),
            "come": (self.tr("Come into the picture"), self.tr("I cannot see your face.")),
            "alone": (self.tr("One person only"), self.tr("Others in the picture distract from you.")),
            "nearer": (self.tr("Come nearer"), self.tr("Your face is small; fine motion is lost.")),
            "farther": (self.tr("Move back a little"), self.tr("Your whole face should be in the picture.")),
            "left": (self.tr("Move to your left"), self.tr("Your face should be in the middle.")),
            "right": (self.tr("Move to your right"), self.tr("Your face should be in the middle.")),
            "up": (self.tr("Sit higher"), self.tr("Or tilt the camera down.")),
            "down": (self.tr("Sit lower"), self.tr("Or tilt the camera up.")),
            "light": (self.tr("More light"), self.tr("Put a lamp before you, or turn to a window.")),
            "glare": (self.tr("Less light"), self.tr("Your face is too bright; details are lost.")),
            "backlight": (self.tr("Light from the front"), self.tr("It is brighter behind you than on your face.")),
        }

    def _pose(self) -> dict[str, tuple[str, str]]:
        straight = self.tr("Look straight into the camera.")
        return {
            "turn_left": (self.tr("Turn a little to your left"), straight),
            "turn_right": (self.tr("Turn a little to your right"), straight),
            "lift": (self.tr("Lift your chin a little"), straight),
            "lower": (self.tr("Lower your chin a little"), straight),
            "upright": (self.tr("Hold your head upright"), self.tr("It leans to one side.")),
        }

    def _face(self) -> dict[str, tuple[str, str]]:
        return {
            "eyes": (self.tr("Open your eyes"), self.tr("As wide as usual.")),
            "mouth": (self.tr("Close your mouth"), self.tr("Lips together, without pressing.")),
            "calm": (self.tr("Relax your face"), self.tr("No smile, no grimace.")),
        }

    def choosing(self) -> tuple[str, str]:
        """Return title and hint while the calm face is chosen and all is well."""
        return self.tr("Hold still for a moment"), self.tr("Your calmest moment is being taken.")

    def state(self, status: CalibrationStatus) -> str:
        """Return how it stands with the calibration, in one line."""
        if status.state == "waiting":
            return self.tr("Waiting for your face")
        if status.state == "choosing":
            return self.tr("Choosing your calmest moment…")
        how = self.grade(status.score)
        if status.state == "remembered":
            return self.tr("Calibrated as last time: {how}").format(how=how)
        return self.tr("Calibrated: {how}").format(how=how)

    def grade(self, score: int) -> str:
        """Return a word for a score of 0 to 100."""
        if score >= 75:
            return self.tr("very good")
        return self.tr("good") if score >= 50 else self.tr("could be better")

    def drift(self, name: str) -> tuple[str, str]:
        """Return what has changed since the calibration, and what to do."""
        advice = self.tr("Calibrate again if the portrait looks off.")
        return {
            "moved": self.tr("You sit elsewhere than at the calibration."),
            "nearer": self.tr("You sit nearer than at the calibration."),
            "farther": self.tr("You sit farther away than at the calibration."),
            "turned": self.tr("You look another way than at the calibration."),
        }.get(name, self.tr("You sit otherwise than at the calibration.")), advice
