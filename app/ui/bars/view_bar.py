"""ViewBar: how the user sees himself: beside the portrait, over it, or not at all; theme and language of the window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from app.settings import Settings
from app.ui.actions import Actions
from app.ui.bars.language_button import LanguageButton
from app.ui.look import icons, theme
from app.ui.parts.slider import Slider
from app.ui.parts.widgets import Segments
from app.ui.session_model import SessionModel

_OPACITY_PX, _LEAST_OPACITY_PX, _MODE_PX = 96, 60, 40
_WHOLE = 100


class ViewBar(QWidget):
    """Three modes as one choice, the points, how strong the overlay is, the theme, the language, help."""

    def __init__(self, model: SessionModel, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.modes = self._make_modes()
        self.opacity = self._make_opacity()
        self.landmarks = self._flat(actions["landmarks"])
        self.theme_button = self._make_theme()
        self.language = LanguageButton(model, self)
        self.language.setIconSize(QSize(22, 22))
        self.help_button = self._flat(actions["help"])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.opacity, self.modes, self.landmarks, self.theme_button, self.language, self.help_button):
            row.addWidget(widget)
        model.settings_changed.connect(self._show)
        self._show(model.settings)

    def _make_modes(self) -> Segments:
        modes = Segments(
            [
                ("beside", self.tr("Side by side"), self.tr("Your camera beside the portrait")),
                ("over", self.tr("Overlay"), self.tr("Your camera over the portrait, to bring both faces into line")),
                ("off", self.tr("Portrait alone"), self.tr("Your camera is not shown; it goes on driving")),
            ],
            self,
        )
        for mode, icon in (("beside", "self_view"), ("over", "overlay"), ("off", "alone")):
            button = modes.button(mode)
            button.setIcon(icons.icon(icon, theme.TEXT_SOFT, theme.ACCENT))
            button.setIconSize(QSize(20, 20))
            button.setMinimumWidth(_MODE_PX)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        modes.chosen.connect(lambda mode: self._model.change(self_view=mode != "off", self_view_over=mode == "over"))
        return modes

    def _make_opacity(self) -> Slider:
        slider = Slider(self, mark=40)
        slider.setRange(10, 90)
        slider.setPageStep(10)
        slider.setMinimumWidth(_LEAST_OPACITY_PX)
        slider.setMaximumWidth(_OPACITY_PX)
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        slider.setAccessibleName(self.tr("Strength of the overlay"))
        slider.setToolTip(self.tr("How much your camera covers the portrait (Ctrl+↑, Ctrl+↓)"))
        slider.valueChanged.connect(lambda value: self._model.change(self_view_opacity=value / _WHOLE))
        return slider

    def _flat(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setObjectName(f"{action.objectName()}Button")
        self._dress(button)
        button.setAccessibleName(action.text())
        return button

    def _make_theme(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("themeButton")
        button.setIcon(icons.icon("theme", theme.TEXT))
        button.setAccessibleName(self.tr("Colours of the window"))
        button.setToolTip(self.tr("Dark or light colours"))
        self._dress(button)
        menu = QMenu(button)
        group = QActionGroup(menu)
        self.themes: dict[str, QAction] = {}
        for name, words in (
            ("system", self.tr("Like the desktop")),
            ("dark", self.tr("Dark")),
            ("light", self.tr("Light")),
        ):
            action = self.themes[name] = menu.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, name=name: self._model.change(theme=name))
            group.addAction(action)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def lend(self, menu: QMenu, before: QAction) -> None:
        """Offer theme and language in a menu, too: there they are found where the bar has no room for them."""
        for button in (self.theme_button, self.language):
            button.menu().setTitle(button.accessibleName())
            menu.insertMenu(before, button.menu())

    def set_compact(self, compact: bool) -> None:
        """Leave away what a menu has, too."""
        for button in (self.theme_button, self.language, self.help_button):
            button.setVisible(not compact)

    def _dress(self, button: QToolButton) -> None:
        button.setProperty("role", "flat")
        button.setIconSize(QSize(22, 22))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _show(self, settings: Settings) -> None:
        over = settings.self_view and settings.self_view_over
        self.modes.select("over" if over else "beside" if settings.self_view else "off")
        self.opacity.setVisible(over)
        self.opacity.blockSignals(True)
        self.opacity.setValue(round(settings.self_view_opacity * _WHOLE))
        self.opacity.blockSignals(False)
        self.opacity.setAccessibleDescription(f"{self.opacity.value()} %")
        self.themes[settings.theme].setChecked(True)
