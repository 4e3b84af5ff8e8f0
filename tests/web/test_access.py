"""Who may enter: every route has its audience, and what is not said is refused."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from coccinelle.web import audience
from coccinelle.web.audience import AUDIENCES
from tests.web.conftest import Caller, Shop, serving, web_app

NUMBERS = {
    "{conversation_id}": "{julie}",
    "{hold_id}": "{hold}",
    "{action_id}": "1",
    "{merge_id}": "{merge}",
    "{piece_id}": "1",
    "{commitment_id}": "{commitment}",
}
MEMBERS_ONLY = sorted(route for route, who in AUDIENCES.items() if who.roles)
WITH_NUMBERS = [route for route in MEMBERS_ONLY if "{" in route]
FIELDS = {"text": "Bonjour", "draft_id": 1, "seen_seq": 0, "until": "2025-01-18T18:00"}


def every_route(routes: list[Any]) -> Iterator[str]:
    """Method and path, those of included routers too."""
    for route in routes:
        if hasattr(route, "methods"):
            yield from (f"{method} {route.path}" for method in route.methods)
        else:
            prefix = route.include_context.prefix
            for name in every_route(route.original_router.routes):
                method, _, path = name.partition(" ")
                yield f"{method} {prefix}{path}"


def call(caller: Caller, route: str, julie: int, hold: int) -> int:
    method, _, path = route.partition(" ")
    path = (
        path.replace("{conversation_id}", str(julie))
        .replace("{hold_id}", str(hold))
        .replace("{action_id}", "1")
        .replace("{merge_id}", "1")
        .replace("{piece_id}", "1")
        .replace("{commitment_id}", "1")
    )
    answer = caller.get(path) if method == "GET" else caller.post(path, **FIELDS)
    return answer.status_code


@pytest.fixture
def hold(shop: Shop, julie: int) -> int:
    return int(str(shop.execute("select id from hold where conversation_id = %s", julie)[0][0]))


def test_the_table_names_every_route_and_only_routes(shop: Shop) -> None:
    assert sorted(every_route(web_app(shop).routes)) == sorted(AUDIENCES)


def test_a_route_without_an_audience_is_closed_to_the_owner_too(shop: Shop, alice: Caller) -> None:
    app = web_app(shop)
    app.get("/nouveau")(lambda: "secret")
    with serving(app) as http:
        answer = Caller(http, alice.token).get("/nouveau")
    assert answer.status_code == 403
    assert "secret" not in answer.text


def test_staff_are_refused_where_only_the_owner_may_go(
    shop: Shop, alice: Caller, bob: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(AUDIENCES, "GET /caisse", audience.OWNER)
    app = web_app(shop)
    app.get("/caisse")(lambda: "secret")
    with serving(app) as http:
        statuses = [Caller(http, c.token).get("/caisse").status_code for c in (alice, bob)]
    assert statuses == [200, 403]


@pytest.mark.parametrize("route", MEMBERS_ONLY)
def test_a_stranger_is_refused(stranger: Caller, julie: int, hold: int, route: str) -> None:
    quiet = AUDIENCES[route].is_quiet or route.startswith("POST")
    assert call(stranger, route, julie, hold) == (401 if quiet else 303)


@pytest.mark.parametrize("route", WITH_NUMBERS)
def test_the_owner_next_door_finds_nothing(
    charlie: Caller, julie: int, hold: int, route: str
) -> None:
    assert call(charlie, route, julie, hold) == 404


@pytest.mark.parametrize(
    "path", ["/", "/fil", "/engagements", "/mises-de-cote", "/mises-de-cote?ref=RF-2847"]
)
def test_the_owner_next_door_sees_no_word_of_it(
    alice: Caller, charlie: Caller, julie: int, path: str
) -> None:
    words = ("Julie", "RF-2847-38", "fleurie")
    assert any(word in alice.get(path).text for word in words)
    assert not any(word in charlie.get(path).text for word in words)


@pytest.mark.parametrize("route", ["valider", "modifier", "refuser"])
def test_a_draft_next_door_cannot_be_reached_through_ones_own_conversation(
    shop: Shop, next_door: Shop, charlie: Caller, julie: int, route: str
) -> None:
    draft = shop.drafts(julie, "Bonjour Julie")
    own = next_door.hears("Bonjour", "+33639980302")
    answer = charlie.post(f"/conversations/{own}/{route}", draft_id=draft, text="x")
    assert answer.status_code in (303, 404, 409)
    assert shop.execute("select status from draft where id = %s", draft) == [("waiting",)]
    shop.execute("update draft set status = 'replaced' where id = %s", draft)


def test_stock_next_door_cannot_be_corrected(shop: Shop, charlie: Caller) -> None:
    before = shop.execute("select sku, on_hand from variant order by sku")
    assert charlie.post("/stock", sku="RF-2847-38", on_hand=99).status_code == 409
    assert shop.execute("select sku, on_hand from variant order by sku") == before


@pytest.mark.parametrize(
    ("column", "age", "status"),
    [
        ("seen_at", timedelta(hours=11), 200),
        ("seen_at", timedelta(hours=13), 303),
        ("created_at", timedelta(days=29), 200),
        ("created_at", timedelta(days=31), 303),
    ],
)
def test_a_session_ends_after_12_idle_hours_or_30_days(
    shop: Shop, stranger: Caller, column: str, age: timedelta, status: int
) -> None:
    token = shop.employs("Charlie", "staff")
    shop.execute(
        f"update session set {column} = now() - %s where member_id = (select max(id) from member"
        " where name = 'Charlie')",
        age,
    )
    assert Caller(stranger.http, token).get("/").status_code == status


def test_a_page_left_open_does_not_keep_its_session_alive(shop: Shop, stranger: Caller) -> None:
    caller = Caller(stranger.http, shop.employs("Charlie", "staff"))
    idle = "select now() - seen_at > interval '10 hours' from session order by created_at desc"
    shop.execute("update session set seen_at = now() - interval '11 hours' where created_at ="
                 " (select max(created_at) from session)")  # fmt: skip
    assert caller.get("/fil").status_code == 200
    assert shop.execute(idle)[0][0] is True
    assert caller.get("/").status_code == 200
    assert shop.execute(idle)[0][0] is False


def test_a_member_who_left_is_out_at_once(shop: Shop, stranger: Caller) -> None:
    caller = Caller(stranger.http, shop.employs("Charlie", "staff"))
    assert caller.get("/").status_code == 200
    shop.execute("delete from member where name = 'Charlie'")
    assert caller.get("/").status_code == 303


def test_a_request_is_never_admitted_by_a_malformed_cookie(stranger: Caller) -> None:
    for token in ("x", "%00", "a" * 43, "a" * 5000):
        answer = stranger.get("/fil", cookie=f"session={token}")
        assert answer.status_code == 401
