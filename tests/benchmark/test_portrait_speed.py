"""Speed of the default path, against the budget of a 30 fps camera on one core. Run it with `-m benchmark`."""

import numpy as np
from numpy.typing import NDArray

from app.commands.bench import measure
from app.commands.console import Progress
from app.settings import Settings
from app.sources.synthetic import SyntheticFace

BUDGET_MS = 25.0


def _frames() -> list[NDArray[np.uint8]]:
    source = SyntheticFace(live=False)
    return [source.draw(index) for index in range(60)]


def test_a_frame_stays_within_its_budget() -> None:
    """Tracking and rendering at 512 x 512 take less than 25 ms of processor time, all threads together.

    Processor time, because time on the clock also measures whatever else the machine is doing.
    """
    table = measure(_frames(), Settings(width=512, height=512), 8.0, Progress("bench"))
    total = table["stages"]["total"]
    assert total["cpu_ms_mean"] < BUDGET_MS, table["stages"]
    # one thread: no more processor time than time on the clock
    assert total["cpu_ms_mean"] < 1.2 * total["ms_mean"], table["stages"]


def test_tracking_alone_leaves_room_for_the_rest() -> None:
    table = measure(_frames(), Settings(width=256, height=256), 4.0, Progress("bench"))
    assert table["stages"]["track"]["cpu_ms_mean"] < 0.4 * BUDGET_MS, table["stages"]
