"""Portraits that lie ready, so that going from one profile to another takes no longer than the cross-fade."""

from app.avatar import find_avatar
from app.errors import AppError
from app.live.ready import Ready
from app.portrayal import make_engine
from app.settings import Settings
from models.engines import PortraitEngine

MOST = 6  # 15 to 40 MB each
KEPT_ENGINE = "landmark"  # others hold the networks of a GPU: one at a time


def ready_portraits() -> Ready[PortraitEngine]:
    """Return a place for portrait engines with their portraits set."""
    return Ready("portraits-ahead", portrait_key, make_engine, MOST)


def portrait_of(settings: Settings) -> tuple[object, ...]:
    """Return what says which portrait is shown, and by what: if it changes, another one has to be made."""
    return settings.avatar, settings.engine, settings.device, settings.size


def portrait_key(settings: Settings) -> tuple[object, ...] | None:
    """Return what a prepared portrait was made of: an avatar whose picture or cut-out was edited is another one."""
    if settings.engine != KEPT_ENGINE:
        return None
    try:
        avatar = find_avatar(settings.avatar)
        parts = [part for part in (avatar.picture, avatar.touch) if part is not None]
        made_of = tuple((str(part), part.stat().st_mtime_ns) for part in parts)
        return settings.engine, settings.device, settings.size, *made_of
    except (AppError, OSError):
        return None
