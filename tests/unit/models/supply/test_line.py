"""What a server's answer means."""

import io
import urllib.error
import urllib.request
from http.client import HTTPMessage

import pytest

from models.supply import line


class _Answer:
    def __init__(self, status: int | None, **headers: str) -> None:
        self.status = status
        self.headers = HTTPMessage()
        for name, value in headers.items():
            self.headers[name.replace("_", "-")] = value

    def read1(self, size: int) -> bytes:
        raise ConnectionResetError(104, "Connection reset by peer")

    def __enter__(self) -> None: ...

    def __exit__(self, *args: object) -> None: ...


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (_Answer(200, Content_Length="12"), (0, 12)),
        (_Answer(None, Content_Length="12"), (0, 12)),
        (_Answer(200), (0, 0)),
        (_Answer(200, Content_Length="many"), (0, 0)),
        (_Answer(206, Content_Range="bytes 5-11/12", Content_Length="7"), (5, 12)),
        (_Answer(206, Content_Range="bytes 5-11/*"), (5, 0)),
        (_Answer(206, Content_Length="7"), (-1, 0)),
        (_Answer(206, Content_Range="items 1-2/3"), (-1, 0)),
    ],
)
def test_which_piece_an_answer_holds(answer: _Answer, wanted: tuple[int, int]) -> None:
    assert line.extent(answer) == wanted


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        ({"ETag": '"a"', "Last_Modified": "Mon"}, '"a"'),
        ({"ETag": 'W/"a"', "Last_Modified": "Mon"}, "Mon"),
        ({"ETag": 'W/"a"'}, ""),
        ({}, ""),
    ],
)
def test_only_what_vouches_for_bytes_is_kept(headers: dict[str, str], wanted: str) -> None:
    assert line.validator_of(_Answer(200, **headers)) == wanted


def test_a_broken_line_is_told_in_words() -> None:
    with pytest.raises(line.CutError, match="broke off .*reset"):
        line.read(_Answer(200), 10)


@pytest.mark.parametrize(
    ("from_", "to", "followed"),
    [
        ("https://a/x", "https://b/x", True),
        ("http://a/x", "https://a/x", True),
        ("https://a/x", "http://a/x", False),
        ("https://a/x", "file:///x", False),
        ("http://a/x", "ftp://a/x", False),
    ],
)
def test_encryption_is_never_given_up_on_the_way(from_: str, to: str, followed: bool) -> None:
    request = urllib.request.Request(from_, headers={"Range": "bytes=7-"})
    ask = line._Redirects().redirect_request
    if not followed:
        with pytest.raises(urllib.error.HTTPError) as caught:
            ask(request, io.BytesIO(), 302, "Found", HTTPMessage(), to)
        caught.value.close()
        return
    onward = ask(request, io.BytesIO(), 302, "Found", HTTPMessage(), to)
    assert onward is not None and onward.full_url == to
    assert onward.headers["Range"] == "bytes=7-"
