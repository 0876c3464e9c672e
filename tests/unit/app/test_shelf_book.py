"""The user's order: favourites first, then by hand, by use or by name; damaged files cost nothing but the order."""

from pathlib import Path

import pytest

from app.shelf_book import ShelfBook, Tuning, load_book, read_tuning, save_book, within_reach

IDS, NAMES = ["a", "b", "c", "d"], ["Delta", "alfa", "Charlie", "bravo"]


def test_favourites_come_first_and_unknown_ones_last() -> None:
    book = ShelfBook(order=("d", "gone", "b"), favourites=("c",))
    assert book.arranged(IDS, NAMES) == ["c", "d", "b", "a"]
    assert ShelfBook(sort="name").arranged(IDS, NAMES) == ["b", "d", "c", "a"]
    assert ShelfBook(sort="recent", recent=("b",)).arranged(IDS, NAMES) == ["b", "a", "c", "d"]
    assert book.with_favourite("c", False).arranged(IDS, NAMES) == ["d", "b", "a", "c"]


def test_moving_by_hand_makes_the_order_the_users_own() -> None:
    book = ShelfBook(sort="name").moved(["b", "d", "c", "a"], "a", 1)
    assert book.sort == "own"
    assert book.arranged(IDS, NAMES) == ["b", "a", "d", "c"]
    assert book.moved(["b", "a", "d", "c"], "b", 99).arranged(IDS, NAMES) == ["a", "d", "c", "b"]
    assert book.first(book.arranged(IDS, NAMES), "c").arranged(IDS, NAMES)[0] == "c"


def test_what_was_used_last_is_first() -> None:
    book = ShelfBook(sort="recent").used("a").used("d").used("a")
    assert book.recent == ("a", "d")


def test_one_key_reaches_the_neighbours_and_what_the_numbers_mean() -> None:
    shown = [str(number) for number in range(12)]
    assert within_reach(shown, "5", numbers=False) == ["6", "4"]
    assert within_reach(shown, "0", numbers=True) == ["1", "11", "2", "3", "4", "5", "6", "7", "8"]
    assert within_reach(shown, "elsewhere", numbers=False) == ["0", "11"]
    assert within_reach(["0", "1"], "0", numbers=True) == ["1"]
    assert within_reach(["0"], "0", numbers=True) == within_reach([], "0", numbers=True) == []


def test_a_book_comes_back_as_it_was_written(tmp_path: Path) -> None:
    book = ShelfBook("recent", ("a", "ü"), ("b", "a"), ("a",), {"clara": Tuning(2.5, -1.0, 0.8)})
    save_book(book, tmp_path / "voices.toml")
    assert load_book(tmp_path / "voices.toml") == book
    assert [path.name for path in tmp_path.iterdir()] == ["voices.toml"]


NONSENSE = """
sort = "sideways"
favourites = 3
order = [1, "b", "b"]
tuning = {x = {semitones = "high"}}
"""


@pytest.mark.parametrize("text", ["not toml [", NONSENSE])
def test_nonsense_in_a_book_is_left_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "avatars.toml"
    path.write_text(text, encoding="utf-8")
    book = load_book(path)
    assert book.sort == "own"
    assert book.favourites == ()
    assert book.order in ((), ("b",))
    assert book.tunings in ({}, {"x": Tuning()})


def test_a_tuning_from_a_file_stays_within_what_can_be() -> None:
    assert read_tuning({"semitones": 99, "formant": float("nan"), "voice_strength": True}) == Tuning(24.0, 0.0, 1.0)
    assert read_tuning("x") == Tuning()
