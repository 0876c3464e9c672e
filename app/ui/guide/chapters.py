"""What the guide says: chapters with a picture each, in the language of the window."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the guide.

    Attributes:
        name: by which it is found.
        title: of the page.
        text: paragraphs; where one begins with "- " it is a point of a list.
        picture: file with a picture of the window, None where there is none.
    """

    name: str
    title: str
    text: tuple[str, ...]
    picture: Path | None = None


class Guide(QObject):
    """All chapters; a QObject so that their words can be translated."""

    def chapters(self) -> list[Chapter]:
        """Return the chapters in the order in which they are read."""
        return [
            self._start(),
            self._face(),
            self._avatars(),
            self._voice(),
            self._calls(),
            self._recording(),
            self._private(),
            self._trouble(),
        ]

    def _start(self) -> Chapter:
        return _chapter(
            "start",
            self.tr("The first minute"),
            self.tr("Press Start, or the space bar. The portrait in the middle now moves like your face."),
            self.tr("- On the right are three pages: who you are (F2), how you sound (F3), and where it goes (F4)."),
            self.tr("- Under the portrait are the buttons that you need while you are live."),
            self.tr("- At the lower edge the numbers say how fast it runs and how late it is."),
            self.tr(
                "Without a camera, choose the demo film in the list of cameras: a speaking face drives the portrait."
            ),
            self.tr(
                "The welcome checks camera and microphone in four short steps; you find it at the foot of this help."
            ),
        )

    def _face(self) -> Chapter:
        return _chapter(
            "face",
            self.tr("Let it move like you"),
            self.tr(
                "In the first two seconds the program looks for your calm, straight face. All motion counts from it."
            ),
            self.tr("- If the portrait looks crooked, sit straight, look into the camera and press Calibrate (C)."),
            self.tr("- Light from the front helps more than a better camera. A window behind you hinders."),
            self.tr(
                "- Strength makes the motion smaller or larger. Relative keeps the pose of the portrait, Absolute "
                "takes yours."
            ),
            self.tr("Where your face cannot be seen, the portrait rests. Your camera's picture never takes its place."),
        )

    def _avatars(self) -> Chapter:
        return _chapter(
            "avatars",
            self.tr("Be somebody else"),
            self.tr(
                "Click a portrait, press its number, or go through them with the arrow keys. It changes in mid-call."
            ),
            self.tr("- To add your own, drop a photo anywhere on the window, or press Add photo."),
            self.tr(
                "- Best is a photo from the front, with the mouth closed, sharp and evenly lit; the program tells you."
            ),
            self.tr("- What you remove can be taken back with Undo."),
            self.tr(
                "Use photos that you have the right to use. The program asks where each one comes from and keeps the "
                "answer."
            ),
        )

    def _voice(self) -> Chapter:
        return _chapter(
            "voice",
            self.tr("Sound like somebody else"),
            self.tr("Choose a voice and speak. Listen plays a sentence in it that only you hear."),
            self.tr("- Learn my voice takes ten seconds and makes the pitch fit from the first word."),
            self.tr("- Add voice makes a new one of ten seconds of speech, spoken now or from a file."),
            self.tr("- U mutes at once. With push-to-talk you are heard only while you hold T."),
            self.tr("If you hear yourself echo, use headphones."),
        )

    def _calls(self) -> Chapter:
        return _chapter(
            "calls",
            self.tr("Go into a call"),
            self.tr("Call programs take the portrait from a virtual camera and the voice from a virtual microphone."),
            self.tr("- Open the page Outputs (F4). It says what is there, and sets up what is missing."),
            self.tr("- Press Start here first, then choose camera and microphone in the settings of the call program."),
            self.tr("- A call program that was open before may have to be opened again to see them."),
            self.tr("Picture and voice leave in step: the faster one waits for the slower."),
        )

    def _recording(self) -> Chapter:
        return _chapter(
            "recording",
            self.tr("Record"),
            self.tr("R records what others see and hear into a film; S saves the portrait as a picture."),
            self.tr("- The film stays playable even if the computer fails in the middle."),
            self.tr("- The message after it opens the folder in which it lies."),
        )

    def _private(self) -> Chapter:
        return _chapter(
            "private",
            self.tr("What others never see"),
            self.tr(
                "Everything is computed on this computer. Nothing is sent anywhere but to the outputs that you switch"
                " on."
            ),
            self.tr("- When something fails, others see the still portrait and hear nothing: never you."),
            self.tr("- Your own voice passes only if you ask for it, and a red sign says so all the while."),
            self.tr("- Nothing is counted, reported or fetched behind your back."),
        )

    def _trouble(self) -> Chapter:
        return _chapter(
            "trouble",
            self.tr("When something does not work"),
            self.tr("Messages over the portrait say what happened and what to do. Most offer a button that does it."),
            self.tr("- Slow or late: close other programs, take a smaller output, or choose the landmark engine."),
            self.tr("- No camera: close the program that uses it; the list names the program where the system tells."),
            self.tr("- Nobody hears you: look at the microphone's light, at Mute, and at the voice output (F4)."),
            self.tr(
                "Write a report, below, puts what a maker needs to see into one file, without names of you, your "
                "avatars or your devices. You decide whether to send it."
            ),
        )


def _chapter(name: str, title: str, *text: str) -> Chapter:
    picture = _FOLDER / f"{name}.jpg"
    return Chapter(name, title, text, picture if picture.exists() else None)
