"""The evaluation itself is evaluated: with a perfect engine, with one that does nothing, and with ours."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from models import engines
from models.engines import Driving, Motion, Rendered
from models.errors import FaceNotFound
from models.evaluate.portrait import ClipScore, PortraitEvaluation, summarise
from tests.support.faces import grace_hopper, moved

Picture = NDArray[np.uint8]


class Mirror:
    """A portrait engine that shows the driver (perfect), or the portrait (does nothing)."""

    size = (256, 256)
    motion = Motion()

    def __init__(self, perfect: bool) -> None:
        self._perfect = perfect
        self._portrait: Picture = np.zeros((1, 1, 3), np.uint8)

    def set_portrait(self, portrait: Picture, size: tuple[int, int] | None = None) -> None:
        self._portrait = portrait

    def set_neutral(self, driving: Driving | None) -> None:
        assert driving is not None

    def animate(self, driving: Driving) -> Rendered:
        image = driving.image if self._perfect else self._portrait
        return Rendered(image, np.full(image.shape[:2], 255, np.uint8))

    def rest(self, time_s: float) -> Rendered:
        raise AssertionError("not asked for")

    still = rest


def _film() -> Iterator[tuple[float, Picture]]:
    """The bundled portrait tilts by 28 degrees and wanders; one frame in it shows no face."""
    picture = grace_hopper()
    for index in range(17):
        phase = index / 16
        image = moved(picture, 40 * phase, -20 * phase, 28 * phase - 14, 1 - 0.1 * phase)
        yield index / 25, np.full_like(image, 60) if index == 13 else image


def _score(engine: str) -> ClipScore:
    return PortraitEvaluation(engine, every=3).score(_film)


def test_a_perfect_engine_scores_perfectly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines.PORTRAIT_ENGINES, "perfect", lambda device: Mirror(True))
    score = _score("perfect")
    row = summarise(score.frames)["all"]
    assert (row["l1"], row["l1_face"], row["akd_px"], score.identity_grey) == (0, 0, 0, 0)
    assert row["ssim"] == pytest.approx(1)
    assert score.lost == 1 and row["n"] == len(score.frames) >= 4


def test_an_engine_that_does_nothing_scores_like_the_unmoved_portrait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines.PORTRAIT_ENGINES, "lazy", lambda device: Mirror(False))
    score = _score("lazy")
    row = summarise(score.frames)["all"]
    for name in ("l1", "l1_face", "ssim"):
        assert row[name] == pytest.approx(row[f"unmoved_{name}"])
    assert row["akd_px"] == pytest.approx(row["unmoved_akd_px"], rel=0.2) and row["akd_px"] > 4


def test_the_landmark_engine_follows_a_tilting_head() -> None:
    score = _score("landmark")
    bins = summarise(score.frames)
    row = bins["all"]
    assert row["akd_px"] < 1 and row["akd_px"] < 0.25 * row["unmoved_akd_px"]
    assert row["l1_face"] < 0.5 * row["unmoved_l1_face"]
    assert score.identity_grey < 1.5
    assert sum(bins[name]["n"] for name in bins if name != "all") == row["n"]
    assert {"5-10", "10-20"} <= set(bins)
    driver, result = score.sheet[-1]
    assert driver.shape == result.shape and max(driver.shape) == 256


def test_a_film_without_a_face_is_refused() -> None:
    with pytest.raises(FaceNotFound):
        PortraitEvaluation().score(lambda: [(0.0, np.zeros((64, 64, 3), np.uint8))])
