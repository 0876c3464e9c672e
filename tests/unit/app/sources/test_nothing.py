"""Nothing: silent until interrupted."""

import threading

import pytest

from app.errors import EndOfSource
from app.sources.nothing import Nothing


def test_it_waits_until_interrupted() -> None:
    source: Nothing[int] = Nothing()
    source.open()
    ended = threading.Event()

    def read() -> None:
        with pytest.raises(EndOfSource):
            source.read()
        ended.set()

    thread = threading.Thread(target=read)
    thread.start()
    assert not ended.wait(0.1)
    source.interrupt()
    assert ended.wait(2.0)
    thread.join()
    source.close()
