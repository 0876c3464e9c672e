"""`python -m tests.integration.faults --seed N --count 200`: a long run, told fault by fault; status 1 if it fails."""

import argparse
import contextlib
import logging
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.integration.faults")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--limit", type=float, default=float("inf"), metavar="SECONDS", help="no new fault after that")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="a kind of fault; may be repeated")
    parser.add_argument(
        "--fake-sound", action="store_true", help="no sound server: microphone and output in this process"
    )
    options = parser.parse_args()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    from app.paths import data_dir

    os.environ.setdefault("LIKENESS_MODELS", str(data_dir() / "models"))
    from models.engines import preload
    from tests.integration.faults.run import Happened, run
    from tests.support.sound_server import missing, sound_server

    preload("fomm", "cpu")  # the switch to it loads torch, which stays: memory is compared with that from the beginning
    logging.disable(logging.ERROR)  # injected faults fill pages
    out = sys.stdout.write

    def tell(fault: Happened) -> None:
        had = fault.before
        held = f"threads {had.threads} files {had.files} children {had.children} {had.own_mb:.0f} MB"
        out(f"{fault.name:34} back {fault.back_s:5.2f} s  {held}  {fault.problem or fault.words}\n")
        sys.stdout.flush()

    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="likeness-faults-")))
        os.environ["LIKENESS_HOME"] = str(home)
        server = None if options.fake_sound or missing() else stack.enter_context(sound_server())
        report = run(options.seed, options.count, home, server, names=options.only, tell=tell, limit_s=options.limit)
    back_s: dict[str, list[float]] = defaultdict(list)
    for fault in report.happened:
        back_s[fault.name].append(fault.back_s)
    out("\nfault, times, back after: median, longest (s)\n")
    for name, found in sorted(back_s.items()):
        out(f"{name:34} {len(found):3} {statistics.median(found):6.2f} {max(found):6.2f}\n")
    out(f"\n{len(report.happened)} faults in {report.seconds:.0f} s, seed {report.seed}; driver: {report.given}\n")
    out(f"judged: {report.lane_pictures} pictures at the lane, {report.device_pictures} at the virtual camera, ")
    out(f"{report.lane_sounds} pieces of sound at the lane, {report.device_sounds} at the output\n")
    frames, seconds = sum(film.frames for film in report.films), sum(film.seconds for film in report.films)
    out(f"{len(report.films)} films play: {frames} pictures, {seconds:.0f} s\n")
    first, last = report.happened[0].before, report.happened[-1].before
    out(f"held before the first fault {first}, before the last {last}\n")
    out(f"memory grows by {report.growth_mb:.2f} MB a fault after the first round\n")
    for problem in report.problems:
        out(f"NOT MET: {problem}\n")
    out(f"leaks: {report.leaks}\n")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
