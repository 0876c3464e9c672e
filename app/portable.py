"""Portable mode: settings, profiles, avatars and voices lie in a folder beside the program, on a stick for instance."""

import os
import sys
from pathlib import Path

from app.errors import SettingsError

FOLDER = "likeness-data"


def portable_home(program: Path | None = None) -> Path:
    """Return the folder beside the program, whether it is there or not.

    Args:
        program: the folder of the program; None: that of the frozen program, or of the source.
    """
    frozen = getattr(sys, "frozen", False)
    beside = Path(sys.executable).parent if frozen else Path(__file__).resolve().parent.parent
    return (program or beside) / FOLDER


def choose_home(home: str | None, *, portable: bool, program: Path | None = None) -> None:
    """Decide where everything is kept: in `home`, beside the program, or in the user's own folders.

    LIKENESS_HOME, once set, counts more than a folder beside the program. That folder, once made, is used without being
    asked for. Networks that are not in it are taken from the user's own folders, see `models.weights`.

    Args:
        home: the folder of `--home`.
        portable: `--portable` was given.
        program: as for `portable_home`.

    Raises:
        SettingsError: the folder beside the program cannot be written.
    """
    if home:
        os.environ["LIKENESS_HOME"] = home
        return
    folder = portable_home(program)
    if not portable and (os.environ.get("LIKENESS_HOME") or not folder.is_dir()):
        return
    try:
        (folder / "config").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{folder} cannot be written ({error.strerror})", "copy the program elsewhere") from error
    os.environ["LIKENESS_HOME"] = str(folder)
