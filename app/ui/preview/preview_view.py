"""PreviewView: the portrait with the camera picture beside or over it, pulled from the session at display rate."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.media import VideoFrame
from app.session_status import SessionStatus
from app.settings import Settings
from app.ui.preview.face_box import face_box
from app.ui.preview.picture_layers import Veil
from app.ui.preview.picture_view import PictureView
from app.ui.session_model import Phase, SessionModel

_DISPLAY_MS = 16
_SPARING_MS = 100  # while the computer is busy
_GAP_PX = 12
_AVATAR_SHARE = 0.62  # of the width at most, so that the camera picture beside it stays useful
_WIDE, _WIDE_AVATAR_SHARE = 1.4, 0.72  # a portrait as wide as a call picture needs more of the width
_SELF_HEIGHT = 0.7  # of the height at most, so that the portrait stays the main thing
_FACE_MISSING_POLLS = 5  # half a second without a face before words appear, so that a blink of the tracker shows none


class PreviewView(QWidget):
    """Two picture views and the timer that fills them."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._still: NDArray[np.uint8] | None = None
        self._missing = 0
        self.matte: NDArray[np.uint8] | None = None  # of the portrait on show
        self.avatar = PictureView(self.tr("Avatar"), "person", self)
        self.self_view = PictureView(self.tr("You"), "virtual_camera", self)
        self.self_view.show_face = True
        self.setMinimumSize(320, 90)  # in a low window a message must not push it under the mixer
        for view in (self.avatar, self.self_view):
            view.aspect_changed.connect(self._arrange)
        self._timer = QTimer(self, interval=_DISPLAY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.pull)
        model.phase_changed.connect(self._show_phase)
        model.status_changed.connect(self._show_status)
        model.settings_changed.connect(self._show_settings)
        model.voice.changed.connect(self._show_alarm)
        self._show_settings(model.settings)
        self._show_phase(model.phase)

    def set_still(self, picture: NDArray[np.uint8] | None) -> None:
        """Give the chosen avatar's own picture, (h, w, 3) uint8 RGB; shown while nothing runs."""
        self._still = picture
        if self._model.phase is not Phase.RUNNING:
            self.avatar.show_picture(picture)

    def pull(self) -> None:
        """Show what is new."""
        if self._model.phase is not Phase.RUNNING:
            return
        portrait = self._model.avatar_frame()
        if portrait is not None:
            self.avatar.show_picture(portrait.image)
            self.matte = portrait.alpha
            self.avatar.say("")
        own = self._model.self_frame()
        if own is not None:
            self._show_own(own)

    def _show_own(self, own: VideoFrame) -> None:
        """Show the camera picture where it is wanted."""
        settings, away = self._model.settings, own.index < 0  # the session's stand-in while the camera is away
        points = own.face.landmarks if own.face is not None and settings.landmarks else None
        if settings.self_view and settings.self_view_over:
            veil = None if away else Veil(own.image, settings.self_view_opacity)
            self.avatar.lay_over(veil, points)
        elif away and settings.self_view:
            self.self_view.show_picture(None)
            self.self_view.say(self.tr("No picture comes"), self.tr("It goes on when the camera is back."))
        elif settings.self_view:
            self.self_view.show_picture(own.image, face_box(own.face), points)
            self.self_view.say("")

    def showEvent(self, event: QShowEvent) -> None:
        """Pull only while somebody can see it."""
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while hidden."""
        self._timer.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit both pictures anew."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """Give the portrait the full height and the camera picture the rest, both with their aspect, centred."""
        width, height = self.width(), self.height()
        beside = not self.self_view.isHidden()
        share = _AVATAR_SHARE if self.avatar.aspect < _WIDE else _WIDE_AVATAR_SHARE
        avatar_w, avatar_h = _fit(self.avatar.aspect, share * (width - _GAP_PX) if beside else width, height)
        self_h_limit = min(_SELF_HEIGHT * height, avatar_h)
        self_w, self_h = _fit(self.self_view.aspect, width - _GAP_PX - avatar_w, self_h_limit)
        left = (width - avatar_w - (_GAP_PX + self_w if beside else 0)) // 2
        self.avatar.setGeometry(left, (height - avatar_h) // 2, avatar_w, avatar_h)
        self.self_view.setGeometry(left + avatar_w + _GAP_PX, (height - self_h) // 2, self_w, self_h)

    def _show_phase(self, phase: Phase) -> None:
        live = phase is Phase.RUNNING
        self.avatar.lay_over(None)
        self.avatar.set_live(live)
        self.self_view.set_live(live)
        self._missing = 0
        self.avatar.note("")
        self._show_alarm()
        if live:
            return
        self.avatar.show_picture(self._still)
        self.self_view.show_picture(None)
        if _is_film(self._model.settings.camera):
            self.self_view.say(self.tr("The film appears here"), self.tr("It drives the portrait."))
        else:
            self.self_view.say(self.tr("Your camera appears here"), self.tr("Nobody else sees it."))
        if phase is Phase.STOPPED:
            self.avatar.say(self.tr("Press Start"), self.tr("or the space bar, and the portrait moves like you."))
        elif phase is Phase.STARTING:
            self.avatar.say(self.tr("Starting…"), self.tr("Opening the camera and preparing the portrait."))
            self.self_view.say(self.tr("Opening…"))
        elif phase is Phase.STOPPING:
            closing = self._model.recording is not None
            self.avatar.say(self.tr("Finishing the recording…") if closing else self.tr("Stopping…"))

    def show_failure(self, text: str, advice: str) -> None:
        """Say over the still portrait why it did not start."""
        if self._model.phase is Phase.FAILED:
            self.avatar.say(text, advice)

    def _show_status(self, status: SessionStatus) -> None:
        if self._model.phase is not Phase.RUNNING:
            return
        self._show_alarm()
        interval_ms = _SPARING_MS if "preview" in status.saving else _DISPLAY_MS
        if interval_ms != self._timer.interval():
            self._timer.setInterval(interval_ms)
        self._missing = 0 if status.face or status.frames_out == 0 else self._missing + 1
        missing = self._missing >= _FACE_MISSING_POLLS
        self.avatar.note(self.tr("I cannot see a face: the still portrait is shown") if missing else "")
        several = status.face and status.other_faces > 0
        self.self_view.note(self.tr("Several faces: I follow the marked one") if several else "")

    def _show_alarm(self) -> None:
        """Say in red as long as others hear the user's own voice, or nothing at all."""
        original = self._model.voice.original or self._model.status.voice.original
        live = self._model.phase is Phase.RUNNING
        paused = self.tr("Paused: a still picture, no sound") if self._model.voice.paused else ""
        self.avatar.alarm(paused or (self.tr("Your own voice is heard") if live and original else ""))

    def _show_settings(self, settings: Settings) -> None:
        self.self_view.setVisible(settings.self_view and not settings.self_view_over)
        if not (settings.self_view and settings.self_view_over):
            self.avatar.lay_over(None)
        self.self_view.set_caption(self.tr("Driver") if _is_film(settings.camera) else self.tr("You"))
        if self._model.phase is Phase.STOPPED:
            self._show_phase(Phase.STOPPED)  # the words depend on what drives
        self._arrange()
        self.avatar.mirrored = self.self_view.mirrored = settings.mirror_preview
        self.avatar.update()
        self.self_view.update()


def _fit(aspect: float, width: float, height: float) -> tuple[int, int]:
    """Return the largest width and height in pixels with this aspect that fit."""
    fitted = min(width, height * aspect)
    return max(1, round(fitted)), max(1, round(fitted / aspect))


def _is_film(address: str) -> bool:
    """Whether the driver is a film or a stream and not the user before a camera."""
    return address == "demo" or "://" in address or Path(address).is_file()
