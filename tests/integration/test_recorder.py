"""Recordings through the real encoder process, judged by ffprobe and ffmpeg."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from app.errors import MediaError
from app.lane import Lane
from app.media import AudioBlock, VideoFrame, now
from app.sinks.recorder import Recorder
from app.sources.media_file import MediaFile
from tests.support import films

pytestmark = films.needs_ffmpeg


def noise(width: int = 320, height: int = 240, seed: int = 0) -> NDArray[np.uint8]:
    """A picture that costs an encoder something."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3)).astype(np.uint8)


def tone(start_s: float, length_s: float, hz: float = 440) -> AudioBlock:
    """A piece of one long sine that stands at its place in time."""
    count = round(length_s * 48_000)
    phase = 2 * np.pi * hz * (start_s + np.arange(count) / 48_000)
    return AudioBlock((0.5 * np.sin(phase)).astype(np.float32), 48_000, start_s)


def transcode(source: Path, target: Path) -> Recorder:
    """Film -> lanes -> film, as `render` does."""
    film = MediaFile(str(source), live=False)
    info = film.probe()
    recorder = Recorder(target, fps=info.fps, audio_rate_hz=48_000 if film.audio else None, lossless=True)
    lanes: list[Lane[VideoFrame] | Lane[AudioBlock]] = [Lane("film", film.video, [], [recorder.video], lossless=True)]
    if film.audio is not None and recorder.audio is not None:
        lanes.append(Lane("sound", film.audio, [], [recorder.audio], lossless=True))
    for lane in lanes:
        lane.start()
    for lane in lanes:
        assert lane.wait(60)
        assert not lane.status().errors
        lane.stop()
    return recorder


def boxes_of(path: Path) -> list[str]:
    """Return the names of the outermost boxes of an MP4 file (ISO 14496-12, 4.2)."""
    data, names, place = path.read_bytes(), [], 0
    while place < len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        names.append(data[place + 4 : place + 8].decode())
        place += size
    return names


def test_picture_and_sound_keep_together(tmp_path: Path) -> None:
    """A film of flashes and beeps, decoded and recorded again: every pair within 40 ms, and where it was."""
    recorder = transcode(films.flash_and_beep(tmp_path / "in.mp4"), tmp_path / "out.mp4")
    flashes, beeps = films.flashes_s(recorder.path), films.beeps_s(recorder.path)
    np.testing.assert_allclose(flashes, [1, 3, 5], atol=0.005)
    np.testing.assert_allclose(beeps, flashes, atol=0.040)
    said = films.probe(recorder.path)
    assert abs(float(said["video"]["duration"]) - float(said["audio"]["duration"])) <= 0.040
    assert int(said["video"]["nb_read_frames"]) == recorder.frames == 180
    assert recorder.status().frames_dropped == recorder.status().blocks_dropped == 0
    assert recorder.child_pid is None


def test_the_file_is_what_players_expect(tmp_path: Path) -> None:
    recorder = transcode(films.film(tmp_path / "in.mp4", sound="sine=d=2"), tmp_path / "out.mp4")
    said = films.probe(recorder.path)
    video, audio = said["video"], said["audio"]
    assert (video["codec_name"], video["pix_fmt"], video["avg_frame_rate"]) == ("h264", "yuv420p", "25/1")
    tags = [video[key] for key in ("color_range", "color_space", "color_transfer", "color_primaries")]
    assert tags == ["tv", "bt709", "bt709", "bt709"]
    assert (audio["codec_name"], audio["sample_rate"], audio["channels"]) == ("aac", "48000", 1)
    assert int(said["format"]["size"]) == recorder.status().bytes
    # a completed recording is an ordinary MP4, no longer in fragments
    assert boxes_of(recorder.path) == ["ftyp", "free", "mdat", "moov"]


def test_colours_survive(tmp_path: Path) -> None:
    """Patches of known RGB through the encoder; ffmpeg's decoding differs by less than 3 grey levels on average."""
    recorder = Recorder(tmp_path / "c.mp4", fps=10, lossless=True)
    levels = np.array([0, 64, 128, 192, 255], np.uint8)
    patches = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), -1).reshape(5, 25, 3)
    image = patches.repeat(32, 0).repeat(16, 1)
    recorder.video.open()
    for number in range(5):
        recorder.video.write(VideoFrame(image, number / 10, number))
    recorder.video.close()
    decoded = films.pictures(recorder.path)[2]
    inner = (slice(8, None, 32), slice(8, None, 16))
    assert np.abs(decoded[inner].astype(int) - image[inner]).mean() < 3


def test_times_come_from_the_items(tmp_path: Path) -> None:
    """Irregular frames on the session clock, sound that begins later and pauses: the film shows the same offsets."""
    recorder = Recorder(tmp_path / "t.mp4", fps=30, audio_rate_hz=48_000, lossless=True)
    assert recorder.audio is not None
    recorder.video.open()
    recorder.audio.open()
    zero_s = 5000.0
    times = [0.0, 0.033, 0.066, 0.5, 0.517, 0.9, 1.6]
    sounds = [0.25, 0.27, 0.29, 1.0, 1.02]
    for time_s in times:
        recorder.video.write(VideoFrame(noise(), zero_s + time_s, 0))
    for time_s in sounds:
        block = tone(time_s, 0.02)
        recorder.audio.write(AudioBlock(block.samples, 48_000, zero_s + time_s))
    recorder.video.close()
    recorder.audio.close()
    np.testing.assert_allclose(films.picture_times_s(recorder.path), times, atol=0.001)
    heard = films.sound(recorder.path)
    loudness = np.sqrt((heard[: 48_000 * 104 // 100].reshape(-1, 480) ** 2).mean(1))
    loud_ms = np.flatnonzero(loudness > 0.1) * 10
    expected_ms = [*range(250, 310, 10), *range(1000, 1040, 10)]
    assert set(expected_ms) <= set(loud_ms) <= {ms + d for ms in expected_ms for d in (-10, 0, 10)}


def test_sizes_are_fixed_and_even(tmp_path: Path) -> None:
    """The first frame is odd; later ones of other sizes are fitted in."""
    recorder = Recorder(tmp_path / "s.mp4", fps=10, lossless=True)
    recorder.video.open()
    for number, (width, height) in enumerate([(161, 121), (161, 121), (640, 480), (50, 200)]):
        recorder.video.write(VideoFrame(np.full((height, width, 3), 200, np.uint8), number / 10, number))
    recorder.video.close()
    decoded = films.pictures(recorder.path)
    assert decoded.shape == (4, 120, 160, 3)
    assert decoded[2].mean() == pytest.approx(200, abs=3)
    assert decoded[3][60, 80].mean() == pytest.approx(200, abs=4) and decoded[3][60, 10].mean() < 5


@pytest.fixture
def recording(tmp_path: Path) -> Iterator[Recorder]:
    """Three seconds recorded, still open."""
    recorder = Recorder(tmp_path / "r.mp4", fps=30, audio_rate_hz=48_000, lossless=True)
    assert recorder.audio is not None
    recorder.video.open()
    recorder.audio.open()
    for number in range(90):
        recorder.video.write(VideoFrame(noise(seed=number), 100 + number / 30, number))
        block = tone(number / 30, 1 / 30)
        recorder.audio.write(AudioBlock(block.samples, 48_000, 100 + number / 30))
    yield recorder
    recorder.video.close()
    recorder.audio.close()


def wait_until_written(path: Path, least_bytes: int) -> None:
    """Wait until the file has grown to so much and grows no more."""
    deadline, size = now() + 20, -1
    while now() < deadline and (size < least_bytes or path.stat().st_size != size):
        size = path.stat().st_size
        threading.Event().wait(0.4)
    assert size >= least_bytes


def test_a_killed_encoder_leaves_a_film_that_plays(recording: Recorder) -> None:
    assert recording.child_pid is not None and recording.audio is not None
    wait_until_written(recording.path, 500_000)
    psutil.Process(recording.child_pid).kill()
    with pytest.raises(MediaError, match=r"r\.mp4.*ended unexpectedly"):
        for number in range(90, 200):
            recording.video.write(VideoFrame(noise(), 100 + number / 30, number))
    recording.video.write(VideoFrame(noise(), 110.0, 300))  # told once, then only counted
    recording.audio.write(tone(110, 0.02))
    assert recording.status().error is not None and recording.status().frames_dropped >= 2
    recording.video.close()
    recording.audio.close()
    said = films.probe(recording.path)
    assert int(said["video"]["nb_read_frames"]) >= 60
    assert float(said["audio"]["duration"]) >= 2.0


def test_a_recording_plays_while_it_grows(recording: Recorder) -> None:
    wait_until_written(recording.path, 500_000)
    assert int(films.probe(recording.path)["video"]["nb_read_frames"]) >= 60


def test_the_death_of_the_whole_program_leaves_a_film_that_plays(tmp_path: Path) -> None:
    """The parent is killed without warning; the encoder completes the file with what it has, then ends."""
    code = f"""
import os, time, numpy as np
from app.sinks.recorder import Recorder
from app.media import VideoFrame
r = Recorder({str(tmp_path / "r.mp4")!r}, fps=30, lossless=True)
r.video.open()
for n in range(60):
    r.video.write(VideoFrame(np.full((120, 160, 3), n, np.uint8), n / 30, n))
print(r.child_pid, flush=True)
time.sleep(0.5)
os.kill(os.getpid(), 9)
"""
    root = Path(__file__).resolve().parents[2]
    dying = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False, timeout=60
    )
    pid = int(dying.stdout)
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=10)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    assert int(films.probe(tmp_path / "r.mp4")["video"]["nb_read_frames"]) >= 59


@pytest.mark.alone
def test_a_live_recording_drops_rather_than_waits(tmp_path: Path) -> None:
    """The encoder is stopped: writing must not block, and what is lost is counted."""
    recorder = Recorder(tmp_path / "d.mp4", fps=30)
    recorder.video.open()
    recorder.video.write(VideoFrame(noise(), 0.0, 0))
    assert recorder.child_pid is not None
    encoder = psutil.Process(recorder.child_pid)
    encoder.suspend()
    started_s = now()
    for number in range(1, 60):
        recorder.video.write(VideoFrame(noise(), number / 30, number))
    took_s = now() - started_s
    encoder.resume()
    recorder.video.close()
    status = recorder.status()
    assert took_s < 1.0
    assert status.frames + status.frames_dropped == 60 and status.frames_dropped > 30


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to make a small disk")
@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no mount program")
def test_a_full_disk_ends_the_recording_with_one_word(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "likeness-test", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a small disk could not be mounted: {mounted.stderr.decode().strip()}")
    try:
        recorder = Recorder(disk / "full.mp4", fps=30, lossless=True)
        recorder.video.open()
        errors = []
        for number in range(400):
            try:
                recorder.video.write(VideoFrame(noise(seed=number % 7), number / 30, number))
            except MediaError as error:
                errors.append(error)
        recorder.video.close()
        assert [str(error) for error in errors] == [str(recorder.status().error)]
        assert "disk is full" in errors[0].message and "full.mp4" in errors[0].message
        assert int(films.probe(disk / "full.mp4")["video"]["nb_read_frames"]) > 5
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("name", ["absent/film.mp4", "folder"])
def test_where_nothing_can_be_written_is_told_at_opening(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    recorder = Recorder(tmp_path / name, fps=30)
    with pytest.raises(MediaError, match=name.split("/")[0]) as caught:
        recorder.video.open()
    assert caught.value.advice
    recorder.video.close()


def test_a_closed_recording_stays_closed(tmp_path: Path) -> None:
    recorder = transcode(films.film(tmp_path / "in.mp4"), tmp_path / "out.mp4")
    size = recorder.path.stat().st_size
    with pytest.raises(MediaError, match="closed"):
        recorder.video.open()
    recorder.close()
    assert recorder.path.stat().st_size == size


@pytest.mark.alone
def test_sound_that_never_comes_does_not_hold_up_the_film(tmp_path: Path) -> None:
    """A microphone that is announced and stays silent: the film grows all the same, with silence."""
    recorder = Recorder(tmp_path / "m.mp4", fps=30, audio_rate_hz=48_000)
    recorder.video.open()
    for number in range(150):
        recorder.video.write(VideoFrame(noise(seed=number), number / 30, number))
        time.sleep(0.02)
    wait_until_written(recorder.path, 500_000)
    assert int(films.probe(recorder.path)["video"]["nb_read_frames"]) >= 45
    recorder.close()
    status = recorder.status()
    assert int(films.probe(recorder.path)["video"]["nb_read_frames"]) == status.frames > 100
    assert films.sound(recorder.path).max() < 0.001
