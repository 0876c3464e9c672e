"""Brings the catalogues up to date with the code and says what is missing: `python -m app.ui.languages`.

With `--missing` nothing is written; the exit status is 1 where something is missing either way. The .ts files open in
Qt Linguist and in any editor; the program reads them as they are, at its next start.
"""

import argparse
import sys

from app.ui.languages.catalogue import Entry, catalogue_file, merge, read_catalogue, write_catalogue
from app.ui.languages.check import Fault, faults
from app.ui.languages.choice import NAMES
from app.ui.languages.extract import window_texts
from app.ui.languages.extract_told import told_texts


def updated(language: str) -> list[Entry]:
    """Return the entries of a language as they should be now: all texts of the code, with what is translated."""
    path = catalogue_file(language)
    found = [(text.context, text.source) for text in (*window_texts(), *told_texts())]
    return merge(found, read_catalogue(path) if path.exists() else [])


def main(arguments: list[str] | None = None) -> int:
    """Update and report; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m app.ui.languages", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--missing", action="store_true", help="only say what is missing, change no file")
    options = parser.parse_args(arguments)
    missing: list[Fault] = []
    for language in (name for name in NAMES if name != "en"):
        entries = updated(language)
        if not options.missing:
            write_catalogue(catalogue_file(language), language, entries)
        wrong = faults(entries)
        for fault in wrong:
            sys.stdout.write(f"{fault.entry.context}: {fault.entry.source!r}: {fault.words}\n")
        live = sum(not entry.gone for entry in entries)
        sys.stdout.write(f"{catalogue_file(language).name}: {live} texts, {len(wrong)} to be done\n")
        missing += wrong
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
