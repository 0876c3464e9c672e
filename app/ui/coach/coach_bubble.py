"""CoachBubble: the coach over the preview, while the calm face is being chosen or was a poor one."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.session_status import CalibrationStatus, SessionStatus
from app.ui.coach.coach_picture import CoachPicture
from app.ui.coach.coach_words import CoachWords
from app.ui.inputs.drivers import is_film
from app.ui.look import theme
from app.ui.session_model import Phase, SessionModel

_WIDTH_PX, _HEIGHT_PX, _MARGIN_PX, _PICTURE_PX = 300, 76, 14, 58
_STAYS_MS = 2500  # after all is well, so that the good news is seen, too
_POOR = 40


class CoachBubble(QWidget):
    """Lies in the lower left corner of the preview and takes no clicks; says nothing while a film drives.

    Attributes:
        title, hint: what it says.
    """

    def __init__(self, model: SessionModel, over: QWidget) -> None:
        super().__init__(over)
        self._model, self._words = model, CoachWords(self)
        self.title = self.hint = ""
        self.picture = CoachPicture(_PICTURE_PX, self, over_picture=True)
        self.picture.move(10, (_HEIGHT_PX - _PICTURE_PX) // 2)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(_WIDTH_PX, _HEIGHT_PX)
        self._leave = QTimer(self, interval=_STAYS_MS, singleShot=True)
        self._leave.timeout.connect(self.hide)
        self._wanted = False
        over.installEventFilter(self)
        model.settings_changed.connect(self.picture.follow)
        self.picture.follow(model.settings)
        model.status_changed.connect(self._show)
        model.phase_changed.connect(lambda _: self._show(model.status))
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return QSize(_WIDTH_PX, _HEIGHT_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.move(_MARGIN_PX, parent.height() - self.height() - _MARGIN_PX)

    def _show(self, status: SessionStatus) -> None:
        calibration = status.calibration
        if self._model.phase is not Phase.RUNNING or is_film(self._model.settings.camera):
            self._wanted = False
            self._leave.stop()
            self.hide()
            return
        wanted = _needs(calibration)
        if wanted:
            self._leave.stop()
            advice = calibration.advice[0] if calibration.advice else ""
            self._say(advice, *(self._words.advice(advice) if advice else self._words.choosing()))
        elif self._wanted:
            self._say("", self._words.state(calibration), self._words.advice("")[0])
            self._leave.start()
        self._wanted = wanted

    def _say(self, advice: str, title: str, hint: str) -> None:
        self.picture.show_advice(advice)
        if (title, hint) != (self.title, self.hint):
            self.title, self.hint = title, hint
            self.setAccessibleName(title)
            self.setAccessibleDescription(hint)
            self.update()
        if self.isHidden():
            self._place()
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the words; they are on a picture, so their colours are the same in every theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(14, 16, 20, 225))
        painter.drawRoundedRect(QRectF(self.rect()), 14, 14)
        font = self.font()
        left, width = _PICTURE_PX + 22, self.width() - _PICTURE_PX - 34
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        font.setPixelSize(15)
        font.setBold(True)
        title = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 100), flags, self.title)
        small = self.font()
        small.setPixelSize(12)
        hint = QFontMetricsF(small).boundingRect(QRectF(0, 0, width, 100), flags, self.hint)
        top = (self.height() - title.height() - hint.height() - 2) / 2
        painter.setFont(font)
        painter.setPen(QColor(theme.OVER_PICTURE))
        painter.drawText(QRectF(left, top, width, title.height()), flags, self.title)
        painter.setFont(small)
        painter.setPen(QColor(theme.OVER_PICTURE_SOFT))
        painter.drawText(QRectF(left, top + title.height() + 2, width, hint.height() + 2), flags, self.hint)
        painter.end()


def _needs(calibration: CalibrationStatus) -> bool:
    """Whether the user should look here: nothing is chosen yet, or what was chosen is poor and he could do better."""
    if calibration.state == "choosing":
        return True
    return bool(calibration.advice) and (calibration.state == "waiting" or calibration.score < _POOR)
