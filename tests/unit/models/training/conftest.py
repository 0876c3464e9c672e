"""Material of the training tests."""

from pathlib import Path

import numpy as np
import pytest

from tests.support.faces import grace_hopper, moved


@pytest.fixture(scope="session")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two short clips of a portrait that is moved about, 64 px."""
    folder = tmp_path_factory.mktemp("pieces")
    head = np.ascontiguousarray(grace_hopper()[60:460:6, 60:460:6][:64, :64])
    for index in range(2):
        clip = [moved(head, 2 * i * (1 - 2 * index), i, 3 * i) for i in range(5)]
        np.save(folder / f"{index}.npy", np.stack(clip))
    return folder
