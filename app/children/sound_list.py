"""Child program: lists microphones and sound outputs. PortAudio's list is frozen when it is loaded; this one is fresh.

Answers once with `devices` (microphones, outputs) and waits for `quit`.
"""

from app.children.control import Control, Failure
from app.children.sound_system import find_devices


def main() -> None:
    """List, tell, wait."""
    control = Control(dict)
    try:
        found = {key: find_devices(kind) for key, kind in (("microphones", "input"), ("outputs", "output"))}
    except Failure as failure:
        control.fail(failure)
    control.send("devices", **{key: [device.message() for device in devices] for key, devices in found.items()})
    control.quit.wait()
    control.exit()


if __name__ == "__main__":
    main()
