"""What the governor is good for: the same session with and without it beside a busy process per processor.

Run it with `-m benchmark` on a machine that does nothing else; both runs together take 90 s.
"""

from pathlib import Path

from tests.support.busy_machine import perform


def test_a_busy_machine_keeps_more_of_its_pictures_with_the_governor(tmp_path: Path) -> None:
    plain, steady = (perform(tmp_path, steady=on) for on in (False, True))
    assert plain.saving == ()
    assert steady.fps >= 0.97 * plain.fps and steady.dropped <= plain.dropped + 0.01, (plain, steady)
    assert steady.p50_ms <= 1.05 * plain.p50_ms and steady.p95_ms <= 1.05 * plain.p95_ms, (plain, steady)
