"""An avatar as the portrait of an engine: from what was kept of it on disk, else from its picture."""

import logging

from app.avatar import Avatar, load_touch
from app.avatar.analyses import Place, place_of
from app.picture import load_picture
from models.analysis import Analysing
from models.engines import PortraitEngine
from models.retouch import Retouchable

log = logging.getLogger(__name__)

Size = tuple[int, int] | None


def set_avatar(engine: PortraitEngine, avatar: Avatar, size: Size) -> None:
    """Let an engine show an avatar, and keep what it finds out about the picture; bit by bit the same either way.

    Raises:
        MediaError: the picture cannot be read.
        FaceNotFound: no face is in it.
    """
    place = _place(engine, avatar, size)
    if place is not None and _use_kept(engine, place):
        return
    if avatar.touch is not None and isinstance(engine, Retouchable):
        engine.retouch(load_touch(avatar.touch))
    engine.set_portrait(load_picture(avatar.picture), size)
    if place is not None and isinstance(engine, Analysing):
        place.keep(engine.analysis())


def is_analysed(engine: PortraitEngine, avatar: Avatar, size: Size) -> bool:
    """Whether everything was found out and kept."""
    place = _place(engine, avatar, size)
    return place is not None and place.is_kept


def _place(engine: PortraitEngine, avatar: Avatar, size: Size) -> Place | None:
    return place_of(avatar, size, engine.analysis_version) if isinstance(engine, Analysing) else None


def _use_kept(engine: PortraitEngine, place: Place) -> bool:
    arrays = place.load()
    if arrays is None or not isinstance(engine, Analysing):
        return False
    try:
        engine.use_analysis(arrays)
    except ValueError as error:
        log.info("%s is not used: %s", place.path.name, error)
        return False
    return True
