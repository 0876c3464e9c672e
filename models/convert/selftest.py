"""Checks a converted network against numbers stored when the converter was verified.

The numbers come from this converter's output after it had been compared with the tflite interpreter of Google
(ai-edge-litert 2.3.0) on the same input: detection and segmentation to 1e-6 of the largest value. The attention
landmark network cannot run there; it was checked through the tracker against mediapipe's own landmarks. The speaker
encoder was compared with torch's LSTM (2.13.0) holding the same weights: to 1e-6.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from models.errors import ModelError
from models.runtime import load_net

_TOLERANCE = 1e-3  # of the largest value of an output
_SAMPLES = 8
_INPUT_SIDE = {"face-detection": 128, "face-landmarks": 192, "selfie-segmentation": 256}

# for each output, in graph order: values at _SAMPLES indices spread evenly from the first to the last
GOLDEN: dict[str, list[list[float]]] = {
    "face-detection": [
        [0.631498, 1.15475, -1.14833, 0.663713, -2.59586, 6.95644, -25.6688, 12.9608],
        [-5.51324, -4.60613, -5.21883, -5.21071, -4.92038, -6.78184, -1.86437, -70.5463],
    ],
    "face-landmarks": [
        [97.0035, -5.32952, 86.8563, 153.969, 102.18, 124.902, 6.19657, 6.99902],
        [78.7057, 80.013, 134.022, 91.6179, 95.5508, 129.901, 107.6, 133.742],
        [63.5327, 65.8133, 74.008, 80.2562, 87.8584, 56.4448, 84.1922, 82.1392],
        [127.504, 125.488, 118.385, 110.139, 103.889, 133.302, 109.344, 82.6762],
        [74.5317, 84.536, 78.9062, 84.3617, 80.1792, 70.0545, 84.6876, 88.9343],
        [116.686, 84.1798, 121.732, 84.1614, 79.6938, 111.652, 84.1937, 88.7402],
        [24.2839, 24.2839, 24.2839, 24.2839, 24.2839, 24.2839, 24.2839, 24.2839],
    ],
    "selfie-segmentation": [
        [2.64902e-35, 1, 1.11004e-29, 1, 1, 1.06961e-07, 1, 0.565677],
    ],
    "speaker-encoder": [
        [0.0, 0.116666, 0.0, 0.0581965, 0.0321197, 0.0, 0.143484, 0.0],
    ],
}


def synthetic_input(side: int) -> NDArray[np.float32]:
    """Return a drawn face, (1, side, side, 3) float32 in 0..1: an oval with eyes, brows, nose and mouth on grey."""
    y, x = (np.mgrid[0:side, 0:side] + 0.5) / side - 0.5
    image = np.full((side, side, 3), 0.45)
    image[:, :, 2] += 0.2 * y

    def paint(cx: float, cy: float, rx: float, ry: float, colour: tuple[float, float, float]) -> None:
        distance = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2
        alpha = np.clip((1.15 - distance) / 0.3, 0, 1)[:, :, None]
        image[:] = image * (1 - alpha) + np.array(colour) * alpha

    paint(0, -0.04, 0.31, 0.41, (0.25, 0.16, 0.12))  # hair
    paint(0, 0.03, 0.26, 0.35, (0.87, 0.68, 0.58))
    for sign in (-1, 1):
        paint(sign * 0.11, -0.13, 0.075, 0.013, (0.25, 0.16, 0.12))
        paint(sign * 0.11, -0.06, 0.055, 0.026, (0.95, 0.95, 0.95))
        paint(sign * 0.11, -0.06, 0.022, 0.024, (0.15, 0.10, 0.08))
        paint(sign * 0.025, 0.105, 0.014, 0.010, (0.55, 0.36, 0.30))
    paint(0, 0.03, 0.018, 0.07, (0.93, 0.75, 0.65))
    paint(0, 0.20, 0.085, 0.028, (0.72, 0.32, 0.32))
    return image[None].astype(np.float32)


def synthetic_mel() -> NDArray[np.float32]:
    """Return a made-up spectrogram of speech, (1, 160, 40) float32 linear power: syllables with moving formants."""
    time, band = np.mgrid[0:160, 0:40].astype(np.float64)
    syllables = np.clip(np.sin(2 * np.pi * time / 27), 0, 1) ** 2
    tracks = ((8, 4, 0.11), (19, 6, 0.07), (29, 3, 0.13))  # band, swing, pace of three formants
    formants = sum(np.exp(-(((band - at - swing * np.sin(pace * time)) / 2.5) ** 2)) for at, swing, pace in tracks)
    return np.asarray(0.05 * syllables * formants * np.exp(-band / 12), np.float32)[None]


def sample_outputs(name: str, path: Path) -> list[NDArray[np.float64]]:
    """Run a network on a drawn face or made-up speech and return some values of every output."""
    tensor = synthetic_mel() if name == "speaker-encoder" else synthetic_input(_INPUT_SIDE[name])
    if name == "face-detection":
        tensor = tensor * 2 - 1
    outputs = [output.ravel().astype(np.float64) for output in load_net(path)(tensor)]
    return [values[np.linspace(0, len(values) - 1, _SAMPLES).astype(int)] for values in outputs]


def check_network(name: str, path: Path) -> None:
    """Check that a converted network is valid ONNX and computes what it should.

    Raises:
        ModelError: it does not; the message names the network.
    """
    advice = "report this, with processor and operating system"
    try:
        onnx.checker.check_model(onnx.load_model(str(path)), full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        raise ModelError(f"the converted network {name} is not valid ({error})", advice) from error
    for values, golden in zip(sample_outputs(name, path), GOLDEN[name], strict=True):
        error_ratio = float(np.abs(values - golden).max() / max(np.abs(golden).max(), 1e-6))
        if not error_ratio < _TOLERANCE:  # also true for NaN
            raise ModelError(f"the converted network {name} computes wrong numbers (error {error_ratio:.1e})", advice)
