"""Renders bundled characters: `python -m models.character mira nova --folder avatars`; without names all of them."""

import argparse
import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.character.canvas import Canvas
from models.character.cast import CAST
from models.character.render import render

_THUMBNAIL_PX = 256
_THUMBNAIL_BOX = ((-1.28, -1.18), (1.28, 1.38))  # head units


def main() -> int:
    """Write portrait.jpg and thumbnail.jpg of each character into its folder."""
    parser = argparse.ArgumentParser(prog="python -m models.character", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(CAST))
    parser.add_argument("--folder", type=Path, default=Path("avatars"))
    parser.add_argument("--side", type=int, default=1024, help="pixels")
    parser.add_argument("--supersample", type=int, default=2)
    args = parser.parse_args()
    unknown = [name for name in args.names if name not in CAST]
    if unknown:
        parser.error(f"no such character: {', '.join(unknown)}")
    for name in args.names or CAST:
        folder = args.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        picture = render(CAST[name], args.side, args.supersample)
        Image.fromarray(picture).save(folder / "portrait.jpg", quality=94, subsampling=0)
        Image.fromarray(_thumbnail(picture)).save(folder / "thumbnail.jpg", quality=90)
        sys.stdout.write(f"{folder / 'portrait.jpg'}\n")
    return 0


def _thumbnail(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Cut out the head, (256, 256, 3)."""
    (left, top), (right, bottom) = Canvas(picture.shape[0]).to_px(_THUMBNAIL_BOX).round().astype(int)
    head = np.ascontiguousarray(picture[top:bottom, left:right])
    return np.asarray(cv2.resize(head, (_THUMBNAIL_PX, _THUMBNAIL_PX), interpolation=cv2.INTER_AREA), dtype=np.uint8)


if __name__ == "__main__":
    sys.exit(main())
