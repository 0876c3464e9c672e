"""Which language the window speaks: the one that the user has chosen, else the system's, where it can be shown."""

import logging

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontDatabase

log = logging.getLogger(__name__)

NAMES = {"en": "English", "zh_CN": "简体中文"}  # each in its own words, so that its speakers find it
_SCRIPTS = {"zh_CN": QFontDatabase.WritingSystem.SimplifiedChinese}


def language_for(wish: str) -> str:
    """Return the language for a wish of the settings: "auto", or a name in NAMES.

    Without a font the window stays in English: rows of empty boxes help nobody.
    """
    language = of_system() if wish == "auto" else wish
    if not can_show(language):
        log.info("there is no font for %s; the window is in English", NAMES[language])
        return "en"
    return language if language in NAMES else "en"


def can_show(language: str) -> bool:
    """Return whether a font has the characters of a language."""
    return language not in _SCRIPTS or bool(QFontDatabase.families(_SCRIPTS[language]))


def of_system() -> str:
    """Return the first of the system's languages that the window knows; Chinese is the simplified one, not Taiwan's."""
    other_script = False
    for tag in QLocale.system().uiLanguages():
        name, *parts = tag.split("-")
        other_script |= name == "zh" and bool({"Hant", "TW", "HK", "MO"} & set(parts))
        if name == "en":
            return "en"
        if name == "zh" and not other_script:  # a plain "zh" may end the list of traditional ones, too
            return "zh_CN"
    return "en"
