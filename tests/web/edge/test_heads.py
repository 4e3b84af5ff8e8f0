"""Lines on which nobody asks for anything are closed; those in use stay open."""

import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from coccinelle.web.edge import heads
from tests.web.conftest import Caller

HEAD = b"GET /hors-ligne HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
def line(http: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    monkeypatch.setattr(heads, "HEAD_SECONDS", 1.0)
    with socket.create_connection((http.base_url.host, http.base_url.port)) as found:
        found.settimeout(9)
        yield found


def closed_after(line: socket.socket) -> float:
    began = time.monotonic()
    while line.recv(4096):
        pass
    return time.monotonic() - began


def test_a_line_that_says_nothing_is_closed(line: socket.socket) -> None:
    assert closed_after(line) < 9


def test_a_head_that_trickles_in_is_cut(line: socket.socket) -> None:
    assert trickled(line) < len(HEAD)


def trickled(line: socket.socket) -> int:
    """How many signs of a head were written before the line was closed."""
    for number, sign in enumerate(HEAD):
        try:
            line.sendall(bytes([sign]))
        except OSError:
            return number
        time.sleep(0.1)
    return len(HEAD)


def test_so_is_the_second_head_on_the_same_line(line: socket.socket) -> None:
    line.sendall(HEAD + b"\r\n")
    assert line.recv(4096).startswith(b"HTTP/1.1 200")
    line.sendall(HEAD)
    assert closed_after(line) < 9


def test_a_live_stream_outlives_it(alice: Caller, line: socket.socket) -> None:
    cookie = alice.cookie()["cookie"].encode()
    line.sendall(b"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie + b"\r\n\r\n")
    assert line.recv(4096).startswith(b"HTTP/1.1 200")
    line.settimeout(2)
    assert heard_until(line) == "still open"


def heard_until(line: socket.socket) -> str:
    try:
        while line.recv(4096):
            pass
    except TimeoutError:
        return "still open"
    return "closed"


def test_ten_seconds_are_enough() -> None:
    assert heads.HEAD_SECONDS == 10
