"""Set up everything Likeness needs, then start it: `python3 installer/bootstrap.py run [ARGS]` or `test [ARGS]`.

This one file must also be understood by Pythons that are too old for the rest, so that they can say so.
"""

import os
import shutil
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 13)


def _start_again_with_a_fitting_python() -> int:
    """Hand over to another interpreter of this machine, or say which is needed; return the exit status."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        python = shutil.which("python3.%d" % minor)  # noqa: UP031 - the oldest Pythons read this line too
        # some of these names lead to no interpreter: shims of version managers, the shop of Windows
        if python and subprocess.call([python, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return subprocess.call([python] + sys.argv)
    found = "%d.%d" % sys.version_info[:2]  # noqa: UP031
    sys.stderr.write("Python: %s cannot run Likeness; install Python 3.11, 3.12 or 3.13 and start again\n" % found)  # noqa: UP031
    return 2


if __name__ == "__main__":
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        from installer.steps.main import main

        sys.exit(main(sys.argv[1:]))
    sys.exit(_start_again_with_a_fitting_python())
