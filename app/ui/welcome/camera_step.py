"""CameraStep: the user's own picture, and in words whether light and distance will do."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.settings import Settings
from app.ui.coach.coach_words import CoachWords
from app.ui.inputs.camera_panel import CameraPanel
from app.ui.parts.widgets import sentence
from app.ui.preview.face_box import face_box
from app.ui.preview.picture_view import PictureView
from app.ui.session_model import Phase, SessionModel
from app.ui.welcome.finding import Finding
from app.ui.welcome.step import Step

if TYPE_CHECKING:
    from app.live.camera_judge import CameraFindings, CameraJudge
    from app.live.camera_look import CameraLook

_PICTURE_MS, _WORDS_EVERY = 33, 8  # words change at most four times a second, so that they can be read
_LANE = "session"  # behind what a performance still does with the camera, and before the next one opens it
_SIDE_PX = 268


def new_look(settings: Settings) -> "CameraLook":
    """Open the camera to look at it; takes a while, so not on the GUI thread. Raises AppError, ModelError."""
    from app.live.camera_look import CameraLook

    look = CameraLook(settings)
    look.start()
    return look


def new_judge(settings: Settings) -> "CameraJudge":
    """Make what judges the pictures of a performance that runs already."""
    from app.live.camera_judge import CameraJudge

    return CameraJudge(mirrored=settings.mirror_input)


class CameraStep(Step):
    """The picture on the left; picker and findings on the right.

    Attributes:
        look: the camera as it is open now, None while it is not.
    """

    def __init__(self, model: SessionModel, open_film: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_words(
            self.tr("Camera"),
            self.tr("Can the camera see you well?"),
            self.tr("The portrait moves like the face in this picture. Nobody else ever sees it."),
        )
        self._model = model
        self._wanted = 0  # counts openings; what belongs to an earlier one is not shown any more
        self._ticks = 0
        self._seen: tuple[str, str] = ("", "")
        self.look: CameraLook | None = None
        self._judge: CameraJudge | None = None
        self._coach = CoachWords(self)
        self.picture = PictureView(self.tr("You"), "virtual_camera", self)
        self.picture.show_face = True
        self.picture.setMinimumSize(360, 270)
        self.panel = CameraPanel(model, open_film, self)
        self.panel.crop.hide()  # that is for later
        self.light, self.place = Finding(self.tr("Light"), self, room=2), Finding(self.tr("Place"), self, room=2)
        self.speed = Finding(self.tr("Picture"), self, room=2)
        self.again_button = QPushButton(self.tr("Try again"), self)
        self.again_button.setToolTip(self.tr("Open the camera once more"))
        self.again_button.clicked.connect(self._reopen)
        self.demo_button = QPushButton(self.tr("Use the demo film"), self)
        self.demo_button.setToolTip(self.tr("Let a short film with a speaking face drive the portrait instead"))
        self.demo_button.clicked.connect(lambda: model.change(camera="demo"))
        self.body.addLayout(self._make_row(), 1)
        self._timer = QTimer(self, interval=_PICTURE_MS)
        self._timer.timeout.connect(self._tick)
        model.settings_changed.connect(self._show_settings)
        model.phase_changed.connect(lambda _: self._reopen())

    def _make_row(self) -> QHBoxLayout:
        side = QWidget(self)
        side.setFixedWidth(_SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.panel)
        for part in (self.light, self.place, self.speed, self.again_button, self.demo_button):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.picture, 1)
        row.addWidget(side)
        return row

    # -- opening and releasing

    @property
    def has_none(self) -> bool:
        """Whether there is no camera, and nothing else was chosen."""
        return self.panel.none_found and not self._model.settings.camera

    def enter(self) -> None:
        """Look for cameras and open the chosen one."""
        super().enter()
        self.panel.refresh()
        self._reopen()

    def leave(self) -> None:
        """Release the camera."""
        super().leave()
        self._timer.stop()
        self._release()

    def _release(self) -> None:
        self._wanted += 1
        look, self.look, self._judge = self.look, None, None
        if look is not None:
            self._model.background.run(look.stop, lane=_LANE)

    def _reopen(self) -> None:
        """Open the camera anew, or watch the running performance, which has it open."""
        if not self.shown:
            return
        self._release()
        settings = self._model.settings
        self._seen = (settings.camera, settings.face_engine)
        self.picture.mirrored = settings.mirror_preview
        self.picture.show_picture(None)
        self.picture.set_live(False)
        self.picture.set_caption(self.tr("Driver") if self._film else self.tr("You"))
        self.picture.say(self.tr("Opening the film…") if self._film else self.tr("Opening the camera…"))
        self._show_parts(failed=False)
        for finding in (self.light, self.place, self.speed):
            finding.show_finding("waiting", "")
        self._timer.start()
        if self._model.phase in (Phase.STOPPED, Phase.FAILED):
            number = self._wanted

            def opened(look: "CameraLook") -> None:
                if number == self._wanted:
                    self.look = look
                else:
                    self._model.background.run(look.stop, lane=_LANE)

            def failed(text: str, advice: str) -> None:
                if number == self._wanted:
                    self._show_failure(text, advice)

            self._model.background.run(lambda: new_look(settings), opened, failed, lane=_LANE)
        else:
            self._judge = new_judge(settings)

    def _show_settings(self, settings: Settings) -> None:
        self.picture.mirrored = settings.mirror_preview
        if (settings.camera, settings.face_engine) != self._seen:
            self._reopen()

    # -- showing

    def _tick(self) -> None:
        self._ticks += 1
        frame = None
        if self.look is not None:
            frame = self.look.picture.poll()
        elif self._judge is not None and (frame := self._model.self_frame()) is not None:
            self._judge.see(frame)
        if frame is not None and frame.index >= 0:
            self.picture.show_picture(frame.image, face_box(frame.face))
            self.picture.say("")
            self.picture.set_live(True)
        if self._ticks % _WORDS_EVERY == 0:
            self._show_words()

    def _show_words(self) -> None:
        if self.look is not None:
            status = self.look.status()
            if status.state == "failed":
                self._show_failure(status.error, status.advice)
            elif status.state == "looking":
                self._show_findings(status.findings)
        elif self._judge is not None:
            self._show_findings(self._judge.findings())

    def _show_failure(self, text: str, advice: str) -> None:
        self._timer.stop()
        self.picture.show_picture(None)
        self.picture.set_live(False)
        self.picture.say(sentence(text), sentence(advice))
        self._show_parts(failed=True)
        self._release()

    def _show_parts(self, *, failed: bool) -> None:
        """Show what there is to find, of a film only its rate; or what can be done where there is no picture."""
        for finding in (self.light, self.place):
            finding.setVisible(not failed and not self._film)
        self.speed.setVisible(not failed)
        self.again_button.setVisible(failed)
        self.demo_button.setVisible(failed and self._model.settings.camera != "demo")

    def _show_findings(self, found: "CameraFindings") -> None:
        self.light.show_finding(*self._words(found, found.light))
        self.place.show_finding(*self._words(found, found.place))
        size = self.tr("{width} × {height}, {rate:.0f} pictures a second")
        words = size.format(width=found.width, height=found.height, rate=found.rate_hz) if found.rate_hz else ""
        slow = 0 < found.rate_hz < 0.6 * self._model.settings.fps
        advice = self.tr("That is slow: more light often helps.") if slow and not self._film else ""
        self.speed.show_finding("poor" if advice else "good" if words else "waiting", f"{words}\n{advice}".strip())

    @property
    def _film(self) -> bool:
        camera = self._model.settings.camera
        return camera == "demo" or "://" in camera or Path(camera).is_file()

    def _words(self, found: "CameraFindings", advice: str) -> tuple[str, str]:
        """Return the state of a finding and its words: the coach's, as while one is live."""
        if not found.known:
            return "waiting", self.tr("Looking…")
        if not advice:
            return "good", self.tr("Good.")
        title, hint = self._coach.advice(advice)
        return "poor", self.tr("{what}. {why}").format(what=title, why=hint)
