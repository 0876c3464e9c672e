"""Supply of weights: what there is, where it comes from, getting it, checking it, giving it up.

Networks that the program cannot do without come with set-up (`models/weights.toml`). The others are the user's choice:
nothing is fetched before he asks for it, and nothing he brings is believed before it was looked at.
"""

from models.supply.download import Limits
from models.supply.manifest import Variant, WeightSet, weight_sets
from models.supply.shelf import State, Status, remove, status, statuses, verify
from models.supply.take import import_file, install, require_installable

__all__ = [
    "Limits",
    "State",
    "Status",
    "Variant",
    "WeightSet",
    "import_file",
    "install",
    "remove",
    "require_installable",
    "status",
    "statuses",
    "verify",
    "weight_sets",
]
