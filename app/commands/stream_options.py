"""Options of the stream: its address, its key from a place where others cannot read it, how much is sent."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from app.commands.console import note
from app.errors import StreamError
from app.settings import Settings
from app.stream_target import StreamTarget

KEY_BYTES = 4096


def add_stream_options(parser: argparse.ArgumentParser) -> None:
    """Add them."""
    where = "send picture and voice there: rtmp://, rtmps://, udp:// or tcp://"
    parser.add_argument("--stream", metavar="ADDRESS", help=where)
    secret = "holds the stream key; -: the first line of the standard input"
    parser.add_argument("--stream-key-file", metavar="FILE", help=secret)
    rate = "kbit/s of the stream's picture, 500 to 12000 (default: what suits its size, 2500 at 1280x720)"
    parser.add_argument("--stream-bitrate", metavar="KBIT", type=int, help=rate)


def with_stream_options(settings: Settings, args: argparse.Namespace) -> Settings:
    """Return the settings with the given options. Raises StreamError, SettingsError."""
    if args.stream is None:
        return settings
    key = _read_key(args.stream_key_file) if args.stream_key_file is not None else ""
    target = StreamTarget.read(args.stream, key)
    if target.key and not key:
        note("likeness: others on this computer can read the stream key of this command; use --stream-key-file")
    settings = replace(settings, stream_address=target.address, stream_key=target.key)
    return settings if args.stream_bitrate is None else replace(settings, stream_kbit_s=args.stream_bitrate)


def _read_key(name: str) -> str:
    if name == "-":
        return sys.stdin.readline(KEY_BYTES).strip()
    try:
        return Path(name).read_text(encoding="utf-8")[:KEY_BYTES].strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise StreamError(f"the stream key cannot be read from {name}: {why}", "choose another file") from error
