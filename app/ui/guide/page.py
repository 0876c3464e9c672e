"""GuidePage: the chapters on the left, the chosen one with its picture on the right."""

import html

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

from app.settings import Settings
from app.ui.guide.chapter_delegate import ChapterDelegate
from app.ui.guide.chapters import FILM, Chapter, Guide
from app.ui.look import theme

_LIST_PX = 232
_ROOM_PX = 60  # margins and scroll bar beside a picture
_WIDEST_PX = 1280
_PICTURE = "guide:picture"


class GuidePage(QWidget):
    """Read with the arrow keys in the list, or by a click.

    Attributes:
        chapters: all of them.
        list: their titles.
        text: the chapter on show.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Take the settings for the keys that are in force."""
        super().__init__(parent)
        self.chapters = Guide(settings.keys, settings.own_keys).chapters()
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Chapters of the guide"))
        self.list.setToolTip(self.tr("Choose what to read about"))
        self.list.setFixedWidth(_LIST_PX)
        self.list.setItemDelegate(ChapterDelegate(self.list, _LIST_PX))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([chapter.title for chapter in self.chapters])
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(self.tr("Guide"))
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(lambda _: QDesktopServices.openUrl(QUrl.fromLocalFile(str(FILM))))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    @property
    def chapter(self) -> Chapter:
        """The chapter on show."""
        return self.chapters[max(self.list.currentRow(), 0)]

    def show_chapter(self, name: str) -> None:
        """Go to the chapter with this name. Raises StopIteration if there is none."""
        self.list.setCurrentRow(next(row for row, chapter in enumerate(self.chapters) if chapter.name == name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the new width."""
        super().resizeEvent(event)
        self._show()

    def _show(self, _: int = 0) -> None:
        chapter = self.chapter
        image = QImage(str(chapter.picture)) if chapter.picture is not None else QImage()
        width = min(self.text.width() - _ROOM_PX, _WIDEST_PX, image.width())
        self.text.clear()
        if not image.isNull() and width > 0:
            ratio = self.devicePixelRatioF()
            sharp = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
            self.text.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(_PICTURE), sharp)
        film = self.tr("Watch it as a film") if chapter is self.chapters[0] and FILM.exists() else ""
        self.text.setHtml(_html(chapter, width if not image.isNull() else 0, film))
        self.text.verticalScrollBar().setValue(0)


def _html(chapter: Chapter, width_px: int, film: str) -> str:
    """Return the chapter as rich text: title, picture, the words of a link to the film, paragraphs, points."""
    lines = [f"<h2>{html.escape(chapter.title)}</h2>"]
    if width_px:
        lines.append(f'<p><img src="{_PICTURE}" width="{width_px}"></p>')
    if film:
        lines.append(f'<p><a href="film" style="color:{theme.ACCENT}">{html.escape(film)}</a></p>')
    listing = False
    for part in chapter.text:
        point = part.startswith("- ")
        if point != listing:
            lines.append('<ul style="margin-left:-18px">' if point else "</ul>")
            listing = point
        words = html.escape(part.removeprefix("- "))
        lines.append(f'<li style="margin-bottom:5px">{words}</li>' if point else f"<p>{words}</p>")
    lines.append("</ul>" if listing else "")
    return f'<div style="color:{theme.TEXT};line-height:140%">{"".join(lines)}</div>'
