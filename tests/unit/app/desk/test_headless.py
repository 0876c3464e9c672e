"""Headless: a performance without a window does what `likeness ctl` says, and says what needs the window."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.control.channel import control_address
from app.control.client import send_order
from app.control.inbox import Reply
from app.control.orders import ORDERS
from app.desk.desk import Desk
from app.desk.headless import Headless
from app.desk.performer import Performer
from app.errors import AppError, SettingsError
from app.profiles import Profiles, load_profiles, save_profiles
from app.settings import Settings, settings_file
from app.shelf_book import ShelfBook, book_file, save_book
from tests.support.fake_session import FakeSession

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes have other names there")

Give = Callable[..., Reply]


@pytest.fixture
def session() -> FakeSession:
    """A session that runs."""
    made = FakeSession(Settings())
    made.start()
    return made


@pytest.fixture
def headless(session: FakeSession) -> Iterator[Headless]:
    """A performance that listens."""
    made = Headless(session, session.settings, print)  # type: ignore[arg-type]
    made.open()
    yield made
    assert made.close() == [] and not Path(control_address()).exists()


@pytest.fixture
def give(headless: Headless) -> Give:
    """What `likeness ctl WORDS` is answered while the performance attends."""

    def order(*words: str) -> Reply:
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(send_order, words)
            while not asked.done():
                headless.attend(0.005)
        return asked.result()

    return order


def test_orders_reach_the_session_and_the_answer_says_how_things_are(session: FakeSession, give: Give) -> None:
    status = give("status")["status"]
    assert (status["state"], status["avatar"], status["voice"]) == ("running", "Grace Hopper", "Clara")
    assert give("mute")["status"]["muted"] and not give("mute", "toggle")["status"]["muted"]
    assert give("pause")["status"]["panic"] and not give("resume")["status"]["panic"]
    assert give("voice", "theo")["status"]["voice"] == "Theo" and session.settings.voice == "theo"
    assert give("avatar", "MIRA")["status"]["avatar"] == "Mira" and session.settings.avatar == "mira"
    assert give("strength", "0.25")["ok"] and session.settings.strength == 0.5
    assert give("virtual_camera", "on")["ok"] and session.settings.virtual_camera == "auto"
    assert give("calibrate")["ok"] and give("talk")["ok"]
    wanted = {("mute", True), ("mute", False), ("pause", True), ("pause", False), ("calibrate",), ("talk", True)}
    assert wanted <= set(session.orders)
    assert not settings_file().exists()  # nothing of it is remembered


def test_the_stream_goes_where_the_start_has_said(session: FakeSession, headless: Headless, give: Give) -> None:
    with pytest.raises(AppError, match="where to stream"):
        give("stream")
    headless.change(stream_address="rtmp://h/app", stream_key="hunter2")
    give("stream", "on")
    status = give("status")["status"]
    assert (status["stream"], status["stream_address"]) == ("live", "rtmp://h/app/•••")
    assert give("stream")["status"]["stream"] == "off"
    targets = [order[1] for order in session.orders if order[0] == "stream"]
    assert [getattr(target, "url", None) for target in targets] == ["rtmp://h/app/hunter2", None]


def test_numbers_and_steps_follow_the_order_of_the_gallery(session: FakeSession, give: Give) -> None:
    save_book(ShelfBook(favourites=("theo", "mira"), order=("mira",)), book_file("avatars"))
    give("avatar", "1")
    assert session.settings.avatar == "mira"
    give("next_avatar")
    second = session.settings.avatar
    give("previous_avatar")
    assert session.settings.avatar == "mira" != second
    assert session.expected[0] == second, "it lies ready before it is asked for again"


def test_profiles_are_taken_by_name_and_in_turn_and_the_camera_stays(session: FakeSession, give: Give) -> None:
    save_profiles(Profiles().add("Work", Settings(voice="theo", camera="demo")).add("Fun", Settings(voice="walter")))
    before = load_profiles()
    status = give("profile", "work")["status"]
    assert (status["profile"], status["profile_changed"], session.settings.voice) == ("Work", False, "theo")
    assert session.settings.camera == ""
    assert give("next_profile")["status"]["profile"] == "Fun" and give("zoom", "1")["status"]["profile_changed"]
    assert load_profiles() == before
    with pytest.raises(AppError, match="no profile 'Rest'; use one of: Work, Fun"):
        give("profile", "Rest")


def test_a_recording_is_begun_and_completed_once_and_a_failure_is_the_answer(
    session: FakeSession, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = give("record", "on")["status"]["recording"]
    assert film.endswith(".mp4") and give("record", "on")["status"]["recording"] == film
    assert give("record")["status"]["recording"] == ""
    assert [order[0] for order in session.orders if "recording" in str(order[0])] == [
        "start_recording",
        "stop_recording",
    ]
    monkeypatch.setattr(session, "start_recording", lambda _: session.set(notices=("the disk is full; make room",)))
    with pytest.raises(AppError, match="the disk is full; make room"):
        give("record", "on")


def test_what_needs_the_window_and_what_is_unknown_is_said(give: Give) -> None:
    for words, why in (
        (("screenshot",), "screenshot needs the window; start it with `likeness gui`"),
        (("window", "off"), "window needs the window"),
        (("avatar", "Nobody"), "there is no avatar 'Nobody'; use one of: .*Grace Hopper"),
        (("voice", "Nobody"), "there is no voice 'Nobody'"),
    ):
        with pytest.raises(AppError, match=why):
            give(*words)


def test_every_order_is_known_here_or_needs_the_window(headless: Headless) -> None:
    performer: Performer = headless
    assert set(ORDERS) - set(Desk(performer).known) == {"screenshot", "window"}


def test_stop_ends_it_at_once_and_the_one_who_asked_is_answered(headless: Headless, give: Give) -> None:
    assert give("stop")["status"]["state"] == "stopping"
    headless.attend(60.0)
    assert headless.ended


def test_a_second_one_is_told_that_the_first_one_listens(headless: Headless, give: Give, session: FakeSession) -> None:
    second = Headless(session, session.settings, print)  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match="another Likeness of yours takes the orders"):
        second.open()
    assert second.close() == []
    assert give("status")["ok"]
