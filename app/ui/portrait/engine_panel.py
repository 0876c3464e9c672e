"""EnginePanel: what moves the portrait, where it computes, and why there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QWidget

from app.ui.languages.translator import told
from app.ui.parts.widgets import Section, Segments, sentence, soft_label
from app.ui.portrait.engine_control import EngineControl
from app.ui.session_model import Phase, SessionModel

IMPORT_COMMAND = "likeness models import FILE --as vox-adv-cpk"


class EnginePanel(Section):
    """Two engines of which one is chosen, the device of the one that has a choice, and a line that says how it is."""

    def __init__(self, model: SessionModel, control: EngineControl, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Engine"), parent)
        self._model, self._control = model, control
        self._landmark_tip = self.tr("Moves the photo itself by landmarks: sharp, fluent on any processor")
        self._fomm_tip = self.tr("A network draws the face anew; it needs weights and, to be fluent, a graphics card")
        self.engine = Segments(
            [
                ("landmark", self.tr("Landmarks"), self._landmark_tip),
                ("fomm", self.tr("First-order motion"), self._fomm_tip),
            ],
            self,
        )
        self.engine.chosen.connect(control.choose)
        self.body.addWidget(self.engine)
        self.device = self._make_device()
        self.body.addWidget(self.device)
        self.hint = soft_label(parent=self)
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # a command to copy
        self.body.addWidget(self.hint)
        control.changed.connect(self._show)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_again)
        self._show()

    def _make_device(self) -> QComboBox:
        picker = QComboBox(self)
        picker.addItem(self.tr("Best device that passes a test"), "auto")
        picker.addItem(self.tr("Processor"), "cpu")
        picker.addItem(self.tr("NVIDIA graphics card"), "cuda")
        picker.addItem(self.tr("Apple graphics"), "mps")
        picker.setAccessibleName(self.tr("Device"))
        picker.setToolTip(self.tr("Where the network computes; never changed behind your back"))
        picker.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        picker.activated.connect(lambda index: self._control.choose_device(picker.itemData(index)))
        return picker

    def _look_again(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._control.lack and self.isVisible():
            self._control.look()

    def _show(self) -> None:
        settings, lack = self._model.settings, self._control.lack
        self.engine.select(settings.engine)
        button = self.engine.button("fomm")
        button.setEnabled(not lack)
        button.setToolTip(f"{self._fomm_tip}\n{lack}" if lack else self._fomm_tip)
        self.device.setVisible(settings.engine == "fomm")
        self.device.setCurrentIndex(max(self.device.findData(settings.device), 0))
        words, role = self._words()
        if words != self.hint.text():
            self.hint.setText(words)
        self.hint.setVisible(bool(words))
        if role != self.hint.property("role"):
            self.hint.setProperty("role", role)
            self.hint.style().polish(self.hint)

    def _words(self) -> tuple[str, str]:
        status, running = self._model.status, self._model.phase is Phase.RUNNING
        if self._control.loading:
            return self.tr("Being loaded; until then the portrait goes on as it is."), "soft"
        if self._control.kept:
            return self.tr("Not switched: {why}").format(why=sentence(self._control.kept)), "warning"
        if running and status.refused:
            refused = self.tr("Your calm face could not be taken: {why}. Look straight ahead and calibrate.")
            return refused.format(why=told(status.refused)), "warning"
        if running and status.runs_on:
            return self.tr("Runs on {place}").format(place=told(status.runs_on)), "soft"
        if self._control.lack:
            needs = self.tr("First-order motion needs weights that you bring:")
            return f"{needs} {IMPORT_COMMAND}", "soft"
        if self._model.settings.engine == "fomm":
            return self.tr("Tests itself when you start, and says here where it runs and why."), "soft"
        return "", "soft"
