"""The table of `likeness evaluate voice` for people."""

from typing import Any

from app.commands.console import result

_ROWS = (
    ("similarity before", "similarity_before"),
    ("similarity after", "similarity_after"),
    ("share of 0.75 and more", "pass_share"),
    ("similarity to the source", "source_similarity"),
    ("verifier", "verifier"),
    ("verifier, no mean spectrum", "mixture_verifier"),
    ("phone errors before", "phone_error_before"),
    ("phone errors after", "phone_error"),
    ("phones changed", "phone_change"),
    ("phones changed by noise", "phone_change_by_noise"),
    ("F0 correlation", "f0_correlation"),
    ("F0 error, semitones", "f0_error_st"),
    ("F0 error, held out", "f0_error_held_out_st"),
    ("voicing error", "voicing_error"),
    ("RTF", "rtf"),
    ("RTF of a block, p50", "rtf_p50"),
    ("restarts equal", "restarts_equal"),
)
_LEFT = 36  # width of the labels


def print_table(table: dict[str, Any]) -> None:
    """Print the groups side by side, what was compared, and what is asked for."""
    from models.evaluate.voice_acceptance import REMARK

    groups, checks = table["groups"], table["checks"]
    result(f"{table['split']} split, engine {table['engine']}, latency {table['latency_ms']} ms")
    _row("", list(groups))
    _row("pairs", [str(group["n"]) for group in groups.values()])
    for label, name in _ROWS:
        _row(label, [_cell(group[name]) for group in groups.values()])
    if texts := table["texts"]:
        result(f"\n{texts['n']} sentences with a text")
        _row("", ["before", "after"])
        for label, name in (("phone errors", "phone_error"), ("word errors", "word_error")):
            _row(label, [_cell(texts[f"{name}_before"]), _cell(texts[name])])
    result(
        f"\nlatency: stated {checks['stated_latency_ms']:.1f} ms, looks ahead {checks['look_ahead_ms']:.1f} ms, "
        f"speech comes out {checks['delay_ms']:.1f} ms late; {checks['threads']:.2f} threads beside "
        f"{checks['busy_cores']} busy cores"
    )
    if table["against"]:
        _print_comparison(table)
    result("")
    _row("", ["value", "floor", "goal", "reached"])
    for line in table["acceptance"]:
        _row(line["label"], [*(_cell(line[name]) for name in ("value", "floor", "goal")), line["verdict"]])
    result(REMARK)


def _print_comparison(table: dict[str, Any]) -> None:
    result(f"\n{table['engine']} less {table['against']['engine']} on the same pairs")
    _row("", ["difference", "95 % from", "to", "better in", "p"])
    for name, numbers in table["against"]["numbers"].items():
        label = dict((key, text) for text, key in _ROWS)[name]
        p = "-" if numbers["p"] is None else f"{numbers['p']:.2g}"
        _row(label, [*(_cell(numbers[key]) for key in ("difference", "low", "high", "improved")), p])


def _row(label: str, cells: list[str]) -> None:
    result(f"{label:{_LEFT}}" + "".join(f"{cell:>13}" for cell in cells))


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
