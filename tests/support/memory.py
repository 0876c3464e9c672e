"""How much memory a process has for itself."""

from pathlib import Path


def private_mb(pid: int | str = "self") -> float:
    """Return the memory that a process has written to and shares with nobody, MB; 0.0 if it has ended.

    Not what psutil calls uss: that counts the pages of libraries, too, as soon as no other program uses the same ones.
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty")) / 1e3
