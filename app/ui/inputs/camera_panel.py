"""CameraPanel: which camera, film or stream drives the portrait."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget

from app.session_status import SessionStatus
from app.settings import Settings
from app.ui.inputs.camera_watch import CameraWatch
from app.ui.inputs.crop_panel import CropPanel
from app.ui.languages.translator import told
from app.ui.look import icons, theme
from app.ui.message import Level, Message
from app.ui.parts.widgets import Section, soft_label
from app.ui.session_model import Phase, SessionModel

if TYPE_CHECKING:
    from app.sources.camera_list import CameraInfo

_OPEN = "\0open"  # no address can look like this


def _list_cameras() -> "list[CameraInfo]":
    from app.sources.camera_list import list_cameras

    return list_cameras()


class CameraPanel(Section):
    """The picker, a button to look again, and one line that says what comes in."""

    open_film = Signal()

    def __init__(self, model: SessionModel, open_action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Camera"), parent)
        self._model = model
        self._cameras: list[CameraInfo] = []
        self._looked = False
        self.refresh_button = self._make_refresh()
        self.header.addWidget(self.refresh_button)
        self.picker = QComboBox(self)
        self.picker.setAccessibleName(self.tr("Camera"))
        self.picker.setToolTip(self.tr("What drives the portrait: a camera, a film, a stream or the bundled demo film"))
        self.picker.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.picker.activated.connect(self._pick)
        self.body.addWidget(self.picker)
        self.hint = soft_label(parent=self)
        self.body.addWidget(self.hint)
        self.crop = CropPanel(model, self)
        self.body.addWidget(self.crop)
        self._open_action = open_action
        model.settings_changed.connect(self._show_settings)
        model.status_changed.connect(self._show_status)
        model.phase_changed.connect(lambda _: self._show_hint())
        self._watch = CameraWatch(self)
        self._watch.changed.connect(self.refresh)
        self._fill()

    def _make_refresh(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setIcon(icons.icon("refresh", theme.TEXT_SOFT))
        button.setAccessibleName(self.tr("Look for cameras again"))
        button.setToolTip(self.tr("Look for cameras again"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.refresh)
        return button

    @property
    def none_found(self) -> bool:
        """Whether cameras were looked for and there is none."""
        return self._looked and not self._cameras

    def refresh(self) -> None:
        """List the cameras, off the GUI thread."""
        self.refresh_button.setEnabled(False)
        self.hint.setText(self.tr("Looking for cameras…"))
        self._model.background.run(_list_cameras, self._listed, self._not_listed, lane="cameras")

    def _listed(self, cameras: "list[CameraInfo]") -> None:
        self._cameras = cameras
        self._looked = True
        self.refresh_button.setEnabled(True)
        self._fill()

    def _not_listed(self, text: str, advice: str) -> None:
        self._listed([])
        self._model.message.emit(Message(text, advice, Level.WARNING))

    def _fill(self) -> None:
        """Rebuild the list: cameras, an address in use that is none of them, the demo, opening a file."""
        address = self._model.settings.camera
        self.picker.clear()
        for camera in self._cameras:
            self.picker.addItem(self._camera_words(camera), camera.id)
        if not self._cameras:
            self.picker.addItem(self.tr("No camera found"), "")
        self.picker.addItem(self.tr("Demo film (no camera needed)"), "demo")
        if address and self.picker.findData(address) < 0:
            self.picker.addItem(self._name(address), address)
        self.picker.insertSeparator(self.picker.count())
        self.picker.addItem(self._open_action.text(), _OPEN)
        self._select()
        self._show_hint()

    def _camera_words(self, camera: "CameraInfo") -> str:
        """Name, and what must be known before it is chosen."""
        name = self.tr("{name} (virtual)").format(name=camera.name) if camera.virtual else camera.name
        return name if camera.state == "ready" else f"{name} — {told(camera.state)}"

    def _name(self, address: str) -> str:
        if address == "synthetic":
            return self.tr("Test face")
        if "://" in address:
            return address
        if Path(address).is_file() or not self._looked:
            return Path(address).name
        return self.tr("{name} — not connected").format(name=address)

    def _select(self) -> None:
        address = self._model.settings.camera
        index = self.picker.findData(address) if address else 0
        self.picker.setCurrentIndex(max(index, 0))

    def _pick(self, index: int) -> None:
        address = self.picker.itemData(index)
        if address == _OPEN:
            self._select()
            self.open_film.emit()
        elif isinstance(address, str):
            self._model.change(camera=address)

    def _show_settings(self, settings: Settings) -> None:
        if settings.camera and self.picker.findData(settings.camera) < 0:
            self._fill()
        else:
            self._select()
            self._show_hint()

    def _show_status(self, status: SessionStatus) -> None:
        if self._model.phase is Phase.RUNNING and status.fps_in > 0:
            self.hint.setText(self.tr("Delivers {fps:.0f} pictures per second").format(fps=status.fps_in))

    def _show_hint(self) -> None:
        camera = self._model.settings.camera
        if camera == "demo":
            self.hint.setText(self.tr("A short film with a speaking face drives the portrait."))
        elif not camera and not self._cameras:
            self.hint.setText(self.tr("Connect a camera and look again, or choose the demo film."))
        else:
            self.hint.setText(self.tr("Your picture never leaves this computer; others see only the portrait."))
