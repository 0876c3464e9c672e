"""Configurations as tables."""

import json

import pytest

from models.portrait.fomm.config import KNOWN, REDUCED_64, FommConfig


@pytest.mark.parametrize("config", KNOWN, ids=lambda config: config.name)
def test_tables_survive_json(config: FommConfig) -> None:
    assert FommConfig.from_table(json.loads(json.dumps(config.to_table()))) == config


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"num_keypoints": "10"}, "not a int"),
        ({"num_keypoints": True}, "not a int"),
        ({"num_keypoints": 0}, "not in 0"),
        ({"temperature": -0.1}, "not in 0"),
        ({"temperature": float("nan")}, "not in 0"),
        ({"detector": 3}, "no table"),
        ({"detector": {"num_blocks": 3}}, "entries"),
        ({"extra": 1}, "entries"),
        ({"image_size": 1 << 11}, "not in 0..1024"),
        ({"image_size": 72}, "no multiple of 32"),
        ({"detector": {"block_expansion": 8, "max_features": 64, "num_blocks": 9}}, "not in 0..8"),
        ({"generator": REDUCED_64.to_table()["generator"] | {"num_down_blocks": 3}}, "not 2"),
    ],
)
def test_nonsense_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        FommConfig.from_table(REDUCED_64.to_table() | change)
