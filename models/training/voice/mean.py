"""The mean of trained networks, of those that began with the same weights and went different ways.

    python -m models.training.voice.mean RUN-A RUN-B -o FOLDER

It is often better than each of them on speakers that none has heard, and costs no more than one (model soups: Wortsman
et al. 2022).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from models.errors import ModelError
from models.training.voice.network import FilterNetwork
from models.training.voice.stored import WEIGHTS, load_network, save_network


def mean_of(networks: Sequence[FilterNetwork]) -> FilterNetwork:
    """Return a network whose weights are the means. Raises ModelError if they are of different sizes."""
    if len({str(network.config) for network in networks}) != 1:
        raise ModelError("networks of different sizes have no mean", "give runs of the same --size")
    states = [network.state_dict() for network in networks]
    mean = FilterNetwork(networks[0].config)
    mean.load_state_dict({name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]})
    return mean.eval()


def main() -> None:
    """Read the command line, the networks, and write their mean."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("runs", type=Path, nargs="+", help="folders of trained networks")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the result")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    network = mean_of([load_network(run / WEIGHTS) for run in args.runs])
    save_network(args.out, network, {"mean_of": str(len(args.runs))})


if __name__ == "__main__":
    main()
