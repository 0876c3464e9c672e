"""Every defect that can be found has a sentence of its own, and every check a name."""

import re
from pathlib import Path

from app.avatar import check
from app.avatar.check import CHECKS, Finding
from app.ui.avatar_studio.quality_words import QualityWords


def test_every_finding_has_a_sentence_and_every_check_a_name() -> None:
    source = Path(check.__file__).read_text(encoding="utf-8")
    made = re.findall(r'Finding\(\s*"([a-z]+)", "([a-z-]+)"', source)
    assert len(made) >= 14
    words = QualityWords()
    sentences = [words.sentence(Finding(group, kind, 0.5, "", 23)) for group, kind in made]
    assert len(set(sentences)) == len(made)
    assert all(text.endswith(".") and "{" not in text for text in sentences)
    assert tuple(words.checks()) == CHECKS
    assert {group for group, _ in made} == set(CHECKS)


def test_the_verdict_gets_better_with_the_score() -> None:
    words = QualityWords()
    assert len({words.verdict(score) for score in (10, 40, 70, 95)}) == 4
