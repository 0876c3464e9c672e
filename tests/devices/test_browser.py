"""A browser, as a call program, opens our virtual camera by getUserMedia and reports what it sees."""

import contextlib
import http.server
import json
import queue
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.live.camera_card import COLOURS
from app.sinks.virtual_camera import close_virtual_cameras
from tests.devices.conftest import Found
from tests.support import cameras
from tests.support.foreign_readers import Sending, version_of

DEVICE = cameras.loopback(10)
BROWSER = next((name for name in ("chromium", "google-chrome", "chromium-browser") if shutil.which(name)), None)
pytestmark = [
    pytest.mark.skipif(DEVICE is None, reason="there is no /dev/video10 of v4l2loopback; see tests/devices/run"),
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium (package chromium)"),
]
SIZE = (320, 240)
COUNT = 150
LIMIT_S = 1500.0  # under emulation a browser takes minutes to start, beside other work many
PAGE = Path(__file__).with_name("camera_page.html")


@pytest.fixture(autouse=True)
def _writers_end() -> Iterator[None]:
    yield
    close_virtual_cameras()


@contextlib.contextmanager
def served(stages: list[str], opened: threading.Event) -> Iterator[tuple[str, "queue.Queue[dict[str, Any]]"]]:
    """Serve the page on this machine only; how far it is is noted, what it reports comes out of the queue.

    `opened` is set when the page has opened the camera.
    """
    reports: queue.Queue[dict[str, Any]] = queue.Queue()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 - the library's name
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE.read_bytes())

        def do_POST(self) -> None:  # noqa: N802 - the library's name
            said = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if "stage" in said:
                stages.append(said["stage"])
                if said["stage"] == "opened":
                    opened.set()
            else:
                reports.put(said)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/?count={COUNT}&label=Virtual%20Camera", reports
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def browsing(address: str, folder: Path) -> Iterator[Path]:
    """Run a browser without a window that grants the camera to the page; gives the file of its complaints."""
    command = [str(BROWSER), "--headless=new", "--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream"]
    command += ["--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", f"--user-data-dir={folder}"]
    command += ["--enable-logging=stderr", "--disable-background-networking", address]
    complaints = folder / "browser.log"
    with complaints.open("w") as log:
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log)
    try:
        yield complaints
    finally:
        browser.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            browser.wait(20)
        browser.kill()
        browser.wait()


def test_a_page_sees_number_colours_and_rate_of_our_pictures(tmp_path: Path, found: Found) -> None:
    """The page finds the camera with its slate; the cards begin when it has opened it, which is easy on the machine."""
    stages: list[str] = []
    opened = threading.Event()
    with (
        Sending(str(DEVICE), SIZE, begin=opened) as sending,
        served(stages, opened) as (address, reports),
        browsing(address, tmp_path) as log,
    ):
        try:
            report = reports.get(timeout=LIMIT_S)
        except queue.Empty:
            pytest.fail(f"after {stages} nothing came; the browser said: {log.read_text(errors='replace')[-2000:]}")
        wall_s = time.time() - time.perf_counter()
        left = sending.figures
        sent_s = dict(sending.sent_s)
    assert "error" not in report, report
    cards = [k for k, frame in enumerate(report["frames"]) if np.abs(np.subtract(frame["colours"], COLOURS)).max() < 40]
    assert len(cards) > COUNT // 2, f"of {COUNT} pictures {len(cards)} were ours: {report['frames'][-1]}"
    frames = report["frames"][cards[0] + 10 :]
    numbers = [frame["number"] for frame in frames]
    firsts = [k for k in range(len(frames)) if k == 0 or numbers[k] != numbers[k - 1]]
    delays_ms = [frames[k]["wall_ms"] - 1e3 * (sent_s[numbers[k]] + wall_s) for k in firsts]
    p50, p95 = (float(x) for x in np.percentile(delays_ms, (50, 95)))
    error = float(np.abs(np.median([frame["colours"] for frame in frames], 0) - np.array(COLOURS)).max())
    rate_hz = (len(frames) - 1) * 1e3 / (frames[-1]["wall_ms"] - frames[0]["wall_ms"])
    shown_hz = report["presented"] * 1e3 / report["length_ms"]
    found(peer=version_of(str(BROWSER)), size="{} x {}".format(*report["size"]), rate_hz=rate_hz)
    found(presented_hz=shown_hz, colour_error=error, delay_p50_ms=p50, delay_p95_ms=p95, **left)
    found(told_rate_hz=report["told_rate_hz"], label=report["label"])
    assert report["size"] == list(SIZE) and error <= 3.0
    assert numbers == sorted(numbers) and len(firsts) > 20
