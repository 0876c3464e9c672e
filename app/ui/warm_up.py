"""What a start will need is loaded and found out while the user is still looking at the window."""

from contextlib import suppress

from app.errors import AppError
from app.settings import Settings
from models.errors import ModelError


def warm_up(settings: Settings) -> None:
    """Load OpenCV and the engines, and take the chosen portrait apart; slow, for a background thread."""
    import app.session  # noqa: F401 - the lanes and all that they bring
    from app.portrayal import analyse

    with suppress(AppError, ModelError):  # told when it is asked for
        analyse(settings)
