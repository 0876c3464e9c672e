"""DetailsForm: the name of an avatar, and on what ground its picture may be used."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.avatars.consent_grounds import Grounds
from app.ui.parts.widgets import soft_label

if TYPE_CHECKING:
    from app.avatar import Avatar, Consent, Draft, Statement


class DetailsForm(QWidget):
    """Six fields; the usual texts are proposed, and what the user wrote himself stays."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grounds = Grounds().all()
        self._who = self._came_from = ""
        self._before: Consent | None = None
        self.name = self._line(self.tr("Name"), self.tr("What the avatar is called in the gallery"))
        self.ground = QComboBox(self)
        self.ground.setAccessibleName(self.tr("Why you may use the picture"))
        self.ground.setToolTip(self.ground.accessibleName())
        self.ground.addItem(self.tr("Please choose…"), "")
        for ground in self._grounds:
            self.ground.addItem(ground.words, ground.kind)
        self.ground.currentIndexChanged.connect(self._fill_ground)
        self.statement = QPlainTextEdit(self)
        self.statement.setAccessibleName(self.tr("Statement of consent"))
        self.statement.setToolTip(self.tr("In your own words: who has agreed to what, or why nobody has to be asked"))
        self.statement.setTabChangesFocus(True)
        self.statement.setFixedHeight(72)
        self.statement.textChanged.connect(self.changed)
        self.licence = self._line(
            self.tr("Licence"), self.tr("Under which the picture may be used, as CC0 or own photo")
        )
        self.source = self._line(self.tr("Source"), self.tr("Where the picture comes from"))
        self.author = self._line(self.tr("Made by"), self.tr("Who took or drew the picture; may stay empty"))
        self._arrange()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(6)
        for text, field in (
            (self.tr("Name"), self.name),
            (self.tr("Whose face"), self.ground),
            (self.tr("Statement"), self.statement),
            (self.tr("Licence"), self.licence),
            (self.tr("Source"), self.source),
            (self.tr("Made by"), self.author),
        ):
            form.addRow(text, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(soft_label(self.tr("Only use faces you have the right to use. This is kept with the avatar.")))
        column.addLayout(form)
        column.addStretch(1)

    def _line(self, name: str, tip: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setToolTip(tip)
        line.textChanged.connect(self.changed)
        return line

    # -- filling

    def show_draft(self, draft: "Draft", avatar: "Avatar | None") -> None:
        """Begin with what is known of a picture, or of an avatar that is worked on again."""
        self.name.setText(draft.title)
        if avatar is None or avatar.consent is None:
            self._came_from = self.tr("picture “{name}”, added by the user").format(name=draft.source)
            self.source.setText(self._came_from if avatar is None else avatar.source)
            return
        known = self.ground.findData(avatar.consent.kind)
        if known < 0:
            self.ground.addItem(avatar.consent.kind, avatar.consent.kind)
            known = self.ground.count() - 1
        self.ground.blockSignals(True)  # the texts are the avatar's, not the usual ones
        self.ground.setCurrentIndex(known)
        self.ground.blockSignals(False)
        self.statement.setPlainText(avatar.consent.statement)
        self.licence.setText(avatar.licence)
        self.source.setText(avatar.source)
        self.author.setText(avatar.author)
        self._who, self._before = avatar.consent.who, avatar.consent

    def choose_ground(self, kind: str) -> None:
        """Choose this ground as if the user had; nothing for ""."""
        if kind:
            self.ground.setCurrentIndex(self.ground.findData(kind))

    def _fill_ground(self, index: int) -> None:
        """Propose the usual texts."""
        if 1 <= index <= len(self._grounds):
            ground = self._grounds[index - 1]
            ours = {"", self._came_from, *(text for g in self._grounds for text in (g.statement, g.licence, g.source))}
            if self.statement.toPlainText() in ours:
                self.statement.setPlainText(ground.statement)
            for line, text in ((self.licence, ground.licence), (self.source, ground.source)):
                if line.text() in ours and (text or line is not self.source):
                    line.setText(text)
        self.changed.emit()

    # -- what was said

    @property
    def missing(self) -> list[str]:
        """Names of the fields that have to be filled in."""
        fields = {
            self.tr("Name"): self.name.text(),
            self.tr("Whose face"): str(self.ground.currentData()),
            self.tr("Statement"): self.statement.toPlainText(),
            self.tr("Licence"): self.licence.text(),
            self.tr("Source"): self.source.text(),
        }
        return [name for name, text in fields.items() if not text.strip()]

    def said(self) -> "Statement":
        """Return what the user has stated."""
        from app.avatar import Statement

        kind, words, before = str(self.ground.currentData()), self.statement.toPlainText(), self._before
        same = before is not None and (before.kind, before.statement) == (kind, words.strip())
        return Statement(
            name=self.name.text(),
            licence=self.licence.text(),
            source=self.source.text(),
            consent=words,
            kind=kind,
            who=self._who,
            author=self.author.text(),
            date=before.date if same and before is not None else None,  # who says the same says it as of then
        )
