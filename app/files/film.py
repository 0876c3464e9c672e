"""Film: a film drives a portrait into a film, as fast as the machine can, losing no frame."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.errors import EndOfSource, MediaError
from app.files.batch import run_lanes, share_done, written_beside
from app.files.voice import FileVoice, prepare_voice
from app.lane import Lane, Sink, Source
from app.media import AudioBlock, VideoFrame
from app.portrayal import background_of, frame_of, make_engine, make_tracker, window_of
from app.settings import Settings
from app.sinks.recorder import Recorder
from app.sources.media_file import MediaFile
from app.stages.picture.compose import Compose
from app.stages.picture.crop import Crop
from app.stages.picture.face_track import FaceTrack
from app.stages.picture.framing import Framing
from app.stages.picture.mirror import Mirror
from app.stages.picture.portrait import Portrait
from app.stages.picture.timed import Timed
from app.voicing import is_converted
from models.engines import Driving, Placed, PortraitEngine, neutral_score

_CALIBRATION_S = 2.0  # the neutral face is looked for in this first part of the film


@dataclass(frozen=True, slots=True)
class FilmReport:
    """What a finished film is made of; the keys of `likeness render --json`."""

    frames_in: int
    frames_out: int
    faces_lost: int
    fps: float  # frames rendered per second of work, the whole program
    ms_per_frame_p50: float  # tracking + portrait + composition of one frame
    ms_per_frame_p95: float
    engine: str
    runs_on: str  # which runtime computed, and why not another; "" if the engine has no choice
    avatar: str
    width: int
    height: int
    duration_s: float
    audio: bool
    voice: str  # that the sound was converted to, "" if it was not
    damaged: bool  # the driver broke off; what could be read was rendered


def render_film(
    driver: Path, output: Path, settings: Settings, progress: Callable[[float], None] = lambda _: None
) -> FilmReport:
    """Render `driver` into `output` (MP4, H.264 with the driver's sound, in another voice if the settings name one).

    Args:
        driver: film with a face.
        output: written beside its final name and moved there when complete; with a transparent background and a name
            in .mov it is ProRes 4444 with its matte.
        settings: avatar, engine, size, motion, strength, background, mirrors; voice, its engine and style.
        progress: called now and then with the share done, 0..1.

    Raises:
        AppError: the driver cannot be read, the avatar cannot be used, the output cannot be written.
    """
    with written_beside(output) as partial:
        return _render(driver, partial, settings, progress)


def _render(driver: Path, output: Path, settings: Settings, progress: Callable[[float], None]) -> FilmReport:
    film = MediaFile(str(driver), live=False)
    try:
        info = film.probe()  # first, because it fails quickly
        voice = _voice(film, settings)
        engine = make_engine(settings)
        timed, tracker = _make_stages(driver, engine, settings)
    finally:
        film.close()  # until the lane opens it again
    clear = settings.background == "transparent" and output.suffix.lower() == ".mov"
    rate_hz = 48000 if info.has_audio else None
    recorder = Recorder(output, fps=info.fps, size=engine.size, audio_rate_hz=rate_hz, lossless=True, transparent=clear)
    lanes: list[Lane[Any]] = [Lane[VideoFrame]("film", film.video, [timed], [recorder.video], lossless=True)]
    if film.audio is not None and recorder.audio is not None:
        lanes.append(_sound_lane(film.audio, recorder.audio, voice))
    started_s = time.perf_counter()
    run_lanes(lanes, lambda: progress(share_done(timed.last_time_s, info.duration_s)) if info.duration_s else None)
    elapsed_s = time.perf_counter() - started_s
    counts = lanes[0].status()
    if counts.processed == 0:
        raise MediaError(f"{driver.name}: no picture could be decoded", "check that it plays in a film player")
    p50, p95 = np.percentile(timed.durations_ms(), (50, 95))
    return FilmReport(
        frames_in=counts.captured,
        frames_out=recorder.frames,
        faces_lost=tracker.lost,
        fps=counts.processed / elapsed_s,
        ms_per_frame_p50=float(p50),
        ms_per_frame_p95=float(p95),
        engine=settings.engine,
        runs_on=engine.runs_on if isinstance(engine, Placed) else "",
        avatar=settings.avatar,
        width=engine.size[0],
        height=engine.size[1],
        duration_s=recorder.duration_s,
        audio=info.has_audio,
        voice=voice.voice.id if voice else "",
        damaged=film.damaged,
    )


def _voice(film: MediaFile, settings: Settings) -> FileVoice | None:
    """Fit the voice to the speaker of the film; None if none is wanted. Raises AppError, ModelError."""
    if not is_converted(settings):
        return None
    if film.audio is None:
        raise MediaError(f"{film.address} holds no sound to convert", "leave out the voice, or choose another film")
    return prepare_voice(film, settings)


def _sound_lane(source: Source[AudioBlock], sink: Sink[AudioBlock], voice: FileVoice | None) -> Lane[AudioBlock]:
    if voice is None:
        return Lane[AudioBlock]("sound", source, [], [sink], lossless=True)
    return Lane[AudioBlock]("sound", voice.source, voice.stages, [sink], lossless=True, on_item=voice.check)


def _make_stages(driver: Path, engine: PortraitEngine, settings: Settings) -> tuple[Timed, FaceTrack]:
    tracker, portrait = FaceTrack(make_tracker(settings)), Portrait(engine)
    tracker.set_smoothing(settings.smoothing)
    crop = Crop(lambda: tracker.face, portrait.reframe)
    _crop_as(crop, settings)
    framing = Framing(lambda: portrait.head)
    framing.wanted, framing.fills = frame_of(settings), settings.background in ("keep", "blur")
    neutral = find_neutral(driver, settings)
    if neutral is not None:
        portrait.calibrate(neutral)
    backdrop = Compose(background_of(settings))
    flips = Mirror(settings.mirror_input), Mirror(settings.mirror_output)
    return Timed([flips[0], crop, tracker, portrait, framing, backdrop, flips[1]]), tracker


def _crop_as(crop: Crop, settings: Settings) -> None:
    crop.wanted, crop.following = window_of(settings), settings.follow_face
    crop.reset()


def find_neutral(driver: Path, settings: Settings) -> Driving | None:
    """Return the calmest frame of the first seconds: frontal, mouth closed, eyes open. None: no face there."""
    tracker = FaceTrack(make_tracker(settings))
    flip = Mirror(settings.mirror_input)
    crop = Crop(lambda: None)
    _crop_as(crop, settings)
    best: tuple[float, Driving] | None = None
    for frame in _first_frames(driver):
        tracked = tracker.process(crop.process(flip.process(frame)))
        if tracked.face is not None:
            score = neutral_score(tracked.face)
            if best is None or score < best[0]:
                best = score, Driving(tracked.image, tracked.face, tracked.time_s)
    return None if best is None else best[1]


def _first_frames(driver: Path) -> Iterator[VideoFrame]:
    source = MediaFile(str(driver), live=False).video
    try:
        source.open()
        while (frame := source.read()).time_s <= _CALIBRATION_S:
            yield frame
    except EndOfSource:
        return
    finally:
        source.close()
