"""QualityWords: how good a picture is as an avatar, in the user's language."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from app.avatar.check import Finding, Quality


class QualityWords(QObject):
    """All words about the quality of a picture; a QObject so that they can be translated."""

    def verdict(self, score: int) -> str:
        """Say in one sentence how well it will do; `score` is 0..100."""
        if score >= 85:
            return self.tr("Very good picture")
        if score >= 60:
            return self.tr("Good picture")
        return self.tr("Usable, but it could be better") if score >= 35 else self.tr("It will not move well")

    def checks(self) -> dict[str, str]:
        """Return the name of each check, in the order in which they are shown."""
        return {
            "size": self.tr("Size of the face"),
            "sharpness": self.tr("Sharpness"),
            "pose": self.tr("Straight look"),
            "eyes": self.tr("Eyes open"),
            "mouth": self.tr("Mouth closed"),
            "light": self.tr("Light"),
            "cover": self.tr("Nothing in the way"),
        }

    def advice(self, quality: "Quality") -> list[str]:
        """Return what to do, one sentence for each finding, the most useful first."""
        return [self.sentence(finding) for finding in quality.findings]

    def sentence(self, finding: "Finding") -> str:
        """Say what a finding is and what to do about it."""
        table = {
            "small": self.tr("The face is only {n} pixels high; 200 or more are good."),
            "cut-off": self.tr("Part of the face is cut off; show the whole head."),
            "tight": self.tr("There is little room round the head; hair and shoulders look better."),
            "turned": self.tr("The head is turned aside by {n} degrees; a straight look moves better."),
            "tilted": self.tr("The head is tilted up or down by {n} degrees; hold the camera at eye height."),
            "leaning": self.tr("The head leans by {n} degrees; straighten the picture."),
            "eyes-closed": self.tr("The eyes are nearly closed; take a picture with open eyes."),
            "mouth-open": self.tr("The mouth is open; a closed mouth gives the best speech."),
            "blurred": self.tr("The face looks blurred; take a sharper picture."),
            "dark": self.tr("The face is dark; use more light."),
            "bright": self.tr("The face is too bright; use less light."),
            "one-sided": self.tr("The light comes from one side; light from the front looks better."),
            "covered": self.tr("Something covers part of the face: a mask, a hand or hair."),
            "dark-glasses": self.tr("The eyes cannot be seen; take off dark glasses."),
            "others": self.tr("{n} faces are in the picture; the largest is used. Crop the others away."),
        }
        return table[finding.kind].format(n=finding.number)
