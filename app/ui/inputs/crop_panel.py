"""CropPanel: which part of the camera's picture is looked at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.settings import Settings
from app.ui.parts.fold import Fold
from app.ui.parts.slider_row import SliderRow, percent, signed_percent
from app.ui.parts.widgets import SwitchRow
from app.ui.session_model import SessionModel


class CropPanel(Fold):
    """Following the face, or width and place by hand; folded until it is asked for."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.button.setText(self.tr("Zoom of the camera"))
        self.button.setAccessibleName(self.tr("Zoom of the camera"))
        self.button.setToolTip(self.tr("Look at a part of the camera's picture only: yourself among others, or nearer"))
        self._model = model
        self.follow = SwitchRow(
            self.tr("Follow my face"),
            self.tr("The camera's picture is cropped round your face and follows it, smoothly"),
            self,
        )
        self.follow.toggled.connect(lambda on: model.change(follow_face=on))
        self.zoom = SliderRow(
            self.tr("Zoom"),
            self.tr("How much nearer the camera's picture is taken; by hand"),
            (1.0, 4.0),
            percent,
            self,
            step=0.05,
            ordinary=1.0,
        )
        self.zoom.changed.connect(lambda value: self._take(crop=round(1 / value, 4)))
        self.across = self._offset(
            self.tr("Sideways"), self.tr("Look more to the left or right of the picture"), "crop_x"
        )
        self.down = self._offset(self.tr("Height"), self.tr("Look more up or down in the picture"), "crop_y")
        self.reset = QPushButton(self.tr("Whole picture"), self)
        self.reset.setToolTip(self.tr("Look at all that the camera sees"))
        self.reset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reset.clicked.connect(lambda: model.change(crop=1.0, crop_x=0.0, crop_y=0.0, follow_face=False))
        self.add(self.follow, self.zoom, self.across, self.down, self.reset)
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    def _offset(self, text: str, tip: str, name: str) -> SliderRow:
        row = SliderRow(text, tip, (-0.4, 0.4), signed_percent, self, step=0.01)
        row.changed.connect(lambda value: self._take(**{name: round(value, 4)}))
        return row

    def _take(self, **changes: float) -> None:
        self._model.change(**bounded(self._model.settings, **changes))

    def _show_settings(self, settings: Settings) -> None:
        self.follow.set_on(settings.follow_face)
        self.zoom.set_value(1 / settings.crop)
        self.across.set_value(settings.crop_x)
        self.down.set_value(settings.crop_y)
        for row in (self.zoom, self.across, self.down):
            row.setEnabled(not settings.follow_face)
        whole = (settings.crop, settings.crop_x, settings.crop_y, settings.follow_face) == (1.0, 0.0, 0.0, False)
        self.reset.setEnabled(not whole)
        if not whole:
            self.open()


def bounded(settings: Settings, **changes: float) -> dict[str, float]:
    """Return the changes of crop, crop_x and crop_y with the window kept inside the picture."""
    crop = min(max(changes.get("crop", settings.crop), 0.1), 1.0)
    room = (1 - crop) / 2
    x, y = (changes.get(name, getattr(settings, name)) for name in ("crop_x", "crop_y"))
    return {
        "crop": round(crop, 4),
        "crop_x": round(min(max(x, -room), room), 4),
        "crop_y": round(min(max(y, -room), room), 4),
    }
