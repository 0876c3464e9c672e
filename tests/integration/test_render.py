"""`likeness render` as a user runs it: a real film in, a real film out, judged by ffprobe."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.paths import demo_film
from tests.support.face_film import face_film, ffmpeg
from tests.support.ffprobe import streams
from tests.support.films import sound
from tests.support.likeness import ROOT, Done, command, likeness, refused
from tests.support.speech import envelope_lag_s


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return face_film(tmp_path_factory.mktemp("film") / "talk.mp4")


def test_a_film_becomes_a_film_of_the_portrait_with_its_sound_in_step(film: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.mp4"
    done = likeness("render", film, "-o", out, "--avatar", "grace-hopper", "--size", "320x256", "--json")
    assert done.status == 0, done.err
    report = done.json
    assert (report["frames_in"], report["frames_out"], report["faces_lost"]) == (50, 50, 0)
    assert (report["width"], report["height"], report["engine"]) == (320, 256, "landmark")
    assert report["audio"] is True
    assert 0 < report["ms_per_frame_p50"] <= report["ms_per_frame_p95"]
    made = streams(out)
    assert (made["video"].codec, made["video"].width, made["video"].height) == ("h264", 320, 256)
    assert made["video"].frames == 50
    assert made["audio"].codec == "aac"
    assert abs(made["video"].duration_s - made["audio"].duration_s) <= 0.040
    assert report["duration_s"] == pytest.approx(2.0, abs=0.05)


def test_the_portrait_moves_with_the_driver_and_strength_zero_holds_it(film: Path, tmp_path: Path) -> None:
    def motion(*options: str) -> float:
        out = tmp_path / "m.mp4"
        assert likeness("render", film, "-o", out, "--size", "256x256", *options).status == 0
        report = subprocess.run(
            ["ffmpeg", "-v", "error", "-i", out, "-vf", "tblend=all_mode=difference,signalstats,metadata=print:key="
             "lavfi.signalstats.YAVG:file=-", "-f", "null", "-"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        values = [float(line.split("=")[1]) for line in report.splitlines() if "YAVG" in line]
        return sum(values[1:]) / len(values[1:])

    assert motion("--strength", "1") > 0.3
    assert motion("--strength", "0") < 0.15


def test_a_film_speaks_with_another_voice_in_step_with_the_picture(tmp_path: Path) -> None:
    """The bundled film's own speech, without a face to keep it quick."""
    film, out = tmp_path / "talk.mp4", tmp_path / "out.mp4"
    blur = "scale=64:64,boxblur=12,fps=5,format=yuv420p"
    ffmpeg("-i", demo_film(), "-t", "4", "-vf", blur, "-c:v", "libx264", "-c:a", "copy", film)
    for voice in ("theo", "original"):
        done = likeness("render", film, "-o", out, "--size", "256x256", "--voice", voice, "--json", brief_fit=True)
        assert done.json["voice"] == ("" if voice == "original" else voice)
        before, after = (sound(path) for path in (film, out))
        assert abs(len(after) - len(before)) <= 2048
        assert abs(envelope_lag_s(before, after)) <= 0.010
        count = min(len(before), len(after))
        alike = float(np.corrcoef(before[:count], after[:count])[0, 1])
        assert alike > 0.99 if voice == "original" else abs(alike) < 0.9
    likeness("render", film, "-o", out, "--voice", "no-such-voice").fails_in_one_line("no-such-voice")


def test_a_film_without_a_face_gives_the_still_portrait_and_says_so(tmp_path: Path) -> None:
    film = face_film(tmp_path / "empty.mp4", seconds=0.6, faces=0, sound=False)
    done = likeness("render", film, "-o", tmp_path / "out.mp4", "--size", "256x256", "--json")
    assert done.json["faces_lost"] == done.json["frames_in"] == 15
    assert done.json["audio"] is False
    done.fails_in_one_line("empty.mp4", "no face")
    assert streams(tmp_path / "out.mp4")["video"].frames == 15


def test_of_two_faces_one_is_followed(tmp_path: Path) -> None:
    film = face_film(tmp_path / "two.mp4", seconds=0.6, faces=2)
    done = likeness("render", film, "-o", tmp_path / "out.mp4", "--size", "256x256", "--json")
    assert done.status == 0, done.err
    assert done.json["faces_lost"] == 0


def test_a_truncated_film_is_rendered_as_far_as_it_goes(film: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.mp4"
    ffmpeg("-i", film, "-c", "copy", "-movflags", "frag_keyframe+empty_moov", "-frag_duration", "200000", whole)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 6 // 10])
    done = likeness("render", cut, "-o", tmp_path / "out.mp4", "--size", "256x256", "--json")
    done.fails_in_one_line("cut.mp4", "damaged")
    assert done.json["damaged"] is True
    assert 10 <= streams(tmp_path / "out.mp4")["video"].frames < 50


@pytest.mark.parametrize(
    ("name", "content"),
    [("text.mp4", b"this is no film\n" * 50), ("empty.mp4", b""), ("cut.mp4", b"\0\0\0\x20ftypisom")],
)
def test_what_is_no_film_is_refused_in_one_line(
    name: str, content: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    refused(capfd, "render", tmp_path / name, "-o", tmp_path / "out.mp4").fails_in_one_line(name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_bad_outputs_and_portraits_are_refused_in_one_line(
    film: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def render(source: Path, output: str, *options: object) -> Done:
        return refused(capfd, "render", source, "-o", tmp_path / output, *options)

    render(film, "no/out.mp4").fails_in_one_line("folder does not exist")
    render(film, "out.avi").fails_in_one_line(".mp4")
    render(tmp_path / "none.mp4", "out.mp4").fails_in_one_line("none.mp4")
    (tmp_path / "face.png").write_text("not a picture")
    render(film, "o.mp4", "--avatar", tmp_path / "face.png").fails_in_one_line("face.png")
    render(film, "o.mp4", "--size", "321x200").fails_in_one_line("321x200")
    assert render(film, "o.mp4", "--size", "big").status == 2


def test_ctrl_c_ends_at_once_and_leaves_no_half_film(film: Path, tmp_path: Path) -> None:
    ffmpeg("-stream_loop", "40", "-i", film, "-an", "-c", "copy", tmp_path / "long.mp4")
    out = tmp_path / "out.mp4"
    process = subprocess.Popen(
        command("render", tmp_path / "long.mp4", "-o", out), cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    partial = tmp_path / ".out.partial.mp4"
    deadline = time.monotonic() + 60
    while not (partial.exists() and partial.stat().st_size > 0) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, words = process.communicate(timeout=20)
    assert process.returncode == 130
    assert words == "likeness: interrupted\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["long.mp4"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=150k", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("needs root to mount a tiny disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_in_one_line(film: Path, tiny_disk: Path) -> None:
    done = likeness("render", film, "-o", tiny_disk / "out.mp4", "--size", "640x640")
    done.fails_in_one_line("out", "full")
    assert list(tiny_disk.iterdir()) == []
