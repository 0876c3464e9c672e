"""Foresight: tells a live session which avatars may be asked for next, so that going to them takes no time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QTimer

from app.shelf_book import within_reach
from app.ui.avatars.avatar_items import ID_ROLE
from app.ui.session_model import SessionModel

if TYPE_CHECKING:
    from app.ui.avatars.avatar_panel import AvatarPanel

_SOON_MS = 120  # a pointer that only passes over an avatar means nothing
_CALM_MS = 1500  # so long after a change the machine belongs to the change


class Foresight(QObject):
    """Looks at the gallery: what is pointed at or has the keyboard, the neighbours, and what the number keys reach."""

    def __init__(self, panel: "AvatarPanel", model: SessionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._model = panel, model
        self._pointed = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tell)
        panel.view.entered.connect(self._point)
        panel.view.selectionModel().currentChanged.connect(self._point)
        panel.listed.connect(self._calmly)
        model.settings_changed.connect(self._calmly)
        model.phase_changed.connect(self._calmly)

    def _point(self, index: QModelIndex) -> None:
        """Somebody looks at an avatar."""
        self._pointed = str(index.data(ID_ROLE) or "")
        self._timer.start(_SOON_MS)

    def _calmly(self) -> None:
        self._timer.start(_CALM_MS)

    def _tell(self) -> None:
        ids, settings = self._panel.ids, self._model.settings
        reached = within_reach(ids, settings.avatar, numbers=settings.number_keys == "avatars")
        self._model.expect(reached, self._pointed if self._pointed in ids else "")
