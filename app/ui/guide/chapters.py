"""What the guide says: chapters with a picture each, in the language of the window and with the keys in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from app.ui.actions import CommandList, key_words

_FOLDER = Path(__file__).resolve().parent
FILM = _FOLDER / "likeness.mp4"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the guide.

    Attributes:
        name: by which it is found, and its picture.
        title: of the page.
        text: paragraphs; where one begins with "- " it is a point of a list.
        picture: file with a picture of the window, None where there is none.
    """

    name: str
    title: str
    text: tuple[str, ...]
    picture: Path | None = None


class Guide(QObject):
    """All chapters; a QObject so that their words can be translated.

    Args:
        keys: name of the map of keys that is in force.
        own: the user's own keys, as in the settings.
    """

    def __init__(self, keys: str = "standard", own: Sequence[str] = ()) -> None:
        super().__init__()
        self._commands = {command.name: command for command in CommandList().all(keys, own)}

    def chapters(self) -> list[Chapter]:
        """Return the chapters in the order in which they are read."""
        texts = {
            "start": self._start(),
            "face": self._face(),
            "avatars": self._avatars(),
            "voice": self._voice(),
            "calls": self._calls(),
            "recording": self._recording(),
            "profiles": self._profiles(),
            "private": self._private(),
            "trouble": self._trouble(),
        }
        made = []
        for name, (title, *text) in texts.items():
            picture = _FOLDER / f"{name}.jpg"
            made.append(Chapter(name, title, tuple(text), picture if picture.exists() else None))
        return made

    def _with_key(self, name: str) -> str:
        """Return a command as it stands on its button, with its first key."""
        command = self._commands[name]
        keys = (*command.keys, *command.widget_keys)
        return f"{command.text.rstrip('…')} ({key_words(keys[0])})" if keys else command.text.rstrip("…")

    def _start(self) -> list[str]:
        pages = [self._with_key(f"page_{name}") for name in ("portrait", "motion", "voice", "outputs")]
        return [
            self.tr("The first minute"),
            self.tr("Press {start}. The portrait in the middle now moves like your face.").format(
                start=self._with_key("start_stop")
            ),
            self.tr("- On the right are four pages: {pages}.").format(pages=", ".join(pages)),
            self.tr("- Under the portrait are sound and outputs, and the buttons that you need while you are live."),
            self.tr("- At the lower edge the numbers say how fast it runs and how late it is."),
            self.tr("Without a camera, choose the demo film in the list of cameras: a drawn face drives the portrait."),
            self.tr("Welcome, below, checks camera, microphone and outputs in four short steps."),
        ]

    def _face(self) -> list[str]:
        return [
            self.tr("Let it move like you"),
            self.tr("In the first two seconds the program looks for your calm, straight face. Motion counts from it."),
            self.tr("- If the portrait looks crooked, look straight into the camera and press {calibrate}.").format(
                calibrate=self._with_key("calibrate")
            ),
            self.tr("- {overlay} lays your camera over the portrait, to bring both faces into line.").format(
                overlay=self._with_key("overlay")
            ),
            self.tr("- Light from the front helps more than a better camera. A window behind you hinders."),
            self.tr("- The page {motion} makes the motion of head, eyes, brows and mouth smaller or larger.").format(
                motion=self._with_key("page_motion")
            ),
            self.tr("Where your face cannot be seen, the portrait rests. Your camera's picture never takes its place."),
        ]

    def _avatars(self) -> list[str]:
        return [
            self.tr("Be somebody else"),
            self.tr("Click a portrait, press its number, or go through them with the arrow keys, also in mid-call."),
            self.tr("- To add your own, drop or paste a photo anywhere, or press Add: the camera can take one, too."),
            self.tr("- Best is a sharp, evenly lit photo from the front, mouth closed. You see what could be better."),
            self.tr(
                "- Adjust opens the studio: crop and straighten, and paint with a brush what belongs to the person. "
                "Every step can be taken back."
            ),
            self.tr("- A right click on a portrait offers more: Edit opens the studio again, Export writes a file."),
            self.tr("- What you remove can be taken back with Undo."),
            self.tr(
                "Use pictures that you have the right to use. The program asks where each one comes from, and keeps "
                "the answer."
            ),
        ]

    def _voice(self) -> list[str]:
        return [
            self.tr("Sound like somebody else"),
            self.tr("Choose a voice and speak. Listen plays a sentence in it that only you hear."),
            self.tr("- Learn my voice takes ten seconds, and makes the pitch fit from the first word."),
            self.tr("- Add voice makes a new one of ten seconds of speech, spoken now or from a file."),
            self.tr("- Mix makes a voice between two others. A right click on a voice offers more."),
            self.tr("- {mute} silences you at once. With push-to-talk you are heard while you hold the key.").format(
                mute=self._with_key("mute")
            ),
            self.tr("If you hear an echo, use headphones."),
        ]

    def _calls(self) -> list[str]:
        return [
            self.tr("Go into a call"),
            self.tr("Call programs take the portrait from a virtual camera and the voice from a virtual microphone."),
            self.tr("- The page {outputs} says what is there, and sets up what is missing.").format(
                outputs=self._with_key("page_outputs")
            ),
            self.tr("- Start here first, then choose camera and microphone in the settings of the call program."),
            self.tr("- A call program that was open before may have to be opened again to see them."),
            self.tr("Picture and voice leave in step: the faster one waits for the slower."),
        ]

    def _recording(self) -> list[str]:
        return [
            self.tr("Record and stream"),
            self.tr("{record} writes what others see and hear into a film; {screenshot} saves the portrait.").format(
                record=self._with_key("record"), screenshot=self._with_key("screenshot")
            ),
            self.tr("- The film stays playable even if the computer fails in the middle."),
            self.tr("- The message after it opens the folder in which it lies."),
            self.tr(
                "- {stream} sends the same to a streaming service; it asks for address and key the first time."
            ).format(stream=self._with_key("stream")),
        ]

    def _profiles(self) -> list[str]:
        return [
            self.tr("Change everything at once"),
            self.tr("A profile keeps avatar, voice, controls and outputs under a name: {save}.").format(
                save=self._with_key("save_profile")
            ),
            self.tr("- {following} and {previous} change between them, also in a call.").format(
                following=self._with_key("next_profile"), previous=self._with_key("previous_profile")
            ),
            self.tr("- {mini} stays on top of the call, with the buttons that you need.").format(
                mini=self._with_key("mini_window")
            ),
            self.tr(
                "- {edit}: give a command or a profile a key, also one that works in every program, or a knob."
            ).format(edit=self._with_key("edit_keys")),
            self.tr("- There you also choose whether the keys 1 to 9 take avatars or profiles."),
            self.tr("- Scripts and a Stream Deck give orders with “likeness ctl”; “likeness ctl --help” lists them."),
        ]

    def _private(self) -> list[str]:
        return [
            self.tr("What others never see"),
            self.tr(
                "Everything is computed on this computer. Nothing is sent anywhere but to the outputs that you "
                "switch on."
            ),
            self.tr("- {panic}: at once others see a still picture and hear nothing, until you go on.").format(
                panic=self._with_key("panic")
            ),
            self.tr("- When something fails, others see the still portrait and hear nothing: never you."),
            self.tr("- While the screen is locked or the computer sleeps it pauses; {outputs} can change that.").format(
                outputs=self._with_key("page_outputs")
            ),
            self.tr("- Your own voice passes only if you ask for it, and a red sign says so all the while."),
            self.tr("- Nothing is counted, reported or fetched behind your back."),
        ]

    def _trouble(self) -> list[str]:
        return [
            self.tr("When something does not work"),
            self.tr("Messages over the portrait say what happened and what to do. Most offer a button that does it."),
            self.tr("- Slow or late: close other programs, or choose the landmark engine."),
            self.tr("- No camera: close the program that uses it. Where the system tells, its name is shown."),
            self.tr("- Nobody hears you: look at the microphone's light, at Mute, and at the voice output."),
            self.tr("- In a terminal, “likeness doctor” checks everything and names the remedy."),
            self.tr("- Log folder, below, opens what the program has written down; the newest file says most."),
            self.tr(
                "Write a report, below, puts what a maker needs to see into one file, without names of you, your "
                "avatars or your devices. You decide whether to send it."
            ),
        ]
