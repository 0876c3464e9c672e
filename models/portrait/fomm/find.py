"""Where the weights of the First Order Motion Model are: the user brings them, nobody ships them."""

import os
from pathlib import Path

from models.errors import ModelError
from models.weights import check, read_manifest, search_dirs

VARIABLE = "LIKENESS_FOMM"
FOLDER = "fomm"
_ENDINGS = (".safetensors", ".pth.tar", ".pth", ".pt")


class NoCheckpoint(ModelError):  # noqa: N818 - an ordinary state of a program that ships none
    """Nobody has brought weights yet."""


def find_checkpoint() -> Path:
    """Return the weights file to use: the one LIKENESS_FOMM names, else the first in a models folder's `fomm`.

    Raises:
        NoCheckpoint: there is none.
        ModelError: one of the program's keeping was altered since.
    """
    if named := os.environ.get(VARIABLE):
        return Path(named)
    folders = [folder / FOLDER for folder in search_dirs()]
    for folder in folders:
        files = sorted(path for path in folder.glob("*") if path.name.endswith(_ENDINGS) and path.is_file())
        for path in sorted(files, key=lambda path: _ENDINGS.index(_ending(path))):
            if path.name in read_manifest(path.parent):
                check(path, "`likeness models list` says how to get it again")
            return path
    raise NoCheckpoint(
        f"the first-order motion engine has no weights (looked in {', '.join(map(str, folders))})",
        "use `likeness models install vox-adv-cpk` or `likeness models import FILE --as vox-adv-cpk`, "
        f"or put vox-cpk.pth.tar or vox-adv-cpk.pth.tar into {folders[0]}",
    )


def _ending(path: Path) -> str:
    return next(ending for ending in _ENDINGS if path.name.endswith(ending))
