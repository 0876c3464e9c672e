"""AppMenu: what is needed now and then, behind one button in the upper edge of the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QMenu, QToolButton

from app.ui.look import icons, theme

if TYPE_CHECKING:
    from app.ui.around.around import Around
    from app.ui.main_window import MainWindow


class AppMenu(QObject):
    """A button and its menu.

    Attributes:
        button: for the upper edge.
    """

    def __init__(self, around: "Around", window: "MainWindow") -> None:
        super().__init__(window)
        self._around, self._model = around, window.model
        self.button = QToolButton(window)
        self.button.setObjectName("menuButton")
        self.button.setProperty("role", "flat")
        self.button.setIcon(icons.icon("menu", theme.TEXT))
        self.button.setIconSize(QSize(22, 22))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setAccessibleName(self.tr("More"))
        self.button.setToolTip(self.tr("Mini window, keys and remote control, reset"))
        menu = self.menu = QMenu(self.button)
        for name in ("mini_window", "full_screen", "manage_profiles", "edit_keys"):
            menu.addAction(window.actions_[name])
        self.minimised = menu.addAction(self.tr("Begin minimised"))
        self.minimised.setCheckable(True)
        self.minimised.triggered.connect(lambda on: self._model.change(start_minimised=on))
        window.view.lend(menu, menu.addSeparator())
        self.reset = menu.addAction(self.tr("Reset all settings"))
        self.reset.triggered.connect(around.reset_settings)
        menu.addSeparator()
        for name in ("help", "quit"):
            menu.addAction(window.actions_[name])
        menu.aboutToShow.connect(lambda: self.minimised.setChecked(self._model.settings.start_minimised))
        self.button.setMenu(menu)
