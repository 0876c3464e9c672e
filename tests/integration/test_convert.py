"""`likeness convert` as a user runs it: real files in, real files out, judged by ffmpeg and the speaker encoder."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from app.commands import dispatch
from app.paths import demo_film
from tests.support import films
from tests.support.brief_fit import fit_briefly
from tests.support.likeness import ROOT, Done, command, likeness
from tests.support.speech import HIGH_HZ, demo_speech, envelope_lag_s, read_sound, write_wav

pytestmark = films.needs_ffmpeg

SHORT_S = 4.0


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_wav(tmp_path_factory.mktemp("speech") / "speech.wav", demo_speech()[: round(SHORT_S * HIGH_HZ)])


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fit voices briefly; how well that works is judged on what runs in processes of its own, which fit as ever."""
    fit_briefly(monkeypatch)


@pytest.fixture
def convert(capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """The command within this process, which is quicker."""

    def run(source: Path, output: Path, *options: object, voice: object = "clara") -> Done:
        capfd.readouterr()
        status = dispatch(["convert", *map(str, (source, output, "--voice", voice, *options))])
        said = capfd.readouterr()
        return Done(status, said.out, said.err)

    return run


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("voice", ["theo", "magnus"])
def test_speech_becomes_the_voice_and_keeps_its_timing(tmp_path: Path, voice: str) -> None:
    """The speaker of the bundled film sounds like a woman; both targets are men."""
    out = tmp_path / "out.wav"
    done = likeness("convert", demo_film(), out, "--voice", voice, "--json")
    assert done.status == 0, done.err
    report = done.json
    assert {"duration_s", "rtf", "algorithmic_latency_ms", "engine", "voice", "score"} <= set(report)
    assert (report["voice"], report["engine"], report["damaged"]) == (voice, "neural", False)
    assert report["similarity_after"] > report["similarity_before"] + 0.03
    assert report["f0_correlation"] > 0.85 and report["f0_mean_error_semitones"] < 1.5
    assert 0 < report["algorithmic_latency_ms"] <= 60 and 0 <= report["score"] <= 100
    before, after = demo_speech(), films.sound(out)
    assert len(after) == len(before) and report["duration_s"] == pytest.approx(len(before) / HIGH_HZ)
    # the loudest moment of a vowel may move by the period of a deep voice
    assert abs(envelope_lag_s(before, after)) <= 0.016
    assert abs(np.corrcoef(before, after)[0, 1]) < 0.9


@pytest.mark.parametrize("options", ["-f wav -c:a pcm_u8 -ar 11025", "-f wav -c:a pcm_s24le -ac 6 -ar 192000"])
def test_odd_sound_is_converted(convert: Callable[..., Done], speech: Path, tmp_path: Path, options: str) -> None:
    source, out = tmp_path / "in.bin", tmp_path / "out.wav"
    films.ffmpeg("-i", speech, *options.split(), source)
    assert convert(source, out).status == 0
    before, after = read_sound(source), films.sound(out)
    assert len(after) == len(before) and np.abs(after).max() > 0.05
    # the loudest moment of a vowel may move by the period of a deep voice
    assert abs(envelope_lag_s(before, after)) <= 0.016


def test_a_film_keeps_its_picture_to_the_bit(convert: Callable[..., Done], tmp_path: Path) -> None:
    talk, out = tmp_path / "talk.mp4", tmp_path / "out.mkv"
    films.ffmpeg("-i", demo_film(), "-t", f"{SHORT_S}", "-c", "copy", talk)
    done = convert(talk, out)
    assert done.status == 0, done.err
    assert "theo" not in done.out and "clara" in done.out and "similarity" in done.out
    pictures = [films.ffmpeg("-i", path, "-map", "0:v", "-c", "copy", "-f", "streamhash", "-") for path in (talk, out)]
    assert pictures[0] == pictures[1]
    assert abs(envelope_lag_s(films.sound(talk), films.sound(out))) <= 0.010
    (tmp_path / "out.mkv").unlink()
    convert(talk, tmp_path / "out.webm").fails_in_one_line("h264", ".mkv")
    assert left(tmp_path) == ["talk.mp4"]


def test_the_result_is_the_same_however_the_sound_comes(
    convert: Callable[..., Done], speech: Path, tmp_path: Path
) -> None:
    """Twice the same, and the same again when packets, and so blocks, are cut otherwise."""
    other = tmp_path / "other.flac"
    films.ffmpeg("-i", speech, "-frame_size", "777", other)
    for name, source in (("a.wav", speech), ("b.wav", speech), ("c.wav", other)):
        assert convert(source, tmp_path / name, voice="ida").status == 0
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    np.testing.assert_array_equal(films.sound(tmp_path / "c.wav"), films.sound(tmp_path / "a.wav"))


@pytest.mark.slow
def test_style_changes_the_pitch(convert: Callable[..., Done], speech: Path, tmp_path: Path) -> None:
    def f0_error(*options: str) -> float:
        done = convert(speech, tmp_path / "out.wav", "--json", *options, voice="theo")
        assert done.status == 0, done.err
        return float(done.json["f0_mean_error_semitones"])

    assert 3.0 < f0_error("--semitones", "5") < 7.0
    assert f0_error("--no-auto-pitch") > 4.0


def test_the_gate_silences_the_pauses(convert: Callable[..., Done], tmp_path: Path) -> None:
    noise = np.random.default_rng(1).normal(0.0, 0.002, 3 * HIGH_HZ).astype(np.float32)
    sound = np.concatenate([noise, demo_speech()[: 3 * HIGH_HZ] + noise])
    source = write_wav(tmp_path / "in.wav", sound)
    levels = {}
    for name, options in (("open.wav", ()), ("gated.wav", ("--gate",))):
        assert convert(source, tmp_path / name, *options).status == 0
        levels[name] = float(np.abs(films.sound(tmp_path / name)[HIGH_HZ : 2 * HIGH_HZ]).max())
    assert levels["open.wav"] > 1e-4 > 2 / 32768 >= levels["gated.wav"]


def test_damaged_films_are_converted_as_far_as_they_go(convert: Callable[..., Done], tmp_path: Path) -> None:
    cut = tmp_path / "cut.mp4"
    films.ffmpeg("-i", demo_film(), "-c", "copy", "-movflags", "+faststart", cut)
    os.truncate(cut, cut.stat().st_size * 6 // 10)
    done = convert(cut, tmp_path / "out.mp4", "--json")
    done.fails_in_one_line("cut.mp4", "damaged")
    assert done.json["damaged"] is True and 3.0 < done.json["duration_s"] < 9.0
    assert len(films.sound(tmp_path / "out.mp4")) / HIGH_HZ == pytest.approx(done.json["duration_s"], abs=0.1)
    assert left(tmp_path) == ["cut.mp4", "out.mp4"]


def _no_samples(path: Path) -> None:
    write_wav(path, np.zeros(0, np.float32))


@pytest.mark.parametrize(
    ("name", "write", "words"),
    [
        ("empty.wav", lambda path: path.touch(), "empty"),
        ("text.wav", lambda path: path.write_text("This is a text.\n" * 50), "no sound or film"),
        ("folder.wav", lambda path: path.mkdir(), "folder"),
        ("absent.wav", lambda path: None, "does not exist"),
        ("mute.mp4", films.film, "holds no sound"),
        ("none.wav", _no_samples, "holds no sound"),
        ("silent.wav", lambda path: write_wav(path, np.zeros(3 * HIGH_HZ, np.float32)), "no speech"),
        ("head.mp4", lambda path: path.write_bytes(b"\0\0\0\x20ftypisom"), "damaged"),
    ],
)
def test_what_holds_no_speech_is_refused_in_one_line(
    convert: Callable[..., Done], tmp_path: Path, name: str, write: Callable[[Path], object], words: str
) -> None:
    write(tmp_path / name)
    before = left(tmp_path)
    convert(tmp_path / name, tmp_path / "out.wav").fails_in_one_line(name, words)
    assert left(tmp_path) == before


def test_bad_outputs_and_voices_are_refused_in_one_line(
    convert: Callable[..., Done], speech: Path, tmp_path: Path
) -> None:
    convert(speech, speech).fails_in_one_line("is the input itself")
    convert(speech, tmp_path / "no" / "out.wav").fails_in_one_line("folder does not exist")
    convert(speech, tmp_path / "out.avi").fails_in_one_line("out.avi", ".mkv")
    convert(speech, tmp_path / "out").fails_in_one_line("cannot be written", ".wav")
    convert(speech, tmp_path / "o.wav", voice="no-such-voice").fails_in_one_line("no-such-voice", "voices list")
    convert(speech, tmp_path / "o.wav", voice="original").fails_in_one_line("original")
    (tmp_path / "bad.voice").write_bytes(b"PK\x03\x04 not a voice")
    convert(speech, tmp_path / "o.wav", voice=tmp_path / "bad.voice").fails_in_one_line("bad.voice")
    convert(speech, tmp_path / "o.wav", "--semitones", "99").fails_in_one_line("semitones", "24")
    for wrong in (("--strength", "much"), ("--engine", "magic")):
        with pytest.raises(SystemExit) as ended:
            convert(speech, tmp_path / "o.wav", *wrong)
        assert ended.value.code == 2
    (tmp_path / "taken.wav").mkdir()
    convert(speech, tmp_path / "taken.wav").fails_in_one_line("taken.wav")
    assert left(tmp_path) == ["bad.voice", "taken.wav"]


def test_an_older_result_is_replaced(convert: Callable[..., Done], speech: Path, tmp_path: Path) -> None:
    (tmp_path / "out.wav").write_text("old")
    assert convert(speech, tmp_path / "out.wav").status == 0
    assert len(films.sound(tmp_path / "out.wav")) == SHORT_S * HIGH_HZ


def test_ctrl_c_ends_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "long.wav", np.tile(demo_speech(), 50))
    process = subprocess.Popen(
        command("convert", source, tmp_path / "out.wav", "--voice", "clara", brief_fit=True),
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    partial = tmp_path / ".out.partial.wav"
    deadline = time.monotonic() + 60
    while not (partial.exists() and partial.stat().st_size > 0) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, words = process.communicate(timeout=20)
    assert (process.returncode, words) == (130, "likeness: interrupted\n")
    assert left(tmp_path) == ["long.wav"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=150k", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("needs root to mount a tiny disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_in_one_line(convert: Callable[..., Done], tiny_disk: Path) -> None:
    convert(demo_film(), tiny_disk / "out.mkv").fails_in_one_line("out.mkv", "full")
    assert left(tiny_disk) == []


def test_a_limit_of_file_sizes_is_told_in_one_line(tmp_path: Path) -> None:
    def limit() -> None:  # shared memory counts as files, too
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_120_000, 1_120_000))

    out = tmp_path / "out.wav"
    done = subprocess.run(
        command("convert", demo_film(), out, "--voice", "clara", brief_fit=True),
        cwd=ROOT, capture_output=True, text=True, timeout=120, preexec_fn=limit,
    )  # fmt: skip
    Done(done.returncode, done.stdout, done.stderr).fails_in_one_line("out.wav", "full")
    assert left(tmp_path) == []
