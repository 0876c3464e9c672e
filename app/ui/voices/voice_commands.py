"""VoiceCommands: the dialogs in which voices are made and the user's own voice is taught."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.message import Message
from app.ui.voices.enrol_voice_dialog import SOUND_SUFFIXES, EnrolVoiceDialog
from app.ui.voices.own_voice_dialog import OwnVoiceDialog
from app.ui.voices.voice_tasks import VOICE_SUFFIX

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.voice.voice import Voice


class VoiceCommands(QObject):
    """One dialog at a time; it is gone when it is closed.

    Attributes:
        enrol_dialog, own_dialog: what is open, else None.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._model = window.model
        self.enrol_dialog: EnrolVoiceDialog | None = None
        self.own_dialog: OwnVoiceDialog | None = None

    def add(self, file: Path | None = None) -> None:
        """Open the dialog that makes a voice, of a file if one is named."""
        if self.enrol_dialog is None:
            devices = self._window.devices
            has_microphone = bool(devices.microphones) or not devices.looked
            self.enrol_dialog = EnrolVoiceDialog(self._model, self._window, has_microphone=has_microphone)
            self.enrol_dialog.added.connect(self._added)
            self.enrol_dialog.destroyed.connect(self._enrol_gone)
            self.enrol_dialog.open()
        if file is not None:
            self.enrol_dialog.take_file(file)

    def _enrol_gone(self) -> None:
        self.enrol_dialog = None

    def _added(self, voice: "Voice") -> None:
        self._window.sidebar.show_page("voice")
        self._window.voices.reload(choose=voice.id)
        self._model.message.emit(Message(self.tr("“{name}” is ready").format(name=voice.name)))

    def teach(self) -> None:
        """Open the dialog that teaches the user's own voice."""
        if self.own_dialog is None:
            known = bool(self._window.voices.shelf.scores)
            self.own_dialog = OwnVoiceDialog(self._model, known, self._window)
            self.own_dialog.saved.connect(self._taught)
            self.own_dialog.destroyed.connect(self._own_gone)
            self.own_dialog.open()

    def _own_gone(self) -> None:
        self.own_dialog = None

    def _taught(self) -> None:
        if self.own_dialog is not None:
            self._window.voice_engine.own_speech = self.own_dialog.kept
        self._window.voices.reload()
        text = self.tr("Your own voice is known; it counts from the next start.")
        self._model.message.emit(Message(text))

    def close_down(self) -> None:
        """Close what is open: recordings and previews end."""
        others = (self._window.voices.tasks.dialog, self._window.voice_engine.dialog)
        for dialog in (self.enrol_dialog, self.own_dialog, *others):
            if dialog is not None:
                dialog.reject()
        self._window.voices.player.stop()

    def take_file(self, path: Path) -> bool:
        """Use a dropped file: a voice file joins the voices, a sound file becomes a voice; False for others."""
        if path.suffix.lower() == VOICE_SUFFIX:
            self._window.voices.tasks.import_from(path)
        elif path.suffix.lower() in SOUND_SUFFIXES:
            self.add(path)
        else:
            return False
        return True
