"""`python -m tests.benchmark.soak --seconds 1800`: both lanes for a long time; status 1 if anything grows or drifts.

A film that claps once a second drives portrait and voice; a stand-in for the virtual camera and a private sound server
take them. Nothing of the program is replaced but that camera. Every five seconds its processes are looked at.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil

from tests.benchmark.soak.claps import find_claps
from tests.benchmark.soak.ear import Ear
from tests.benchmark.soak.holdings import holdings
from tests.benchmark.soak.verdict import Look, Verdict, judge_claps, judge_holdings, judge_rows
from tests.support.clap_film import clap_film, offsets_s
from tests.support.likeness import ROOT, command
from tests.support.sound_server import SPEAKER, missing, sound_server

DEVICE = Path(__file__).resolve().parent / "device"
LOOK_EVERY_S = 5.0
START_LIMIT_S = 600.0  # and ends; on a busy machine that takes long
FILM_S = 60.0


def _watch(process: subprocess.Popen[bytes], seconds: float) -> list[Look]:
    """Look at the program until it has ended."""
    looks: list[Look] = []
    root, began_s = psutil.Process(process.pid), time.monotonic()
    while process.poll() is None:
        passed_s = time.monotonic() - began_s
        if passed_s > seconds + START_LIMIT_S:
            process.kill()
            raise SystemExit("the program does not end")
        with contextlib.suppress(psutil.NoSuchProcess):
            looks.append((passed_s, holdings(root)))
        time.sleep(LOOK_EVERY_S)
    return looks


def _perform(home: Path, options: argparse.Namespace) -> Verdict:
    film = clap_film(home / "clap.mp4", seconds=FILM_S)
    stats, camera = home / "stats.jsonl", home / "camera.noted"
    voice = ["--audio-output", SPEAKER, "--voice-engine", options.voice_engine]
    live = ["live", "--headless", "--camera", film, "--virtual-camera", "/dev/video-noted", *voice, *options.more]
    places = {"LIKENESS_HOME": str(home), "PYTHONPATH": str(DEVICE), "LIKENESS_TEST_DEVICE": str(camera)}
    line = command(*live, "--duration", options.seconds, "--stats", stats)
    ear = Ear()
    try:
        process = subprocess.Popen(line, cwd=ROOT, env=os.environ | places)
        looks = _watch(process, options.seconds)
    finally:
        ear.stop()
    verdict = Verdict({"seconds": options.seconds, "load of the machine": os.getloadavg()[2]})
    if process.returncode:
        verdict.problems.append(f"the program ended with status {process.returncode}")
    rows = [json.loads(row) for row in stats.read_text(encoding="utf-8").splitlines()]
    judge_holdings(verdict, looks[:-1], options.warm)  # the last look sees it end
    judge_rows(verdict, rows, options.warm)
    claps = find_claps(camera, ear.heard(), options.warm)
    judge_claps(verdict, claps, float(np.median(offsets_s(film))))
    return verdict


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.soak")
    parser.add_argument("--seconds", type=float, default=1800.0)
    parser.add_argument("--warm", type=float, default=60.0, help="seconds at the beginning that are not judged")
    parser.add_argument("--voice-engine", default="auto")
    parser.add_argument("--keep", type=Path, help="a folder for all that was measured")
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    parser.add_argument("more", nargs="*", help="further options of `likeness live`, after --")
    options = parser.parse_args()
    from app.paths import data_dir

    os.environ.setdefault("LIKENESS_MODELS", str(data_dir() / "models"))
    if lacking := missing():
        sys.stderr.write(f"needs {', '.join(lacking)}\n")
        return 2
    with sound_server(), tempfile.TemporaryDirectory(prefix="likeness-soak-") as home:
        folder = options.keep or Path(home)
        folder.mkdir(parents=True, exist_ok=True)
        verdict = _perform(folder.absolute(), options)
    for name, value in verdict.figures.items():
        sys.stdout.write(f"{name:50} {value}\n")
    for problem in verdict.problems:
        sys.stdout.write(f"NOT MET: {problem}\n")
    if options.out is not None:
        options.out.write_text(json.dumps(verdict.figures | {"problems": verdict.problems}, indent=1), encoding="utf-8")
    return 1 if verdict.problems else 0


if __name__ == "__main__":
    sys.exit(main())
