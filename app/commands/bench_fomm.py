"""`likeness bench fomm`: each runtime of the first-order motion model against a plain run of the same network."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.avatar import find_avatar, load_picture
from app.commands.console import Progress, result
from app.errors import MediaError

_COLUMNS = ("keypoints", "transfer", "generator", "total", "paste")


def measure(
    avatar: str, film: list[NDArray[np.uint8]], device: str, seconds: float, progress: Progress
) -> dict[str, Any]:
    """Measure all runtimes of a device, or of every device that works.

    Args:
        avatar: name, or any portrait picture.
        film: (h, w, 3) uint8 RGB frames of a driver.
        device: "auto", "cpu", "cuda" or "mps".
        seconds: for each device.
        progress: is told the share done.

    Returns:
        See `models.evaluate.fomm_bench.measure_fomm`, and `avatar`.

    Raises:
        AppError: no such avatar, or no face was found.
        ModelError: the device cannot be used, or a file is missing or broken.
    """
    from models.errors import FaceNotFound
    from models.evaluate.fomm_bench import measure_fomm

    picture = load_picture(find_avatar(avatar).picture)
    try:
        return measure_fomm(picture, film, device, seconds, progress) | {"avatar": avatar}
    except FaceNotFound as error:
        raise MediaError(str(error), "use a portrait seen from the front and a film that shows one face") from error


def print_fomm(table: dict[str, Any]) -> None:
    """Write the numbers for people."""
    result(f"weights: {table['weights']}")
    result(f"network {table['config']} at {table['side']} x {table['side']}, portrait {_by(table['portrait'])}")
    for device, part in table["devices"].items():
        threads = f", {table['threads']} threads" if device == "cpu" else ""
        result(f"{device}: {part['processor']}{threads}, {part['turns']} turns; medians in ms")
        result(f"  {'':44}" + "".join(f"{name:>11}" for name in _COLUMNS) + "     fps  error   L1")
        for name, row in part["runtimes"].items():
            _print_row(name, row)
        for name, problem in part["not_passed"].items():
            result(f"  {name:44} not usable: {problem}")


def _print_row(name: str, row: dict[str, Any]) -> None:
    cells = "".join(_cell(row["stages"].get(stage)) for stage in _COLUMNS)
    result(f"  {name:44}{cells}{row['fps']:8.1f}  {row['error_max']:.3f}  {row['l1_change']:.5f}")
    factors = [f"{factor:.2f} x as fast as {other}" for other, factor in row["times_faster"].items()]
    if factors:
        result(f"  {'':44}  {', '.join(factors)}")
    if "gpu_bytes_held" in row:
        held, peak = (row[name] / 2**20 for name in ("gpu_bytes_held", "gpu_bytes_peak"))
        result(f"  {'':44}  holds {held:.0f} MiB of the GPU, {peak:.0f} MiB while it renders")
    if "latency" in row:
        flow = ", ".join(f"{part['fps']:.0f} fps with {n} in flight" for n, part in row["in_flight"].items())
        result(f"  {'':44}  {row['latency']['ms_p50']:.2f} ms median, {row['latency']['ms_p99']:.2f} ms p99; {flow}")
        stages = ", ".join(f"{stage} {part['ms_p50']:.3f}" for stage, part in row["graph_stages"].items())
        result(f"  {'':44}  on the GPU alone, ms: {stages}")


def _cell(times: dict[str, float] | None) -> str:
    return f"{'-':>11}" if times is None else f"{times['ms_p50']:11.2f}"


def _by(size: tuple[int, int]) -> str:
    return f"{size[0]} x {size[1]}"
