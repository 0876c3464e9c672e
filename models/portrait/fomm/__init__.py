"""The First Order Motion Model (Siarohin et al., NeurIPS 2019): a network moves the portrait."""

import os

# Before torch is imported: its threads otherwise spin while they wait, which slows everything beside them.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "0")
