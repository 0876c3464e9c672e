"""The words that people read, in their language.

Texts in the code are English and stand in `tr("...")`, called when they are shown, never while a module is loaded:
the language is chosen when the program starts. Values are put in afterwards, `tr("{n} voices").format(n=3)`, so that
a translation may place them elsewhere.
"""

import gettext

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def tr(text: str) -> str:
    """Return a text in the language of the user, itself if there is no translation."""
    return _catalogue.gettext(text)
