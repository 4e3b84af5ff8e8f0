"""Run a PostgreSQL program as our direct child, as the right user, without our environment."""

import os
import signal
import subprocess
from collections.abc import Sequence
from typing import IO

from coccinelle.kit.child import launch_command
from coccinelle.store.postgres.account import Account, is_root


def serve(program: Sequence[str], account: Account, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """A server in its own session: Ctrl-C reaches us alone, and we decide.

    When we die it makes a fast, clean shutdown; what was acknowledged is on disk either way.
    """
    return subprocess.Popen(
        launch_command(program, on_parent_death=signal.SIGINT, user=_user(account)),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        env=_environment(),
        start_new_session=True,
    )


def run(program: Sequence[str], account: Account, typed: str = "") -> tuple[int, str]:
    """Run to the end: exit status and all that was said; `typed` is the program's input."""
    done = subprocess.run(
        launch_command(program, on_parent_death=signal.SIGKILL, user=_user(account)),
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd="/",
        env=_environment(),
        start_new_session=True,
        check=False,
    )
    return done.returncode, done.stdout


def _user(account: Account) -> tuple[int, int] | None:
    return (account.uid, account.gid) if is_root() else None


def _environment() -> dict[str, str]:
    """No PG* variable may bend the server, no secret of ours may reach it; English messages."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", **kept}
