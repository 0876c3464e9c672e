"""Errors that are meant for the user: what happened, why, and what to do about it."""


class AppError(Exception):
    """A failure told to the user in one line.

    Attributes:
        message: what went wrong and with which thing (device, file, address).
        advice: what the user can do; one imperative clause.
    """

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(f"{message}; {advice}" if advice else message)
        self.message = message
        self.advice = advice


class DeviceError(AppError):
    """A camera, virtual camera, microphone or speaker failed."""


class MediaError(AppError):
    """A picture, film or sound file cannot be read or written."""


class StreamError(AppError):
    """A network stream cannot be read or written."""


class AvatarError(AppError):
    """An avatar cannot be used: no face, bad picture, missing licence or consent."""


class VoiceError(AppError):
    """A voice cannot be used: no voice file, damaged, too little speech, missing consent."""


class SettingsError(AppError):
    """A setting has a value that cannot be used."""


class EndOfSource(Exception):  # noqa: N818 - an ordinary ending, not an error
    """The source has delivered its last item."""
