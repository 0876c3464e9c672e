"""What ffprobe, a program that is not ours, says about a film."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stream:
    """One stream of a film, counted by decoding it whole."""

    codec: str
    width: int
    height: int
    duration_s: float
    frames: int


def streams(path: Path) -> dict[str, Stream]:
    """Return the first stream of each kind ("video", "audio")."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-show_packets", "-of", "json", str(path)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    table = json.loads(done.stdout)
    found: dict[str, Stream] = {}
    for stream in table["streams"]:
        packets = [p for p in table["packets"] if p["stream_index"] == stream["index"]]
        end_s = max((float(p["pts_time"]) + float(p.get("duration_time", 0)) for p in packets), default=0.0)
        start_s = min((float(p["pts_time"]) for p in packets), default=0.0)
        found.setdefault(
            stream["codec_type"],
            Stream(
                stream["codec_name"],
                int(stream.get("width", 0)),
                int(stream.get("height", 0)),
                end_s - max(start_s, 0.0),
                int(stream.get("nb_read_frames", 0)),
            ),
        )
    return found
