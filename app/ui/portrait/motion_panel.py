"""MotionPanel: how the user's motion is carried over, and what is mirrored."""

from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.ui.parts.fold import Fold
from app.ui.parts.slider_row import SliderRow, percent
from app.ui.parts.widgets import Section, Segments, SwitchRow, soft_label
from app.ui.session_model import SessionModel
from models.engines import WITH_REGIONS, WITH_SIZE

_REGIONS = ("head", "eyes", "mouth", "brows")


class MotionPanel(Section):
    """Relative or absolute, strength of all and of each part, smoothing, size, three mirrors."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Motion"), parent)
        self._model = model
        relative = self.tr("Your change since calibration moves the portrait; keeps its own look")
        absolute = self.tr("The portrait takes your pose and expression exactly")
        self.mode = Segments(
            [("relative", self.tr("Relative"), relative), ("absolute", self.tr("Absolute"), absolute)], self
        )
        self.mode.chosen.connect(lambda mode: model.change(motion=mode))
        self.body.addWidget(self.mode)
        self.strength = self._row(
            self.tr("Strength"),
            self.tr("How strongly the portrait moves: 0 is still, 100 % is as you move, 200 % is doubled"),
            "strength",
        )
        self.smoothing = self._row(
            self.tr("Smoothing"),
            self.tr("Takes out trembling: 0 % nothing, 200 % the most; quick motion gets softer, too"),
            "smoothing",
        )
        self.keep_size = SwitchRow(self.tr("Keep the head's size"), "", self)
        self.keep_size.toggled.connect(lambda on: model.change(keep_size=on))
        self.fold = self._make_regions()
        for widget in (self.strength, self.smoothing, self.keep_size, self.fold):
            self.body.addWidget(widget)
        self._make_mirrors()
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    def _row(self, text: str, tip: str, name: str) -> SliderRow:
        row = SliderRow(text, tip, (0.0, 2.0), percent, self, step=0.05, ordinary=1.0)
        row.changed.connect(lambda value: self._model.change(**{name: round(value, 2)}))
        return row

    def _make_regions(self) -> Fold:
        fold = Fold(
            self.tr("Each part of the face"), self.tr("Strength of head, eyes, mouth and brows, each by itself"), self
        )
        words = {
            "head": (self.tr("Head"), self.tr("Turning, tilting and moving of the head; 0 keeps it still")),
            "eyes": (self.tr("Eyes"), self.tr("Lids and where the eyes look; 0 keeps them as in the portrait")),
            "mouth": (self.tr("Mouth"), self.tr("Lips and chin; 0 keeps the mouth as in the portrait")),
            "brows": (self.tr("Brows"), self.tr("Brows and forehead; 0 keeps them as in the portrait")),
        }
        self.regions = {name: self._row(*words[name], f"{name}_strength") for name in _REGIONS}
        self.region_hint = soft_label(
            self.tr("This engine moves the face as a whole. The landmark engine can do it apart."), self
        )
        fold.add(self.region_hint, *self.regions.values())
        return fold

    def _make_mirrors(self) -> None:
        self.mirror_preview = SwitchRow(
            self.tr("Mirror the preview"), self.tr("Only you see it mirrored, as in a mirror"), self
        )
        self.mirror_output = SwitchRow(
            self.tr("Mirror the output"), self.tr("Others see it mirrored too; writing is then reversed"), self
        )
        self.mirror_input = SwitchRow(
            self.tr("Mirror my movement"), self.tr("Turn to your left and the portrait turns to its left"), self
        )
        self.mirror_preview.toggled.connect(lambda on: self._model.change(mirror_preview=on))
        self.mirror_output.toggled.connect(lambda on: self._model.change(mirror_output=on))
        self.mirror_input.toggled.connect(lambda on: self._model.change(mirror_input=on))
        for row in (self.mirror_preview, self.mirror_output, self.mirror_input):
            self.body.addWidget(row)

    def _show_settings(self, settings: Settings) -> None:
        self.mode.select(settings.motion)
        self.strength.set_value(settings.strength)
        self.smoothing.set_value(settings.smoothing)
        apart = settings.engine in WITH_REGIONS
        self.region_hint.setVisible(not apart)
        for name, row in self.regions.items():
            row.set_value(getattr(settings, f"{name}_strength"))
            row.setEnabled(apart)
        self._show_size(settings)
        self.mirror_input.set_on(settings.mirror_input)
        self.mirror_preview.set_on(settings.mirror_preview)
        self.mirror_output.set_on(settings.mirror_output)

    def _show_size(self, settings: Settings) -> None:
        """An engine that always keeps the size has nothing to choose."""
        chosen = settings.engine in WITH_SIZE
        self.keep_size.set_on(settings.keep_size or not chosen)
        self.keep_size.setEnabled(chosen)
        self.keep_size.set_tip(
            self.tr("Coming nearer to the camera or leaning back does not change how large the head is")
            if chosen
            else self.tr("This engine always keeps the head's size")
        )
