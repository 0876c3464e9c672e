"""EngineControl: which engine the user wants, which one runs, and why they may differ."""

from PySide6.QtCore import QObject, Signal

from app.session_status import SessionStatus
from app.ui.languages.translator import told
from app.ui.message import Level, Message
from app.ui.session_model import Phase, SessionModel
from models.engines import lacking, needs_restart
from models.errors import ModelError


class EngineControl(QObject):
    """Chooses the engine for the window. An engine that cannot be made leaves the one that runs, and the choice on it.

    Attributes:
        kept: why what was chosen last could not be made and what ran goes on, "" otherwise.
        lack: why the first-order engine cannot be made, "" if its weights are there or were not looked for yet.
    """

    changed = Signal()
    restart = Signal()

    def __init__(self, model: SessionModel) -> None:
        super().__init__(model)
        self.lack = self.kept = ""
        self._model = model
        self._failures = 0
        model.status_changed.connect(self._follow)
        model.settings_changed.connect(lambda _: self.changed.emit())
        model.phase_changed.connect(lambda _: self.changed.emit())

    def look(self) -> None:
        """See whether the weights are there, off the GUI thread: they may be imported while the window is open."""
        self._model.background.run(lambda: lacking("fomm"), self._looked, lane="weights")

    def _looked(self, problem: ModelError | None) -> None:
        self.lack = "" if problem is None else told(problem.message)
        self.changed.emit()

    def choose(self, name: str) -> None:
        """Take this engine, at once where that is possible."""
        self.kept = ""
        if not needs_restart(name):
            self._model.change(engine=name)
            return
        self.changed.emit()  # the choice stays where it was until the user agrees
        text = self.tr("This engine can only be loaded before the window is opened.")
        advice = self.tr("Restart the program with it; the performance ends.")
        again = self.tr("Restart")
        self._model.message.emit(Message(text, advice, Level.WARNING, again, lambda: self._restart_with(name)))

    def _restart_with(self, name: str) -> None:
        """Keep the choice and ask for a new start of the program."""
        self._model.change(engine=name)
        self.restart.emit()

    def choose_device(self, device: str) -> None:
        """Compute there."""
        self.kept = ""
        self._model.change(device=device)

    @property
    def loading(self) -> bool:
        """What the user wants is not yet what runs."""
        status, settings = self._model.status, self._model.settings
        running = self._model.phase is Phase.RUNNING and bool(status.engine)
        return running and (status.engine, status.device) != (settings.engine, settings.device)

    def _follow(self, status: SessionStatus) -> None:
        """Go back to what runs when something else could not be made; the session has told why."""
        failed = status.failed_switches > self._failures
        self._failures = status.failed_switches
        if not status.engine or self._model.phase is not Phase.RUNNING:
            self.kept = ""
        elif failed and self.loading:
            self.kept = status.notices[-1] if status.notices else self.tr("it could not be made")
            self._model.change(engine=status.engine, device=status.device)
        self.changed.emit()
