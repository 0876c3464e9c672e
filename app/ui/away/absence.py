"""Absence: nobody watches over a picture and a voice that leave while the screen is locked or the computer sleeps."""

from PySide6.QtCore import QObject

from app.live.away import Away
from app.ui.away.screen_watch import ScreenWatch
from app.ui.message import Level, Message
from app.ui.session_model import Phase, SessionModel

_LIVE = (Phase.STARTING, Phase.RUNNING)


class Absence(QObject):
    """Pauses a performance meanwhile, as `Settings.when_away` says; what the user has paused stays so."""

    def __init__(self, model: SessionModel, watch: ScreenWatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._rule = Away()
        watch.locked.connect(lambda on: self._away("locked", on))
        watch.asleep.connect(lambda on: self._away("asleep", on))
        watch.slept.connect(self._has_slept)
        model.voice.changed.connect(self._follow)

    def _away(self, reason: str, on: bool) -> None:
        model = self._model
        if not on:
            if self._rule.ends(reason):
                self._back(reason)
        elif self._rule.begins(reason, model.settings, live=model.phase in _LIVE, paused=model.voice.paused):
            model.voice.pause(True)

    def _has_slept(self) -> None:
        self._away("asleep", True)
        self._away("asleep", False)

    def _back(self, reason: str) -> None:
        """The user is there again."""
        asleep, resume = reason == "asleep", self._model.settings.when_away == "resume"
        text = self.tr("Paused while the computer slept.") if asleep else self.tr("Paused while the screen was locked.")
        if resume:
            self._model.voice.pause(False)
            self._model.message.emit(Message(text, self.tr("Others see and hear you as the avatar again.")))
        else:
            advice = self.tr("Nothing of you has left since. Go on when you are ready.")
            self._model.message.emit(Message(text, advice, Level.WARNING))

    def _follow(self) -> None:
        if not self._model.voice.paused:
            self._rule.forget()
