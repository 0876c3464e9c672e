"""What a soak has come to: figures at its beginning and at its end, and what grew that must not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import numpy as np

from tests.benchmark.soak.claps import Claps
from tests.benchmark.soak.holdings import Holding

MEMORY_SHARE, SMALL_MB = 1.05, 20.0  # a small process may have one MB more
DRIFT_MS = 5.0
OFFSET_MS = 20.0
DELAY_MS, DELAY_SHARE = 5.0, 1.1
LEAST_CLAPS = 10
Row = Mapping[str, Any]
Look = tuple[float, Sequence[Holding]]  # s after the start, what each process held


@dataclass
class Verdict:
    """Figures in the order in which they are told, and what was not met."""

    figures: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def compare(self, name: str, first: float, last: float, most: float) -> None:
        """Note a figure that may be at most `most` at the end."""
        self.figures[name] = [round(first, 2), round(last, 2)]
        if last > most:
            self.problems.append(f"{name} has grown from {first:.1f} to {last:.1f}")


def judge_holdings(verdict: Verdict, looks: Sequence[Look], warm_s: float) -> None:
    """Compare memory, threads and files of each process in the first and the last sixth after the warm-up."""
    early, late = _ends([look for look in looks if look[0] >= warm_s])
    for name in dict.fromkeys(one.name for _, held in early for one in held):
        first, last = (_of(part, name) for part in (early, late))
        if not last:
            verdict.problems.append(f"{name} has ended")
            continue
        for what in ("own_mb", "resident_mb"):
            before, after = (median(getattr(one, what) for one in part) for part in (first, last))
            verdict.compare(f"{name}: {what}", before, after, MEMORY_SHARE * before + (before < SMALL_MB))
        for what in ("threads", "files"):
            before, after = (median(getattr(one, what) for one in part) for part in (first, last))
            verdict.compare(f"{name}: {what}", before, after, before)


def judge_rows(verdict: Verdict, rows: Sequence[Row], warm_s: float) -> None:
    """Compare what the program tells of itself each second."""
    warm = [(row["elapsed_s"], row) for row in rows if row["elapsed_s"] >= warm_s]
    early, late = ([row for _, row in part] for part in _ends(warm))
    for name, column in (("picture", "output_ms"), ("voice", "voice_output_ms")):
        for share in ("p50", "p95"):
            before, after = (median(row[column][share] for row in part) for part in (early, late))
            verdict.compare(f"{name} output ms {share}", before, after, max(DELAY_SHARE * before, before + DELAY_MS))
    first, last = warm[0][1], warm[-1][1]
    seconds = last["elapsed_s"] - first["elapsed_s"]
    offsets = [row["av_offset_ms"] for _, row in warm]
    verdict.figures |= {
        "pictures a second": round((last["frames_out"] - first["frames_out"]) / seconds, 2),
        "pictures dropped": {name: last["drops"][name] - first["drops"].get(name, 0) for name in last["drops"]},
        "underruns": last["underruns"] - first["underruns"],
        "overruns": last["overruns"] - first["overruns"],
        "seconds with savings": sum(bool(row["saving"]) for _, row in warm),
        "offset as told, ms: median, 5 %, 95 %": _spread(offsets),
        "drift as told, ms": round(
            median(r["av_offset_ms"] for r in late) - median(r["av_offset_ms"] for r in early), 2
        ),
    }
    if abs(median(offsets)) > OFFSET_MS:
        verdict.problems.append(f"sound and picture are {median(offsets):.0f} ms apart")
    if abs(verdict.figures["drift as told, ms"]) > DRIFT_MS:
        verdict.problems.append("sound and picture drift apart")


def judge_claps(verdict: Verdict, claps: Claps, own_s: float) -> None:
    """Compare what was seen at the camera with what was heard; `own_s`: how far they are apart in the film itself."""
    verdict.figures |= {"tilts seen": len(claps.tilts_s), "calls heard": len(claps.calls_s)}
    times_s, late_s = claps.late_s()
    offsets = 1000 * (late_s - own_s)
    if len(offsets) < LEAST_CLAPS:
        verdict.problems.append("sound and picture cannot be compared: too few claps were seen or heard")
        return
    early, late = _ends([(time_s, offset) for time_s, offset in zip(times_s, offsets, strict=True)])
    first, last = (median(offset for _, offset in part) for part in (early, late))
    slope = float(np.polyfit(times_s - times_s[0], offsets, 1)[0]) * float(times_s[-1] - times_s[0])
    verdict.figures |= {
        "claps": len(offsets),
        "offset as measured, ms: median, 5 %, 95 %": _spread(offsets.tolist()),
        "drift as measured, ms: medians, straight line": [round(float(last - first), 2), round(slope, 2)],
    }
    if abs(last - first) > DRIFT_MS:
        verdict.problems.append("sound and picture drift apart at the devices")


def _spread(values: Sequence[float]) -> list[float]:
    return [round(float(value), 2) for value in np.percentile(values, (50, 5, 95))]


def _ends(looks: Sequence[tuple[float, Any]]) -> tuple[list[Any], list[Any]]:
    """Return the first and the last sixth."""
    count = max(1, len(looks) // 6)
    return list(looks[:count]), list(looks[-count:])


def _of(looks: Iterable[Look], name: str) -> list[Holding]:
    return [one for _, held in looks for one in held if one.name == name]
