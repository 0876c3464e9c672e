"""The benchmark of the first-order motion model as a whole: devices, weights, material, and one table."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from models.engines import FaceEngine, create_face_engine
from models.errors import FaceNotFound, ModelError
from models.evaluate.fomm_gpu import gpu_row
from models.evaluate.fomm_recipe import recipe_networks
from models.evaluate.fomm_speed import (
    Clock,
    Contender,
    Material,
    contenders,
    reference_pictures,
    row,
    run_turns,
)
from models.face.segmentation import Segmenter
from models.portrait.fomm.checkpoint import load_checkpoint
from models.portrait.fomm.choose import DEVICES, Trial
from models.portrait.fomm.config import VOX_256, FommConfig
from models.portrait.fomm.crop import cut, inside, wished
from models.portrait.fomm.find import NoCheckpoint, find_checkpoint
from models.portrait.fomm.paste import Paster
from models.portrait.fomm.runner import Networks, Picture
from models.portrait.fomm.threads import thread_count
from models.portrait.fomm.torch_runner import device_name
from models.portrait.landmark.matte import refine_matte, rough_matte
from models.portrait.landmark.types import to_bytes

_CROPS = 12
RECIPE = "recipe (no checkpoint is installed: the pictures mean nothing, times and errors do)"
Tell = Callable[[float], None]


def measure_fomm(
    portrait: Picture,
    film: list[NDArray[np.uint8]],
    device: str = "auto",
    seconds: float = 10.0,
    progress: Tell = lambda share: None,
    config: FommConfig = VOX_256,
) -> dict[str, Any]:
    """Measure all runtimes of one device, or of all devices that work, each against the plain run on the same device.

    Args:
        portrait: (h, w, 3) uint8 RGB.
        film: frames of a driver, likewise.
        device: "cpu", "cuda", "mps", or "auto": every one that can be used.
        seconds: for each device.
        progress: is told the share done, 0..1.
        config: sizes of the network if no checkpoint is installed.

    Returns:
        `weights` (file or recipe), `config`, `threads`, `side`, `portrait` (width, height), and `devices`: for each its
        name `processor`, `turns`, `runtimes` (see `fomm_speed.row`, further `fomm_gpu.gpu_row`), `not_passed` (why) and
        `chosen`: the runtime that the program takes there; None if none passed.

    Raises:
        FaceNotFound: no face in the portrait, or in any frame.
        ModelError: the device is unknown or cannot be used, or a file is missing or broken.
    """
    weights, networks, config = _weights(config)
    material = make_material(portrait, film, config.image_size)
    usable = _usable(device)
    reference = reference_pictures(networks, config, material)
    table: dict[str, Any] = {}
    for index, name in enumerate(usable):

        def tell(share: float, index: int = index) -> None:
            progress((index + min(share, 1.0)) / len(usable))

        table[name] = _measure_device(networks, config, name, material, reference, seconds, tell)
    return {
        "weights": weights,
        "config": config.name,
        "side": config.image_size,
        "threads": thread_count(),
        "torch": str(torch.__version__),
        "portrait": (portrait.shape[1], portrait.shape[0]),
        "devices": table,
    }


def _measure_device(
    networks: Networks,
    config: FommConfig,
    device: str,
    material: Material,
    reference: list[Picture],
    seconds: float,
    progress: Tell,
) -> dict[str, Any]:
    clock, failed = Clock(), list[Trial]()
    group: list[Contender] = list(contenders(networks, config, device, material, clock, failed))
    turns = run_turns(group, material, seconds, clock, progress)
    rows = {
        contender.name: row(contender, group, reference, material)
        | (gpu_row(contender, material, seconds / 4) if device == "cuda" else {})
        for contender in group
    }
    passed = [contender.name for contender in group[2:]]
    return {
        "processor": device_name(device),
        "turns": turns,
        "chosen": passed[0] if passed else None,
        "runtimes": rows,
        "not_passed": {trial.name: trial.problem for trial in failed},
    }


def _usable(device: str) -> list[str]:
    """Return the devices to measure; a GPU that was asked for must be there."""
    if device not in DEVICES:
        raise ModelError(f"the device {device!r} is unknown", f"use one of {', '.join(DEVICES)}")
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if device == "auto":
        return [name for name, usable in there.items() if usable]
    if not there[device]:
        raise ModelError(f"the device {device} cannot be used here", "choose the device cpu or auto")
    return [device]


def _weights(config: FommConfig) -> tuple[str, Networks, FommConfig]:
    """Return the weights that are installed; without any those of the recipe. Raises ModelError if they are broken."""
    try:
        path = find_checkpoint()
    except NoCheckpoint:
        return RECIPE, recipe_networks(config), config
    checkpoint = load_checkpoint(path)
    return path.name, checkpoint.networks(), checkpoint.config


def make_material(portrait: Picture, film: list[NDArray[np.uint8]], side: int) -> Material:
    """Cut the faces out of portrait and film. Raises FaceNotFound."""
    finder = create_face_engine()
    faces = finder.find(portrait)
    if not faces:
        raise FaceNotFound("no face was found in the portrait")
    landmarks = faces[0].landmarks
    square = inside(*wished(landmarks), portrait.shape[1], portrait.shape[0])
    matte = refine_matte(portrait, rough_matte(Segmenter().matte, portrait, landmarks), landmarks)
    paster = Paster(portrait, to_bytes(matte * np.float32(255)), square, side)
    return Material(cut(portrait, square, side), _crops(finder, film, side), paster)


def _crops(finder: FaceEngine, film: list[NDArray[np.uint8]], side: int) -> list[Picture]:
    """Return the driver's face in frames spread over the film, all cut by the square of the first one."""
    square = None
    crops: list[Picture] = []
    for index in np.unique(np.linspace(0, len(film) - 1, _CROPS).astype(int)):
        image = film[int(index)]
        if square is None:
            faces = finder.find(image)
            if not faces:
                continue
            square = inside(*wished(faces[0].landmarks), image.shape[1], image.shape[0])
        crops.append(cut(image, square, side))
    if not crops:
        raise FaceNotFound("no face was found in the driver")
    return crops
