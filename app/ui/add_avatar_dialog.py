"""AddAvatarDialog: looks for the face in a photo, says how good it is, asks what must be known, adds it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import avatar_library
from app.ui.avatar_library import Details
from app.ui.background import Background
from app.ui.consent_grounds import Grounds
from app.ui.face_box import face_box
from app.ui.picture_view import PictureView
from app.ui.widgets import sentence, soft_label

if TYPE_CHECKING:
    from app.avatar import Avatar, Quality

_NAME_LENGTH = 40
_PHOTO_PX = QSize(270, 320)
PICTURE_PATTERNS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif *.avif"


class AddAvatarDialog(QDialog):
    """Opens at once with the photo being looked at; nothing in it waits on the GUI thread."""

    added = Signal(object)  # Avatar

    def __init__(self, photo: Path, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New avatar"))
        self.setMinimumWidth(760)
        self._background = background
        self._photo = photo
        self._open = True
        self._grounds = Grounds().all()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(24)
        row.addLayout(self._make_left())
        row.addLayout(self._make_right(), 1)
        self.finished.connect(self._closed)
        self.look_at(photo)

    def _make_left(self) -> QVBoxLayout:
        self.preview = PictureView(self.tr("Photo"), "person", self)
        self.preview.show_face = True
        self.preview.setFixedSize(_PHOTO_PX)
        self.preview.aspect_changed.connect(self._fit_photo)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.verdict = QLabel(self)
        self.verdict.setProperty("role", "heading")
        self.verdict.setWordWrap(True)
        self.verdict.setFixedWidth(_PHOTO_PX.width())
        self.advice = soft_label(parent=self)
        self.advice.setFixedWidth(_PHOTO_PX.width())
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.preview, self.progress, self.verdict, self.advice):
            left.addWidget(widget)
        left.addStretch(1)
        return left

    def _make_right(self) -> QVBoxLayout:
        title = QLabel(self.tr("New avatar"), self)
        title.setProperty("role", "title")
        self.name = self._line(self.tr("Name"))
        self.ground = QComboBox(self)
        self.ground.setAccessibleName(self.tr("Why you may use the picture"))
        self.ground.addItem(self.tr("Please choose…"), "")
        for ground in self._grounds:
            self.ground.addItem(ground.words, ground.kind)
        self.ground.currentIndexChanged.connect(self._fill_ground)
        self.statement = QPlainTextEdit(self)
        self.statement.setAccessibleName(self.tr("Statement of consent"))
        self.statement.setTabChangesFocus(True)
        self.statement.setFixedHeight(58)
        self.statement.textChanged.connect(self._judge_form)
        self.licence = self._line(self.tr("Licence"))
        self.source = self._line(self.tr("Source"))
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Whose face"), self.ground)
        form.addRow(self.tr("Statement"), self.statement)
        form.addRow(self.tr("Licence"), self.licence)
        form.addRow(self.tr("Source"), self.source)
        self.problem = soft_label(parent=self)
        self.problem.setProperty("role", "warning")
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(title)
        right.addWidget(soft_label(self.tr("Only use faces you have the right to use. This is kept with the avatar.")))
        right.addLayout(form)
        right.addWidget(self.problem)
        right.addStretch(1)
        right.addLayout(self._make_buttons())
        return right

    def _make_buttons(self) -> QHBoxLayout:
        self.other_button = QPushButton(self.tr("Another photo…"), self)
        self.other_button.setAutoDefault(False)
        self.other_button.clicked.connect(self._choose_other)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.add_button = QPushButton(self.tr("Add avatar"), self)
        self.add_button.setProperty("role", "primary")
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(self.add)
        row = QHBoxLayout()
        row.addWidget(self.other_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.add_button)
        return row

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.textChanged.connect(self._judge_form)
        return line

    # -- the photo

    def look_at(self, photo: Path) -> None:
        """Load this photo and look for a face in it."""
        self._photo = photo
        self._quality: Quality | None = None
        self.preview.show_picture(None)
        self.preview.say(self.tr("Looking for a face…"))
        self.verdict.setText("")
        self.advice.setText("")
        self.problem.setText("")
        name = " ".join(photo.stem.replace("_", " ").replace("-", " ").split())[:_NAME_LENGTH]
        self.name.setText(name[:1].upper() + name[1:])
        self._busy(True)
        self._run(lambda: avatar_library.check(photo), self._looked, self._refused)

    def _fit_photo(self) -> None:
        """Let the frame have the photo's own shape."""
        width, height = _PHOTO_PX.width(), _PHOTO_PX.height()
        side = min(width, height * self.preview.aspect)
        self.preview.setFixedSize(round(side), round(side / self.preview.aspect))

    def _looked(self, found: "tuple[NDArray[np.uint8], Quality]") -> None:
        image, self._quality = found
        self._busy(False)
        self.preview.say("")
        self.preview.show_picture(image, face_box(self._quality.face))
        self.verdict.setText(self._score_words(self._quality.score))
        self.advice.setText("\n".join(sentence(text) for text in self._quality.advice))
        self._judge_form()

    def _refused(self, text: str, advice: str) -> None:
        self._busy(False)
        self.preview.say(self.tr("This photo cannot be used"))
        self.verdict.setText("")
        self.problem.setText(f"{sentence(text)} {sentence(advice)}".strip())
        self.add_button.setEnabled(False)
        self.other_button.setFocus()

    def _score_words(self, score: int) -> str:
        if score >= 85:
            return self.tr("Very good picture")
        if score >= 60:
            return self.tr("Good picture")
        return self.tr("Usable, but it could be better") if score >= 35 else self.tr("It will not move well")

    def _choose_other(self) -> None:
        title, kinds = self.tr("Choose a photo"), self.tr("Pictures ({patterns})").format(patterns=PICTURE_PATTERNS)
        name, _ = QFileDialog.getOpenFileName(self, title, str(self._photo.parent), kinds)
        if name:
            self.look_at(Path(name))

    # -- the form

    def _fill_ground(self, index: int) -> None:
        """Propose the usual texts; what the user wrote himself stays."""
        if index < 1:
            return
        ground = self._grounds[index - 1]
        ours = {"", *(text for g in self._grounds for text in (g.statement, g.licence, g.source))}
        if self.statement.toPlainText() in ours:
            self.statement.setPlainText(ground.statement)
        for line, text in ((self.licence, ground.licence), (self.source, ground.source)):
            if line.text() in ours:
                line.setText(text)
        self._judge_form()

    def _judge_form(self) -> None:
        texts = [self.statement.toPlainText(), *(line.text() for line in (self.name, self.licence, self.source))]
        complete = self.ground.currentIndex() > 0 and all(text.strip() for text in texts)
        self.add_button.setEnabled(complete and self._quality is not None and not self.progress.isVisibleTo(self))

    def add(self) -> None:
        """Keep the photo as an avatar; close when that is done."""
        details = Details(
            name=self.name.text(),
            licence=self.licence.text(),
            source=self.source.text(),
            consent=self.statement.toPlainText(),
            kind=self.ground.currentData(),
        )
        photo = self._photo
        self._busy(True)
        self._run(lambda: avatar_library.add(photo, details), self._was_added, self._not_added)

    def _was_added(self, avatar: "Avatar") -> None:
        self.added.emit(avatar)
        self.accept()

    def _not_added(self, text: str, advice: str) -> None:
        self._busy(False)
        self.problem.setText(f"{sentence(text)} {sentence(advice)}".strip())
        self._judge_form()

    # -- inside

    def _busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.other_button.setEnabled(not busy)
        if busy:
            self.add_button.setEnabled(False)

    def _run(self, work: Callable[[], object], done: Callable[..., None], failed: Callable[[str, str], None]) -> None:
        """Work in the background; what comes back after the dialog is closed is not shown."""

        def done_if_open(result: object) -> None:
            if self._open:
                done(result)

        def failed_if_open(text: str, advice: str) -> None:
            if self._open:
                failed(text, advice)

        self._background.run(work, done_if_open, failed_if_open, lane="add-avatar")

    def _closed(self, _: int) -> None:
        self._open = False
        self.deleteLater()
