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
    assert (row["ssim"], row["ms_ssim"], row["psnr_db"]) == (pytest.approx(1), pytest.approx(1), 100)
    for name in ("missed", "identity_look", "identity_shape_pct", "pose_deg", "expression_pct", "akd68_px"):
        assert row[name] == pytest.approx(0, abs=0.05), name
    assert score.jitter_px == score.driver_jitter_px > 0
    assert score.lost == 1 and row["n"] == len(score.frames) >= 4


def test_an_engine_that_does_nothing_scores_like_the_unmoved_portrait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines.PORTRAIT_ENGINES, "lazy", lambda device: Mirror(False))
    score = _score("lazy")
    row = summarise(score.frames)["all"]
    for name in ("l1", "l1_face", "ssim", "ms_ssim", "psnr_db"):
        assert row[name] == pytest.approx(row[f"unmoved_{name}"])
    assert row["akd_px"] == pytest.approx(row["unmoved_akd_px"], rel=0.2) and row["akd_px"] > 4
    assert row["pose_deg"] == pytest.approx(row["unmoved_pose_deg"], rel=0.2) and row["pose_deg"] > 4
    assert score.jitter_px == 0 < score.driver_jitter_px
    assert row["missed"] == 0


def test_a_result_without_a_face_is_missed_and_counts_in_no_other_number_of_faces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Curtain(Mirror):
        def animate(self, driving: Driving) -> Rendered:
            grey = np.full_like(driving.image, 60)
            return Rendered(grey, grey[..., 0])

    monkeypatch.setitem(engines.PORTRAIT_ENGINES, "curtain", lambda device: Curtain(True))
    row = summarise(_score("curtain").frames)["all"]
    assert row["missed"] == 1 and row["unmoved_missed"] == 0
    for name in ("akd_px", "akd68_px", "identity_look", "identity_shape_pct", "pose_deg", "expression_pct"):
        assert row[name] is None and row[f"unmoved_{name}"] is not None, name
    assert row["l1"] is not None and row["l1"] > 0.05


def test_across_persons_identity_is_the_portraits_and_motion_the_drivers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines.PORTRAIT_ENGINES, "perfect", lambda device: Mirror(True))
    monkeypatch.setitem(engines.PORTRAIT_ENGINES, "lazy", lambda device: Mirror(False))

    def other() -> Iterator[tuple[float, Picture]]:
        picture = np.ascontiguousarray(grace_hopper()[:, ::-1])
        return ((index / 25, picture) for index in range(4))

    rows = {}
    for name in ("perfect", "lazy"):
        evaluation = PortraitEvaluation(name, every=3)
        source = evaluation.find_calm(other)
        score = evaluation.score_cross(_film, source)
        assert max(score.portrait.shape) == 256 and score.lost == 1
        assert score.sheet[0][1].shape == score.portrait.shape
        rows[name] = summarise(score.frames)["all"]
        assert "l1" not in rows[name] and rows[name]["n"] == len(score.frames) >= 5
    # one shows the driver: perfect motion, another look; the other shows the portrait: its look, no motion
    perfect, lazy = rows["perfect"], rows["lazy"]
    assert perfect["identity_look"] > 0.1 > lazy["identity_look"] == pytest.approx(0, abs=0.02)
    assert perfect["pose_deg"] < 0.5 * lazy["pose_deg"] and lazy["pose_deg"] > 5
    assert lazy["pose_deg"] == pytest.approx(lazy["unmoved_pose_deg"], rel=0.2)
    assert lazy["missed"] == perfect["missed"] == 0


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
