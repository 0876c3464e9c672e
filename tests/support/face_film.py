"""Films with a face for tests, made by ffmpeg from the bundled public-domain portrait."""

import subprocess
from pathlib import Path

PORTRAIT = Path(__file__).resolve().parents[2] / "avatars" / "grace-hopper" / "portrait.jpg"


def ffmpeg(*arguments: str | Path) -> None:
    """Run ffmpeg; its words become the error."""
    done = subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def face_film(
    path: Path, *, seconds: float = 2.0, fps: int = 25, size: int = 256, sound: bool = True, faces: int = 1
) -> Path:
    """Make a film in which the head tilts to and fro by 8 degrees, with a tone; `faces` beside each other."""
    still = f"scale={size}:{size},setsar=1{',boxblur=40' if faces == 0 else ''},loop=-1:1"  # read and scaled once
    one = f"{still},rotate=0.14*sin(2*PI*t/1.7):fillcolor=gray,fps={fps},format=yuv420p"
    lay = {0: f"{still},fps={fps},format=yuv420p", 1: one}.get(faces)
    if lay is None:
        lay = f"{one},split={faces}" + "".join(f"[f{i}]" for i in range(faces)) + ";"
        lay += "".join(f"[f{i}]" for i in range(faces)) + f"hstack={faces}"
    tone: tuple[str, ...] = ("-f", "lavfi", "-i", f"sine=frequency=330:duration={seconds}") if sound else ()
    ffmpeg(
        *("-i", str(PORTRAIT), *tone, "-filter_complex", lay),
        *("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-t", f"{seconds}", path),
    )
    return path
