"""WindowCommands: what each command of the window does."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.recordings import film_suffix, new_file
from app.ui.around.leaving import Leaving
from app.ui.avatars.avatar_commands import AvatarCommands
from app.ui.help.help_dialog import HelpDialog
from app.ui.inputs.crop_commands import CropCommands
from app.ui.inputs.open_film_dialog import FILM_SUFFIXES, OpenFilmDialog
from app.ui.key_maps import KEY_MAPS
from app.ui.message import Level, Message
from app.ui.outputs.stream_commands import StreamCommands
from app.ui.parts.screenshots import to_clear_image
from app.ui.preview.picture_view import to_image
from app.ui.session_model import Phase
from app.ui.voices.voice_commands import VoiceCommands
from app.ui.welcome.opening import Welcome

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_OVERLAY_STEP = 0.1
_COMPLETE_S = 10.0  # the encoder needs less, even on a busy machine


class WindowCommands(QObject):
    """The commands of one window.

    Attributes:
        closing: the window is on its way out; nothing new is begun.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._model = window.model
        self.closing = False
        self.help_dialog: HelpDialog | None = None
        self.voices = VoiceCommands(window)
        self.avatars = AvatarCommands(window)
        self.crop = CropCommands(window.model, window)
        self.welcome = Welcome(window)
        self.leaving = Leaving(window)
        self.stream = StreamCommands(window.model, window)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return the handler of each action."""
        return {
            "start_stop": self.start_stop,
            "panic": lambda: self._model.voice.pause(not self._model.voice.paused),
            "mute": lambda: self._model.voice.mute(not self._model.voice.muted),
            "calibrate": self._model.calibrate,
            "mirror": lambda: self._model.change(mirror_preview=not self._model.settings.mirror_preview),
            "mirror_output": lambda: self._model.change(mirror_output=not self._model.settings.mirror_output),
            "record": self.record,
            "virtual_camera": self.virtual_camera,
            "stream": self.stream.switch,
            "screenshot": self.screenshot,
            "self_view": lambda: self._model.change(self_view=not self._model.settings.self_view),
            "overlay": self.overlay,
            "overlay_less": lambda: self.fade_overlay(-_OVERLAY_STEP),
            "overlay_more": lambda: self.fade_overlay(_OVERLAY_STEP),
            **self.crop.handlers(),
            "landmarks": lambda: self._model.change(landmarks=not self._model.settings.landmarks),
            "previous_avatar": lambda: self._window.avatars.step(-1),
            "next_avatar": lambda: self._window.avatars.step(1),
            "reload_avatars": self._window.avatars.reload,
            "add_avatar": self.avatars.choose_photo,
            "open_film": self.open_film,
            "add_voice": self.voices.add,
            "page_portrait": lambda: self._window.sidebar.show_page("portrait"),
            "page_motion": lambda: self._window.sidebar.show_page("motion"),
            "page_voice": lambda: self._window.sidebar.show_page("voice"),
            "page_outputs": lambda: self._window.sidebar.show_page("outputs"),
            "full_screen": lambda: self._window.set_bare(not self._window.isFullScreen()),
            "help": self.help,
            "quit": self._window.close,
        }

    def start_stop(self) -> None:
        """Start when nothing runs, else stop."""
        if self._model.phase in (Phase.STOPPED, Phase.FAILED):
            self._model.start()
        else:
            self._model.stop()

    def virtual_camera(self) -> None:
        """Switch the virtual camera."""
        on = self._model.settings.virtual_camera == "none"
        self._model.change(virtual_camera="auto" if on else "none")

    def overlay(self) -> None:
        """Lay the camera over the portrait, or put it back beside it."""
        over = self._model.settings.self_view and self._model.settings.self_view_over
        self._model.change(self_view=True, self_view_over=not over)

    def fade_overlay(self, step: float) -> None:
        """Let the overlay cover more or less, by this share; it comes if it was not there."""
        opacity = min(max(self._model.settings.self_view_opacity + step, 0.1), 0.9)
        self._model.change(self_view=True, self_view_over=True, self_view_opacity=round(opacity, 2))

    def record(self) -> None:
        """Begin or finish a recording."""
        if self._model.recording is not None:
            self._model.stop_recording()
            return
        try:
            path = new_file(self._model.settings, film_suffix(self._model.settings))
        except OSError as error:
            self._tell(self.tr("The folder for recordings cannot be used: {why}").format(why=error), Level.ERROR)
        else:
            self._model.start_recording(path)
        self._window.actions_["record"].setChecked(self._model.recording is not None)

    def recording_changed(self, recording: bool) -> None:
        """Tell where a finished recording lies, once its last pictures are written."""
        path = self._model.last_recording
        if not recording and path is not None and not self.closing:
            self._model.background.run(
                lambda: _is_complete(path, lambda: self.closing), lambda ok: self._recorded(path, ok), lane="recording"
            )

    def _recorded(self, path: Path, complete: bool) -> None:
        if complete:
            text = self.tr("Recorded: {name}").format(name=path.name)
            show = self._window.outputs.show_file
            self._model.message.emit(Message(text, action=self.tr("Show file"), act=show))

    def screenshot(self) -> None:
        """Save the newest portrait, not the window, as a picture; off the GUI thread."""
        picture = self._window.preview.avatar.picture
        if picture is None:
            return
        matte = self._window.preview.matte

        def save() -> Path:
            path = new_file(self._model.settings, ".png")
            if not (to_image(picture) if matte is None else to_clear_image(picture, matte)).save(str(path)):
                raise OSError(self.tr("The picture cannot be written to {path}").format(path=path))
            return path

        self._model.background.run(save, self._saved, lambda text, _: self._tell(text, Level.ERROR), lane="screenshot")

    def _saved(self, path: Path) -> None:
        text = self.tr("Saved: {name}").format(name=path.name)
        show = self._window.outputs.show_folder
        self._model.message.emit(Message(text, action=self.tr("Show file"), act=lambda: show(path.parent)))

    def open_film(self) -> None:
        """Ask for a film or a stream."""
        dialog = OpenFilmDialog(self._window)
        dialog.chosen.connect(lambda address: self._model.change(camera=address))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_files(self, paths: list[str]) -> None:
        """Use what was dropped on the window: a film drives, a picture becomes an avatar."""
        files = [Path(path) for path in paths if path and Path(path).is_file()]
        if not files:
            self._tell(
                self.tr("Only files can be dropped here"),
                Level.WARNING,
                self.tr("Save the picture first, then drop it."),
            )
        elif self.voices.take_file(files[0]) or self.avatars.take_file(files[0]):
            pass
        elif files[0].suffix.lower() in FILM_SUFFIXES:
            self._model.change(camera=str(files[0].resolve()))
        else:
            for photo in files:
                self.avatars.add_photo(photo)

    def with_way_out(self, message: Message) -> Message:
        """Offer the engine that needs nothing, or the demo film when a camera or film could not be opened."""
        if message.act is None and self._model.settings.engine != "landmark" and self._window.engine_control.lack:
            act = self._use_landmarks
            return replace(message, action=self.tr("Use the landmark engine"), act=act)
        if message.act is not None or self._model.settings.camera == "demo":
            return message
        return replace(message, action=self.tr("Use the demo film"), act=self._use_demo)

    def _use_landmarks(self) -> None:
        self._model.change(engine="landmark")
        self._model.start()

    def _use_demo(self) -> None:
        self._model.change(camera="demo")
        self._model.start()

    def escape(self) -> None:
        """Leave full screen, else dismiss the message, else quit if the keys in force say so."""
        if self._window.isFullScreen():
            self._window.set_bare(False)
        elif self._window.messages.isVisible() or not KEY_MAPS[self._model.settings.keys].escape_quits:
            self._window.messages.dismiss()
        else:
            self.leaving.quit()  # a key that is easily hit: it asks while others see the performance

    def help(self) -> None:
        """Show the guide, the keys, version and licences."""
        dialog = self.help_dialog = HelpDialog(self._model, self._window)
        dialog.welcome_wanted.connect(self.welcome.show)
        dialog.destroyed.connect(self._help_gone)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _help_gone(self) -> None:
        self.help_dialog = None

    def _tell(self, text: str, level: Level = Level.INFO, advice: str = "") -> None:
        self._model.message.emit(Message(text, advice, level))


def _is_complete(path: Path, closing: Callable[[], bool]) -> bool:
    """Wait until a film exists and has stopped growing; False if that never happens, or nobody waits. Blocks."""
    size, deadline_s = -1, time.monotonic() + _COMPLETE_S
    while time.monotonic() < deadline_s and not closing():
        before, size = size, path.stat().st_size if path.exists() else -1
        if 0 < size == before:
            return True
        time.sleep(0.15)
    return False
