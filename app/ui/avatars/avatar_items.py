"""AvatarItems: what the gallery shows of each avatar; names at once, pictures as soon as they are loaded."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPixmap, QStandardItem, QStandardItemModel

from app.ui.avatars import avatar_library
from app.ui.avatars.avatar_delegate import CHOSEN_ROLE, FAVOURITE_ROLE, KEY_ROLE, PICTURE_ROLE
from app.ui.background import Background
from app.ui.preview.picture_view import to_image

if TYPE_CHECKING:
    from app.avatar import Avatar

ID_ROLE = Qt.ItemDataRole.UserRole
_KEYS = 9


class AvatarItems(QStandardItemModel):
    """The avatars in the order in which they are shown.

    Attributes:
        order: their ids.
    """

    def __init__(self, background: Background, failed: Callable[[str, str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._failed = background, failed
        self._thumbnails: dict[str, QPixmap] = {}
        self.order: list[str] = []

    def fill(self, avatars: "Sequence[Avatar]", favourites: Collection[str]) -> None:
        """Show these; pictures that were loaded before are kept."""
        self.clear()
        self.order = [avatar.id for avatar in avatars]
        for row, avatar in enumerate(avatars):
            self.appendRow(self._item_of(avatar, row, avatar.id in favourites))
            if avatar.id not in self._thumbnails:
                self._load(avatar)

    def mark(self, chosen: str) -> QStandardItem | None:
        """Put the ring round the chosen avatar; returns its item, None if it is not here."""
        found = None
        for row, avatar_id in enumerate(self.order):
            self.item(row).setData(avatar_id == chosen, CHOSEN_ROLE)
            found = self.item(row) if avatar_id == chosen else found
        return found

    def forget(self, avatar_id: str) -> None:
        """Load the picture of this avatar anew the next time."""
        self._thumbnails.pop(avatar_id, None)

    def _item_of(self, avatar: "Avatar", row: int, favourite: bool) -> QStandardItem:
        item = QStandardItem(avatar.name)
        item.setData(avatar.id, ID_ROLE)
        item.setData(self._thumbnails.get(avatar.id), PICTURE_ROLE)
        item.setData(row + 1 if row < _KEYS else None, KEY_ROLE)
        item.setData(favourite, FAVOURITE_ROLE)
        source = self.tr("{name}\nLicence: {licence}\nSource: {source}")
        item.setToolTip(source.format(name=avatar.name, licence=avatar.licence, source=avatar.source))
        spoken = self.tr("{name}, favourite").format(name=avatar.name) if favourite else avatar.name
        item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _load(self, avatar: "Avatar") -> None:
        def loaded(picture: NDArray[np.uint8]) -> None:
            pixmap = QPixmap.fromImage(to_image(picture).copy())
            self._thumbnails[avatar.id] = pixmap
            if avatar.id in self.order:
                self.item(self.order.index(avatar.id)).setData(pixmap, PICTURE_ROLE)

        def failed(text: str, advice: str) -> None:
            if avatar.picture.exists():  # else it has been removed meanwhile
                self._failed(text, advice)

        self._background.run(lambda: avatar_library.thumbnail(avatar), loaded, failed, lane="thumbnails")
