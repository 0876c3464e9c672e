"""OriginalPanel: lets the user's own voice through, after a question, and for this performance only."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.parts.widgets import Section, SwitchRow, soft_label
from app.ui.session_model import Phase, SessionModel


class OriginalPanel(Section):
    """One switch; switching it on asks first, switching it off never does."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Without disguise"), parent)
        self._model = model
        self.dialog: OriginalDialog | None = None
        self.row = SwitchRow(self.tr("Let my own voice through"), "", self)
        self.row.toggled.connect(self._switched)
        self.hint = soft_label(parent=self)
        self.body.addWidget(self.row)
        self.body.addWidget(self.hint)
        model.voice.changed.connect(self._show)
        model.phase_changed.connect(lambda _: self._show())
        self._show()

    def _switched(self, on: bool) -> None:
        if not on:
            self._model.voice.pass_original(False)
            return
        self._show()  # off until it is confirmed
        self.dialog = OriginalDialog(self.window())
        self.dialog.confirmed.connect(lambda: self._model.voice.pass_original(True))
        self.dialog.finished.connect(self._answered)
        self.dialog.open()

    def _answered(self, _: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _show(self) -> None:
        running, on = self._model.phase is Phase.RUNNING, self._model.voice.original
        self.row.set_on(on)
        self.row.switch.setEnabled(running)
        why = self.tr("Others hear your own voice until you switch this off or stop; it asks first")
        self.row.switch.setToolTip(why if running else self.tr("Only while the performance runs"))
        off = self.tr("Off. It is never on when you start.")
        self.hint.setText(self.tr("On: everybody hears who you are.") if on else off)
        self.hint.setProperty("role", "alarm" if on else "soft")
        self.hint.style().polish(self.hint)


class OriginalDialog(QDialog):
    """Asks once more; the safe answer is the default."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("My own voice"))
        self.setMinimumWidth(440)
        title = QLabel(self.tr("Let your own voice through?"), self)
        title.setProperty("role", "title")
        words = self.tr(
            "Everybody who hears the output will hear your real voice, unchanged. A red badge stays on the preview; "
            "it ends when you switch it off or stop."
        )
        keep = QPushButton(self.tr("Stay disguised"), self)
        keep.setProperty("role", "primary")
        keep.setDefault(True)
        keep.setToolTip(self.tr("Others go on hearing the chosen voice"))
        keep.clicked.connect(self.reject)
        self.through_button = QPushButton(self.tr("Let it through"), self)
        self.through_button.setProperty("role", "danger")
        self.through_button.setAutoDefault(False)
        self.through_button.setToolTip(self.tr("Others hear your real voice until you switch this off or stop"))
        self.through_button.clicked.connect(self._confirm)
        row = QHBoxLayout()
        row.addWidget(self.through_button)
        row.addStretch(1)
        row.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(title)
        column.addWidget(soft_label(words, self))
        column.addLayout(row)

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()
