"""Why a picture may be used as an avatar, with the texts that usually go with each reason."""

from dataclasses import dataclass

from PySide6.QtCore import QObject


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason.

    Attributes:
        kind: how the consent record names it, see app.avatar.Consent.
        words: for the user to choose.
        short: the same on a button.
        statement, licence, source: proposals, may be empty.
    """

    kind: str
    words: str
    statement: str
    licence: str = ""
    source: str = ""
    short: str = ""


class Grounds(QObject):
    """All reasons; a QObject so that their words can be translated."""

    def all(self) -> list[Ground]:
        """Return the reasons in the order in which they are offered."""
        return [
            Ground(
                "self",
                self.tr("It shows myself"),
                self.tr("I am the person shown and want to use my own picture."),
                self.tr("own picture, for my use"),
                self.tr("own photo"),
                self.tr("It is me"),
            ),
            Ground(
                "subject-consent",
                self.tr("It shows somebody who has agreed"),
                self.tr("The person shown has agreed that I use this picture as an avatar."),
                self.tr("with the consent of the person shown"),
                short=self.tr("They have agreed"),
            ),
            Ground(
                "own-character",
                self.tr("It is a drawn or invented character"),
                self.tr("The picture shows no real person."),
                self.tr("for my own use; no real person is shown"),
                short=self.tr("Nobody real"),
            ),
            Ground(
                "public-domain",
                self.tr("It is in the public domain or freely licensed"),
                self.tr("The picture is in the public domain or freely licensed, and nobody living is shown."),
                self.tr("public domain"),
                short=self.tr("Free to use…"),
            ),
        ]
