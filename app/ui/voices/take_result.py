"""TakeResult: how good a recording of a voice is, as bars and advice."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.look import theme
from app.ui.parts.widgets import sentence, soft_label
from app.ui.voices.voice_library import Take
from models.voice_engines import likeness_score

_GOOD_SPEECH_S, _GOOD_SNR_DB = 10.0, 30.0


class TakeResult(QWidget):
    """Three measures, each with a bar, and what could be better."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(1, 1)
        self.bars: list[ShareBar] = []
        self.values: list[QLabel] = []
        tips = (
            (self.tr("Likeness to itself"), self.tr("How alike its two halves sound: one person measures 90 or more")),
            (self.tr("Speech"), self.tr("Seconds of speech without the pauses")),
            (self.tr("Clarity"), self.tr("How far the voice stands out from the noise behind it")),
        )
        for row, (name, tip) in enumerate(tips):
            label = QLabel(name, self)
            label.setToolTip(tip)
            bar, value = ShareBar(name, self), QLabel(self)
            value.setProperty("role", "value")
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setMinimumWidth(52)
            for place, widget in enumerate((label, bar, value)):
                grid.addWidget(widget, row, place)
            self.bars.append(bar)
            self.values.append(value)
        self.advice = soft_label(parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(grid)
        column.addWidget(self.advice)

    def grade_words(self, take: Take) -> str:
        """Return the grade in words."""
        words: dict[str, str] = {
            "good": self.tr("A good recording"),
            "fair": self.tr("A usable recording"),
            "poor": self.tr("It will do, but it could be much better"),
        }
        return words.get(take.verdict.grade, self.tr("It cannot be used"))

    def show_take(self, take: Take) -> None:
        """Show the measures of this recording."""
        quality = take.quality
        score = likeness_score(quality.self_consistency)
        known = quality.self_consistency > 0
        shares = (score / 100 if known else 0.0, quality.speech_s / _GOOD_SPEECH_S, quality.snr_db / _GOOD_SNR_DB)
        words = (
            str(score) if known else "–",
            self.tr("{seconds:.0f} s").format(seconds=quality.speech_s),
            self.tr("{level:.0f} dB").format(level=quality.snr_db),
        )
        for bar, value, share, text in zip(self.bars, self.values, shares, words, strict=True):
            bar.show_share(share, text)
            value.setText(text)
        calm = self.tr("Nothing to improve.")
        self.advice.setText("\n".join(sentence(line) for line in take.verdict.advice) or calm)


class ShareBar(QWidget):
    """A thin bar for a share; green when it is high, yellow when it is low."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = 0.0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a thin strip."""
        return QSize(80, 14)

    def show_share(self, share: float, words: str) -> None:
        """Fill this share of the bar, 0..1."""
        self.share = min(max(share, 0.0), 1.0)
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track and share."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, self.height() / 2 - 3, self.width(), 6)
        painter.setBrush(QColor(theme.SURFACE_HOVER))
        painter.drawRoundedRect(track, 3, 3)
        if self.share > 0:
            track.setWidth(max(6.0, track.width() * self.share))
            painter.setBrush(QColor(theme.ACCENT if self.share >= 0.6 else theme.WARNING))
            painter.drawRoundedRect(track, 3, 3)
        painter.end()
