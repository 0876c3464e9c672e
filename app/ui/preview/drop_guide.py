"""DropGuide: takes files dropped anywhere on the window and shows where they would land."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.look import theme


class DropGuide(QWidget):
    """A veil with words that lies over the window while a file is dragged over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the drag events of the window."""
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self.resize(self._window.size())
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            mime = event.mimeData()
            if not (mime.hasUrls() or mime.hasImage()):  # browsers give a picture beside its address
                return False
            event.acceptProposedAction()
            self.setVisible(kind != QEvent.Type.Drop)
            self.raise_()
            if kind == QEvent.Type.Drop:
                paths = [url.toLocalFile() for url in mime.urls()]
                commands = self._window.commands  # type: ignore[attr-defined]
                if any(paths) or not commands.avatars.take_image(mime, self.tr("Dropped picture")):
                    commands.take_files(paths)
            return True
        if kind == QEvent.Type.DragLeave:
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(10, 12, 15, 215))
        frame = QRectF(self.rect()).adjusted(28, 28, -28, -28)
        painter.setPen(QPen(QColor(theme.OVER_PICTURE_ACCENT), 2.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 18, 18)
        font = QFont(QFont().families())
        font.setPixelSize(24)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.OVER_PICTURE))
        painter.drawText(
            frame,
            Qt.AlignmentFlag.AlignCenter,
            self.tr("Drop a photo to make it an avatar,\nor a recording to make it a voice"),
        )
        painter.end()
