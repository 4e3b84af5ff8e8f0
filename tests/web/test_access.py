"""Who may enter, and for how long; `test_routes.py` goes through the routes one by one."""

from datetime import timedelta

import pytest

from coccinelle.engine.business import membership
from coccinelle.web.access import audience
from coccinelle.web.access.audience import AUDIENCES
from tests.web.conftest import Caller, Shop, serving, web_app


def test_a_route_without_an_audience_is_closed_to_the_owner_too(shop: Shop, alice: Caller) -> None:
    app = web_app(shop)
    app.get("/inconnue")(lambda: "secret")
    with serving(app) as http:
        answer = Caller(http, alice.token).get("/inconnue")
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


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/liste",
        "/fil",
        "/actions",
        "/engagements",
        "/mises-de-cote",
        "/mises-de-cote?ref=RF-2847",
    ],
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


def test_what_was_given_to_a_member_who_leaves_is_anybodys_again(
    shop: Shop, stranger: Caller, julie: int
) -> None:
    email = f"marine-{shop.id}@example.org"
    caller = Caller(stranger.http, shop.employs("Marine", "staff"))
    shop.employs("Alice", "owner")
    shop.execute("update conversation set assigned_to = (select id from member where email = %s)"
                 " where id = %s", email, julie)  # fmt: skip
    membership.remove(shop.desk, email)
    assert caller.get("/fil").status_code == 401
    assigned = "select assigned_to from conversation where id = %s"
    assert shop.execute(assigned, julie) == [(None,)]


def test_another_role_begins_with_another_session(shop: Shop, stranger: Caller) -> None:
    staff = Caller(stranger.http, shop.employs("Charlie", "staff"))
    owner = Caller(stranger.http, shop.employs("Charlie", "owner"))
    assert [caller.get("/fil").status_code for caller in (staff, owner)] == [401, 200]


def test_a_request_is_never_admitted_by_a_malformed_cookie(stranger: Caller) -> None:
    for token in ("x", "%00", "a" * 43, "a" * 5000):
        answer = stranger.get("/fil", cookie=f"session={token}")
        assert answer.status_code == 401
