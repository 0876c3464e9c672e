"""What the matte brush says counts for both engines: which pixels are the portrait's and which the background's."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.media import VideoFrame
from app.stages.picture.compose import Compose
from models.engines import Driving, PortraitEngine
from models.face.tracker import FaceTracker
from models.portrait.fomm.config import REDUCED_64
from models.portrait.fomm.engine import FommEngine
from models.portrait.fomm.torch_runner import TorchRunner
from models.portrait.landmark.engine import LandmarkEngine
from models.retouch import Retouchable
from tests.support.faces import grace_hopper
from tests.support.fomm import reduced_networks

BLUE = np.array([0, 0, 255])
ADDED, TAKEN = np.s_[20:60, 20:60], np.s_[520:570, 200:300]  # of the photo: background, and a shoulder
INNER = np.s_[4:-4, 4:-4]


def _engine(name: str) -> PortraitEngine:
    finder = FaceTracker()
    return LandmarkEngine(finder) if name == "landmark" else FommEngine(_runner(), finder=finder)


def _runner() -> TorchRunner:
    return TorchRunner(reduced_networks(), REDUCED_64)


def _touch() -> NDArray[np.uint8]:
    touch = np.full(grace_hopper().shape[:2], 128, np.uint8)
    touch[ADDED], touch[TAKEN] = 255, 0
    return touch


def test_the_brush_decides_what_stands_before_another_background() -> None:
    picture, engine = grace_hopper(), _engine("fomm")
    assert isinstance(engine, Retouchable)
    engine.set_portrait(picture)
    plain = engine.still().alpha
    assert plain[ADDED].max() < 20 and plain[TAKEN].min() > 235
    engine.retouch(_touch())
    engine.set_portrait(picture)
    face = FaceTracker().find(picture)[0]
    driving = Driving(picture, face, 0.0)
    engine.set_neutral(driving)
    for made in (engine.still(), engine.animate(driving)):
        shown = Compose("#0000ff").process(VideoFrame(made.image, 0.0, 0, alpha=made.alpha)).image
        assert made.alpha[ADDED][INNER].min() > 250 and made.alpha[TAKEN][INNER].max() < 5
        assert np.abs(shown[TAKEN][INNER].astype(int) - BLUE).max() <= 5
        assert np.abs(shown[ADDED][INNER].astype(int) - made.image[ADDED][INNER]).max() <= 5
    changed = np.abs(engine.still().alpha.astype(int) - plain) > 2
    assert not changed[_touch() == 128].any(), "what was not brushed stays as it was found"


def test_both_engines_cut_out_the_same_in_any_framing() -> None:
    """Wider and narrower than the photo, where the brush lies elsewhere than on it."""
    engines = [_engine(name) for name in ("landmark", "fomm")]
    for size in ((320, 180), (180, 240)):
        stills = []
        for engine in engines:
            assert isinstance(engine, Retouchable)
            engine.retouch(_touch())
            engine.set_portrait(grace_hopper(), size)
            stills.append(engine.still())
        np.testing.assert_array_equal(stills[0].image, stills[1].image)
        np.testing.assert_array_equal(stills[0].alpha, stills[1].alpha)


def test_a_brush_of_another_picture_is_refused() -> None:
    engine = _engine("fomm")
    assert isinstance(engine, Retouchable)
    engine.retouch(_touch()[:-2])
    with pytest.raises(ValueError, match="fit"):
        engine.set_portrait(grace_hopper())
    engine.retouch(None)
    engine.set_portrait(grace_hopper())
    assert engine.still().alpha[ADDED].max() < 20
