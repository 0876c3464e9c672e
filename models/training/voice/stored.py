"""The trained network in files: safetensors to go on from, ONNX to run."""

import json
from pathlib import Path

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from models.errors import ModelError
from models.training.voice.graph import save_graphs
from models.training.voice.network import Config, FilterNetwork
from models.voice.neural.filter import STREAM, VOICES
from models.weights import sha256, write_manifest

WEIGHTS = "voice-filter.safetensors"
_FORMAT = "likeness-voice-filter-1"


def save_network(folder: Path, network: FilterNetwork, about: dict[str, str]) -> None:
    """Write the network into a folder, in half precision and as both graphs, with what is said of it and their sums."""
    about = about | {"format": _FORMAT}
    halves = {name: value.detach().half().cpu().contiguous() for name, value in network.state_dict().items()}
    temporary = folder / f"{WEIGHTS}.part"
    save_file(halves, temporary, about | {"config": json.dumps(network.config.to_table())})
    temporary.replace(folder / WEIGHTS)
    rounded = FilterNetwork(network.config)  # the graphs hold what the other file holds
    rounded.load_state_dict({name: value.float() for name, value in halves.items()})
    save_graphs(rounded, folder / STREAM, folder / VOICES, about)
    paths = [folder / name for name in (WEIGHTS, STREAM, VOICES)]
    write_manifest(folder, {path.name: {"sha256": sha256(path), "bytes": path.stat().st_size} for path in paths})


def load_network(path: Path) -> FilterNetwork:
    """Read a safetensors file. Raises ModelError if it is damaged or holds another network."""
    try:
        with safe_open(path, "pt") as file:
            about = file.metadata() or {}
            tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118 - not a dict
        if about.get("format") != _FORMAT:
            raise ModelError(f"{path} holds another network", f"give a {WEIGHTS}")
        network = FilterNetwork(Config(**json.loads(about["config"])))
        network.load_state_dict(tensors)
    except (OSError, SafetensorError, KeyError, TypeError, ValueError, RuntimeError) as error:
        raise ModelError(f"{path} cannot be read as a network", f"give a {WEIGHTS}") from error
    return network.eval()


__all__ = ["STREAM", "VOICES", "WEIGHTS", "load_network", "save_network"]
