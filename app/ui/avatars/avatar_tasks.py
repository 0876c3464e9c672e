"""AvatarTasks: what can be done with avatars: what every shelf can, and edit and take back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.avatars import avatar_library
from app.ui.session_model import SessionModel
from app.ui.shelf.shelf_keeper import ShelfKeeper
from app.ui.shelf.shelf_menu import Entry
from app.ui.shelf.shelf_tasks import ShelfTasks, ShelfWords

if TYPE_CHECKING:
    from app.avatar import Avatar

AVATAR_SUFFIX = ".avatar"


class AvatarTasks(ShelfTasks["Avatar"]):
    """The tasks of the gallery."""

    redrawn = Signal(str)  # id of an avatar whose picture is another one now
    edit_wanted = Signal(object)  # Avatar

    def __init__(self, model: SessionModel, keeper: ShelfKeeper, window: QWidget) -> None:
        super().__init__(model, keeper, avatar_library, AVATAR_SUFFIX, window)

    def words(self) -> ShelfWords:
        """Return what the dialogs say."""
        return ShelfWords(
            rename=self.tr("Rename the avatar"),
            export=self.tr("Export the avatar"),
            import_=self.tr("Import an avatar"),
            files=self.tr("Avatars ({patterns})"),
        )

    @property
    def chosen(self) -> str:
        """Id of the avatar that is shown."""
        return self._model.settings.avatar

    def choose(self, thing_id: str) -> None:
        """Show it."""
        self._model.change(avatar=thing_id)

    def first_entries(self, thing: "Avatar | None") -> "Sequence[Entry[Avatar]]":
        """Return the way into the studio."""
        edit = self.tr("Edit a copy…") if thing is not None and thing.bundled else self.tr("Edit…")
        return (Entry(edit, self.edit_wanted.emit, thing is not None),)

    def take_back(self, avatar_id: str) -> None:
        """Bring back what an avatar was before it was last changed."""

        def back(avatar: "Avatar") -> None:
            self.redrawn.emit(avatar.id)

        self.run(lambda: avatar_library.take_back(avatar_id), back)
