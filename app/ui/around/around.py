"""Around: makes what is around the window, and ends it."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from app.control.orders import Order
from app.settings import Settings, save_settings
from app.ui.around.app_menu import AppMenu
from app.ui.around.mini_window import MiniWindow
from app.ui.around.order_desk import OrderDesk
from app.ui.around.remote import Remote
from app.ui.around.tray import Tray
from app.ui.beginning import PLAIN, Beginning
from app.ui.message import Level, Message
from app.ui.parts.name_dialog import NameDialog
from app.ui.profiles.book import ProfileBook
from app.ui.profiles.button import ProfileButton
from app.ui.profiles.dialog import ProfilesDialog

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class Around(QObject):
    """Belongs to one window.

    Attributes:
        book: the profiles.
        desk: carries out orders.
        remote: where they come from.
        tray: the sign in the system's tray; None before `open`, or where there is no tray.
        mini: the small window, None while it is not shown.
        dialog: what is open, else None.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._model = window, window.model
        self.book = ProfileBook(window.model, parent=self)
        self.desk = OrderDesk(window, self.book)
        self.remote = Remote(window.model, self.desk, self)
        self.tray: Tray | None = None
        self.mini: MiniWindow | None = None
        self.dialog: NameDialog | ProfilesDialog | QObject | None = None
        self.menu = AppMenu(self, window)
        self.profile_button = ProfileButton(self.book, window.actions_, window)
        window.top_bar.place(self.profile_button, self.menu.button)
        window.actions_.connect(
            {
                "next_profile": lambda: self.book.step(1),
                "previous_profile": lambda: self.book.step(-1),
                "save_profile": self.save_profile,
                "manage_profiles": self.manage_profiles,
                "mini_window": self.switch_mini,
                "edit_keys": self.edit_keys,
            }
        )
        QTimer.singleShot(0, self.book.load)

    def open(self, beginning: Beginning = PLAIN, *, remember: bool = False) -> None:
        """Put the sign into the tray, show the window, and listen to who may give orders.

        Args:
            beginning: what else to do.
            remember: what the user changes is kept.
        """
        self.tray = Tray.where_there_is_one(self._window, self.book)
        if not beginning.minimised:
            self._window.show()
        elif self.tray is None:
            self._window.showMinimized()
        self.remote.open()
        application = QGuiApplication.instance()
        if remember and isinstance(application, QGuiApplication):  # the desktop ends: there is no time to close
            application.commitDataRequest.connect(lambda _: save_settings(self._model.settings))
        QTimer.singleShot(0, self, lambda: self._begin(beginning))

    def _begin(self, beginning: Beginning) -> None:
        for words in beginning.told:
            text, _, advice = words.partition("; ")
            self._model.message.emit(Message(text, advice, Level.WARNING))
        if beginning.profile:
            self.desk.act(Order("profile", beginning.profile))

    def close_down(self) -> None:
        """End everything that is around the window."""
        self.remote.close()
        if self.tray is not None:
            self.tray.close()
            self.tray = None
        if self.mini is not None:
            self.mini.close()

    def choose_number(self, row: int) -> None:
        """What the keys 1 to 9 do."""
        if self._model.settings.number_keys == "profiles":
            self.book.take_row(row)
        else:
            self._window.avatars.choose(row)

    # -- dialogs

    def save_profile(self) -> None:
        """Ask for the name of a new profile."""
        number = len(self.book.profiles.all) + 1
        suggested = self.tr("Profile {number}").format(number=number)
        dialog = NameDialog(self.tr("New profile"), suggested, self._window, accept=self.tr("Save"))
        dialog.chosen.connect(self.book.save_as)
        self._open(dialog)

    def manage_profiles(self) -> None:
        """Show all profiles."""
        self._open(ProfilesDialog(self.book, self.desk.names, self._window))

    def edit_keys(self) -> None:
        """Show keys and remote control."""
        from app.ui.around.keys_dialog import KeysDialog  # rarely wanted

        self._open(KeysDialog(self._model, self.remote, self.book.profiles, self._window))

    def _open(self, dialog: NameDialog | ProfilesDialog | QObject) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)  # type: ignore[union-attr]
        dialog.destroyed.connect(self._gone)
        dialog.open()  # type: ignore[union-attr]

    def _gone(self) -> None:
        self.dialog = None

    # -- the rest

    def switch_mini(self) -> None:
        """Show the small window in place of the large one, or the other way round."""
        if self.mini is not None:
            self.mini.close()
            return
        self.mini = MiniWindow(self._window, self.book)
        self.mini.closed.connect(self._mini_gone)
        self.mini.show()
        self._window.actions_["mini_window"].setChecked(True)

    def _mini_gone(self) -> None:
        if self.mini is not None:
            self.mini.deleteLater()
            self.mini = None
        self._window.actions_["mini_window"].setChecked(False)

    def reset_settings(self) -> None:
        """Take every setting back to what it was when the program was new; offers to take that back."""
        before = asdict(self._model.settings)
        fresh = asdict(Settings())
        fresh["language"] = before["language"]  # whoever cannot read the window cannot undo it
        self._model.change(**fresh)
        text = self.tr("All settings are as they were when the program was new. Profiles, avatars and voices are kept.")
        undo = Message(text, action=self.tr("Undo"), act=lambda: self._model.change(**before))
        self._model.message.emit(undo)
