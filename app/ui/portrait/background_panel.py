"""BackgroundPanel: what stands behind the portrait."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QColorDialog, QComboBox, QFileDialog, QPushButton, QWidget

from app.picture_cutout import GREEN
from app.settings import Settings
from app.ui.avatars.avatar_commands import PICTURE_PATTERNS
from app.ui.parts.widgets import Section, soft_label
from app.ui.session_model import SessionModel

_USUAL = "#2b4a6b"


class BackgroundPanel(Section):
    """One choice, a button where it needs more, and a line that says what others get."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Background"), parent)
        self._model = model
        self._colour, self._picture = _USUAL, ""
        self.picker = QComboBox(self)
        for text, value in (
            (self.tr("The portrait's own"), "keep"),
            (self.tr("The portrait's own, blurred"), "blur"),
            (self.tr("One colour"), "colour"),
            (self.tr("A picture"), "picture"),
            (self.tr("Green, for keying"), "green"),
            (self.tr("Transparent"), "transparent"),
        ):
            self.picker.addItem(text, value)
        self.picker.setAccessibleName(self.tr("Background"))
        self.picker.setToolTip(self.tr("What others see behind the portrait"))
        self.picker.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.picker.activated.connect(lambda index: self._choose(self.picker.itemData(index)))
        self.more = QPushButton(self)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setIconSize(QSize(18, 18))
        self.more.clicked.connect(self._ask)
        self.hint = soft_label(parent=self)
        for widget in (self.picker, self.more, self.hint):
            self.body.addWidget(widget)
        self.dialog: QColorDialog | QFileDialog | None = None
        model.settings_changed.connect(self._show_settings)
        self._show_settings(model.settings)

    def _choose(self, kind: str) -> None:
        if kind == "colour":
            self._model.change(background=self._colour)
        elif kind == "green":
            self._model.change(background=GREEN)
        elif kind != "picture":
            self._model.change(background=kind)
        elif self._picture and Path(self._picture).is_file():
            self._model.change(background=self._picture)
        else:
            self._show_settings(self._model.settings)  # the choice stays until there is a picture
            self._ask_picture()

    def _ask(self) -> None:
        if kind_of(self._model.settings.background) == "picture":
            self._ask_picture()
        else:
            self._ask_colour()

    def _ask_colour(self) -> None:
        dialog = QColorDialog(QColor(self._colour), self)
        dialog.setWindowTitle(self.tr("Colour of the background"))
        dialog.colorSelected.connect(lambda colour: self._model.change(background=colour.name()))
        self._open(dialog)

    def _ask_picture(self) -> None:
        dialog = QFileDialog(self, self.tr("Picture behind the portrait"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Pictures ({patterns})").format(patterns=PICTURE_PATTERNS))
        dialog.fileSelected.connect(self.take_picture)
        self._open(dialog)

    def _open(self, dialog: QColorDialog | QFileDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.destroyed.connect(self._gone)
        dialog.open()

    def _gone(self) -> None:
        self.dialog = None

    def take_picture(self, path: str) -> None:
        """Put this picture behind the portrait."""
        self._model.change(background=str(Path(path).resolve()))

    def _show_settings(self, settings: Settings) -> None:
        background = settings.background
        kind = kind_of(background)
        if kind == "colour":
            self._colour = background
        elif kind == "picture":
            self._picture = background
        self.picker.setCurrentIndex(self.picker.findData(kind))
        self.more.setVisible(kind in ("colour", "picture"))
        if kind == "colour":
            swatch = QPixmap(18, 18)
            swatch.fill(QColor(background))
            self.more.setIcon(QIcon(swatch))
            self.more.setText(self.tr("Choose the colour…"))
            self.more.setToolTip(self.tr("Now {colour}").format(colour=background))
        elif kind == "picture":
            self.more.setIcon(QIcon())
            self.more.setText(self.tr("Choose another picture…"))
            self.more.setToolTip(Path(background).name)
        self.hint.setText(self._words(kind))
        self.hint.setVisible(bool(self._words(kind)))

    def _words(self, kind: str) -> str:
        return {
            "picture": Path(self._picture).name,
            "green": self.tr("Programs such as OBS take the green out."),
            "transparent": self.tr(
                "Screenshots and films (MOV, large) keep it. Cameras cannot: they show green, to be keyed out."
            ),
        }.get(kind, "")


def kind_of(background: str) -> str:
    """Return which choice a setting belongs to."""
    if background in ("keep", "blur", "transparent"):
        return background
    if background.startswith("#"):
        return "green" if background.lower() == GREEN else "colour"
    return "picture"
