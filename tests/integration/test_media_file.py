"""Films of all sorts through the real reader process."""

import http.server
import os
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.errors import EndOfSource, MediaError, StreamError
from app.media import AudioBlock, VideoFrame, now
from app.sources.media_file import MediaFile
from tests.support import films

pytestmark = films.needs_ffmpeg


def frames_of(media: MediaFile, limit: int = 10_000) -> list[VideoFrame]:
    """Read the picture to its end, or so many frames."""
    frames: list[VideoFrame] = []
    media.video.open()
    try:
        while len(frames) < limit:
            frames.append(media.video.read())
    except EndOfSource:
        return frames
    finally:
        media.video.close()
    return frames


def blocks_of(media: MediaFile, limit: int = 10_000) -> list[AudioBlock]:
    """Read the sound to its end, or so many blocks."""
    blocks: list[AudioBlock] = []
    assert media.audio is not None
    media.audio.open()
    try:
        while len(blocks) < limit:
            blocks.append(media.audio.read())
    except EndOfSource:
        return blocks
    finally:
        media.audio.close()
    return blocks


def test_every_frame_and_sample_arrives_as_ffmpeg_decodes_it(tmp_path: Path) -> None:
    """25 frames a second, stereo at 44.1 kHz; compared with ffmpeg's own decoding."""
    tone = "aevalsrc='0.4*sin(2*PI*440*t)|0.2*sin(2*PI*440*t)':s=44100:d=2"
    path = films.film(tmp_path / "a.mp4", sound=tone)
    media = MediaFile(str(path), live=False)
    info = media.probe()
    assert (info.width, info.height, info.fps, info.frames, info.has_audio) == (320, 240, 25.0, 50, True)
    assert info.duration_s == pytest.approx(2.0, abs=0.05)
    frames = frames_of(media)
    reference = films.pictures(path)
    assert [frame.index for frame in frames] == list(range(50))
    np.testing.assert_allclose([frame.time_s for frame in frames], np.arange(50) / 25, atol=1e-6)
    error = np.abs(np.stack([f.image for f in frames]).astype(int) - reference)
    assert error.mean() < 1.0
    blocks = blocks_of(media)
    heard = np.concatenate([block.samples for block in blocks])
    assert {block.rate_hz for block in blocks} == {48_000} and heard.dtype == np.float32
    assert len(heard) == pytest.approx(2 * 48_000, abs=1024)
    expected = films.sound(path)[: len(heard)]
    assert np.abs(heard[: len(expected)] - expected).max() < 0.02
    starts = [block.time_s for block in blocks]
    np.testing.assert_allclose(starts, np.arange(len(starts)) * 0.02, atol=1e-6)
    assert not media.damaged and media.child_pid is None


@pytest.mark.parametrize(
    "options",
    [
        "-c:v libx264 -pix_fmt yuv444p",
        "-c:v libx265 -x265-params log-level=error:pools=none -pix_fmt yuv420p10le",
        "-c:v ffv1 -pix_fmt yuva420p",
        "-c:v mjpeg -pix_fmt yuvj422p -strict unofficial",
        "-c:v png -pix_fmt rgba",
    ],
)
def test_pixel_formats_give_the_right_colours(tmp_path: Path, options: str) -> None:
    """A fully opaque colour chart in each format; swatches within 3 of what they were made with."""
    path = films.film(tmp_path / "a.mkv", picture="color=0xC83C28:s=64x48:r=10:d=0.3", options=options)
    frames = frames_of(MediaFile(str(path), live=False))
    assert len(frames) == 3
    np.testing.assert_allclose(frames[1].image.reshape(-1, 3).mean(0), (200, 60, 40), atol=3)


def test_odd_sizes_and_max_side(tmp_path: Path) -> None:
    path = films.film(tmp_path / "odd.mkv", picture="testsrc=s=161x91:r=10:d=0.3", options="-c:v ffv1 -pix_fmt yuv444p")
    assert frames_of(MediaFile(str(path), live=False))[0].image.shape == (91, 161, 3)
    assert frames_of(MediaFile(str(path), live=False, max_side=80))[0].image.shape == (45, 80, 3)


def turn(plain: Path, turned: Path, degrees: int) -> None:
    """Copy a film with a note that it must be turned. FFmpeg's library stays out of the process of the tests."""
    code = f"""
import av
source, target = av.open({str(plain)!r}), av.open({str(turned)!r}, "w")
stream = target.add_stream_from_template(source.streams.video[0])
stream.set_display_rotation({degrees})
for packet in source.demux(video=0):
    if packet.dts is not None:
        packet.stream = stream
        target.mux(packet)
target.close()
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_film_from_a_turned_telephone_stands_upright(tmp_path: Path, degrees: int) -> None:
    plain = films.film(tmp_path / "plain.mp4", picture="testsrc2=s=128x64:r=10:d=0.3")
    turned = tmp_path / "turned.mp4"
    turn(plain, turned, degrees)
    upright = films.ffmpeg("-i", turned, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-")
    frame = frames_of(MediaFile(str(turned), live=False))[0].image
    assert frame.shape == ((64, 128, 3) if degrees == 180 else (128, 64, 3))
    expected = np.frombuffer(upright, np.uint8).reshape(frame.shape)
    assert np.abs(frame.astype(int) - expected).mean() < 2.0


def test_mirror_exchanges_left_and_right(tmp_path: Path) -> None:
    path = films.film(tmp_path / "a.mp4", picture="testsrc2=s=128x64:r=10:d=0.2")
    plain = frames_of(MediaFile(str(path), live=False))[0].image
    np.testing.assert_array_equal(frames_of(MediaFile(str(path), live=False, mirror=True))[0].image, plain[:, ::-1])


def test_a_variable_frame_rate_keeps_its_times(tmp_path: Path) -> None:
    """Every third frame left out: 25 frames a second with gaps."""
    path = films.film(
        tmp_path / "vfr.mkv", options="-vf select='mod(n+1,3)' -fps_mode vfr -c:v libx264 -pix_fmt yuv420p"
    )
    times = [frame.time_s for frame in frames_of(MediaFile(str(path), live=False))]
    assert len(times) == 34
    np.testing.assert_allclose(times, films.picture_times_s(path), atol=0.002)


def test_the_offset_of_late_sound_is_kept(tmp_path: Path) -> None:
    """Sound that begins half a second after the picture."""
    silent = films.film(tmp_path / "v.mkv")
    path = tmp_path / "late.mkv"
    films.ffmpeg(
        "-i", silent, "-itsoffset", "0.5", "-f", "lavfi", "-i", "sine=d=1", "-c:v", "copy", "-c:a", "pcm_s16le", path
    )
    media = MediaFile(str(path), live=False)
    assert frames_of(media)[0].time_s == pytest.approx(0.0, abs=0.001)
    assert blocks_of(media)[0].time_s == pytest.approx(0.5, abs=0.005)


def test_either_stream_may_be_left_alone(tmp_path: Path) -> None:
    """Both open, one never read: the other must not stop, though the unread one fills its ring."""
    path = films.film(tmp_path / "long.mp4", picture="testsrc2=s=160x120:r=25:d=12", sound="sine=d=12")
    media = MediaFile(str(path), live=False)
    assert media.audio is not None
    media.audio.open()
    assert len(frames_of(media)) == 300
    media.audio.close()
    media.video.open()
    assert len(blocks_of(media)) == pytest.approx(600, abs=3)
    media.video.close()
    assert media.child_pid is None


@pytest.mark.alone
def test_live_a_film_keeps_its_own_pace(tmp_path: Path) -> None:
    """Times are on the session clock; the whole takes as long as the film; sound and picture share a zero."""
    path = films.film(tmp_path / "a.mp4", picture="testsrc2=s=160x120:r=25:d=1.2", sound="sine=d=1.2")
    media = MediaFile(str(path), live=True)
    assert media.audio is not None
    media.audio.open()
    started_s = now()
    frames = frames_of(media)
    took_s = now() - started_s
    late_ms = [1e3 * (now() - frames[-1].time_s)]
    media.audio.close()
    assert 1.0 < took_s < 2.5 and len(frames) >= 20
    steps = np.diff([frame.time_s for frame in frames]) / np.diff([frame.index for frame in frames])
    np.testing.assert_allclose(steps, 0.04, atol=0.002)
    assert late_ms[0] < 1000


@pytest.mark.alone
def test_live_a_slow_reader_gets_the_newest(tmp_path: Path) -> None:
    path = films.film(tmp_path / "a.mp4", picture="testsrc2=s=160x120:r=50:d=2")
    media = MediaFile(str(path), live=True)
    media.video.open()
    ages = []
    for _ in range(5):
        time.sleep(0.15)
        ages.append(-media.video.read().time_s + now())
    last = media.video.read()
    media.video.close()
    assert last.index > 25 and max(ages) < 0.12


def test_a_looping_film_never_ends(tmp_path: Path) -> None:
    path = films.film(tmp_path / "a.mp4", picture="testsrc2=s=160x120:r=25:d=0.4", sound="sine=d=0.4")
    frames = frames_of(MediaFile(str(path), live=False, loop=True), limit=35)
    np.testing.assert_allclose(np.diff([f.time_s for f in frames]), 0.04, atol=0.025)
    np.testing.assert_array_equal(frames[0].image, frames[20].image)


def test_live_the_sound_of_a_looping_film_stays_in_step_with_the_stages(tmp_path: Path) -> None:
    """A rest at the end of a round would delay every stage that works in pieces of 10 ms, and with it the voice."""
    path = films.film(tmp_path / "a.mp4", picture="testsrc2=s=160x120:r=25:d=0.4", sound="sine=d=0.409")
    blocks = blocks_of(MediaFile(str(path), live=True, loop=True), limit=50)
    assert {len(block.samples) % 480 for block in blocks} == {0}
    ends_s = [block.time_s + len(block.samples) / block.rate_hz for block in blocks]
    assert min(np.subtract([block.time_s for block in blocks[1:]], ends_s[:-1])) > -0.008


@pytest.mark.parametrize("name", ["face.png", "face.jpg", "face.webp"])
def test_a_still_picture_is_one_frame_or_many(tmp_path: Path, name: str) -> None:
    Image.new("RGB", (70, 50), (200, 100, 50)).save(tmp_path / name)
    still = frames_of(MediaFile(str(tmp_path / name), live=False))
    assert [frame.image.shape for frame in still] == [(50, 70, 3)]
    np.testing.assert_allclose(still[0].image.reshape(-1, 3).mean(0), (200, 100, 50), atol=3)
    live = frames_of(MediaFile(str(tmp_path / name), live=True), limit=4)
    np.testing.assert_allclose(np.diff([f.time_s for f in live]), 0.04, atol=0.002)


def cut_tail(path: Path) -> None:
    """Lose the last third of a film whose index comes first."""
    os.truncate(path, path.stat().st_size * 2 // 3)


def test_a_film_cut_off_in_the_middle_delivers_what_is_there(tmp_path: Path) -> None:
    options = "-c:v libx264 -pix_fmt yuv420p -c:a aac -movflags +faststart"
    path = films.film(tmp_path / "cut.mp4", picture="testsrc2=s=320x240:r=25:d=6", sound="sine=d=6", options=options)
    cut_tail(path)
    media = MediaFile(str(path), live=False)
    frames = frames_of(media)
    assert 70 < len(frames) < 130
    assert media.damaged


def write_sound_only(path: Path) -> None:
    films.ffmpeg("-f", "lavfi", "-i", "sine=d=0.5", "-c:a", "aac", "-f", "mp4", path)


def write_headless(path: Path) -> None:
    """A film whose index, at the end, has been lost."""
    films.film(path)
    os.truncate(path, path.stat().st_size * 2 // 3)


def write_huge_header(path: Path) -> None:
    """A PNG of 20,000 x 20,000 pixels, as its header says; nothing is behind it."""
    Image.new("L", (1, 1)).save(path)
    header = bytearray(path.read_bytes())
    header[16:24] = (20_000).to_bytes(4, "big") * 2
    header[29:33] = zlib.crc32(header[12:29]).to_bytes(4, "big")
    path.write_bytes(header)


@pytest.mark.parametrize(
    ("name", "write", "words"),
    [
        ("empty.mp4", lambda path: path.touch(), "empty"),
        ("notes.mp4", lambda path: path.write_text("This is a text.\n" * 50), "no film or picture"),
        ("notes.txt", lambda path: path.write_text("This is a text.\n" * 50), "no film or picture"),
        ("notes.png", lambda path: path.write_text("This is a text.\n" * 50), "no film or picture"),
        ("headless.mp4", write_headless, "damaged"),
        ("speech.m4a", write_sound_only, "no moving picture"),
        ("huge.png", write_huge_header, "too many pixels"),
        ("absent.mp4", lambda path: None, "does not exist"),
        ("folder", lambda path: path.mkdir(), "folder"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_remedy(
    tmp_path: Path, name: str, write: Callable[[Path], None], words: str
) -> None:
    write(tmp_path / name)
    media = MediaFile(str(tmp_path / name), live=False)
    with pytest.raises(MediaError, match=words) as caught:
        media.video.open()
    assert name in caught.value.message and caught.value.advice and "\n" not in str(caught.value)
    assert media.child_pid is None


def test_an_address_where_nobody_answers_is_a_stream_error() -> None:
    with pytest.raises(StreamError, match="rtmp://127"):
        MediaFile("rtmp://127.0.0.1:9/live/x", live=True).probe()


def test_a_reader_that_is_killed_ends_the_source_with_an_error(tmp_path: Path) -> None:
    path = films.film(tmp_path / "a.mp4", picture="testsrc2=s=640x360:r=25:d=6")
    media = MediaFile(str(path), live=False)
    media.video.open()
    media.video.read()
    assert media.child_pid is not None
    os.kill(media.child_pid, 9)
    with pytest.raises(MediaError, match=r"a\.mp4.*ended unexpectedly"):
        for _ in range(100):
            media.video.read()
    media.video.close()


def test_interrupting_frees_a_waiting_reader(tmp_path: Path) -> None:
    path = films.film(tmp_path / "slow.mp4", picture="testsrc2=s=160x120:r=1:d=8")
    media = MediaFile(str(path), live=True)
    media.video.open()
    media.video.read()
    media.interrupt()
    started_s = now()
    with pytest.raises(EndOfSource):
        media.video.read()
    assert now() - started_s < 0.5
    media.video.close()


def test_a_network_stream_is_read_as_it_comes(tmp_path: Path) -> None:
    """MPEG-TS over HTTP from a server of our own, without a length: a live stream."""
    path = films.film(
        tmp_path / "a.ts",
        picture="testsrc2=s=160x120:r=25:d=2",
        sound="sine=d=2",
        options="-c:v libx264 -g 10 -c:a aac",
    )
    body = path.read_bytes()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            for start in range(0, len(body), len(body) // 40):
                self.wfile.write(body[start : start + len(body) // 40])
                time.sleep(0.03)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        media = MediaFile(f"http://127.0.0.1:{server.server_port}/cam.ts", live=True)
        assert media.audio is not None
        frames = frames_of(media, limit=5)
        assert frames[0].image.shape == (120, 160, 3)
        assert abs(frames[-1].time_s - now()) < 5.0
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.alone
def test_a_transport_stream_is_read_from_the_air(tmp_path: Path) -> None:
    """A stream sent by ffmpeg over UDP: picture and sound are there, in step with the clock and with each other."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        address = f"udp://127.0.0.1:{free.getsockname()[1]}"
    inputs = ["-re", "-f", "lavfi", "-i", "testsrc2=s=160x120:r=25", "-f", "lavfi", "-i", "sine", "-t", "30"]
    coding = ["-c:v", "libx264", "-tune", "zerolatency", "-g", "10", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    command = ["ffmpeg", "-nostdin", "-v", "quiet", *inputs, *coding, "-f", "mpegts", f"{address}?pkt_size=1316"]
    sender = subprocess.Popen(command)
    try:
        media = MediaFile(address, live=True)
        assert media.audio is not None
        media.video.open()
        media.audio.open()
        frames = [media.video.read() for _ in range(25)]
        ages_s = [-media.video.read().time_s + now() for _ in range(10)]
        blocks = [media.audio.read() for _ in range(20)]
        media.video.close()
        media.audio.close()
    finally:
        sender.kill()
        sender.wait()
    assert frames[0].image.shape == (120, 160, 3)
    assert np.median(np.diff([frame.time_s for frame in frames])) == pytest.approx(0.04, abs=0.02)
    assert min(ages_s) > -0.001 and np.median(ages_s) < 0.3
    assert abs(blocks[0].time_s - frames[0].time_s) < 1.5 and np.abs(blocks[5].samples).max() > 0.05
