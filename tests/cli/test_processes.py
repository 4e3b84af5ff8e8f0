"""The whole program as processes: the demo, and a supervisor that dies without a word."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
import pytest

from coccinelle.demo.processes import free_ports
from tests.cli.conftest import environment

PROGRAM = [sys.executable, "-m", "coccinelle"]


def wait_for(url: str, seconds: float = 90) -> None:
    ends_at = time.monotonic() + seconds
    while True:
        try:
            if httpx.get(url, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        assert time.monotonic() < ends_at, f"{url} never answered"
        time.sleep(0.1)


@pytest.mark.timeout(520)
def test_the_demo_plays_the_scenarios_and_leaves_nothing_running(own_var: Path) -> None:
    started = [subprocess.run(
        [*PROGRAM, "demo", "--once"],
        env=environment(own_var, COCCINELLE_PORT=str(free_ports(0)[0])),
        capture_output=True, text=True, timeout=240, check=False,
    ) for _ in range(2)]  # fmt: skip
    for done in started:
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Tout s'est passé comme prévu" in done.stdout
    assert not [p for p in psutil.process_iter(["cmdline"])
                if str(own_var) in " ".join(p.info["cmdline"] or [])]  # fmt: skip


@pytest.mark.timeout(300)
def test_a_killed_supervisor_takes_everything_along_and_the_next_one_starts(
    own_var: Path,
) -> None:
    port = free_ports(0)[0]
    env = environment(
        own_var,
        COCCINELLE_PORT=str(port),
        COCCINELLE_PUBLIC_URL=f"http://127.0.0.1:{port}",
    )
    for final in (signal.SIGKILL, signal.SIGTERM):
        said = own_var.parent / f"{final.name}.txt"
        with said.open("w") as output:
            up = subprocess.Popen([*PROGRAM, "up"], env=env, stdout=output)
        wait_for(f"http://127.0.0.1:{port}/healthz")
        assert "/bienvenue/ouvrir/" in said.read_text()  # there is no shop yet
        children = psutil.Process(up.pid).children(recursive=True)
        os.kill(up.pid, final)
        up.wait(60)
        gone, alive = psutil.wait_procs(children, timeout=60)
        assert not alive
        assert len(gone) >= 3
