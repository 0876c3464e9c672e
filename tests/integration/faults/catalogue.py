"""Every fault: how it is brought about, how it is taken back, and what the session must say meanwhile."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.integration.faults.world import AVATARS, World
from tests.support import leaks

Action = Callable[[World], None]


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong.

    Attributes:
        begin, end: bring it about, take it back.
        hold_s: it lasts between these, by chance.
        told: the session must say something of it in words.
        real: it needs the real sound devices.
    """

    name: str
    begin: Action
    end: Action
    hold_s: tuple[float, float] = (0.1, 0.8)
    told: bool = False
    real: bool = False


def _set(**values: str) -> Action:
    def act(world: World) -> None:
        world.switches.spared_from = world.switches.made + 1
        for name, value in values.items():
            setattr(world.switches, name, value)

    return act


def _nothing(world: World) -> None:
    """It passes by itself."""


def _switched(
    name: str, part: str, kind: str, hold_s: tuple[float, float] = (0.1, 0.8), *, told: bool = False
) -> Fault:
    return Fault(name, _set(**{part: kind}), _set(**{part: ""}), hold_s, told)


def _killed(child: str, *, real: bool) -> Fault:
    def kill(world: World) -> None:
        pid = world.pid(child)
        assert pid is not None, f"there is no {child} process"
        os.kill(pid, signal.SIGKILL)
        world.until(lambda: world.pid(child) not in (None, pid), 40.0, lambda: f"the {child} child stays away")

    return Fault(f"{child} process killed", kill, _nothing, told=child != "camera", real=real)


def _hang_until_revived(part: str) -> Action:
    def hang(world: World) -> None:
        _set(**{part: "hang"})(world)
        made = world.switches.made
        world.until(lambda: world.switches.made > made, 30.0, lambda: "no engine was made anew")
        world.until(lambda: not world.ill(), 40.0, world.ill)  # with the new one: the old one still hangs

    return hang


def _switch_to_missing_files(world: World) -> None:
    failed = world.session.status().failed_switches
    world.apply(engine="fomm", device="cpu")
    world.until(lambda: world.session.status().failed_switches > failed, 30.0, lambda: "the switch did not fail")


def _switch_back(world: World) -> None:
    world.apply(engine="landmark", device="auto", avatar=random.choice(AVATARS))


def _switch_to_broken_file(world: World) -> None:
    broken = world.folder / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(300))
    failed = world.session.status().failed_switches
    world.apply(avatar=str(broken))
    world.until(lambda: world.session.status().failed_switches > failed, 30.0, lambda: "the switch did not fail")


def _fill_disk(world: World) -> None:
    """No byte more can be written by the encoder, as on a full disk."""
    import resource

    pid = world.pid("encoder")
    assert pid is not None
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, 0))
    path = world.session.status().recording
    world.until(lambda: world.session.status().recording != path, 30.0, lambda: "the full disk is not noticed")


def _sleep(world: World) -> None:
    """The whole computer sleeps: this process and all its children stop, and time goes on."""
    pids = [str(os.getpid()), *map(str, leaks.running_children())]
    sleep_s = random.uniform(0.5, 4.0)
    script = f"kill -STOP {' '.join(pids)}; sleep {sleep_s:.2f}; kill -CONT {' '.join(pids)}"
    sleeper = subprocess.Popen(["sh", "-c", script], stderr=subprocess.DEVNULL)
    time.sleep(0.3)
    sleeper.wait()


def _lock_screen(world: World) -> None:
    world.session.pause(True)
    time.sleep(0.3)
    loud = world.sounds.loud
    time.sleep(0.3)
    assert world.sounds.loud <= loud, "sound during the pause"
    assert world.session.status().paused


def _unlock_screen(world: World) -> None:
    world.session.pause(False)


def _end_server(world: World) -> None:
    assert world.server is not None
    world.server.stop()


def _start_server(world: World) -> None:
    assert world.server is not None
    world.server.start()
    world.catch()
    world.play()


FAULTS: Sequence[Fault] = (
    _switched("face lost", "camera", "no face"),
    _switched("camera read error", "camera", "error", told=True),
    _switched("camera unplugged", "camera", "unplugged", (0.3, 1.5), told=True),
    _switched("camera returns garbage", "camera", "garbage"),
    _switched("camera silent", "camera", "silent", (0.3, 1.5)),
    _switched("camera clock jumps", "camera", "clock"),
    _switched("tracker raises", "tracker", "lost", told=True),
    _switched("tracker gives NaN", "tracker", "nan", (0.3, 1.6)),
    _switched("portrait engine gives no pictures", "portrait", "nan", (0.3, 1.6), told=True),
    _switched("portrait engine raises", "portrait", "bad", told=True),
    _switched("portrait engine loses its GPU", "portrait", "lost", (0.1, 1.6), told=True),
    _switched("portrait engine hangs a moment", "portrait", "hang"),
    Fault("portrait engine hangs", _hang_until_revived("portrait"), _set(portrait=""), told=True),
    Fault("tracker hangs", _hang_until_revived("tracker"), _set(tracker=""), told=True),
    _switched("microphone gives NaN", "microphone", "nan"),
    _switched("microphone gives garbage", "microphone", "garbage"),
    _switched("microphone clock jumps", "microphone", "clock"),
    _switched("voice engine raises", "voice", "bad", (0.3, 1.6), told=True),
    _switched("voice engine gives NaN", "voice", "nan"),
    _switched("voice engine hangs a moment", "voice", "hang"),
    Fault("voice engine hangs", _hang_until_revived("voice"), _set(voice=""), told=True),
    Fault("engine file missing on a switch", _switch_to_missing_files, _switch_back, told=True),
    Fault("avatar file broken", _switch_to_broken_file, _switch_back, told=True),
    Fault("disk full while recording", _fill_disk, _nothing, told=True),
    Fault("computer sleeps", _sleep, _nothing),
    Fault("screen locked", _lock_screen, _unlock_screen),
    _killed("encoder", real=False),
    _killed("camera", real=False),
    _killed("microphone", real=True),
    _killed("speaker", real=True),
    Fault("sound server restarts", _end_server, _start_server, (0.5, 1.5), told=True, real=True),
)
