"""Addresses of streams: what is understood, what is refused, and that no key is ever shown."""

import pytest

from app.errors import StreamError
from app.profiles import Profiles
from app.settings import Settings
from app.stream_target import StreamTarget, bit_rate_of

KEY = "live_123_SecretSecret"


@pytest.mark.parametrize(
    ("address", "key", "kept", "url", "shown"),
    [
        ("rtmp://h/app", KEY, "rtmp://h/app", f"rtmp://h/app/{KEY}", "rtmp://h/app/•••"),
        (f" rtmp://h:1/app/{KEY}?a=b ", "", "rtmp://h:1/app", f"rtmp://h:1/app/{KEY}?a=b", "rtmp://h:1/app/•••"),
        ("RTMPS://h/app/", f" {KEY}\n", "rtmps://h/app", f"rtmps://h/app/{KEY}", "rtmps://h/app/•••"),
        ("rtmp://h/app/place", KEY, "rtmp://h/app/place", f"rtmp://h/app/place/{KEY}", "rtmp://h/app/place/•••"),
        ("rtmp://h/app", "", "rtmp://h/app", "rtmp://h/app", "rtmp://h/app"),
        ("srt://h:9", KEY, "srt://h:9", f"srt://h:9?streamid={KEY}", "srt://h:9?•••"),
        (
            f"srt://h:9?streamid={KEY}&latency=9",
            "",
            "srt://h:9",
            f"srt://h:9?streamid={KEY}&latency=9",
            "srt://h:9?•••",
        ),
        ("udp://h:5000?ttl=2", "", "udp://h:5000?ttl=2", "udp://h:5000?ttl=2", "udp://h:5000?ttl=2"),
        ("tcp://[::1]:5000", "", "tcp://[::1]:5000", "tcp://[::1]:5000", "tcp://[::1]:5000"),
    ],
)
def test_a_key_is_told_from_its_address(address: str, key: str, kept: str, url: str, shown: str) -> None:
    target = StreamTarget.read(address, key)
    assert (target.address, target.url, target.shown) == (kept, url, shown)
    assert StreamTarget.read(target.address, target.key) == target, "as it comes back from the settings"
    assert KEY not in repr(target) + target.address + target.shown


@pytest.mark.parametrize(
    ("address", "key", "why"),
    [
        ("http://h/app", "", "begins with http://"),
        (KEY, "", "of this kind"),
        (f"{KEY}://h/x", "", "of this kind"),
        ("rtmp:///app", KEY, "names no computer"),
        ("rtmp://h:port/app", KEY, "names no computer"),
        ("udp://h", "", "no port number"),
        ("tcp://h:5", KEY, "no stream key"),
        (f"rtmp://me:{KEY}@h/app", "", "a user name"),
    ],
)
def test_what_cannot_be_used_is_refused_without_naming_the_key(address: str, key: str, why: str) -> None:
    with pytest.raises(StreamError, match=why) as caught:
        StreamTarget.read(address, key)
    assert KEY not in str(caught.value) and caught.value.advice and "\n" not in str(caught.value)


def test_no_profile_holds_a_key() -> None:
    settings = Settings(stream_address="rtmp://h/app", stream_key=KEY)
    profile = Profiles().add("Show", settings).all[0]
    assert profile.settings.stream_key == "" and profile.on(settings).stream_key == KEY


def test_the_bit_rate_suits_the_size_unless_the_user_has_chosen() -> None:
    assert bit_rate_of(0, (1280, 720), 30) == pytest.approx(2_500_000, rel=0.01)
    assert bit_rate_of(4000, (1280, 720), 30) == 4_000_000
    assert (bit_rate_of(0, (160, 120), 10), bit_rate_of(0, (3840, 2160), 60)) == (500_000, 12_000_000)
