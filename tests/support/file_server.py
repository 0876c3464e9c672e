"""A web server with bad manners: it cuts connections, dawdles, ignores ranges, sends pages instead of files."""

import re
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Route:
    """How one path is served.

    Attributes:
        content: the file.
        cuts: the first connections end after so many bytes of their answer, though more was promised.
        failures: status codes of the first connections.
        ranges: whether Range is honoured.
        status: 200, or that of a refusal; with `location` a redirect.
        tag: entity tag; empty for none.
        pause_s: between pieces of `piece` bytes.
        length: whether the length is told (if not, the connection's end is the file's end).
    """

    content: bytes = b""
    cuts: deque[int] = field(default_factory=deque)
    failures: deque[int] = field(default_factory=deque)
    ranges: bool = True
    status: int = 200
    location: str = ""
    tag: str = '"1"'
    pause_s: float = 0.0
    piece: int = 4096
    length: bool = True


class FileServer:
    """The server as a test sees it: what it serves, and what was asked of it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, str]] = []  # path, Range
        self.stopped = threading.Event()

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def starts(self, path: str) -> list[int]:
        """The bytes that the connections for a path wanted to begin at."""
        return [int(wanted[6:-1]) if wanted else 0 for asked, wanted in self.asked if asked == path]


@contextmanager
def file_server() -> Iterator[FileServer]:
    """Serve on a free port of this machine until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = False  # server_close waits for them
    facade = FileServer(server.server_address[1])
    server.facade = facade  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield facade
    finally:
        facade.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    timeout = 10

    def do_GET(self) -> None:  # noqa: N802 - the base class names it
        facade: FileServer = self.server.facade  # type: ignore[attr-defined]
        route = facade.routes.get(self.path, Route(status=404))
        wanted = self.headers.get("Range", "")
        facade.asked.append((self.path, wanted))
        status = route.failures.popleft() if route.failures else route.status
        if status != 200:
            self.send_response(status)
            if route.location:
                self.send_header("Location", route.location)
            self.end_headers()
            return
        start = self._begin(route, wanted)
        if start is None:
            return
        content = route.content[start:]
        self._send(route, content[: route.cuts.popleft()] if route.cuts else content, facade.stopped)

    def _begin(self, route: Route, wanted: str) -> int | None:
        size = len(route.content)
        found = re.fullmatch(r"bytes=(\d+)-", wanted) if route.ranges else None
        start = int(found[1]) if found and self.headers.get("If-Range", route.tag) == route.tag else 0
        if start and start >= size:
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{size}")
            self.end_headers()
            return None
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
        if route.tag:
            self.send_header("ETag", route.tag)
        if route.length:
            self.send_header("Content-Length", str(size - start))
        self.end_headers()
        return start

    def _send(self, route: Route, content: bytes, stopped: threading.Event) -> None:
        try:
            for at in range(0, len(content), route.piece):
                self.wfile.write(content[at : at + route.piece])
                if route.pause_s and stopped.wait(route.pause_s):
                    return
        except OSError:
            return  # the client has gone, as it may

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Stay silent."""
