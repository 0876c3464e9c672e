"""Quality of the landmark engine on real films: it must not fall behind what was once measured."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.evaluate.portrait import PortraitEvaluation, summarise
from tests.support.faces import SHARED

CLIPS = SHARED / "data" / "clips"
FRAMES = 60


@pytest.fixture(scope="module")
def evaluation() -> PortraitEvaluation:
    return PortraitEvaluation(every=6)


def _film(name: str) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    film = cv2.VideoCapture(str(CLIPS / f"{name}.mp4"))
    for index in range(FRAMES):
        more, frame = film.read()
        if not more:
            break
        yield index / 25, np.ascontiguousarray(frame[:, :, ::-1], np.uint8)
    film.release()


@pytest.mark.parametrize(
    ("name", "akd_px", "l1_face"),  # measured, plus a fifth
    [("grid_brbk7n", 0.85, 0.023), ("dh_000002", 0.66, 0.024), ("vr_1", 1.02, 0.018)],
)
def test_reenactment_stays_as_good_as_it_was(
    evaluation: PortraitEvaluation, name: str, akd_px: float, l1_face: float
) -> None:
    if not (CLIPS / f"{name}.mp4").exists():
        pytest.skip(f"no test film {name}.mp4")
    score = evaluation.score(lambda: _film(name))
    row = summarise(score.frames)["all"]
    assert score.lost == 0 and row["n"] >= 8
    assert row["akd_px"] < akd_px and row["akd_px"] < 0.6 * row["unmoved_akd_px"]
    assert row["l1_face"] < l1_face < row["unmoved_l1_face"]
    assert score.identity_grey < 1.5
