"""From settings to a portrait that is ready to be moved, for sessions and films alike."""

import contextlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.analysed import is_analysed, set_avatar
from app.avatar import find_avatar
from app.errors import AppError, AvatarError, SettingsError
from app.picture import load_picture
from app.settings import Settings
from app.stages.picture.crop import Window
from app.stages.picture.framing import Frame
from models.engines import (
    DEVICES,
    FACE_ENGINES,
    PORTRAIT_ENGINES,
    FaceEngine,
    Motion,
    PortraitEngine,
    create_face_engine,
    create_portrait_engine,
)
from models.errors import FaceNotFound, ModelError
from models.retouch import Retouchable

ANALYSING = "landmark"  # the others find out nothing that takes long, but loading them does


def make_engine(settings: Settings) -> PortraitEngine:
    """Make the portrait engine with its portrait set. Raises AvatarError, MediaError, SettingsError, ModelError."""
    if settings.engine not in PORTRAIT_ENGINES:
        known = ", ".join(sorted(PORTRAIT_ENGINES))
        raise SettingsError(f"there is no engine {settings.engine!r}", f"use one of: {known}")
    if settings.device not in DEVICES:
        raise SettingsError(f"there is no device {settings.device!r}", f"use one of: {', '.join(DEVICES)}")
    avatar = find_avatar(settings.avatar)
    engine = create_portrait_engine(settings.engine, settings.device)
    engine.motion = motion_of(settings)
    try:
        set_avatar(engine, avatar, settings.size)
    except FaceNotFound as error:
        raise AvatarError(f"{avatar.name}: no face was found in it", "use a portrait seen from the front") from error
    return engine


def analyse(settings: Settings) -> None:
    """Let what takes longest of make_engine be done and kept on disk, unless it is. Raises what make_engine raises."""
    if not is_known(settings):
        make_engine(settings)


def is_known(settings: Settings) -> bool:
    """Whether make_engine has nothing to find out that takes long. Raises AvatarError, ModelError."""
    if settings.engine != ANALYSING:
        return True
    avatar = find_avatar(settings.avatar)
    return is_analysed(create_portrait_engine(settings.engine, settings.device), avatar, settings.size)


def prepare_portrait(picture: NDArray[np.uint8], touch: NDArray[np.uint8] | None, settings: Settings) -> None:
    """Let an engine do beforehand what a portrait takes: it remembers, where that is worth it.

    Args:
        picture: (h, w, 3) uint8 RGB.
        touch: corrections of its cut-out, see models.retouch.
        settings: name the engine and the size.

    Raises:
        ModelError: the engine cannot be made.
    """
    if settings.engine != ANALYSING:
        return
    engine = create_portrait_engine(settings.engine, settings.device)
    if isinstance(engine, Retouchable):
        engine.retouch(touch)
    with contextlib.suppress(FaceNotFound):  # whoever uses it will be told
        engine.set_portrait(picture, settings.size)


def make_tracker(settings: Settings) -> FaceEngine:
    """Make what finds the driver's face. Raises SettingsError, ModelError."""
    if settings.face_engine not in FACE_ENGINES:
        known = ", ".join(sorted(FACE_ENGINES))
        raise SettingsError(f"there is no face engine {settings.face_engine!r}", f"use one of: {known}")
    return create_face_engine(settings.face_engine, settings.device)


def motion_of(settings: Settings) -> Motion:
    """Return how motion is carried over."""
    return Motion(
        mode="absolute" if settings.motion == "absolute" else "relative",
        strength=settings.strength,
        head=settings.head_strength,
        eyes=settings.eyes_strength,
        mouth=settings.mouth_strength,
        brows=settings.brows_strength,
        smoothing=settings.smoothing,
        keep_size=settings.keep_size,
    )


def frame_of(settings: Settings) -> Frame:
    """Return how the portrait stands in the output."""
    return Frame(settings.zoom, settings.offset_x, settings.offset_y, settings.follow_head)


def window_of(settings: Settings) -> Window:
    """Return which part of the camera's picture is looked at."""
    return Window(settings.crop, 0.5 + settings.crop_x, 0.5 + settings.crop_y)


def background_of(settings: Settings) -> str | NDArray[np.uint8]:
    """Return the background as Compose takes it. Raises MediaError for a picture that cannot be read."""
    background = settings.background
    if background in ("keep", "blur", "transparent") or background.startswith("#"):
        return background
    if not Path(background).exists():
        raise SettingsError(f"background is {background!r}", "use keep, blur, transparent, #rrggbb or a picture file")
    return load_picture(Path(background))


def words(error: Exception) -> tuple[str, str]:
    """Return what to tell the user about an error: what happened, and the remedy."""
    if isinstance(error, AppError | ModelError):
        return error.message, error.advice
    return f"an internal error occurred ({type(error).__name__}: {error})", "see the log, and please report it"
