"""LanguageButton: the languages of the window behind one sign that needs no words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.settings import LANGUAGES, Settings
from app.ui.languages.choice import NAMES, language_for
from app.ui.languages.translator import in_language
from app.ui.look import icons, theme
from app.ui.message import Message
from app.ui.session_model import SessionModel


class LanguageButton(QToolButton):
    """Offers the system's language and each one that there is, under its own name; a new one counts from a restart."""

    restart = Signal()

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown = language_for(model.settings.language)
        self.setObjectName("languageButton")
        self.setProperty("role", "flat")
        self.setIcon(icons.icon("language", theme.TEXT))
        self.setAccessibleName(self.tr("Language"))
        self.setToolTip("Language · 语言")  # in all of them: who needs it cannot read the others
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group = QActionGroup(self)
        menu = QMenu(self)
        for wish in LANGUAGES:
            action = QAction(self._name(wish), menu)
            action.setCheckable(True)
            action.setData(wish)
            self._group.addAction(action)
            menu.addAction(action)
        self._group.triggered.connect(lambda action: self.choose(action.data()))
        self.setMenu(menu)
        model.settings_changed.connect(self._show)
        self._show(model.settings)

    def _name(self, wish: str) -> str:
        return NAMES[wish] if wish in NAMES else self.tr("As the system: {name}").format(name=NAMES[language_for(wish)])

    def _show(self, settings: Settings) -> None:
        for action in self._group.actions():
            action.setChecked(action.data() == settings.language)

    def choose(self, wish: str) -> None:
        """Keep this language; where the window speaks another one, offer to restart, in the words of the new one."""
        self._model.change(language=wish)
        language = language_for(wish)
        if language == self._shown:
            return
        translate = in_language(language)
        text = translate("LanguageButton", "The window speaks English from its next start.")
        advice = translate("LanguageButton", "Your settings are kept. While you are live it asks first.")
        again = translate("LanguageButton", "Restart now")
        self._model.message.emit(Message(text, advice, action=again, act=self.restart.emit))
