"""Why a stream cannot be sent is said in words that hold no address in full."""

import errno
import socket
import ssl
from dataclasses import replace
from types import SimpleNamespace

import av
import pytest

from app.children.streamer import Order, container_options, explain

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


def test_a_safe_connection_is_proven_and_paths_may_hold_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: SimpleNamespace(cafile=r"C:\my 'own'.pem"))
    safe = container_options(replace(ORDER, url="rtmps://h/app/x"))["format_opts"]
    assert "tls_verify=1" in safe and r"ca_file=C\:\\my \'own\'.pem" in safe
    assert "tls_verify" not in container_options(ORDER)["format_opts"]
    udp = container_options(replace(ORDER, url="udp://h:1", format="mpegts"))
    assert "pkt_size=1316" in udp["format_opts"] and "send_buffer_size" not in udp["format_opts"]
