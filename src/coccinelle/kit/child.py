"""Start a program as our own child: it ends when we end, and may run as another user.

The Linux parent-death signal is cleared by a change of user and follows the *thread* that
started the child: a small launcher takes the new user first, asks for the signal next, makes
sure that the parent still lives, and only then becomes the program (same process id).
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1
PARENT_GONE = 111


def launch_command(
    program: Sequence[str], *, on_parent_death: signal.Signals, user: tuple[int, int] | None = None
) -> list[str]:
    """The command that becomes `program`; `user` is (uid, gid) to take, None to stay the same.

    Isolated (`-I -S`): neither the working directory nor site-packages has to be readable.
    """
    uid, gid = user or (-1, -1)
    launcher = [sys.executable, "-I", "-S", os.path.abspath(__file__)]
    return [*launcher, str(os.getpid()), str(int(on_parent_death)), str(uid), str(gid), *program]


def main(arguments: Sequence[str]) -> int:
    parent, death_signal, uid, gid = (int(argument) for argument in arguments[:4])
    if uid >= 0:
        _become(uid, gid)
    _die_with_parent(death_signal)
    if os.getppid() != parent:
        return PARENT_GONE
    os.execv(arguments[4], list(arguments[4:]))


def _become(uid: int, gid: int) -> None:
    os.setgroups([gid])
    os.setgid(gid)
    os.setuid(uid)


def _die_with_parent(death_signal: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
