"""The one error of the models package that is meant for a user, and the outcomes that are none."""


class ModelError(Exception):
    """A network file is missing, altered or cannot be run.

    Attributes:
        message: what is wrong with which file.
        advice: what the user can do; one imperative clause.
    """

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(f"{message}; {advice}")
        self.message = message
        self.advice = advice


class FaceNotFound(Exception):  # noqa: N818 - an ordinary outcome of looking at a picture
    """A picture in which no usable face was found."""


class SpeechNotFound(Exception):  # noqa: N818 - an ordinary outcome of listening to a recording
    """A recording in which there is no, or too little, speech."""
