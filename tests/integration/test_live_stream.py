"""Streams to a real receiver, FFmpeg on this computer, judged by what it has taken."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest

from app.errors import StreamError
from app.media import AudioBlock, VideoFrame, now
from app.paths import demo_film
from app.session import Session
from app.settings import Settings
from app.sinks import stream_line
from app.sinks.live_stream import LiveStream
from app.stream_target import StreamTarget
from tests.support import films

pytestmark = films.needs_ffmpeg

KEY = "live_123_SecretSecret"
RATE_HZ = 48_000


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def receive() -> Iterator[Callable[[str, Path], subprocess.Popen[bytes]]]:
    """Return a function that lets FFmpeg listen at an address and copy what comes into a file."""
    begun: list[subprocess.Popen[bytes]] = []

    def receive_(address: str, file: Path) -> subprocess.Popen[bytes]:
        listen = ["-listen", "1"] if address.startswith("rtmp") else []
        source = address if listen else f"{address}?listen"
        copy = ["-c", "copy", "-flush_packets", "1", "-y", str(file)]
        peer = subprocess.Popen(
            ["ffmpeg", "-nostdin", "-v", "error", "-analyzeduration", "300000", *listen, "-i", source, *copy],
            stderr=subprocess.DEVNULL,
        )
        begun.append(peer)
        port = int(address.rpartition(":")[2].partition("/")[0])
        _until(lambda: any(c.laddr.port == port for c in psutil.Process(peer.pid).net_connections() if c.laddr))
        return peer

    yield receive_
    for peer in begun:
        peer.kill()
        peer.wait()


def _until(condition: Callable[[], bool], limit_s: float = 30.0) -> None:
    deadline_s = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline_s, "it did not happen in time"
        time.sleep(0.02)


def _play(stream: LiveStream, length_s: float, moments_s: tuple[float, ...] = ()) -> None:
    """Write black silence at its own speed, or as fast as it is taken, until so long after the stream is live.

    At these moments after it, a white picture and a tone, 100 ms long.
    """
    black, white = (np.full((120, 160, 3), level, np.uint8) for level in (0, 255))
    zero_s, pictures, blocks, live_s = now(), 0, 0, 1e9
    while pictures / 30 < live_s + length_s:
        time_s = pictures / 30
        if live_s > time_s and stream.status().state == "live":
            live_s = time_s
        lit = any(live_s + at <= time_s < live_s + at + 0.1 for at in moments_s)
        stream.video.write(VideoFrame(white if lit else black, zero_s + time_s, pictures))
        pictures += 1
        while blocks / 100 < pictures / 30:
            times_s = blocks / 100 + np.arange(480) / RATE_HZ
            loud = sum((times_s >= live_s + at) & (times_s < live_s + at + 0.1) for at in moments_s)
            tone = (0.5 * loud * np.sin(2 * np.pi * 1000 * times_s)).astype(np.float32)
            stream.audio.write(AudioBlock(tone, RATE_HZ, zero_s + blocks / 100))
            blocks += 1
        time.sleep(max(0.0, zero_s + pictures / 30 - now()))
        patience_s = now() + 0.5
        while (video := stream._line._rings.get("video")) and video.taken != video.written and now() < patience_s:
            time.sleep(0.001)


def _packets(file: Path) -> list[tuple[float, int, bool]]:
    """Return time, size in bytes, and whether it stands by itself, of each picture as it was sent."""
    ask = ["ffprobe", "-v", "error", "-select_streams", "v", "-of", "csv=p=0"]
    ask += ["-show_entries", "packet=pts_time,size,flags", str(file)]
    said = subprocess.run(ask, capture_output=True, text=True, check=True, timeout=60).stdout
    rows = [line.split(",") for line in said.split()]
    return [(float(row[0]), int(row[1]), row[2].startswith("K")) for row in rows]


def test_a_receiver_gets_even_pictures_and_sound_in_step(
    tmp_path: Path, receive: Callable[[str, Path], subprocess.Popen[bytes]]
) -> None:
    """MPEG-TS over TCP: codecs, size, rate, a keyframe every 2 s, constant bit rate, lips within 40 ms."""
    address, file = f"tcp://127.0.0.1:{_free_port()}", tmp_path / "taken.mkv"
    peer = receive(address, file)
    stream = LiveStream(StreamTarget.read(address), fps=30, size=(161, 120), audio_rate_hz=RATE_HZ, kbit_s=800)
    _play(stream, 2.4, (0.5, 1.8))
    status = stream.status()
    stream.video.close()
    peer.wait(10)
    said = films.probe(file)
    video, audio = said["video"], said["audio"]
    assert (video["codec_name"], video["width"], video["height"], video["avg_frame_rate"]) == ("h264", 160, 120, "30/1")
    assert (audio["codec_name"], audio["sample_rate"]) == ("aac", "48000")
    flashes, beeps = films.flashes_s(file), films.beeps_s(file)
    lit = [time_s for k, time_s in enumerate(flashes) if k == 0 or time_s - flashes[k - 1] > 1]
    offsets_ms = 1000 * (np.array(lit) - beeps)
    assert len(lit) == 2 and np.abs(offsets_ms).max() <= 40, offsets_ms
    assert np.ptp(np.diff(films.picture_times_s(file))) < 0.0015, "the same time between all pictures"
    packets = _packets(file)
    keys_s = [time_s for time_s, _, key in packets if key]
    assert np.abs(np.diff(keys_s) - 2.0).max() < 0.002
    kbit_s = sum(size for _, size, _ in packets) * 8e-3 / (packets[-1][0] - packets[0][0])
    assert kbit_s == pytest.approx(800, rel=0.1)
    assert status.state == "live" and status.pictures > 30 and status.dropped == 0


def test_a_session_outlives_its_receiver_and_finds_it_again(
    tmp_path: Path, receive: Callable[[str, Path], subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """RTMP: the receiver is killed and comes back; then panic: it gets the still portrait and silence."""
    monkeypatch.setattr(stream_line, "WAITS_S", (0.3,))
    address = f"rtmp://127.0.0.1:{_free_port()}/live"
    first, second = tmp_path / "first.flv", tmp_path / "second.flv"
    peer = receive(f"{address}/{KEY}", first)
    session = Session(replace(Settings(), camera="synthetic", microphone=str(demo_film()), width=320, height=240))
    session.start()
    try:
        _until(lambda: session.status().voice.state == "running")
        session.stream(StreamTarget.read(address, KEY))
        _until(lambda: session.status().stream.state == "live")
        _until(lambda: session.status().stream.live_s > 0.8)
        peer.kill()
        _until(lambda: session.status().stream.state == "reconnecting")
        broken = session.status()
        peer = receive(f"{address}/{KEY}", second)
        _until(lambda: session.status().stream.state == "live")
        session.pause(True)
        _until(lambda: session.status().stream.live_s > 1.3)
        still, after = session.preview.poll(), session.status()
    finally:
        assert session.stop() == []
    peer.wait(10)
    assert broken.state == after.state == "running" and "has hung up" in broken.stream.reason
    assert [("broken off" in text, "is back" in text) for text in after.notices[-2:]] == [(True, False), (False, True)]
    assert all(KEY not in text for text in (*after.notices, str(after.stream), str(broken.stream)))
    assert films.probe(first)["video"]["width"] == 320 and np.abs(films.sound(first)).max() > 0.01
    taken, heard = films.pictures(second), films.sound(second)
    assert still is not None and np.abs(taken[-1].astype(int) - still.image).mean() < 6
    assert np.abs(heard[-RATE_HZ // 2 :]).max() < 0.001


def test_what_cannot_begin_is_said_in_one_line() -> None:
    """Nobody there, no such computer, a protocol that the library does not speak."""
    port, black = _free_port(), np.zeros((120, 160, 3), np.uint8)
    reasons = {
        f"rtmp://127.0.0.1:{port}/live/{KEY}": "nobody listens at rtmp://127.0.0.1",
        f"tcp://no-such-computer.invalid:{port}": "no computer called no-such-computer.invalid",
        f"srt://127.0.0.1:{port}?streamid={KEY}": "srt:// is not known",
    }
    streams = {
        why: LiveStream(StreamTarget.read(address), fps=30, size=(160, 120), audio_rate_hz=RATE_HZ)
        for address, why in reasons.items()
    }
    said: dict[str, str] = {}

    def all_said() -> bool:
        for why in streams.keys() - said.keys():
            try:
                streams[why].video.write(VideoFrame(black, now(), 0))
            except StreamError as error:
                said[why] = str(error)
        return len(said) == len(streams)

    _until(all_said)
    for why, stream in streams.items():
        stream.video.close()
        assert stream.status().state == "refused" and stream.child_pid is None
        assert why in said[why] and "\n" not in said[why] and KEY not in said[why]
