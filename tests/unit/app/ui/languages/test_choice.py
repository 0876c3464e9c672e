"""Which language the window speaks, by the settings and by the system."""

import pytest

from app.ui.languages import choice


class _System:
    """A system with these languages, the best first."""

    def __init__(self, *tags: str) -> None:
        self._tags = list(tags)

    def system(self) -> "_System":
        return self

    def uiLanguages(self) -> list[str]:  # noqa: N802 - as Qt calls it
        return self._tags


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (("zh-Hans-CN", "zh-CN", "zh"), "zh_CN"),
        (("zh-SG", "zh"), "zh_CN"),
        (("zh-Hant-TW", "zh-TW", "zh-Hant", "zh"), "en"),  # another script: English is read more easily
        (("de-DE", "de"), "en"),
        (("fr-FR", "zh-Hans-CN"), "zh_CN"),
        (("en-GB", "zh-Hans-CN"), "en"),
        (("C",), "en"),
        ((), "en"),
    ],
)
def test_the_first_language_of_the_system_that_there_is(
    monkeypatch: pytest.MonkeyPatch, tags: tuple[str, ...], language: str
) -> None:
    monkeypatch.setattr(choice, "QLocale", _System(*tags))
    monkeypatch.setattr(choice, "can_show", lambda _: True)
    assert choice.of_system() == choice.language_for("auto") == language


def test_a_wish_counts_more_than_the_system_and_a_font_more_than_a_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "QLocale", _System("zh-CN"))
    monkeypatch.setattr(choice, "can_show", lambda _: True)
    assert choice.language_for("en") == "en" and choice.language_for("zh_CN") == "zh_CN"
    monkeypatch.setattr(choice, "can_show", lambda language: language == "en")
    assert choice.language_for("zh_CN") == choice.language_for("auto") == "en"
