"""Makes the demo film: `python -m models.character.film --portrait avatars/mira/portrait.jpg --folder app/demo`.

Speech by flite, motion by performance.py, pictures by the program's own landmark engine, encoding by ffmpeg. Both
programs must be installed; neither is needed to run the application.
"""

import argparse
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.character.controls import Controls, landmarks
from models.character.performance import FPS, SCRIPT, perform, save_track
from models.character.speech import Phone, speak
from models.engines import Driving, Face, create_portrait_engine

_SIDE = 512
_LEAD_IN_S = 0.6  # a calm face, so that whoever is driven by the film finds its neutral frame
_EYE_DISTANCE_PX = 130.0


def main() -> int:
    """Write driver.mp4 and driver.json."""
    parser = argparse.ArgumentParser(prog="python -m models.character.film", description=__doc__)
    parser.add_argument("--portrait", type=Path, default=Path("avatars/mira/portrait.jpg"))
    parser.add_argument("--folder", type=Path, default=Path("app/demo"))
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        wav = Path(scratch) / "speech.wav"
        phones, starts_s, end_s = _record(wav)
        controls = perform(phones, starts_s, end_s)
        save_track(args.folder / "driver.json", controls)
        _encode(args.folder / "driver.mp4", wav, args.portrait, controls)
    sys.stdout.write(f"{args.folder / 'driver.mp4'}: {end_s:.2f} s, {len(controls)} frames\n")
    return 0


def _record(wav: Path) -> tuple[list[Phone], list[float], float]:
    """Speak the script line by line into one file; returns sounds, starts of the lines and length in seconds."""
    rate, parts, phones, starts = 16000, [], [], []
    at_s = _LEAD_IN_S
    parts.append(np.zeros(round(at_s * rate), np.int16))
    for line in SCRIPT:
        with tempfile.NamedTemporaryFile(suffix=".wav") as part:
            spoken = speak(line.text, Path(part.name))
            with wave.open(part.name, "rb") as sound:
                rate = sound.getframerate()
                samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
        starts.append(at_s)
        phones += [Phone(p.name, p.start_s + at_s, p.end_s + at_s) for p in spoken]
        parts += [samples, np.zeros(round(line.pause_s * rate), np.int16)]
        at_s += len(samples) / rate + line.pause_s
    frames = int(at_s * FPS)
    whole = np.concatenate(parts)[: frames * rate // FPS]
    with wave.open(str(wav), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(whole.tobytes())
    return phones, starts, frames / FPS


def _driving(controls: Controls, time_s: float, blank: NDArray[np.uint8]) -> Driving:
    points = landmarks(controls, _EYE_DISTANCE_PX, (_SIDE / 2, 0.4 * _SIDE))
    return Driving(blank, Face(points, 1.0, (_SIDE / 2, _SIDE / 2, float(_SIDE), 0.0)), time_s)


def _encode(film: Path, wav: Path, portrait: Path, controls: list[Controls]) -> None:
    """Render every frame and pipe it to ffmpeg."""
    engine = create_portrait_engine()
    engine.set_portrait(np.array(Image.open(portrait).convert("RGB")), (_SIDE, _SIDE))
    blank = np.zeros((_SIDE, _SIDE, 3), np.uint8)
    engine.set_neutral(_driving(Controls(), 0.0, blank))
    command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{_SIDE}x{_SIDE}"]
    command += ["-r", str(FPS), "-i", "-", "-i", str(wav), "-c:v", "libx264", "-preset", "veryslow", "-crf", "21"]
    command += ["-pix_fmt", "yuv420p", "-af", "volume=1.6", "-ar", "48000", "-c:a", "aac", "-b:a", "96k"]
    command += ["-metadata", "title=Likeness demo driver", "-movflags", "+faststart", str(film)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
        if encoder.stdin is None:
            raise RuntimeError("ffmpeg has no input")
        for k, frame in enumerate(controls):
            encoder.stdin.write(engine.animate(_driving(frame, k / FPS, blank)).image.tobytes())
        encoder.stdin.close()
        if encoder.wait() != 0:
            raise RuntimeError(f"{film}: ffmpeg failed")


if __name__ == "__main__":
    sys.exit(main())
