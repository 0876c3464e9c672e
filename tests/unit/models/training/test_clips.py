"""Clips for training."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.errors import ModelError
from models.face.tracker import FaceTracker
from models.training.clips import Clips, _varied, films, prepare
from tests.support.faces import grace_hopper, moved


def _film(path: Path, pictures: list[NDArray[np.uint8]]) -> Path:
    height, width = pictures[0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 25, (width, height))
    for picture in pictures:
        writer.write(np.ascontiguousarray(picture[:, :, ::-1]))
    writer.release()
    return path


@pytest.fixture(scope="module")
def tracker() -> FaceTracker:
    return FaceTracker()


def test_a_film_is_cut_where_the_face_is_lost(tmp_path: Path, tracker: FaceTracker) -> None:
    shown = [moved(grace_hopper(), 2 * i) for i in range(18)]
    black = [np.zeros_like(shown[0])] * 3
    path = _film(tmp_path / "one.mp4", [*shown, *black, *shown, *black, *shown[:5]])
    assert films(tmp_path) == [path]
    pieces = prepare(path, tmp_path / "pieces", 64, tracker)
    assert [np.load(piece).shape for piece in pieces] == [(18, 64, 64, 3)] * 2  # the last one is too short
    first = np.load(pieces[0])
    assert first.dtype == np.uint8
    assert tracker.find(np.asarray(cv2.resize(first[0], (256, 256)), np.uint8))  # the face is in it


def test_the_head_moves_inside_a_still_square(tmp_path: Path, tracker: FaceTracker) -> None:
    shown = [moved(grace_hopper(), 2 * i) for i in range(18)]
    pieces = prepare(_film(tmp_path / "one.mp4", shown), tmp_path / "pieces", 64, tracker)
    first = np.load(pieces[0]).astype(int)
    assert np.abs(first[17] - first[0]).mean() > 3


def test_a_long_take_is_divided(tmp_path: Path, tracker: FaceTracker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.training.clips._LONGEST", 20)
    shown = [moved(grace_hopper(), i) for i in range(38)]
    pieces = prepare(_film(tmp_path / "one.mp4", shown), tmp_path / "pieces", 64, tracker)
    assert [len(np.load(piece)) for piece in pieces] == [20, 18]


@pytest.fixture
def clips(tmp_path: Path) -> Clips:
    for index in range(2):
        np.save(
            tmp_path / f"{index}.npy",
            np.full((5, 8, 8, 3), 100 * index + 50, np.uint8) + np.arange(5, dtype=np.uint8)[:, None, None, None],
        )
    return Clips.open(tmp_path)


def test_a_batch_depends_on_its_number_alone(clips: Clips) -> None:
    first, again, other = (clips.batch(4, seed) for seed in ((1, 7), (1, 7), (1, 8)))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not all(np.array_equal(a, b) for a, b in zip(first, other, strict=True))
    source, driving = first
    assert source.shape == driving.shape == (4, 3, 8, 8) and source.dtype == np.float32
    assert source.min() >= 0 and source.max() <= 1


def test_pairs_are_two_frames_of_one_piece(clips: Clips) -> None:
    source, driving = clips.batch(20, (1,), vary=False)
    differences = np.abs(source - driving).max((1, 2, 3)) * 255
    assert (differences > 0.5).all() and (differences < 5).all()


def test_colours_change_alike_in_both_pictures(clips: Clips) -> None:
    source, driving = clips.batch(20, (1,), vary=True)
    assert (np.abs(source - driving).max((1, 2, 3)) * 255 < 8).all()
    assert np.ptp(source.mean((1, 2, 3))) > 0.1


def test_colours_change_as_their_definitions_say() -> None:
    """Grey stays grey, whatever the hue; mirroring and swapping lose no pixel."""
    grey = np.linspace(0.2, 0.6, 16, dtype=np.float32).reshape(1, 4, 4, 1).repeat(2, 0).repeat(3, 3)
    for seed in range(8):
        made = _varied(grey, np.random.default_rng(seed))
        assert np.ptp(made, axis=3).max() < 1e-6
        line = np.polyfit(np.sort(grey.ravel()), np.sort(made.ravel()), 1)  # brightness times contrast, and a shift
        assert 0.81 <= line[0] <= 1.21
        middle = made.mean() / grey.mean()  # contrast leaves the mean alone
        assert 0.9 <= middle <= 1.1


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no prepared clips"):
        Clips.open(tmp_path)


def test_clips_of_several_sizes_do_not_go_together(clips: Clips, tmp_path: Path) -> None:
    assert clips.side == 8
    np.save(tmp_path / "other.npy", np.zeros((5, 16, 16, 3), np.uint8))
    with pytest.raises(ModelError, match="several sizes"):
        Clips.open(tmp_path)
