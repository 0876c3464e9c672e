"""One connection to a server of files: opening it, understanding the answer, saying what went wrong."""

import http.client
import re
import urllib.error
import urllib.request
from http.client import HTTPMessage
from typing import IO, Any, Protocol
from urllib.parse import urlsplit

from models.errors import ModelError

SCHEMES = ("https", "http", "file")
_MAY_PASS = {408, 425, 429, 500, 502, 503, 504}  # answers of a server in trouble, not of one that has no such file


class UnavailableError(Exception):
    """An address does not deliver the file; the text says why, to stand after the server's name."""


class WorthlessError(UnavailableError):
    """What has arrived so far is not of the file wanted."""


class CutError(Exception):
    """A connection failed or ended early; the text says how. The next one may go on."""


class SlowError(CutError):
    """A connection delivers next to nothing."""


class Answer(Protocol):
    """A server's answer, as far as it is used; `status` is None for a local file."""

    headers: Any
    status: int | None

    def read1(self, size: int) -> bytes:
        """Return what has arrived, at most `size` bytes; b"" at the end."""
        ...

    def __enter__(self) -> Any:  # noqa: ANN401 - itself
        """Enter."""

    def __exit__(self, *args: object) -> None:
        """Close."""


def connect(address: str, have: int, validator: str, timeout_s: float) -> Answer | None:
    """Ask for a file from its byte `have` on.

    Args:
        address: https, http or file.
        have: bytes that are here already.
        validator: entity tag or date of the file they are of; empty if not known.
        timeout_s: without an answer, and later without a byte.

    Returns:
        The answer, or None if the server says that the file has no more than `have` bytes.

    Raises:
        CutError: it may work the next time.
        UnavailableError: it will not; WorthlessError: because of what is here.
        ModelError: the address is none.
    """
    if urlsplit(address).scheme not in SCHEMES:
        raise ModelError(f"{address[:200]!r} is no address", f"begin it with {'://, '.join(SCHEMES)}://")
    headers = {"User-Agent": "likeness", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
        if validator:
            headers["If-Range"] = validator
    request = urllib.request.Request(address, headers=headers)
    try:
        answer: Answer = urllib.request.build_opener(_Redirects).open(request, timeout=timeout_s)
    except urllib.error.HTTPError as error:
        error.close()
        if _is_whole(error, have):
            return None
        words = f"answers {error.code} " + ("and leads astray" if 300 <= error.code < 400 else _words(error))
        kind = CutError if error.code in _MAY_PASS else UnavailableError
        raise kind(words) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise CutError(f"cannot be reached ({_words(error)})") from error
    return answer


def read(answer: Answer, size: int) -> bytes:
    """Return the next bytes. Raises CutError."""
    try:
        return answer.read1(size)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise CutError(f"broke off ({_words(error)})") from error


def extent(answer: Answer) -> tuple[int, int]:
    """Return where the answer begins in the file (-1: not told), and the file's length (0: not told)."""
    if answer.status == http.client.PARTIAL_CONTENT:
        found = re.match(r"bytes (\d+)-\d+/(\d+|\*)", answer.headers.get("Content-Range", ""))
        if not found:
            return -1, 0
        return int(found[1]), 0 if found[2] == "*" else int(found[2])
    length = answer.headers.get("Content-Length", "")
    return 0, int(length) if length.isdigit() else 0


def validator_of(answer: Answer) -> str:
    """Return what tells the same file from a newer one; empty if the server does not say."""
    tag: str = answer.headers.get("ETag", "")
    date: str = answer.headers.get("Last-Modified", "")
    return tag if tag.startswith('"') else date  # a weak tag (W/"...") promises nothing for single bytes


def _is_whole(error: urllib.error.HTTPError, have: int) -> bool:
    """Whether the server says that the file ends at byte `have`. Raises WorthlessError if it ends before."""
    if error.code != http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
        return False
    if re.fullmatch(rf"bytes \*/{have}", error.headers.get("Content-Range", "")):
        return True
    raise WorthlessError("has a shorter file than what came before")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to other hosts, but never from an encrypted address to an open one, and never to local files."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """Return the request to go on with. Raises HTTPError."""
        schemes = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
        if schemes not in (("https", "https"), ("http", "http"), ("http", "https")):
            raise urllib.error.HTTPError(req.full_url, code, f"with a detour to {schemes[1]}", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _words(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    text = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return str(text).splitlines()[0][:120]
