"""Sound written into new files by the real child process, beside the copied picture of films; judged by ffmpeg."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.errors import EndOfSource, MediaError
from app.media import AudioBlock
from app.sinks.sound_file import SOUND_FORMATS, SoundFile, sound_format
from app.sources.media_file import MediaFile
from tests.support import films
from tests.support.speech import HIGH_HZ, demo_speech, envelope_lag_s, write_wav

pytestmark = films.needs_ffmpeg


def copy_sound(source: Path, out: Path) -> SoundFile:
    """Give the sound of a file back as it is read."""
    media = MediaFile(str(source), live=False, with_video=False)
    sink = SoundFile(out, name=out, original=source)
    audio = media.audio
    assert audio is not None
    audio.open()
    try:
        sink.open()
        while True:
            sink.write(audio.read())
    except EndOfSource:
        sink.close()
        return sink
    finally:
        sink.give_up()
        sink.close()
        audio.close()


def said(path: Path, *entries: str) -> dict[str, Any]:
    """What ffprobe says."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", *entries, str(path)], capture_output=True, check=True, timeout=60
    )
    table = json.loads(done.stdout)
    assert isinstance(table, dict)
    return table


def picture_hash(path: Path) -> bytes:
    """Of the coded picture, packet by packet."""
    return films.ffmpeg("-i", path, "-map", "0:v", "-c", "copy", "-f", "streamhash", "-")


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film with B-frames, tags, chapters, subtitles and a second language; flashes and beeps once in two seconds."""
    folder = tmp_path_factory.mktemp("talk")
    chapters = "".join(
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={start + 3000}\ntitle=Part {start}\n" for start in (0, 3000)
    )
    (folder / "tags").write_text(f";FFMETADATA1\ntitle=A talk\nartist=Nobody\n{chapters}")
    (folder / "words.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nHello\n")
    plain = films.flash_and_beep(folder / "plain.mp4")
    films.ffmpeg(
        *("-i", plain, "-i", folder / "tags", "-i", folder / "words.srt", "-map", "0", "-map", "0:a", "-map", "2"),
        *("-map_metadata", "1", "-map_chapters", "1", "-c", "copy", "-c:s", "mov_text"),
        *("-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=deu", folder / "talk.mp4"),
    )
    return folder / "talk.mp4"


@pytest.mark.parametrize("name", [f"out{ending}" for ending in SOUND_FORMATS] + ["OUT.FLAC"])
def test_every_kind_of_file_is_as_long_as_the_sound_and_in_step(tmp_path: Path, name: str) -> None:
    sound = demo_speech()[: 3 * HIGH_HZ + 77]
    out = tmp_path / name
    copy_sound(write_wav(tmp_path / "in.wav", sound), out)
    (stream,) = said(out, "-show_streams")["streams"]
    codec = {"libmp3lame": "mp3", "libopus": "opus"}.get(sound_format(out).codec, sound_format(out).codec)
    assert (stream["codec_name"], stream["channels"], stream["sample_rate"]) == (codec, 1, "48000")
    heard = films.sound(out)
    if not sound_format(out).bit_rate:
        assert len(heard) == len(sound) and np.abs(heard - sound).max() < 2 / 32768
    assert len(heard) / HIGH_HZ == pytest.approx(len(sound) / HIGH_HZ, abs=0.03)
    assert abs(envelope_lag_s(sound[: len(heard)], heard)) <= 0.007


@pytest.mark.parametrize("name", ["out.mp4", "out.m4v", "out.mov", "out.mkv"])
def test_the_picture_of_a_film_is_copied_bit_by_bit(talk: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    sink = copy_sound(talk, out)
    assert picture_hash(out) == picture_hash(talk)
    np.testing.assert_allclose(films.picture_times_s(out), films.picture_times_s(talk), atol=0.0011)
    table = said(out, "-show_streams", "-show_format", "-show_chapters")
    kinds = sorted(stream["codec_type"] for stream in table["streams"] if stream["codec_type"] != "data")
    if name == "out.mkv":  # has no such subtitles
        assert kinds == ["audio", "video"] and sink.left_out == ["subtitles (mov_text)"]
    else:
        assert kinds == ["audio", "subtitle", "video"] and sink.left_out == []
        assert b"Hello" in films.ffmpeg("-i", out, "-map", "0:s", "-f", "srt", "-")
    assert {key.lower(): text for key, text in table["format"]["tags"].items()}["title"] == "A talk"
    chapters = [(float(row["start_time"]), row["tags"]["title"]) for row in table["chapters"]]
    assert chapters == [(0.0, "Part 0"), (3.0, "Part 3000")]
    (sound,) = [stream for stream in table["streams"] if stream["codec_type"] == "audio"]
    assert sound["tags"]["language"] == "eng"
    assert films.flashes_s(out) == pytest.approx([1.0, 3.0, 5.0], abs=0.002)
    assert films.beeps_s(out) == pytest.approx([1.0, 3.0, 5.0], abs=0.008)


def test_subtitles_and_fonts_of_matroska_stay_in_it(talk: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "in.mkv", tmp_path / "out.mkv"
    films.ffmpeg("-i", talk, "-map", "0:v", "-map", "0:a:0", "-map", "0:s", "-c", "copy", "-c:s", "ass", source)
    assert copy_sound(source, out).left_out == []
    assert b"Hello" in films.ffmpeg("-i", out, "-map", "0:s", "-f", "srt", "-")
    assert picture_hash(out) == picture_hash(source)


@pytest.mark.parametrize("offset_s", [0.4, -0.4])
@pytest.mark.parametrize("name", ["out.mp4", "out.mkv"])
def test_the_offset_between_picture_and_sound_is_kept(talk: Path, tmp_path: Path, name: str, offset_s: float) -> None:
    """A sound that begins late, and a picture that begins late in a container that knows no time of decoding."""
    source, out = tmp_path / "in.mkv", tmp_path / name
    late, other = ("1:a:0", "0:v") if offset_s > 0 else ("1:v", "0:a:0")
    films.ffmpeg("-i", talk, "-itsoffset", "0.4", "-i", talk, "-map", other, "-map", late, "-c", "copy", source)
    copy_sound(source, out)
    assert picture_hash(out) == picture_hash(source)
    off_s = np.array(films.beeps_s(out)) - films.flashes_s(out)
    np.testing.assert_allclose(off_s, offset_s, atol=0.03)
    assert films.flashes_s(out)[0] == pytest.approx(1.0 if offset_s > 0 else 1.4, abs=0.03)


def test_a_film_that_begins_late_begins_at_zero(talk: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "in.ts", tmp_path / "out.mp4"
    films.ffmpeg("-i", talk, "-map", "0:v", "-map", "0:a:0", "-c", "copy", "-output_ts_offset", "100", source)
    copy_sound(source, out)
    assert films.picture_times_s(out)[0] < 0.05
    np.testing.assert_allclose(films.beeps_s(out), films.flashes_s(out), atol=0.008)


def test_a_picture_turned_by_a_quarter_stays_turned(talk: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "in.mp4", tmp_path / "out.mp4"
    films.ffmpeg("-i", talk, "-map", "0:v", "-map", "0:a:0", "-c", "copy", "-metadata:s:v", "rotate=90", source)
    copy_sound(source, out)

    def turned(path: Path) -> list[int]:
        rows = said(path, "-show_streams", "-select_streams", "v")["streams"][0].get("side_data_list", [])
        return [row["rotation"] for row in rows if "rotation" in row]

    assert turned(out) == turned(source) == [90]


def test_a_picture_that_does_not_fit_is_named_with_a_remedy(talk: Path, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"h264.*\.webm") as caught:
        copy_sound(talk, tmp_path / "out.webm")
    assert ".mkv" in caught.value.advice
    webm = films.film(tmp_path / "in.webm", picture="testsrc2=s=64x64:r=25:d=1", sound="sine=d=1", options="-c:v vp8")
    copy_sound(webm, tmp_path / "out.webm")
    assert picture_hash(tmp_path / "out.webm") == picture_hash(webm)
    with pytest.raises(MediaError, match=r"vp8.*\.mp4"):
        copy_sound(webm, tmp_path / "out.mp4")


def test_a_film_cut_off_in_the_middle_is_copied_as_far_as_it_goes(talk: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "cut.mkv", tmp_path / "out.mp4"
    films.ffmpeg("-i", talk, "-map", "0:v", "-map", "0:a:0", "-c", "copy", source)
    os.truncate(source, source.stat().st_size * 6 // 10)
    copy_sound(source, out)
    assert 60 < len(films.picture_times_s(out)) < 150
    assert len(films.sound(out)) > 2 * HIGH_HZ


def test_gaps_are_silent_and_what_comes_twice_is_left_out(tmp_path: Path) -> None:
    original = write_wav(tmp_path / "in.wav", demo_speech()[:HIGH_HZ])
    sink = SoundFile(tmp_path / "out.wav", name=tmp_path / "out.wav", original=original)
    sink.open()
    tone = np.full(4800, 0.5, np.float32)
    for time_s in (7.0, 7.1, 7.5, 7.55):  # the last one overlaps by half
        sink.write(AudioBlock(tone, HIGH_HZ, time_s))
    sink.close()
    loud = films.sound(tmp_path / "out.wav") > 0.25
    assert len(loud) == round(0.65 * HIGH_HZ)
    np.testing.assert_array_equal(loud, np.repeat([True, False, True], [9600, 14_400, 7200]))


def test_a_writer_that_is_killed_is_an_error(tmp_path: Path) -> None:
    original = write_wav(tmp_path / "in.wav", demo_speech()[:HIGH_HZ])
    sink = SoundFile(tmp_path / "out.wav", name=tmp_path / "out.wav", original=original)
    sink.open()
    assert sink.child_pid is not None
    os.kill(sink.child_pid, 9)
    with pytest.raises(MediaError, match=r"out\.wav.*ended unexpectedly"):
        for _ in range(1000):
            sink.write(AudioBlock(np.zeros(960, np.float32), HIGH_HZ, 0.0))
    sink.give_up()
    sink.close()


def test_names_that_stand_for_nothing_are_refused(tmp_path: Path) -> None:
    for name in ("out.avi", "out", "out.wav.part"):
        with pytest.raises(MediaError, match=name) as caught:
            sound_format(tmp_path / name)
        assert ".wav" in caught.value.advice and ".mkv" in caught.value.advice
