"""Entry of the program: start a child if asked, else parse arguments and dispatch to a command."""

import os
import runpy
import sys

CHILDREN = {
    "reader": "app.children.reader",
    "encoder": "app.children.encoder",
    "streamer": "app.children.streamer",
    "soundtrack": "app.children.soundtrack",
    "camera_writer": "app.children.camera_writer",
    "sound_list": "app.children.sound_list",
    "microphone": "app.children.microphone",
    "speaker": "app.children.speaker",
}


def main(argv: list[str] | None = None) -> int:
    """Run `likeness`; returns the exit status (0 done, 1 failed, 2 wrong usage, 130 interrupted)."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["--child"]:
        name = arguments[1] if len(arguments) > 1 else ""
        if name not in CHILDREN:
            sys.stderr.write(f"likeness: there is no child program {name!r}\n")
            return 2
        sys.argv = [CHILDREN[name], *arguments[2:]]
        runpy.run_module(CHILDREN[name], run_name="__main__", alter_sys=False)
        return 0
    # before numpy and the runtimes are loaded: spinning threads starve the other lane
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "0")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    # OpenVINO's thread library complains on stderr where /sys is missing (chroots, some containers)
    os.environ.setdefault("HWLOC_HIDE_ERRORS", "2")
    from app.commands import dispatch

    return dispatch(arguments)


if __name__ == "__main__":
    sys.exit(main())
