"""The doors held open, or knocked at in the wrong way: nobody else waits, nothing is kept."""

import socket
import time
from urllib.parse import urlsplit

import httpx
import pytest

from coccinelle.sandbox.twilio import signed_form
from coccinelle.web.edge import body
from tests.journeys.conftest import World
from tests.journeys.test_doors import form, nothing_is_kept
from tests.loopback import TOKEN

FORM_TYPE = "application/x-www-form-urlencoded"


def drip(url: str, seconds: float) -> tuple[bytes, float]:
    """One byte a second, as announced a thousand; what came back, and after how long."""
    parts = urlsplit(url)
    started = time.monotonic()
    with socket.create_connection((parts.hostname, parts.port), timeout=seconds) as line:
        head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: 1000\r\n"
        line.sendall(f"{head}Content-Type: {FORM_TYPE}\r\n\r\n".encode())
        line.settimeout(1)
        while time.monotonic() - started < seconds:
            line.sendall(b"a")
            try:
                return line.recv(4096), time.monotonic() - started
            except TimeoutError:
                continue
    return b"", time.monotonic() - started


@pytest.mark.parametrize("path", ["webhook", "/login"])
def test_a_body_that_trickles_in_is_cut_while_others_are_served(
    world: World, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(body, "MAX_SECONDS", 2.5)
    root = "{0.scheme}://{0.netloc}".format(urlsplit(world.webhook_url))
    answer, seconds = drip(world.webhook_url if path == "webhook" else root + path, 9)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"connection: close" in answer.lower()
    assert 2 < seconds
    assert httpx.get(root + "/healthz", timeout=30).status_code == 200
    assert nothing_is_kept(world)


def test_the_time_a_body_may_take_is_ten_seconds() -> None:
    assert body.MAX_SECONDS == 10


def test_others_are_served_while_a_hundred_bodies_trickle_in(world: World) -> None:
    parts = urlsplit(world.webhook_url)
    lines = [socket.create_connection((parts.hostname, parts.port)) for _ in range(100)]
    head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: 9\r\n\r\na"
    for line in lines:
        line.sendall(head.encode())
    started = time.monotonic()
    signed, headers = signed_form(world.webhook_url, TOKEN, form())
    assert (
        httpx.post(world.webhook_url, content=signed, headers=headers, timeout=30).status_code
        == 200
    )
    assert time.monotonic() - started < body.MAX_SECONDS - 1
    for line in lines:
        line.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"Content-Type": "application/json"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": f"{FORM_TYPE}; charset=iso-8859-1"},
        {"Content-Type": "text/plain"},
        {"Content-Type": ""},
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "br"},
    ],
)
def test_another_kind_of_body_is_refused(world: World, changes: dict[str, str]) -> None:
    signed, headers = signed_form(world.webhook_url, TOKEN, form())
    answer = httpx.post(
        world.webhook_url, content=signed, headers={**headers, **changes}, timeout=30
    )
    assert answer.status_code in (400, 415)
    assert nothing_is_kept(world)


@pytest.mark.parametrize(
    "sent",
    [b"", b"\xef\xbb\xbfFrom=a", b"\xff\xfe", b"{}", b"[" * 1000, b"a" * 60_000, b"&" * 60_000,
     b"=".join([b"a"] * 9000), b"From=%00", b"From=%ED%A0%80", b"\x00"],
)  # fmt: skip
def test_a_body_that_is_no_form_is_refused_and_never_an_error_of_ours(
    world: World, sent: bytes
) -> None:
    headers = {"Content-Type": FORM_TYPE, "X-Twilio-Signature": "AAAA"}
    assert httpx.post(world.webhook_url, content=sent, headers=headers, timeout=30).status_code in (
        400,
        403,
    )
    assert nothing_is_kept(world)


@pytest.mark.parametrize(
    "tail", ["/a%00b", "/' OR '1'='1", "/%ED%A0%80", "/../../etc/passwd", "/" + "a" * 5000, "//"]
)
@pytest.mark.parametrize("end", ["", "/status"])
def test_an_odd_key_is_simply_not_found(world: World, tail: str, end: str) -> None:
    root = world.webhook_url.rsplit("/", 1)[0]
    signed, headers = signed_form(root + tail + end, TOKEN, form())
    assert httpx.post(
        root + tail + end, content=signed, headers=headers, timeout=30
    ).status_code in (403, 404)
