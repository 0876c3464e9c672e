"""CameraShotDialog: takes a photo with the camera, after a count of three, and shows it before it is used."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.media import VideoFrame
from app.settings import Settings
from app.ui.parts.widgets import sentences, soft_label
from app.ui.preview.face_box import face_box
from app.ui.preview.picture_view import PictureView
from app.ui.session_model import Phase, SessionModel

if TYPE_CHECKING:
    from app.live.camera_look import CameraLook

_PICTURE_MS, _COUNT_MS, _COUNT = 33, 700, 3
_LANE = "session"  # behind what a performance still does with the camera, and before the next one opens it


def new_look(settings: Settings) -> "CameraLook":
    """Open the camera to look at it; slow, for a background thread. Raises AppError, ModelError."""
    from app.live.camera_look import CameraLook

    look = CameraLook(settings)
    look.start()
    return look


class CameraShotDialog(QDialog):
    """While a performance runs its camera picture is used, else the camera is opened for as long as this is open.

    Attributes:
        photo: what was taken, (h, w, 3) uint8 RGB; None before.
    """

    taken = Signal(object)  # (h, w, 3) uint8 RGB

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Take a picture"))
        self._model = model
        self._look: CameraLook | None = None
        self._open = True
        self._newest: NDArray[np.uint8] | None = None
        self._left = 0
        self.photo: NDArray[np.uint8] | None = None
        self._build()
        self._timer = QTimer(self, interval=_PICTURE_MS)
        self._timer.timeout.connect(self._tick)
        self._counter = QTimer(self, interval=_COUNT_MS)
        self._counter.timeout.connect(self._count)
        self.finished.connect(self._closed)
        if model.phase is Phase.RUNNING:
            self._timer.start()
        else:
            settings = model.settings
            model.background.run(lambda: new_look(settings), self._opened, self._refused, lane=_LANE)

    def _build(self) -> None:
        title = QLabel(self.tr("Take a picture"), self)
        title.setProperty("role", "title")
        self.picture = PictureView(self.tr("You"), "virtual_camera", self)
        self.picture.mirrored = True  # as in a mirror: so one finds the middle
        self.picture.show_face = True
        self.picture.setMinimumSize(560, 400)
        self.picture.say(self.tr("Opening the camera…"))
        self.hint = soft_label(self.tr("Look straight into the camera, mouth closed, light from the front."), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.setToolTip(self.tr("Close this; no picture is kept"))
        self.cancel_button.clicked.connect(self.reject)
        self.again_button = QPushButton(self.tr("Again"), self)
        self.again_button.setToolTip(self.tr("Throw this picture away and take another"))
        self.again_button.setAutoDefault(False)
        self.again_button.setVisible(False)
        self.again_button.clicked.connect(self._again)
        self.take_button = QPushButton(self.tr("Take the picture"), self)
        self.take_button.setProperty("role", "primary")
        self.take_button.setToolTip(self.tr("Count to three, then take the picture"))
        self.take_button.setDefault(True)
        self.take_button.setEnabled(False)
        self.take_button.clicked.connect(self._act)
        row = QHBoxLayout()
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        row.addWidget(self.again_button)
        row.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addWidget(title)
        column.addWidget(self.picture, 1)
        column.addWidget(self.hint)
        column.addLayout(row)

    # -- the camera

    def _opened(self, look: "CameraLook") -> None:
        if not self._open:
            self._model.background.run(look.stop, lane=_LANE)
            return
        self._look = look
        self._timer.start()

    def _refused(self, text: str, advice: str) -> None:
        if self._open:
            self.picture.say(self.tr("The camera cannot be used"), sentences(text, advice))

    def _frame(self) -> VideoFrame | None:
        return self._look.picture.poll() if self._look is not None else self._model.self_frame()

    def _tick(self) -> None:
        """Show the newest picture, unless one was taken."""
        frame = self._frame()
        if self._look is not None and (status := self._look.status()).state == "failed":
            self._timer.stop()
            self._refused(status.error, status.advice)
            return
        if frame is None or frame.index < 0 or self.photo is not None:
            return
        self._newest = frame.image
        self.picture.say("")
        self.picture.show_picture(frame.image, face_box(frame.face))
        self.take_button.setEnabled(True)

    # -- the picture

    def _act(self) -> None:
        if self.photo is not None:
            self.taken.emit(self.photo)
            self.accept()
        elif not self._counter.isActive():
            self._left = _COUNT
            self._counter.start()
            self._show_count()

    def _count(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._show_count()
            return
        self._counter.stop()
        self.picture.note("")
        if self._newest is None:
            return
        self.photo = np.array(self._newest)
        self.picture.show_picture(self.photo)
        self.again_button.setVisible(True)
        self.take_button.setText(self.tr("Use this picture"))
        self.take_button.setToolTip(self.tr("Make an avatar of this picture"))

    def _show_count(self) -> None:
        self.picture.note(self.tr("{n} …").format(n=self._left))

    def _again(self) -> None:
        self.photo = None
        self.again_button.setVisible(False)
        self.take_button.setText(self.tr("Take the picture"))
        self.take_button.setToolTip(self.tr("Count to three, then take the picture"))

    def _closed(self, _: int) -> None:
        self._open = False
        self._timer.stop()
        self._counter.stop()
        if self._look is not None:
            look, self._look = self._look, None
            self._model.background.run(look.stop, lane=_LANE)
        self.deleteLater()
