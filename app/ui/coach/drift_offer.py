"""DriftOffer: offers a new calibration when the user sits otherwise than at the last one; never makes one by itself."""

import time

from PySide6.QtCore import QObject

from app.session_status import SessionStatus
from app.ui.coach.coach_words import CoachWords
from app.ui.inputs.drivers import is_film
from app.ui.message import Message
from app.ui.session_model import Phase, SessionModel

_PAUSE_S = 120.0  # who does not want to is not asked again soon


class DriftOffer(QObject):
    """Watches the status; one message for each change."""

    def __init__(self, model: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._words = model, CoachWords(self)
        self._told = ""
        self._told_s = -1e9
        model.status_changed.connect(self._look)

    def _look(self, status: SessionStatus) -> None:
        drift = status.calibration.drift
        if self._model.phase is not Phase.RUNNING or is_film(self._model.settings.camera):
            self._told = ""
            return
        if not drift:
            self._told = ""
        elif not self._told and time.monotonic() - self._told_s >= _PAUSE_S:
            self._told, self._told_s = drift, time.monotonic()
            text, advice = self._words.drift(drift)
            act = self._model.calibrate
            self._model.message.emit(Message(text, advice, action=self.tr("Calibrate"), act=act))
