"""Why a stream cannot be sent is said in words that hold no address in full."""

import errno
import socket

import av
import pytest

from app.children.streamer import Order, explain

KEY = "live_123_SecretSecret"
ORDER = Order(
    url=f"rtmp://h/app/{KEY}", name="rtmp://h/app/•••", host="h", format="flv", width=64, height=64, fps=30.0,
    bit_rate=500_000, audio_rate_hz=48_000, audio_bit_rate=128_000, video_ring="", audio_ring="",
)  # fmt: skip


def _ffmpeg(number: int) -> Exception:
    try:
        av.error.err_check(-number, filename=ORDER.url)
    except (av.FFmpegError, OSError) as error:
        return error
    raise AssertionError


@pytest.mark.parametrize(
    ("error", "live", "words"),
    [
        (_ffmpeg(errno.ECONNREFUSED), False, "nobody listens at rtmp://h/app/•••"),
        (_ffmpeg(errno.EHOSTUNREACH), False, "cannot be reached"),
        (_ffmpeg(errno.EIO), False, "has refused the stream"),
        (_ffmpeg(errno.ECONNRESET), True, "has hung up"),
        (_ffmpeg(errno.ETIMEDOUT), True, "takes the stream no longer"),
        (socket.gaierror(-2, "Name or service not known"), False, "there is no computer called h"),
        (_ffmpeg(0x4F5250F8 & 0xFFFFFFFF), False, "rtmp:// is not known to the video library"),
    ],
)
def test_reasons(error: Exception, live: bool, words: str) -> None:
    failure = explain(error, ORDER, live=live)
    assert words in failure.text and failure.advice
    assert KEY not in failure.text + failure.advice + repr(ORDER)
