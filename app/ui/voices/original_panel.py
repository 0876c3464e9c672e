"""OriginalPanel: lets the user's own voice through, after a question, and for this performance only."""

from PySide6.QtWidgets import QWidget

from app.ui.parts.ask_dialog import AskDialog, Question
from app.ui.parts.widgets import Section, SwitchRow, soft_label
from app.ui.session_model import Phase, SessionModel


class OriginalPanel(Section):
    """One switch; switching it on asks first, switching it off never does."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Without disguise"), parent)
        self._model = model
        self.dialog: AskDialog | None = None
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
        self.dialog = self._ask()
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

    def _ask(self) -> AskDialog:
        asked = Question(
            window=self.tr("My own voice"),
            question=self.tr("Let your own voice through?"),
            yes=self.tr("Let it through"),
            yes_tip=self.tr("Others hear your real voice until you switch this off or stop"),
            no=self.tr("Stay disguised"),
            no_tip=self.tr("Others go on hearing the chosen voice"),
        )
        words = self.tr(
            "Everybody who hears the output will hear your real voice, unchanged. A red badge stays on the preview; "
            "it ends when you switch it off or stop."
        )
        return AskDialog(asked, [words], self.window(), danger=True)
