"""CalibrationPanel: how well the calm face was taken, what would make it better, and what is remembered."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QVBoxLayout, QWidget

from app import calibrations
from app.session_status import SessionStatus
from app.settings import Settings
from app.ui.coach.coach_picture import CoachPicture
from app.ui.coach.coach_words import CoachWords
from app.ui.inputs.drivers import is_film
from app.ui.message import Message
from app.ui.parts.widgets import Section, SwitchRow, soft_label
from app.ui.session_model import Phase, SessionModel

_PICTURE_PX = 64


class CalibrationPanel(Section):
    """A picture and words that guide, a bar that says how good this moment is, a button, two switches."""

    def __init__(self, model: SessionModel, calibrate: QAction, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Calibration"), parent)
        self._model, self._words = model, CoachWords(self)
        self.picture = CoachPicture(_PICTURE_PX, self)
        self.title = QLabel(self)
        self.title.setWordWrap(True)
        self.hint = soft_label(parent=self)
        self.quality = QProgressBar(self)
        self.quality.setRange(0, 100)
        self.quality.setTextVisible(False)
        self.quality.setAccessibleName(self.tr("How good a calibration would be now"))
        self.quality.setToolTip(self.tr("How good a calibration would be at this moment"))
        self.state = soft_label(parent=self)
        self.button = self._make_button(calibrate)
        self.remember = SwitchRow(
            self.tr("Remember it"),
            self.tr("Your calm face is kept for each camera and avatar, as numbers, on this computer only"),
            self,
        )
        self.remember.toggled.connect(lambda on: model.change(remember_calibration=on))
        self.forget = QToolButton(self)
        self.forget.setProperty("role", "flat")
        self.forget.setText(self.tr("Forget all"))
        self.forget.setToolTip(self.tr("Forget what is remembered of all cameras and avatars"))
        self.forget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.forget.clicked.connect(self._forget)
        self.watch = SwitchRow(
            self.tr("Tell me when I have moved"),
            self.tr("Offers a new calibration when you sit otherwise; it is never made by itself"),
            self,
        )
        self.watch.toggled.connect(lambda on: model.change(watch_calibration=on))
        self._lay_out()
        model.settings_changed.connect(self._show_settings)
        model.status_changed.connect(self._show_status)
        model.phase_changed.connect(lambda _: self._show_status(model.status))
        self._show_settings(model.settings)

    def _make_button(self, calibrate: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("calibratePanelButton")
        button.setDefaultAction(calibrate)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(calibrate.text())
        return button

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.hint)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.picture)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.quality)
        line = QHBoxLayout()
        line.addWidget(self.state, 1)
        line.addWidget(self.button)
        self.body.addLayout(line)
        self.remember.add(self.forget)
        self.body.addWidget(self.remember)
        self.body.addWidget(self.watch)

    def _forget(self) -> None:
        self._model.background.run(calibrations.forget_all, self._forgotten, lane="calibrations")

    def _forgotten(self, count: int) -> None:
        if not count:
            self._model.message.emit(Message(self.tr("Nothing was remembered.")))
            return
        text = self.tr("Forgotten: the calm face of {count} cameras and avatars.").format(count=count)
        undo = self.tr("Undo")
        self._model.message.emit(Message(text, action=undo, act=self._bring_back))

    def _bring_back(self) -> None:
        self._model.background.run(calibrations.restore_all, lane="calibrations")

    def _show_settings(self, settings: Settings) -> None:
        self.picture.follow(settings)
        self.remember.set_on(settings.remember_calibration)
        self.watch.set_on(settings.watch_calibration)
        self._show_status(self._model.status)

    def _show_status(self, status: SessionStatus) -> None:
        live = self._model.phase is Phase.RUNNING
        film = is_film(self._model.settings.camera)
        guided = live and not film
        calibration = status.calibration
        if guided and calibration.state == "waiting" and not calibration.advice:
            title, hint = self._words.state(calibration), ""
            self.picture.show_advice("come")
        elif guided:
            advice = calibration.advice[0] if calibration.advice else ""
            choosing = calibration.state == "choosing" and not advice
            title, hint = self._words.choosing() if choosing else self._words.advice(advice)
            self.picture.show_advice(advice)
        elif film:
            title, hint = self.tr("A film drives the portrait"), self.tr("Its calmest moment is found by itself.")
        else:
            title = self.tr("Starts by itself")
            hint = self.tr("In the first two seconds your calmest moment is taken; this helps you with it.")
        _set(self.title, title)
        _set(self.hint, hint)
        self.picture.setVisible(guided)
        self.quality.setVisible(guided)
        self.quality.setValue(calibration.live_score if guided else 0)
        _set(self.state, self._words.state(calibration) if live else self.tr("Not calibrated yet"))


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
