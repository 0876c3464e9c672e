"""FramingPanel: how large the portrait stands in the output, where, and how large the output is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from app.settings import Settings
from app.ui.parts.fold import Fold
from app.ui.parts.slider_row import SliderRow, percent, signed_percent
from app.ui.parts.widgets import Section, SwitchRow
from app.ui.session_model import SessionModel

_SIZES = ((1280, 720), (1920, 1080), (640, 480), (960, 720), (720, 720), (720, 1280), (1080, 1920))


class FramingPanel(Section):
    """Zoom, following, place, size."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Framing"), parent)
        self._model = model
        self.zoom = SliderRow(
            self.tr("Zoom"),
            self.tr("How large the portrait is in the picture; a double click fills the picture again"),
            (0.5, 3.0),
            percent,
            self,
            step=0.05,
            ordinary=1.0,
        )
        self.zoom.changed.connect(lambda value: model.change(zoom=round(value, 2)))
        self.follow = SwitchRow(
            self.tr("Keep the head in the middle"),
            self.tr("The picture follows the portrait's head, smoothly; it zooms in a little to have room"),
            self,
        )
        self.follow.toggled.connect(lambda on: model.change(follow_head=on))
        self.place = Fold(self.tr("Place"), self.tr("Move the portrait in the picture"), self)
        self.across = self._offset(self.tr("Sideways"), self.tr("To the left or to the right"), "offset_x")
        self.down = self._offset(
            self.tr("Height"), self.tr("Up or down; the shoulders never leave the edge"), "offset_y"
        )
        self.reset = QPushButton(self.tr("Fill the picture again"), self)
        self.reset.setToolTip(self.tr("Zoom 100 %, in the middle, nothing followed"))
        self.reset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reset.clicked.connect(lambda: model.change(zoom=1.0, offset_x=0.0, offset_y=0.0, follow_head=False))
        self.place.add(self.across, self.down, self.reset)
        self.size_picker = self._make_size()
        for widget in (self.zoom, self.follow, self.place, self.size_picker):
            self.body.addWidget(widget)
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    def _offset(self, text: str, tip: str, name: str) -> SliderRow:
        row = SliderRow(text, tip, (-0.5, 0.5), signed_percent, self, step=0.01)
        row.changed.connect(lambda value: self._model.change(**{name: round(value, 2)}))
        return row

    def _make_size(self) -> QComboBox:
        picker = QComboBox(self)
        picker.addItem(self.tr("As large as the portrait"), (0, 0))
        for width, height in _SIZES:
            shape = self.tr("square") if width == height else self.tr("upright") if width < height else ""
            picker.addItem(f"{width} × {height}" + (f" ({shape})" if shape else ""), (width, height))
        picker.setAccessibleName(self.tr("Size of the output"))
        picker.setToolTip(
            self.tr(
                "Pictures that leave have this size; call programs expect 1280 × 720. "
                "A virtual camera that another program watches keeps its size until that program is closed."
            )
        )
        picker.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        picker.activated.connect(lambda index: self._take_size(*picker.itemData(index)))
        return picker

    def _take_size(self, width: int, height: int) -> None:
        self._model.change(width=width, height=height)

    def _show_settings(self, settings: Settings) -> None:
        self.zoom.set_value(settings.zoom)
        self.follow.set_on(settings.follow_head)
        self.across.set_value(settings.offset_x)
        self.down.set_value(settings.offset_y)
        plain = (settings.zoom, settings.offset_x, settings.offset_y, settings.follow_head) == (1.0, 0.0, 0.0, False)
        self.reset.setEnabled(not plain)
        size = (settings.width, settings.height)
        index = next((i for i in range(self.size_picker.count()) if tuple(self.size_picker.itemData(i)) == size), -1)
        if index < 0:
            self.size_picker.addItem(f"{size[0]} × {size[1]}", size)
            index = self.size_picker.count() - 1
        self.size_picker.setCurrentIndex(index)
