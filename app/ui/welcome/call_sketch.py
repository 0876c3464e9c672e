"""CallSketch: what to choose in a call program, shown as its settings look."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.ui.look.icons import IconLabel
from app.ui.parts.widgets import soft_label

_SIGN_PX = 20


class CallSketch(QFrame):
    """Two rows, camera and microphone, each with the name to choose there.

    Attributes:
        names: labels with the names.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 14, 18, 18)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(2, 1)
        grid.addWidget(soft_label(self.tr("Then choose in the settings of your call program:"), self), 0, 0, 1, 3)
        self.names: list[QLabel] = []
        for row, (sign, word) in enumerate(
            (("virtual_camera", self.tr("Camera")), ("microphone", self.tr("Microphone"))), 1
        ):
            picture, name = IconLabel(_SIGN_PX, self), QLabel(self)
            picture.show_icon(sign, "text_soft")
            name.setProperty("role", "chip")
            name.setIndent(8)
            name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            for place, widget in enumerate((picture, QLabel(word, self), name)):
                grid.addWidget(widget, row, place)
            self.names.append(name)

    def show_names(self, camera: str, microphone: str) -> None:
        """Show the devices to choose."""
        for label, name in zip(self.names, (camera, microphone), strict=True):
            label.setText(name)
