"""Faults befall whole sessions: nothing of the driver leaves, the session comes back, nothing is left behind.

The driver's picture and voice carry codes that no portrait and no converted voice has. Long runs:
`python -m tests.integration.faults --seed N --count 200`.
"""

from contextlib import nullcontext
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.media import VideoFrame
from app.sinks.recorder import Recorder
from tests.integration.faults.catalogue import FAULTS
from tests.integration.faults.codes import (
    BLOCK,
    PaintedFace,
    PictureJudge,
    SoundJudge,
    coded_pixels,
    coded_sound,
    paint,
    shows_driver,
)
from tests.integration.faults.films import judge_film
from tests.integration.faults.parts import FakeMicrophone, Switches
from tests.integration.faults.run import Report, run
from tests.integration.faults.world import AVATARS
from tests.support.avatars import bundled_portrait
from tests.support.sound_server import missing, sound_server
from tests.support.speech import demo_speech

INJECTED = ("could not be", "failed", "session job", "does not", "could not be converted")
QUICK = [
    *("face lost", "camera read error", "camera returns garbage", "portrait engine loses its GPU"),
    *("portrait engine hangs", "microphone gives NaN", "voice engine raises", "avatar file broken"),
    *("screen locked", "encoder process killed", "camera process killed", "portrait engine gives no pictures"),
]


# -- the judges find the driver wherever it is ------------------------------------------------------------------------


def test_every_pixel_of_the_driver_is_found_and_none_of_a_portrait() -> None:
    driver = PaintedFace(size=(320, 240), live=False)
    driver.open()
    picture = driver.read().image
    assert coded_pixels(picture) == 320 * 240
    for avatar in AVATARS:
        portrait = bundled_portrait(avatar)
        assert not shows_driver(portrait)
        portrait[40:48, 60:68] = picture[100:108, 100:108]  # the smallest corner of it
        assert shows_driver(portrait)
        small = cv2.resize(portrait, (256, 256), interpolation=cv2.INTER_AREA)
        small[:24, :24] = cv2.resize(picture, (24, 24), interpolation=cv2.INTER_AREA)
        assert shows_driver(np.asarray(small, np.uint8))


def test_the_driver_is_found_in_a_recording_even_for_one_picture(tmp_path: Path) -> None:
    portrait = np.asarray(cv2.resize(bundled_portrait(AVATARS[0]), (256, 256)), np.uint8)
    for name, at in (("clean.mp4", -1), ("leak.mp4", 7)):
        recorder = Recorder(tmp_path / name, fps=30, lossless=True)
        recorder.video.open()
        for number in range(15):
            picture = paint(portrait) if number == at else portrait
            recorder.video.write(VideoFrame(picture, number / 30, number))
        recorder.video.close()
    clean, leak = judge_film(tmp_path / "clean.mp4"), judge_film(tmp_path / "leak.mp4")
    assert (clean.frames, clean.leaks) == (15, 0)
    assert leak.frames == 15 and leak.leaks >= 1


def test_one_raw_block_is_found_and_clicks_are_not() -> None:
    raw = coded_sound(demo_speech())
    judge = SoundJudge()
    judge.listen(np.zeros(100 * BLOCK, np.float32))
    judge.listen(np.asarray(demo_speech()[: 200 * BLOCK] * 0.5, np.float32))
    step = np.zeros(10 * BLOCK, np.float32)
    step[5 * BLOCK - 100 :] = 0.3
    judge.listen(step)
    assert judge.leaks == []
    for number in range(0, len(raw) // BLOCK, 50):
        one = SoundJudge()
        one.listen(0.2 * raw[number * BLOCK : (number + 1) * BLOCK])
        assert one.leaks
    judge.listen(raw)
    assert len(judge.leaks) == len(raw) // BLOCK


def test_the_fake_microphone_delivers_the_code() -> None:
    microphone, judge = FakeMicrophone(Switches()), SoundJudge()
    microphone.open()
    for _ in range(5):
        judge.hear(microphone.read())
    assert len(judge.leaks) == 5


def test_a_judge_counts_what_it_sees() -> None:
    judge = PictureJudge()
    grey = np.full((60, 80, 3), 128, np.uint8)
    for picture in (grey, paint(grey), grey):
        judge.look(picture)
    assert judge.seen == 3 and [number for number, _ in judge.leaks] == [1]


# -- and none of it leaves a session ----------------------------------------------------------------------------------


def _nothing_grows(report: Report) -> None:
    first, last = report.happened[0].before, report.happened[-1].before
    assert last.threads <= first.threads and last.children <= first.children
    assert last.files <= first.files + 2


@pytest.mark.allow_log(*INJECTED)
def test_faults_leak_nothing_and_the_session_comes_back(tmp_path: Path) -> None:
    """Where there is a sound server, microphone and speaker are real child processes, and they are killed, too."""
    with nullcontext(None) if missing() else sound_server() as server:
        names = QUICK + [fault.name for fault in FAULTS if fault.real and server]
        report = run(7, len(names), tmp_path, server, names=names, pace=0.4, fps=15.0)
    assert report.problems == []
    assert sorted(fault.name for fault in report.happened) == sorted(names)
    assert min(report.given) > 100  # the driver was there all the time
    assert report.device_pictures > 100 and report.device_sounds > 100 and report.lane_pictures > 20
    assert len(report.films) == 2 and all(film.frames > 2 for film in report.films)  # the encoder fell in the first one
    _nothing_grows(report)
