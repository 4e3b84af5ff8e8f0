"""Forms come from our own pages, or they do nothing."""

import re

import pytest

from coccinelle.web.access.audience import AUDIENCES
from coccinelle.web.access.sessions import form_token, new_token
from tests.web.conftest import PUBLIC_URL, Caller

WRITES = sorted(
    route.removeprefix("POST ")
    for route, who in AUDIENCES.items()
    if route.startswith("POST") and not who.is_provider
)
WITH_A_FILE = [route.removeprefix("POST ") for route, who in AUDIENCES.items() if who.takes_file]
PAGES = [route.removeprefix("GET ") for route in AUDIENCES if route.startswith("GET")]
BEFORE_LOGIN = ("/login", "/mot-de-passe")
RIGHT = {"text": "x", "draft_id": "1", "seen": "0", "until": "2025-01-18T18:00"}


def path_of(route: str, julie: int) -> str:
    return (
        route.replace("{conversation_id}", str(julie))
        .replace("{hold_id}", "1")
        .replace("{action_id}", "1")
        .replace("{saved_id}", "1")
    )


def as_sender(alice: Caller, path: str) -> Caller:
    """Who is about to log in has a cookie of their own: that of a visitor."""
    return Caller(alice.http, new_token()) if path.startswith(BEFORE_LOGIN) else alice


def send(caller: Caller, path: str, fields: dict[str, object], **headers: str) -> int:
    name = "visitor" if path.startswith(BEFORE_LOGIN) else "session"
    given = {**headers, "cookie": f"{name}={caller.token}"}
    file = {"file": ("x.csv", b"a;b")} if path in WITH_A_FILE else None
    return caller.http.post(path, data=fields, files=file, headers=given).status_code


@pytest.mark.parametrize("route", WRITES)
def test_a_form_that_is_not_ours_is_refused(
    alice: Caller, bob: Caller, julie: int, route: str
) -> None:
    path = path_of(route, julie)
    caller = as_sender(alice, path)
    ours = {**RIGHT, "form_token": form_token(caller.token)}
    assert send(caller, path, dict(RIGHT)) == 403
    assert send(caller, path, {**RIGHT, "form_token": form_token(bob.token)}) == 403
    assert send(caller, path, {**RIGHT, "form_token": caller.token}) == 403
    for site in ("cross-site", "same-site", "none"):
        assert send(caller, path, ours, **{"sec-fetch-site": site}) == 403
    assert send(caller, path, ours, origin="https://evil.example") == 403
    text = {"cookie": f"session={caller.token}; visitor={caller.token}",
            "content-type": "text/plain"}  # fmt: skip
    body = f"form_token={form_token(caller.token)}"
    refused = 422 if path in WITH_A_FILE else 403
    assert caller.http.post(path, content=body, headers=text).status_code == refused


@pytest.mark.parametrize("origin", [PUBLIC_URL, "null", ""])
def test_a_form_of_ours_is_taken_through_a_proxy_too(
    alice: Caller, julie: int, origin: str
) -> None:
    path, fields = f"/conversations/{julie}/rendre", {"form_token": form_token(alice.token)}
    headers = {"origin": origin} if origin else {}
    assert send(alice, path, dict(fields), **headers, **{"sec-fetch-site": "same-origin"}) == 303


def test_the_pages_own_script_carries_the_token_in_a_header(
    alice: Caller, bob: Caller, julie: int
) -> None:
    path, right = f"/conversations/{julie}/rendre", form_token(alice.token)
    assert send(alice, path, {"x": "1"}, **{"x-form-token": right}) == 303
    assert send(alice, path, {"x": "1"}, **{"x-form-token": form_token(bob.token)}) == 403
    both = {"form_token": right}
    assert send(alice, path, dict(both), **{"x-form-token": form_token(bob.token)}) == 403


@pytest.mark.parametrize("route", WRITES)
def test_nothing_is_written_by_following_a_link(alice: Caller, julie: int, route: str) -> None:
    """An address that is also a page shows it, or says that there is none."""
    answer = alice.get(path_of(route, julie))
    is_page = any(_is_at(route, page) for page in PAGES)
    assert answer.status_code in ((200, 404, 410, 422) if is_page else (405,))


def _is_at(route: str, page: str) -> bool:
    return re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(page)), route) is not None


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("text=a&text=b", 422),
        ("&".join(f"f{n}=x" for n in range(50)), 422),
        ("text=%FF%FE", 422),
        ("text=" + "a" * 70_000, 413),
        ("text=&seen=0", 422),
        ("text=x&seen=NaN", 422),
        ("text=" + "a" * 5001 + "&seen=0", 422),
    ],
)
def test_a_form_that_cannot_be_read_is_refused(
    alice: Caller, julie: int, body: str, status: int
) -> None:
    answer = alice.http.post(
        f"/conversations/{julie}/repondre",
        content=f"form_token={form_token(alice.token)}&{body}",
        headers={
            "cookie": f"session={alice.token}",
            "content-type": "application/x-www-form-urlencoded",
        },
    )
    assert answer.status_code == status


def test_the_proof_of_a_form_is_another_text_on_each_page(alice: Caller) -> None:
    shown = [re.findall('name="form_token" value="([^"]*)"', alice.get("/").text)[0] for _ in "12"]
    assert shown[0] != shown[1]
    assert form_token(alice.token) not in shown
    for token in shown:
        assert alice.send("/logout", {"form_token": token[:-1] + "g"}).status_code == 403
        answer = alice.send("/reponses", {"form_token": token, "name": token[:9], "text": "Oui"})
        assert answer.status_code == 303


def test_a_page_travels_compressed_to_who_can_read_it(alice: Caller) -> None:
    packed = alice.get("/", **{"accept-encoding": "gzip"})
    plain = alice.get("/", **{"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 3
