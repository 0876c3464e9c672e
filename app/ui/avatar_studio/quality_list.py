"""QualityList: what was looked at in a picture, with a tick or a warning, and what to do about it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.ui.avatar_studio.quality_words import QualityWords
from app.ui.look.icons import IconLabel
from app.ui.parts.widgets import soft_label

if TYPE_CHECKING:
    from app.avatar.check import Quality

_ICON_PX = 16


class QualityList(QWidget):
    """A score with its bar, a list of checks in two columns, and the advice below.

    Attributes:
        advice: everything there is to improve, in words.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QualityWords(self)
        self.verdict = QLabel(self)
        self.verdict.setProperty("role", "heading")
        self.verdict.setWordWrap(True)
        self.score = QProgressBar(self)
        self.score.setRange(0, 100)
        self.score.setTextVisible(False)
        self.score.setAccessibleName(self.tr("Quality of the picture"))
        self.advice = soft_label(parent=self)
        self._icons: dict[str, IconLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        for place, (check, name) in enumerate(self._words.checks().items()):
            icon, label = IconLabel(_ICON_PX, self), QLabel(name, self)
            label.setProperty("role", "value")
            row, half = divmod(place, 2)
            grid.addWidget(icon, row, 2 * half, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, row, 2 * half + 1)
            self._icons[check] = icon
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        column.addWidget(self.verdict)
        column.addWidget(self.score)
        column.addLayout(grid)
        column.addWidget(self.advice)

    def show_quality(self, quality: "Quality | None") -> None:
        """Show a judgement; None while there is none."""
        for icon in self._icons.values():
            icon.setVisible(quality is not None)
        if quality is None:
            self.verdict.setText(self.tr("Looking at the picture…"))
            self.advice.setText("")
            self.score.setValue(0)
            return
        bad = {finding.check for finding in quality.findings}
        names = self._words.checks()
        for check, icon in self._icons.items():
            good = check not in bad
            icon.show_icon("tick" if good else "warning", "accent" if good else "warning")
            state = self.tr("{check}: good") if good else self.tr("{check}: could be better")
            icon.setAccessibleName(state.format(check=names[check]))
            icon.setToolTip(icon.accessibleName())
        self.verdict.setText(self._words.verdict(quality.score))
        self.score.setValue(quality.score)
        self.score.setToolTip(self.tr("{score} of 100").format(score=quality.score))
        self.advice.setText("\n".join(self._words.advice(quality)))
