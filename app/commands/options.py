"""Options that several commands share, and the settings they make."""

import argparse
from dataclasses import replace
from typing import Any

from app.settings import Settings

REGIONS = ("head", "eyes", "mouth", "brows")
VOICE_ENGINE_CHOICES = ("auto", "neural", "dsp")
VOICE_ENGINE_HELP = "what converts the voice: a network, signal processing, or auto: the better one here (default)"


def size(text: str) -> tuple[int, int]:
    """Parse WIDTHxHEIGHT."""
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size; write it as 1280x720") from None
    return width, height


def place(text: str) -> tuple[float, float]:
    """Parse X,Y."""
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a place; write it as 0.1,-0.05") from None
    return x, y


def add_portrait_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose the portrait and how it moves."""
    parser.add_argument("--avatar", metavar="NAME|PICTURE", help="avatar by name, or any portrait picture")
    parser.add_argument(
        "--engine", metavar="landmark|fomm", help="what moves the portrait (default: landmark; fomm needs weights)"
    )
    devices = ["auto", "cpu", "cuda", "mps"]
    parser.add_argument("--device", choices=devices, help="where the fomm engine computes (default: auto)")
    parser.add_argument(
        "--face-engine", metavar="mesh|face-alignment", help="what finds the driver's face (default: mesh)"
    )
    parser.add_argument(
        "--size", type=size, metavar="WxH", help="output size; default: live 1280x720, films the portrait's own"
    )
    parser.add_argument("--motion", choices=["relative", "absolute"], help="how motion is carried over")
    parser.add_argument("--strength", type=float, metavar="X", help="motion strength, 0 to 2 (default 1)")
    backgrounds = "keep|blur|transparent|#rrggbb|PICTURE"
    parser.add_argument("--background", metavar=backgrounds, help="what stands behind the portrait")
    parser.add_argument("--mirror", action="store_true", help="move like a mirror image of the driver")
    parser.add_argument("--mirror-output", action="store_true", help="what others see is mirrored")
    _add_region_options(parser)
    _add_framing_options(parser)


def _add_region_options(parser: argparse.ArgumentParser) -> None:
    for region in REGIONS:
        words = f"strength of the {region} alone, 0 to 2 (default 1)"
        parser.add_argument(f"--{region}-strength", type=float, metavar="X", help=words)
    parser.add_argument("--smoothing", type=float, metavar="X", help="of trembling, 0 (none) to 2 (default 1)")
    parser.add_argument("--keep-size", action="store_true", help="coming nearer to the camera enlarges no head")


def _add_framing_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--zoom", type=float, metavar="X", help="portrait in the output, 0.5 to 3 (default 1: fills it)"
    )
    offset = "shares of the output, to the right and down; write --offset=-0.1,0"
    parser.add_argument("--offset", type=place, metavar="X,Y", help=f"where it stands, {offset}")
    parser.add_argument("--follow-head", action="store_true", help="keep the portrait's head in the middle")
    parser.add_argument(
        "--crop", type=float, metavar="X", help="share of the driver's picture used, 0.1 to 1 (default 1)"
    )
    parser.add_argument("--crop-offset", type=place, metavar="X,Y", help="its middle, in shares from the picture's own")
    parser.add_argument("--follow-face", action="store_true", help="crop round the driver's face, smoothly")


def with_portrait_options(settings: Settings, args: argparse.Namespace) -> Settings:
    """Return the settings with the given options. Raises SettingsError."""
    names = ["avatar", "engine", "device", "face_engine", "motion", "strength", "background"]
    names += ["smoothing", "zoom", "crop", *(f"{region}_strength" for region in REGIONS)]
    changes: dict[str, Any] = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    for name in ("mirror_output", "keep_size", "follow_head", "follow_face"):
        if getattr(args, name):
            changes[name] = True
    if args.offset is not None:
        changes["offset_x"], changes["offset_y"] = args.offset
    if args.crop_offset is not None:
        changes["crop_x"], changes["crop_y"] = args.crop_offset
    if args.size is not None:
        changes["width"], changes["height"] = args.size
    if args.mirror:
        changes["mirror_input"] = True
    return replace(settings, **changes)


def add_voice_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose the voice and how it is taken on."""
    parser.add_argument("--voice", metavar="NAME|FILE|original|none", help="voice by name, or any voice file")
    parser.add_argument("--voice-engine", choices=VOICE_ENGINE_CHOICES, help=VOICE_ENGINE_HELP)
    parser.add_argument("--semitones", type=float, metavar="X", help="pitch on top of the automatic one, -24 to 24")
    parser.add_argument("--formant", type=float, metavar="X", help="formant shift in semitones, -6 to 6")
    parser.add_argument("--voice-strength", type=float, metavar="X", help="0 (own colour) to 1 (the voice's)")


def with_voice_options(settings: Settings, args: argparse.Namespace) -> Settings:
    """Return the settings with the given options. Raises SettingsError."""
    names = ("voice", "voice_engine", "semitones", "formant", "voice_strength")
    return replace(settings, **{name: getattr(args, name) for name in names if getattr(args, name) is not None})
