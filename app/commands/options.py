"""Options that several commands share, and the settings they make."""

import argparse
from dataclasses import replace
from typing import Any

from app.settings import Settings

VOICE_ENGINE_CHOICES = ("auto", "neural", "dsp")
VOICE_ENGINE_HELP = "what converts the voice: a network, signal processing, or auto: the better one here (default)"


def size(text: str) -> tuple[int, int]:
    """Parse WIDTHxHEIGHT."""
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size; write it as 1280x720") from None
    return width, height


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
    parser.add_argument("--background", metavar="keep|blur|#rrggbb|PICTURE", help="what stands behind the portrait")
    parser.add_argument("--mirror", action="store_true", help="move like a mirror image of the driver")


def with_portrait_options(settings: Settings, args: argparse.Namespace) -> Settings:
    """Return the settings with the given options. Raises SettingsError."""
    changes: dict[str, Any] = {
        name: getattr(args, name)
        for name in ("avatar", "engine", "device", "face_engine", "motion", "strength", "background")
        if getattr(args, name) is not None
    }
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
