"""The bundled film: tracked in every frame, and moving as its motion track says."""

import json
import subprocess

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.avatar.measures import eye_openness, head_angles_deg, mouth_openness
from app.paths import demo_film
from models.character.performance import FPS, load_track
from models.engines import Face, create_face_engine


@pytest.fixture(scope="module")
def faces() -> list[Face | None]:
    """The face of every frame."""
    engine = create_face_engine()
    film = cv2.VideoCapture(str(demo_film()))
    found: list[Face | None] = []
    while True:
        read, picture = film.read()
        if not read:
            break
        found.append(engine.track(np.ascontiguousarray(picture[:, :, ::-1], np.uint8), len(found) / FPS))
    film.release()
    return found


def _column(name: str) -> NDArray[np.float64]:
    return np.array([getattr(frame, name) for frame in load_track(demo_film().with_suffix(".json"))])


def test_a_face_is_seen_in_every_frame(faces: list[Face | None]) -> None:
    assert len(faces) == len(_column("jaw"))
    assert all(face is not None and face.score > 0.9 for face in faces)


def test_the_face_does_what_the_track_says(faces: list[Face | None]) -> None:
    seen = [face for face in faces if face is not None]
    measures = {
        "jaw": [mouth_openness(face) for face in seen],
        "blink": [-eye_openness(face) for face in seen],
        "yaw": [head_angles_deg(face)[0] for face in seen],
    }
    agreement = {name: float(np.corrcoef(values, _column(name))[0, 1]) for name, values in measures.items()}
    assert min(agreement.values()) > 0.85, agreement


def test_the_film_has_picture_and_speech_of_one_length() -> None:
    command = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name,duration,width,height", "-of", "json"]
    told = subprocess.run([*command, str(demo_film())], check=True, capture_output=True, text=True).stdout
    picture, sound = json.loads(told)["streams"]
    assert (picture["codec_name"], picture["width"], picture["height"]) == ("h264", 512, 512)
    assert sound["codec_name"] == "aac"
    assert abs(float(picture["duration"]) - float(sound["duration"])) < 0.04
    assert 8 <= float(picture["duration"]) <= 12.5
    assert demo_film().stat().st_size < 2_000_000
