"""The Chromium of the browser tests: the machine's own, else Debian's, else Playwright's.

`python -m tests.browser.chromium` installs one where there is none.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DOWNLOAD_SECONDS = 180
# Nothing but this machine: no name is looked up, nothing is asked of Google at the start.
ARGUMENTS = (
    "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


def path(playwright: Playwright) -> str | None:
    """Of the program to start; None when there is none."""
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else next(filter(None, map(shutil.which, NAMES)), None)


def start(playwright: Playwright, program: str) -> Browser:
    """Root has no sandbox to give; whoever else runs the tests has."""
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *alone])


def install() -> int:
    """Debian's package where root can install it, else Playwright's build."""
    if not _is_there() and shutil.which("apt-get"):
        apt = [*([] if os.geteuid() == 0 else ["sudo", "-n"]), "apt-get", "--quiet"]
        _runs([*apt, "update"])
        _runs([*apt, "install", "--yes", "--no-install-recommends", "chromium"])
    if not _is_there():
        _runs([sys.executable, "-m", "playwright", "install", "chromium"])
    if _is_there():
        return 0
    print("No Chromium could be installed: the browser tests cannot run.", file=sys.stderr)  # noqa: T201
    return 1


def _is_there() -> bool:
    with sync_playwright() as playwright:
        return path(playwright) is not None


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, timeout=DOWNLOAD_SECONDS, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    sys.exit(install())
