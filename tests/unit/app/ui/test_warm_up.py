"""After the warm-up a start has nothing left to find out; what is wrong is told only when it is asked for."""

from dataclasses import replace

from app.portrayal import is_known
from app.settings import Settings
from app.ui.warm_up import warm_up


def test_a_start_has_nothing_left_to_find_out() -> None:
    settings = Settings(avatar="grace-hopper", width=160, height=120)
    assert not is_known(settings)
    warm_up(settings)
    assert is_known(settings) and not is_known(replace(settings, height=160))
    warm_up(replace(settings, avatar="nobody"))
    warm_up(replace(settings, engine="fomm"))
