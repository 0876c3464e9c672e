"""The sizes of a First Order Motion Model, as plain data that a weights file may carry."""

from dataclasses import asdict, dataclass, field, fields, is_dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class HourglassConfig:
    """An hourglass: `num_blocks` halvings, widths min(max_features, block_expansion * 2^i)."""

    block_expansion: int
    max_features: int
    num_blocks: int


@dataclass(frozen=True, slots=True)
class GeneratorConfig:
    """The occlusion-aware generator without its dense motion network."""

    block_expansion: int = 64
    max_features: int = 512
    num_down_blocks: int = 2
    num_bottleneck_blocks: int = 6


@dataclass(frozen=True, slots=True)
class DiscriminatorConfig:
    """The patch discriminator; it is used in training only."""

    block_expansion: int = 32
    max_features: int = 512
    num_blocks: int = 4
    spectral_norm: bool = True
    use_keypoints: bool = False


@dataclass(frozen=True, slots=True)
class FommConfig:
    """Everything that decides the shapes of the networks.

    Attributes:
        image_size: side of the square pictures it was trained on, in pixels; other sizes run, too.
        num_keypoints: keypoints of a face.
        temperature: the logits of the heat maps are divided by it.
        heat_variance: of the Gaussian drawn for a keypoint, in units of the picture's half side.
    """

    name: str = "vox-256"
    image_size: int = 256
    num_keypoints: int = 10
    temperature: float = 0.1
    heat_variance: float = 0.01
    detector: HourglassConfig = field(default_factory=lambda: HourglassConfig(32, 1024, 5))
    dense_motion: HourglassConfig = field(default_factory=lambda: HourglassConfig(64, 1024, 5))
    generator: GeneratorConfig = field(default_factory=GeneratorConfig)
    discriminator: DiscriminatorConfig = field(default_factory=DiscriminatorConfig)

    def to_table(self) -> dict[str, Any]:
        """Return nested tables of numbers and words, fit for JSON."""
        return asdict(self)

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> "FommConfig":
        """Make a configuration from what `to_table` returned.

        Raises:
            ValueError: an entry is missing, unknown, of another type, or outside the sizes that make sense.
        """
        made = _from_table(cls, table, "configuration")
        assert isinstance(made, cls)
        step = 4 << max(made.detector.num_blocks, made.dense_motion.num_blocks)
        if made.image_size % step:
            raise ValueError(f"image_size is {made.image_size}, no multiple of {step}")
        if made.generator.num_down_blocks != _DOWN_BLOCKS:
            raise ValueError(f"num_down_blocks is {made.generator.num_down_blocks}, not {_DOWN_BLOCKS}")
        return made


VOX_256 = FommConfig()
"""Of the published weights vox-cpk and vox-adv-cpk, which differ in their discriminators only."""

REDUCED_64 = FommConfig(
    "reduced-64",
    64,
    detector=HourglassConfig(8, 64, 3),
    dense_motion=HourglassConfig(8, 64, 3),
    generator=GeneratorConfig(8, 64, 2, 2),
    discriminator=DiscriminatorConfig(8, 32, 3),
)
"""A small network for tests."""

KNOWN = (VOX_256, REDUCED_64)

_LARGEST = {"image_size": 1024, "num_keypoints": 64, "num_blocks": 8, "num_bottleneck_blocks": 32}
_WIDEST = 4096  # of all other numbers; a file must not make the program reserve the whole memory
_DOWN_BLOCKS = 2  # the generator's features must have the size of the motion field, a quarter of the picture's


def _from_table(kind: Any, table: object, where: str) -> object:  # noqa: ANN401 - any of the classes above
    if not isinstance(table, dict):
        raise ValueError(f"{where} is no table")
    known = {entry.name: entry for entry in fields(kind)}
    if set(table) != set(known):
        raise ValueError(f"{where} has the entries {sorted(map(str, table))} instead of {sorted(known)}")
    values: dict[str, object] = {}
    template = kind() if kind is not HourglassConfig else HourglassConfig(1, 1, 1)
    for name, value in table.items():
        example = getattr(template, name)
        if is_dataclass(example):
            values[name] = _from_table(type(example), value, name)
        else:
            values[name] = _checked(f"{where}.{name}", value, type(example))
    return kind(**values)


def _checked(where: str, value: object, kind: type) -> object:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not kind:
        raise ValueError(f"{where} is {value!r}, not a {kind.__name__}")
    largest = _LARGEST.get(where.rpartition(".")[2], _WIDEST)
    if isinstance(value, int | float) and not isinstance(value, bool) and not 0 < value <= largest:
        raise ValueError(f"{where} is {value}, not in 0..{largest}")
    return value
