"""StudioDialog: frame, cut out and name an avatar; three pages on one picture, and every step can be taken back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.avatar.framing import whole
from app.ui.avatar_studio.brush_view import BrushView
from app.ui.avatar_studio.crop_view import CropView
from app.ui.avatar_studio.details_form import DetailsForm
from app.ui.avatar_studio.easel import Easel
from app.ui.avatar_studio.tools import BrushTools, FrameTools
from app.ui.avatars import avatar_library
from app.ui.look import icons, theme
from app.ui.parts.widgets import Segments, sentence, sentences, soft_label
from app.ui.session_model import SessionModel

if TYPE_CHECKING:
    from app.avatar import Avatar, Draft

_PAGES = ("picture", "cutout", "details")
_SIDE_PX = 300
_LANE = "studio"


class StudioDialog(QDialog):
    """Left the picture, right the tools of the page.

    Attributes:
        page: on show.
        easel: the draft and its history.
        details: the name and the consent.
    """

    kept = Signal(object)  # Avatar

    def __init__(
        self, draft: "Draft", model: SessionModel, avatar: "Avatar | None" = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._own = avatar if avatar is not None and not avatar.bundled else None
        title = self.tr("Edit “{name}”").format(name=avatar.name) if self._own and avatar else self.tr("New avatar")
        self.setWindowTitle(title)
        self.setMinimumSize(860, 560)
        self.resize(1040, 660)
        self._model = model
        self._open, self._asked, self.page = True, False, "picture"
        self.easel = Easel(draft, model.background, self)
        self._make_parts()
        self._arrange(title)
        self.details.show_draft(draft, avatar)
        self._connect()
        self._show_state()
        self.frame_tools.quality.show_quality(draft.quality)
        self.frame_tools.turn.set_value(draft.frame.angle_deg)
        self.show_page("picture")

    # -- building

    def _make_parts(self) -> None:
        self.crop, self.brush = CropView(self.easel, self), BrushView(self.easel, self)
        self.frame_tools, self.brush_tools = FrameTools(self), BrushTools(self)
        self.details = DetailsForm(self)
        self.tabs = Segments(
            [
                ("picture", self.tr("Picture"), self.tr("Crop and straighten, and see how good it is")),
                ("cutout", self.tr("Cut-out"), self.tr("Correct what belongs to the person")),
                ("details", self.tr("Details"), self.tr("Name, consent and licence")),
            ],
            self,
        )
        self.problem = soft_label(parent=self)
        self.problem.setProperty("role", "warning")
        self.undo_button = self._tool("undo", self.tr("Take back (Ctrl+Z)"), self.easel.undo)
        self.redo_button = self._tool("redo", self.tr("Do again (Ctrl+Shift+Z)"), self.easel.redo)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.setToolTip(self.tr("Close the studio; the avatar stays as it was"))
        self.cancel_button.clicked.connect(self.reject)
        self._save_words = self.tr("Save") if self._own else self.tr("Add avatar")
        self.save_button = QPushButton(self._save_words, self)
        self.save_button.setProperty("role", "primary")
        self.save_button.setAutoDefault(False)

    def _tool(self, icon: str, tip: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "flat")
        button.setIcon(icons.icon(icon, theme.TEXT))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(act)
        return button

    def _arrange(self, title: str) -> None:
        heading = QLabel(title, self)
        heading.setProperty("role", "title")
        self.pictures, self.tools = QStackedWidget(self), QStackedWidget(self)
        for view in (self.crop, self.brush):
            self.pictures.addWidget(view)
        for tools in (self.frame_tools, self.brush_tools, self.details):
            self.tools.addWidget(tools)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        side = QVBoxLayout()
        side.setSpacing(14)
        side.addWidget(self.tabs)
        side.addWidget(self.tools, 1)
        side.addWidget(self.problem)
        side.addLayout(buttons)
        frame = QWidget(self)
        frame.setLayout(side)
        frame.setFixedWidth(_SIDE_PX)
        side.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.undo_button)
        top.addWidget(self.redo_button)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(top)
        left.addWidget(self.pictures, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 20, 22, 20)
        row.setSpacing(22)
        row.addLayout(left, 1)
        row.addWidget(frame)

    def _connect(self) -> None:
        easel, frame, brush = self.easel, self.frame_tools, self.brush_tools
        self.tabs.chosen.connect(self.show_page)
        easel.changed.connect(self._show_state)
        easel.quality_changed.connect(self._show_quality)
        easel.refused.connect(lambda text: self.problem.setText(sentence(text)))
        frame.turned.connect(easel.turn_to)
        frame.auto_wanted.connect(easel.reset_frame)
        frame.whole_wanted.connect(lambda: easel.set_frame(whole(*easel.draft.size)))
        frame.guides.toggled.connect(self._show_guides)
        brush.kind_chosen.connect(lambda adding: setattr(self.brush, "adding", adding))
        brush.look_chosen.connect(self._show_look)
        brush.radius_chosen.connect(lambda radius: setattr(self.brush, "radius_px", radius))
        brush.softness_chosen.connect(lambda softness: setattr(self.brush, "softness", softness))
        brush.clear_wanted.connect(easel.clear_strokes)
        self.brush.radius_changed.connect(lambda radius: brush.radius.set_value(float(radius)))
        self.details.changed.connect(self._show_state)
        self.save_button.clicked.connect(self._go_on)
        for keys, act in ((QKeySequence.StandardKey.Undo, easel.undo), (QKeySequence("Ctrl+Shift+Z"), easel.redo)):
            QShortcut(keys, self).activated.connect(act)
        QShortcut(QKeySequence("Ctrl+Y"), self).activated.connect(easel.redo)
        self.finished.connect(self._closed)

    # -- showing

    def show_page(self, page: str) -> None:
        """Show "picture", "cutout" or "details"."""
        self.page = page
        self.tabs.select(page)
        at = _PAGES.index(page)
        self.tools.setCurrentIndex(at)
        if page != "details":
            self.pictures.setCurrentIndex(at)
        if page == "cutout":
            self.easel.find_matte()
            self.brush.refresh()
        self._show_state()

    def _show_guides(self, on: bool) -> None:
        self.crop.guides = on
        self.crop.update()

    def _show_look(self, look: str) -> None:
        kind: Literal["tint", "alone"] = "alone" if look == "alone" else "tint"
        self.brush.set_look(kind)

    def _show_state(self) -> None:
        """Show what can be taken back, what is missing, and how far the picture is turned."""
        easel, missing = self.easel, self.details.missing
        self.undo_button.setEnabled(easel.can_undo)
        self.redo_button.setEnabled(easel.can_redo)
        self.frame_tools.turn.set_value(easel.draft.frame.angle_deg)
        if not easel.judged:
            self.frame_tools.quality.show_quality(None)
            self.problem.setText("")
        elif missing and self.page == "details":
            self.problem.setText(self.tr("Still to fill in: {fields}.").format(fields=", ".join(missing)))
        else:
            self.problem.setText("")
        first = bool(missing) and self.page != "details"  # what is asked there has to be answered before
        self.save_button.setText(self.tr("Next") if first else self._save_words)
        self.save_button.setEnabled(first or (easel.judged and not missing))
        tip = self.tr("Go on to the name and the consent") if first else self.tr("Keep the avatar and take it")
        self.save_button.setToolTip(self.problem.text() or tip)

    def _show_quality(self) -> None:
        self.frame_tools.quality.show_quality(self.easel.draft.quality)
        if self.page == "cutout":
            self.easel.find_matte()
            self.brush.refresh()
        self._show_state()

    # -- ending

    def _go_on(self) -> None:
        """Ask what is missing, or keep the avatar."""
        if self.details.missing:
            self.show_page("details")
        else:
            self.save()

    def save(self) -> None:
        """Keep the avatar, off the GUI thread; close when that is done."""
        draft, said, own, settings = self.easel.finished(), self.details.said(), self._own, self._model.settings
        self.save_button.setEnabled(False)
        self.problem.setText(self.tr("Saving…"))

        def work() -> "Avatar":
            avatar = avatar_library.update(own.id, draft, said) if own else avatar_library.keep(draft, said)
            avatar_library.prepare(draft, settings)  # so that taking it costs no time
            return avatar

        self._model.background.run(work, self._saved, self._not_saved, lane=_LANE)

    def _saved(self, avatar: "Avatar") -> None:
        if self._open:
            self.kept.emit(avatar)
            self.accept()

    def _not_saved(self, text: str, advice: str) -> None:
        if self._open:
            self._show_state()
            self.problem.setText(sentences(text, advice))

    def reject(self) -> None:
        """Close at once when nothing was done; else ask once, on the button itself."""
        if self.easel.dirty and not self._asked:
            self._asked = True
            self.cancel_button.setText(self.tr("Discard changes"))
            self.cancel_button.setFocus()
            return
        super().reject()

    def _closed(self, _: int) -> None:
        self._open = False
        self.easel.close()
        self.deleteLater()
