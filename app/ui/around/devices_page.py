"""DevicesPage: MIDI and OSC: where orders come from, and which key or knob gives which."""

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.control.bindings import parse
from app.control.midi import midi_inputs
from app.control.orders import ORDERS, Kind
from app.errors import AppError, SettingsError
from app.settings import Settings
from app.ui.around.order_words import in_words, order_words
from app.ui.around.remote import Remote
from app.ui.languages.translator import told
from app.ui.message import Message
from app.ui.parts.widgets import SwitchRow, soft_label
from app.ui.session_model import SessionModel

_USUAL_PORT = 9000


class DevicesPage(QWidget):
    """Choose the device, press “Learn”, press the key: bound."""

    def __init__(self, model: SessionModel, remote: Remote, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._remote = model, remote
        self.midi = QComboBox(self)
        self.midi.setAccessibleName(self.tr("MIDI device"))
        self.midi.setToolTip(self.tr("Keys, pads and knobs of this device give orders"))
        self.midi.activated.connect(lambda row: self._model.change(midi_input=str(self.midi.itemData(row) or "")))
        self.osc = SwitchRow("OSC", self.tr("Obey TouchOSC and other programs that speak Open Sound Control"), self)
        self.osc.toggled.connect(self._switch_osc)
        self.port = QSpinBox(self)
        self.port.setRange(1024, 65_535)
        self.port.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.port.setValue(model.settings.osc_port or _USUAL_PORT)
        self.port.setAccessibleName(self.tr("UDP port"))
        self.port.setToolTip(self.tr("The port to which the other program sends"))
        self.port.editingFinished.connect(self._choose_port)
        network = self.tr("Anybody in your network can then give orders. Leave it off outside your home.")
        self.network = SwitchRow(self.tr("Also from other computers and phones"), network, self)
        self.network.toggled.connect(lambda on: self._model.change(osc_from_network=on))
        self.trouble = soft_label(parent=self)
        self.trouble.setProperty("role", "warning")
        self.table = self._make_table()
        self._make_learning()
        self._list_devices()
        remote.learned.connect(self._learned)
        remote.changed.connect(lambda: self._show(model.settings))
        model.settings_changed.connect(self._show)
        self._show(model.settings)

    # -- building

    def _make_table(self) -> QTreeWidget:
        table = QTreeWidget(self)
        table.setObjectName("bindingTable")
        table.setAccessibleName(self.tr("Keys and knobs, and what they do"))
        table.setToolTip(self.tr("What the device sends, and what is done then"))
        table.setHeaderLabels([self.tr("Key or knob"), self.tr("What it does")])
        table.setRootIsDecorated(False)
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.currentItemChanged.connect(lambda *_: self.remove_button.setEnabled(table.currentItem() is not None))
        return table

    def _make_learning(self) -> None:
        self.order = QComboBox(self)
        self.order.setAccessibleName(self.tr("What it does"))
        self.order.setToolTip(self.tr("What the key or knob that you press next will do"))
        for name, words in order_words().items():
            self.order.addItem(words, name)
        self.order.setCurrentIndex(self.order.findData("mute"))
        self.order.currentIndexChanged.connect(lambda _: self._show_argument())
        self.argument = QLineEdit(self)
        self.argument.setPlaceholderText(self.tr("Name"))
        self.argument.setAccessibleName(self.tr("Name"))
        self.argument.setToolTip(self.tr("Name or number of the profile, avatar or voice"))
        self.learn_button = QPushButton(self.tr("Learn"), self)
        self.learn_button.setCheckable(True)
        self.learn_button.setAutoDefault(False)
        self.learn_button.setToolTip(self.tr("Press this, then the key or knob of your device"))
        self.learn_button.toggled.connect(self._learn)
        self.remove_button = QPushButton(self.tr("Remove"), self)
        self.remove_button.setAutoDefault(False)
        self.remove_button.setEnabled(False)
        self.remove_button.setToolTip(self.tr("Forget this line; you can undo it"))
        self.remove_button.clicked.connect(self._remove)
        self._put_together()
        self._show_argument()

    def _put_together(self) -> None:
        midi = QHBoxLayout()
        midi.addWidget(QLabel("MIDI", self))
        midi.addWidget(self.midi, 1)
        osc = QHBoxLayout()
        osc.addWidget(self.osc, 1)
        osc.addWidget(self.port)
        learn = QHBoxLayout()
        for widget, stretch in ((self.order, 2), (self.argument, 1), (self.learn_button, 0), (self.remove_button, 0)):
            learn.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(9)
        for row in (midi, osc):
            column.addLayout(row)
        column.addWidget(self.network)
        column.addWidget(self.trouble)
        hint = self.tr("OSC addresses like /likeness/mute or /likeness/profile are understood without being learned.")
        column.addWidget(self.table, 1)
        column.addLayout(learn)
        column.addWidget(soft_label(hint, self))

    def _list_devices(self) -> None:
        self.midi.addItem(self.tr("Off"), "")
        try:
            names = midi_inputs()
        except AppError as error:
            self.midi.addItem(told(error.message))
            self.midi.setItemData(1, told(error.advice), 3)  # the tooltip
            self.midi.model().item(1).setEnabled(False)  # type: ignore[attr-defined]
            return
        for name in names:
            self.midi.addItem(name, name)

    # -- showing

    def _show(self, settings: Settings) -> None:
        if settings.midi_input and self.midi.findData(settings.midi_input) < 0:
            self.midi.addItem(self.tr("{name} — not connected").format(name=settings.midi_input), settings.midi_input)
        self.midi.setCurrentIndex(self.midi.findData(settings.midi_input))
        self.osc.set_on(settings.osc_port > 0)
        self.port.setEnabled(settings.osc_port > 0)
        self.network.setVisible(settings.osc_port > 0)
        self.network.set_on(settings.osc_from_network)
        troubles = [self._remote.troubles[name] for name in ("midi", "osc") if name in self._remote.troubles]
        self.trouble.setText("\n".join(troubles))
        self.trouble.setVisible(bool(troubles))
        self.learn_button.setEnabled(bool(settings.midi_input or settings.osc_port))
        self.table.clear()
        for binding in settings.bindings:
            source, _, words = binding.partition("=")
            try:
                words = in_words(parse(binding)[1])
            except SettingsError:
                words = self.tr("{words} (not understood)").format(words=words)
            self.table.addTopLevelItem(QTreeWidgetItem([source, words]))

    def _show_argument(self) -> None:
        kind = ORDERS[str(self.order.currentData())].kind
        self.argument.setVisible(kind is Kind.NAME)

    # -- changing

    def _switch_osc(self, on: bool) -> None:
        self._model.change(osc_port=self.port.value() if on else 0)

    def _choose_port(self) -> None:
        if self._model.settings.osc_port:
            self._model.change(osc_port=self.port.value())

    def _learn(self, on: bool) -> None:
        self._remote.learn(on)
        self.learn_button.setText(self.tr("Press a key now…") if on else self.tr("Learn"))

    def _learned(self, source: str) -> None:
        self.learn_button.setChecked(False)
        name = str(self.order.currentData())
        kind = ORDERS[name].kind
        argument = {Kind.NAME: self.argument.text().strip() or "1", Kind.SWITCH: "toggle"}.get(kind, "")
        kept = [binding for binding in self._model.settings.bindings if binding.partition("=")[0] != source]
        self._model.change(bindings=(*kept, f"{source}={name} {argument}".strip()))

    def _remove(self) -> None:
        before, row = self._model.settings.bindings, self.table.indexOfTopLevelItem(self.table.currentItem())
        self._model.change(bindings=(*before[:row], *before[row + 1 :]))
        source = before[row].partition("=")[0]
        text = self.tr("“{name}” does nothing any more").format(name=source)
        undo = Message(text, action=self.tr("Undo"), act=lambda: self._model.change(bindings=before))
        self._model.message.emit(undo)

    def leave(self) -> None:
        """Learn no more."""
        self.learn_button.setChecked(False)
