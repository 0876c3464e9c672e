"""Lends the window its words in another language: one translator for our texts, one for Qt's own."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.ui.languages.catalogue import catalogue_file, read_catalogue
from app.ui.languages.told import CONTEXT, Phrases

log = logging.getLogger(__name__)


class Translator(QTranslator):
    """Answers Qt from a .ts file itself: nothing has to be compiled, so nothing compiled can be out of date."""

    def __init__(self, language: str, parent: QCoreApplication | None = None) -> None:
        """Read the catalogue of a language; one that is missing or damaged leaves the window in English."""
        super().__init__(parent)
        self.language_name = language
        self._table: dict[tuple[str, str], str] = {}
        try:
            entries = read_catalogue(catalogue_file(language))
        except (OSError, SyntaxError) as error:  # ElementTree's ParseError is a SyntaxError
            log.error("no texts for the language %s: %s", language, error)
            entries = []
        known = [entry for entry in entries if entry.translation and not entry.gone]
        self._table = {(entry.context, entry.source): entry.translation for entry in known}
        self._phrases = Phrases((entry.source, entry.translation) for entry in known if entry.context == CONTEXT)

    def isEmpty(self) -> bool:
        """Return whether there is nothing to say."""
        return not self._table

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Return the translation, None to let Qt ask the next translator."""
        return self._table.get((context, text))

    def told(self, text: str) -> str:
        """Return what the program says below the window in this language."""
        return self._phrases.say(text)


def speak(application: QCoreApplication, language: str) -> None:
    """Let the application speak this language from now on: what is made afterwards has its words in it."""
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.setParent(None)
    if language == "en":
        return
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    of_qt = QTranslator(application)
    if of_qt.load(QLocale(language), "qtbase", "_", folder):
        application.installTranslator(of_qt)
    else:
        log.info("Qt's own texts are not there in %s", language)
    application.installTranslator(Translator(language, application))


def in_language(language: str) -> Callable[[str, str], str]:
    """Return what translates (context, text) into a language that the window does not speak yet."""
    translator = None if language == "en" else Translator(language)
    return lambda context, text: (translator and translator.translate(context, text)) or text


def told(text: str) -> str:
    """Return an error, a notice or an advice from below app/ui in the language of the window."""
    application = QCoreApplication.instance()
    translator = application.findChild(Translator) if application is not None else None
    return translator.told(text) if isinstance(translator, Translator) else text
