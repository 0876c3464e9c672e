"""Takes the pictures of the guide and the README from the real window: `python -m app.ui.guide.draw [FOLDER]`.

Every face in them is a bundled avatar or the bundled film's own drawn character.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.settings import Settings
from app.ui.guide.film_set import FilmSet, film_set

_QUALITY = 82  # of JPEG, 0..100
_PART_PX = QSize(640, 440)  # of the window, where one part of it is shown at its own size


_PROFILES = (("Team call", "hana", "ida"), ("Stream", "nova", "robin"), ("Lecture", "edda", "clara"))


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture.

    Attributes:
        name: of the file.
        prepare: brings the window there; returns what is photographed.
        part: which part of that, "all", "right", "left" or "low".
    """

    name: str
    prepare: Callable[[FilmSet], QWidget]
    part: str = "all"


def _window(at: FilmSet) -> QWidget:
    at.go_live()
    at.window.sidebar.show_page("portrait")
    at.pause(1.5)
    return at.window


def _avatars(at: FilmSet) -> QWidget:
    at.go_live()
    at.window.sidebar.show_page("portrait")
    at.window.model.change(avatar="edda")
    at.wait(lambda: at.window.model.status.avatar == "edda", "the other avatar")
    at.pause(2.0)
    return at.window


def _voice(at: FilmSet) -> QWidget:
    at.go_live()
    at.window.sidebar.show_page("voice")
    at.wait(lambda: at.window.model.status.voice.talking, "somebody speaks")
    at.pause(0.7)
    return at.window


def _calls(at: FilmSet) -> QWidget:
    at.go_live()
    at.window.sidebar.show_page("outputs")
    cable = at.window.sound_output.cable
    at.wait(lambda: cable.status is not None and not cable.busy, "the cable is looked at")
    if cable.status is not None and cable.status.state == "missing":  # else there is no sound server
        cable.create()
        listed = at.window.devices
        at.wait(lambda: cable.chosen and any(one.virtual for one in listed.outputs), "the cable is made and listed")
    at.pause(2.0)
    return at.window


def _profiles(at: FilmSet) -> QWidget:
    book, model = at.window.around.book, at.window.model
    for name, avatar, voice in _PROFILES:
        model.change(avatar=avatar, voice=voice)
        book.save_as(name)
    at.pause(1.0)
    at.window.around.manage_profiles()
    at.pause(0.5)
    dialog = at.window.around.dialog
    assert isinstance(dialog, QDialog)
    return dialog


def _recording(at: FilmSet) -> QWidget:
    at.go_live()
    at.window.sidebar.show_page("portrait")
    at.window.commands.record()
    at.wait(lambda: at.window.model.status.recorded_s > 4.0, "four seconds are recorded")
    return at.window


def _private(at: FilmSet) -> QWidget:
    at.window.model.stop_recording()
    at.wait(lambda: at.window.messages.isVisible(), "the recording is complete")
    at.window.messages.dismiss()
    at.window.actions_["panic"].trigger()
    at.pause(1.5)
    return at.window


def _trouble(at: FilmSet) -> QWidget:
    at.window.actions_["panic"].trigger()
    at.stop()
    at.window.messages.clear_errors()
    at.window.messages.dismiss()
    at.window.model.change(camera="/dev/video99")
    at.window.model.start()
    at.wait(lambda: "not connected" in at.window.messages.words, "the message")
    at.pause(0.5)
    return at.window


def _face(at: FilmSet) -> QWidget:
    at.go_live()
    at.window.sidebar.show_page("motion")
    at.pause(2.0)
    return at.window


def _welcome(at: FilmSet) -> QWidget:
    at.window.model.change(camera="demo")
    at.window.commands.welcome.show()
    dialog = at.window.commands.welcome.dialog
    assert dialog is not None
    at.wait(lambda: dialog.camera.speed.state == "good", "the picture of the film")
    dialog.show_step(2)
    at.pause(2.0)
    return dialog


def scenes() -> list[Scene]:
    """Return the pictures in the order in which they are taken."""
    return [
        Scene("window", _window),
        Scene("start", _window),
        Scene("face", _face, "right"),
        Scene("avatars", _avatars, "right"),
        Scene("voice", _voice, "right"),
        Scene("calls", _calls, "right"),
        Scene("recording", _recording, "low"),
        Scene("profiles", _profiles),
        Scene("private", _private, "left"),
        Scene("trouble", _trouble, "left"),
        Scene("welcome", _welcome),
    ]


def _region(widget: QWidget, part: str) -> QRect:
    """Return the part of a widget that is shown."""
    size = _PART_PX.boundedTo(widget.size())
    low = size.height() * 2 // 3
    return {
        "all": widget.rect(),
        "right": QRect(widget.width() - size.width(), 0, size.width(), size.height()),
        "left": QRect(0, 0, size.width(), size.height()),
        "low": QRect(0, widget.height() - low, widget.width() * 3 // 4, low),
    }[part]


def draw(folder: Path, only: list[str]) -> list[Path]:
    """Take the pictures, all or those with these names, and write them as JPEG. Raises TimeoutError, OSError."""
    settings = Settings(camera="demo", microphone="camera", mirror_preview=False, theme="dark", language="en")
    written = []
    with film_set(settings) as at:
        for scene in scenes():
            if only and scene.name not in only:
                continue
            widget = scene.prepare(at)
            picture = widget.grab(_region(widget, scene.part)).toImage()
            if scene.name == "start":
                picture = picture.scaledToWidth(960, Qt.TransformationMode.SmoothTransformation)
            path = folder / f"{scene.name}.jpg"
            if not picture.save(str(path), quality=_QUALITY):
                raise OSError(f"{path} cannot be written")
            written.append(path)
            if isinstance(widget, QDialog):
                widget.reject()
        at.window.sound_output.cable.release()
    return written


def main(arguments: list[str]) -> int:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m app.ui.guide.draw", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="take only this picture")
    args = parser.parse_args(arguments)
    for path in draw(args.folder, args.only):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
