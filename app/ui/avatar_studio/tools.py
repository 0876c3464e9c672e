"""The tools of the studio beside the picture: for the frame, and for the brush."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.avatar_studio.quality_list import QualityList
from app.ui.parts.slider_row import SliderRow
from app.ui.parts.widgets import Segments, SwitchRow, soft_label


class FrameTools(QWidget):
    """Turn, frame by itself, guides; below, how good the picture is."""

    turned = Signal(float)  # degrees
    auto_wanted = Signal()
    whole_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.turn = SliderRow(
            self.tr("Straighten"),
            self.tr("Turn the picture until the eyes lie level; a double click goes back to 0"),
            (-45.0, 45.0),
            lambda value: f"{value:+.1f}°" if value else "0°",
            self,
            step=0.5,
        )
        self.turn.changed.connect(self.turned)
        self.auto_button = _button(self, self.tr("Automatic"), self.tr("Frame head and shoulders, eyes level"))
        self.auto_button.clicked.connect(self.auto_wanted)
        self.whole_button = _button(self, self.tr("Whole photo"), self.tr("Show all of the photo"))
        self.whole_button.clicked.connect(self.whole_wanted)
        self.guides = SwitchRow(self.tr("Guides"), self.tr("Show where a head sits well, and the eyes"), self)
        self.guides.set_on(True)
        self.quality = QualityList(self)
        row = QHBoxLayout()
        row.addWidget(self.auto_button, 1)
        row.addWidget(self.whole_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.turn)
        column.addWidget(self.guides)
        column.addSpacing(8)
        column.addWidget(self.quality)
        column.addStretch(1)


class BrushTools(QWidget):
    """Add or take away, size and softness of the brush, and how the cut-out is shown."""

    kind_chosen = Signal(bool)
    look_chosen = Signal(str)
    radius_chosen = Signal(int)
    softness_chosen = Signal(float)
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_sliders()
        self._make_choices()
        hint = soft_label(
            self.tr(
                "The background can be blurred or replaced behind what is cut out. "
                "Paint over hair, ears or shoulders where it went wrong."
            ),
            self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (hint, self.kind, self.radius, self.softness, self.look, self.clear_button):
            column.addWidget(widget)
        column.addStretch(1)

    def _make_choices(self) -> None:
        self.kind = Segments(
            [
                ("add", self.tr("Add"), self.tr("The brush adds to the person; the right button takes away")),
                ("less", self.tr("Take away"), self.tr("The brush takes away; the right button adds")),
            ],
            self,
        )
        self.kind.select("add")
        self.kind.chosen.connect(lambda kind: self.kind_chosen.emit(kind == "add"))
        self.look = Segments(
            [
                ("tint", self.tr("Red"), self.tr("Show red what is cut away")),
                ("alone", self.tr("Alone"), self.tr("Show the person alone, as before another background")),
            ],
            self,
        )
        self.look.select("tint")
        self.look.chosen.connect(self.look_chosen)
        self.clear_button = _button(self, self.tr("Forget all strokes"), self.tr("Cut out as found automatically"))
        self.clear_button.clicked.connect(self.clear_wanted)

    def _make_sliders(self) -> None:
        self.radius = SliderRow(
            self.tr("Brush"), self.tr("Size of the brush on the screen"), (2.0, 120.0), _whole, self, ordinary=24.0
        )
        self.radius.set_value(24.0)
        self.radius.changed.connect(lambda value: self.radius_chosen.emit(round(value)))
        self.softness = SliderRow(
            self.tr("Softness"), self.tr("How soft its edge is"), (0.0, 1.0), _percent, self, step=0.05, ordinary=0.4
        )
        self.softness.set_value(0.4)
        self.softness.changed.connect(self.softness_chosen)


def _button(parent: QWidget, text: str, tip: str) -> QPushButton:
    button = QPushButton(text, parent)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"
