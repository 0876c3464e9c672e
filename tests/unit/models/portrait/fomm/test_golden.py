"""Our networks compute what the published code computes: every golden array, both sampling conventions.

The arrays were made with the published code (MIT, A. Siarohin) and deterministic random weights.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.portrait.fomm.config import REDUCED_64, VOX_256, DiscriminatorConfig, FommConfig
from models.portrait.fomm.dense_motion import DenseMotion
from models.portrait.fomm.discriminator import Discriminator
from models.portrait.fomm.generator import Generator, deformed
from models.portrait.fomm.geometry import Keypoints
from models.portrait.fomm.keypoints import KeypointDetector
from models.portrait.fomm.normalize import adapted_scale, hull_area, normalized
from tests.support.fomm import golden, needs_reference, picture, recipe_networks, reference_file, spec

pytestmark = needs_reference

KEYPOINTS, FIELDS, PICTURES, PREDICTION, FEATURES = 1e-5, 2e-5, 1e-4, 2e-5, 5e-5
HALF_STORED = 1e-3


@dataclass(frozen=True)
class Case:
    """One golden file with its inputs and networks."""

    arrays: dict[str, NDArray[np.float32]]
    source: Tensor
    driving: Tensor
    networks: tuple[KeypointDetector, Generator]
    stored_half: bool = False

    def keypoints(self, name: str, frame: int | None = None) -> Keypoints:
        """Return golden keypoints."""
        part = slice(None) if frame is None else slice(frame, frame + 1)
        pair = (self.arrays[f"{name}_value"], self.arrays[f"{name}_jacobian"])
        return Keypoints(*(torch.from_numpy(array[part]) for array in pair))

    def frames(self, name: str, count: int) -> list[int]:
        """Return which driving frames a set of arrays holds."""
        known: dict[str, list[int]] = {"frames_prediction": [1], "frames_dense_motion": [1]}  # of the rectangular file
        listed = self.arrays[name].tolist() if name in self.arrays else known[name]
        return [int(index) for index in listed][:count]


@pytest.fixture(scope="module")
def reduced() -> tuple[KeypointDetector, Generator]:
    return recipe_networks(REDUCED_64)


@pytest.fixture(scope="module", params=["reduced", "rectangular", pytest.param("full", marks=pytest.mark.slow)])
def case(request: pytest.FixtureRequest, reduced: tuple[KeypointDetector, Generator]) -> Case:
    images = golden("images")
    if request.param == "reduced":
        return Case(golden("reduced-64"), picture(images["source_64"]), picture(images["driving_64"]), reduced)
    if request.param == "rectangular":
        arrays = golden("reduced-rect-64x96")
        return Case(arrays, picture(arrays["source"]), picture(arrays["driving"]), reduced)
    arrays = golden("vox-256")
    driving = images["driving_256"][arrays["driving_index_in_images"]]
    return Case(arrays, picture(images["source_256"]), picture(driving), recipe_networks(VOX_256), stored_half=True)


@contextmanager
def _convention(generator: Generator, align_corners: bool) -> Iterator[None]:
    before, generator.align_corners = generator.align_corners, align_corners
    with torch.inference_mode():
        yield
    generator.align_corners = before


def _near(ours: Tensor, theirs: NDArray[np.generic], tolerance: float) -> None:
    assert tuple(ours.shape) == theirs.shape
    error = float(np.abs(ours.numpy() - theirs.astype(np.float32)).max())
    assert error <= tolerance


@torch.inference_mode()
def test_keypoints(case: Case) -> None:
    """The driving frames one by one, as they come live."""
    detector = case.networks[0]
    source, driving = detector(case.source), [detector(frame[None]) for frame in case.driving]
    for part in ("value", "jacobian"):
        _near(getattr(source, part), case.arrays[f"kp_source_{part}"], KEYPOINTS)
        _near(torch.cat([getattr(kp, part) for kp in driving]), case.arrays[f"kp_driving_{part}"], KEYPOINTS)


def test_normalized_keypoints(case: Case) -> None:
    """Of all combinations of relative movement, relative Jacobian and adaptive scale that the file holds."""
    source, driving, initial = (
        case.keypoints("kp_source"),
        case.keypoints("kp_driving"),
        case.keypoints("kp_driving", 0),
    )
    scale = adapted_scale(hull_area(source), hull_area(initial))
    assert abs(scale - float(case.arrays["adapt_scale"])) <= 1e-6
    tried = 0
    for name in [key.removesuffix("_value") for key in case.arrays if key.startswith("norm_") and "_value" in key]:
        move, jacobian, adapt = (int(word[-1]) for word in name.split("_")[1:])
        made = driving
        if move:
            made = normalized(source, driving, initial, scale if adapt else 1.0, relative_jacobian=bool(jacobian))
        _near(made.value, case.arrays[f"{name}_value"], KEYPOINTS)
        _near(made.jacobian, case.arrays[f"{name}_jacobian"], KEYPOINTS)
        tried += 1
    assert tried in (1, 8)


@pytest.mark.parametrize("align_corners", [False, True])
def test_predictions(case: Case, align_corners: bool) -> None:
    generator, mode = case.networks[1], f"ac{int(align_corners)}_"
    source = case.keypoints("kp_source")
    with _convention(generator, align_corners):
        code = generator.encode_source(case.source)
        for name, keypoints in (("relative", "norm_move1_jac1_adapt1"), ("absolute", "kp_driving")):
            theirs = case.arrays[f"{mode}prediction_{name}"]
            for row, frame in enumerate(case.frames("frames_prediction", len(theirs))):
                ours, _ = generator.decode(code, source, case.keypoints(keypoints, frame))
                _near(ours, theirs[row : row + 1], PREDICTION)


@pytest.mark.parametrize("align_corners", [False, True])
def test_dense_motion(case: Case, align_corners: bool) -> None:
    generator, mode = case.networks[1], f"ac{int(align_corners)}_"
    frames = case.frames("frames_dense_motion", len(case.arrays[f"{mode}mask"]))
    pictures = HALF_STORED if case.stored_half else PICTURES
    with _convention(generator, align_corners):
        code = generator.encode_source(case.source)
        for row, frame in enumerate(frames):
            driving = case.keypoints("norm_move1_jac1_adapt1", frame)
            motion: DenseMotion = generator.motion(code, case.keypoints("kp_source"), driving)
            names = ("mask", "occlusion_map", "deformation", "sparse_deformed", "deformed")
            theirs = {name: case.arrays[f"{mode}{name}"][row : row + 1] for name in names}
            _near(motion.mask, theirs["mask"], FIELDS)
            _near(motion.occlusion, theirs["occlusion_map"], FIELDS)
            _near(motion.deformation, theirs["deformation"], FIELDS)
            _near(motion.sparse_deformed, theirs["sparse_deformed"], pictures)
            _near(deformed(case.source, motion.deformation, align_corners), theirs["deformed"], pictures)


@pytest.mark.parametrize("align_corners", [False, True])
def test_every_stage_of_one_frame(reduced: tuple[KeypointDetector, Generator], align_corners: bool) -> None:
    """Where a difference would start."""
    arrays, images, (detector, generator) = golden("reduced-64-intermediates"), golden("images"), reduced
    small = golden("reduced-64")
    mode = f"ac{int(align_corners)}_"

    def stage(name: str, ours: Tensor) -> Tensor:
        _near(ours, arrays[f"both_{name}" if f"both_{name}" in arrays else mode + name], FEATURES)
        return ours

    def keypoints(name: str, frame: int) -> Keypoints:
        pair = (small[f"{name}_{part}"][frame : frame + 1] for part in ("value", "jacobian"))
        return Keypoints(*(torch.from_numpy(array) for array in pair))

    source, driving = keypoints("kp_source", 0), keypoints("norm_move1_jac1_adapt1", 1)
    with _convention(generator, align_corners):
        frame = picture(images["driving_64"][1])
        stage("kp_down", detector.down(frame))
        features = stage("kp_features", detector.features(frame))
        stage("kp_logits", detector.kp(features))
        stage("kp_heatmap", detector.heat_maps(features))
        stage("kp_jacobian_map", detector.jacobian(features))
        dense = generator.dense_motion_network
        coarse = stage("dm_down", dense.down(picture(images["source_64"])))
        heat = stage("dm_heatmap_representation", dense.heat_maps(coarse, source, driving))
        motions = stage("dm_sparse_motion", dense.sparse_motions(coarse, source, driving))
        x = dense.hourglass_input(heat, dense.sparse_pictures(coarse, motions, align_corners))
        x = stage("dm_hourglass_out", dense.hourglass(stage("dm_hourglass_in", x)))
        stage("dm_mask_logits", dense.mask(x))
        stage("dm_occlusion_logits", dense.occlusion(x))
        x = stage("gen_first", generator.first(picture(images["source_64"])))
        x = stage("gen_down0", generator.down_blocks[0](x))
        stage("gen_down1", generator.down_blocks[1](x))
        code = generator.encode_source(picture(images["source_64"]))
        x = stage("gen_bottleneck_in", generator.warped(code, generator.motion(code, source, driving)))
        stage("gen_bottleneck_r0", generator.bottleneck[0](x))
        x = stage("gen_bottleneck_out", generator.bottleneck(x))
        x = stage("gen_up0", generator.up_blocks[0](x))
        x = stage("gen_up1", generator.up_blocks[1](x))
        stage("gen_final_logits", generator.final(x))
        stage("prediction", torch.sigmoid(generator.final(x)))


@pytest.mark.parametrize("config", [REDUCED_64, pytest.param(VOX_256, marks=pytest.mark.slow)], ids=lambda c: c.name)
def test_states_have_the_published_names_in_order(config: FommConfig) -> None:
    """Strict loading needs the names; an optimizer's state, which numbers parameters, also needs their order."""
    nets = {
        "kp_detector": KeypointDetector(config),
        "generator": Generator(config),
        "discriminator": Discriminator(config),
    }
    for net, module in nets.items():
        theirs = [(key, tuple(shape)) for key, shape, _ in spec()[config.name]["keys"][net]]
        assert [(key, tuple(value.shape)) for key, value in module.state_dict().items()] == theirs


def test_the_adversarial_discriminator_has_the_published_names() -> None:
    sizes = DiscriminatorConfig(spectral_norm=False, use_keypoints=True)
    module = Discriminator(replace(VOX_256, discriminator=sizes))
    theirs = [(key, tuple(shape)) for key, shape, _ in spec()["vox-adv-256"]["keys"]["discriminator"]]
    assert [(key, tuple(value.shape)) for key, value in module.state_dict().items()] == theirs


def test_the_recipe_gives_the_listed_weights() -> None:
    listed = json.loads(reference_file("weights-check.json").read_text(encoding="utf-8"))["reduced-64"]
    for net, module in zip(("kp_detector", "generator"), recipe_networks(REDUCED_64), strict=True):
        for key, value in module.state_dict().items():
            flat, check = value.double().flatten(), listed[f"{net}/{key}"]
            assert flat[:3].tolist() == pytest.approx(check["first"], abs=1e-6)
            assert float(flat.sum()) == pytest.approx(check["sum"], rel=1e-6, abs=1e-4)
            assert float((flat**2).sum()) == pytest.approx(check["sumsq"], rel=1e-6, abs=1e-4)


def test_swapped_colours_are_noticed(reduced: tuple[KeypointDetector, Generator]) -> None:
    """A camera's BGR instead of RGB moves keypoints without failing anywhere."""
    image = golden("images")["source_64"]
    with torch.inference_mode():
        right, wrong = reduced[0](picture(image)), reduced[0](picture(image[..., ::-1].astype(np.uint8)))
    assert float((right.value - wrong.value).abs().max()) > 0.02
