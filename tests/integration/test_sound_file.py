"""Sound files of all sorts through the real reader process, judged by ffmpeg."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.errors import EndOfSource, MediaError
from app.live.driver import Driver, open_voice
from app.media import now
from app.settings import Settings
from app.sources.media_file import MediaFile
from app.sources.nothing import Nothing
from tests.support import films

pytestmark = films.needs_ffmpeg

TONE = "aevalsrc='0.4*sin(2*PI*440*t)*gt(sin(2*PI*1.3*t),0)':s=44100:d=6"


def heard(path: Path) -> tuple[NDArray[np.float32], MediaFile]:
    """Read a file's sound to its end."""
    media = MediaFile(str(path), live=False, with_video=False)
    blocks = []
    source = media.audio
    assert source is not None
    source.open()
    try:
        while True:
            blocks.append(source.read())
    except EndOfSource:
        return np.concatenate([block.samples for block in blocks]), media
    finally:
        source.close()


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.wav", "-c:a pcm_u8 -ar 11025"),
        ("a.wav", "-c:a pcm_s24le -ac 6 -ar 192000"),
        ("a.wav", "-c:a pcm_f32le -ac 2"),
        ("a.flac", ""),
        ("a.mp3", ""),
        ("a.m4a", ""),
        ("a.ogg", "-c:a libvorbis"),
        ("a.opus", "-ar 48000"),
        ("a.mkv", "-c:a pcm_s16le"),
    ],
)
def test_sound_files_are_read_as_ffmpeg_decodes_them(tmp_path: Path, name: str, options: str) -> None:
    path = tmp_path / name
    films.ffmpeg("-f", "lavfi", "-i", TONE, *options.split(), path)
    samples, media = heard(path)
    reference = films.sound(path)
    assert (media.info.width, media.info.has_audio, media.damaged) == (0, True, False)
    assert len(samples) == pytest.approx(6 * 48_000, abs=1300)
    count = min(len(samples), len(reference))
    assert np.corrcoef(samples[:count], reference[:count])[0, 1] > 0.999


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.mp3", "a.m4a", "a.ogg", "a.opus", "a.mkv"])
def test_a_sound_file_cut_off_in_the_middle_delivers_what_is_there_and_says_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    films.ffmpeg("-f", "lavfi", "-i", TONE, *("-movflags +faststart".split() if name == "a.m4a" else ""), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    samples, media = heard(path)
    assert 2.0 < len(samples) / 48_000 < 5.0
    assert media.damaged


def test_only_the_sound_of_a_film_is_read_and_a_loop_repeats_it(tmp_path: Path) -> None:
    path = films.film(tmp_path / "a.mp4", sound="sine=d=0.6", picture="testsrc2=s=320x240:r=25:d=0.6")
    media = MediaFile(str(path), live=False, with_video=False, loop=True)
    source = media.audio
    assert source is not None
    source.open()
    times_s = [source.read().time_s for _ in range(100)]
    source.close()
    assert media.info.width == 0
    assert np.diff(times_s).min() > -1e-9 and times_s[-1] == pytest.approx(2.0, abs=0.1)


@pytest.mark.alone
def test_a_sound_file_stands_in_for_a_microphone_again_and_again(tmp_path: Path) -> None:
    """At the pace of a microphone: a block is there when its last sample has been."""
    path = tmp_path / "a.wav"
    films.ffmpeg("-f", "lavfi", "-i", "sine=d=0.3", path)
    source = open_voice(Settings(microphone=str(path)), Driver(Nothing()), lambda _: None).source
    source.open()
    blocks, late_s = [], []
    for _ in range(40):
        blocks.append(source.read())
        late_s.append(now() - blocks[-1].time_s)
    source.close()
    np.testing.assert_allclose(np.diff([block.time_s for block in blocks]), 0.02, atol=1e-3)
    assert min(late_s) > 0.019 and np.median(late_s) < 0.1


@pytest.mark.parametrize(
    ("name", "write", "words"),
    [
        ("a.wav", lambda path: path.touch(), "empty"),
        ("a.wav", lambda path: path.write_text("This is a text.\n" * 50), "no sound or film"),
        ("silent.mp4", films.film, "holds no sound"),
        ("absent.wav", lambda path: None, "does not exist"),
        ("folder.wav", lambda path: path.mkdir(), "not a sound file"),
        (
            "none.wav",
            lambda path: films.ffmpeg("-f", "lavfi", "-i", "anullsrc", "-af", "atrim=end_sample=0", path),
            "holds no sound",
        ),
    ],
)
def test_what_holds_no_sound_is_named_with_a_remedy(
    tmp_path: Path, name: str, write: Callable[[Path], object], words: str
) -> None:
    write(tmp_path / name)
    with pytest.raises(MediaError, match=words) as caught:
        MediaFile(str(tmp_path / name), live=False, with_video=False).probe()
    assert name in caught.value.message and caught.value.advice
