"""A frozen network whose features say how alike two pictures look (perceptual loss, Johnson et al. 2016).

With the user's VGG-19 weights (torchvision's `vgg19` state, read with `weights_only`) it is the network of the paper.
Those weights are not shipped. Without them it has the same depth at a quarter of the width and fixed orthogonal random
weights: random features keep edges, texture and colour apart too (Ulyanov et al. 2018, He et al. 2016), if less well.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from models.errors import ModelError

_WIDTHS = (64, 64, 0, 128, 128, 0, 256, 256, 256, 256, 0, 512, 512, 512, 512, 0, 512)
"""VGG-19 up to relu5_1; 0: maximum over 2 x 2."""
_OUTPUTS = ("relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1")
_MEAN, _DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # of the pictures VGG was trained on
_SEED = 20191208


class Features(nn.Module):
    """Pictures (B, 3, H, W) 0..1 -> five maps of features, from fine to coarse."""

    mean: Tensor
    deviation: Tensor

    def __init__(self, weights: Path | None = None) -> None:
        """Make the network.

        Args:
            weights: file with torchvision's vgg19 state; None: fixed random weights.

        Raises:
            ModelError: the file is no such state.
        """
        super().__init__()
        self.name = "vgg19" if weights else "random-vgg"
        shrink = 1 if weights else 4
        layers: list[nn.Module] = []
        self._taken, first_of_stage, width = [], True, 3
        for wanted in _WIDTHS:
            if wanted == 0:
                layers.append(nn.MaxPool2d(2, ceil_mode=True))  # small pictures end in one pixel, not in none
                first_of_stage = True
                continue
            layers += [nn.Conv2d(width, wanted // shrink, 3, padding=1), nn.ReLU()]
            width = wanted // shrink
            if first_of_stage:
                self._taken.append(len(layers) - 1)
            first_of_stage = False
        self.features = nn.Sequential(*layers)
        self.register_buffer("mean", torch.tensor(_MEAN).view(1, 3, 1, 1))
        self.register_buffer("deviation", torch.tensor(_DEVIATION).view(1, 3, 1, 1))
        if weights:
            self._load(weights)
        else:
            self._draw()
        self.requires_grad_(False).eval()

    def _draw(self) -> None:
        noise = torch.Generator().manual_seed(_SEED)
        for module in self.features:
            if isinstance(module, nn.Conv2d):
                nn.init.orthogonal_(module.weight, gain=2**0.5, generator=noise)
                assert module.bias is not None
                nn.init.zeros_(module.bias)

    def _load(self, path: Path) -> None:
        advice = "use the state of torchvision's vgg19, or none"
        try:
            state = torch.load(path, map_location="cpu", weights_only=True)
        except Exception as error:  # a stranger's pickle can end in any error
            raise ModelError(f"{path} holds no weights that can be read", advice) from error
        wanted = self.features.state_dict()
        taken = {key: state.get(f"features.{key}") for key in wanted} if isinstance(state, dict) else {}
        shapes = {key: value.shape for key, value in taken.items() if isinstance(value, Tensor)}
        if shapes != {key: value.shape for key, value in wanted.items()}:
            raise ModelError(f"{path} does not hold the weights of VGG-19", advice)
        self.features.load_state_dict(taken)

    def forward(self, picture: Tensor) -> list[Tensor]:
        """Return the maps of relu1_1 to relu5_1."""
        x = (picture - self.mean) / self.deviation
        maps = []
        for index, layer in enumerate(self.features):
            x = layer(x)
            if index in self._taken:
                maps.append(x)
        return maps
