"""Members are added, promoted and removed by an owner; one owner always stays."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

LEA = {"name": "Léa", "email": " Lea@Example.org ", "role": "staff"}


def role_of(shop: Shop, email: str) -> object:
    return next(iter(shop.execute("select role from member where email = %s", email)), (None,))[0]


def id_of(shop: Shop, name: str) -> object:
    return shop.execute("select id from member where name = %s order by id desc", name)[0][0]


@pytest.fixture(autouse=True)
def _without_lea(shop: Shop) -> None:
    shop.execute("delete from member where email = 'lea@example.org'")


def test_a_stranger_and_the_staff_see_no_member(stranger: Caller, bob: Caller) -> None:
    assert stranger.get("/reglages/membres").status_code == 303
    assert bob.get("/reglages/membres").status_code == 403
    assert bob.post("/reglages/membres", **LEA).status_code == 403


def test_a_new_member_gets_a_link_to_choose_a_password(alice: Caller, shop: Shop) -> None:
    page = alice.post("/reglages/membres", **LEA)
    assert "Donnez ce lien à Léa" in text_of(page.text)
    assert "/mot-de-passe/" in page.text
    assert role_of(shop, "lea@example.org") == "staff"
    assert "/mot-de-passe/" not in alice.get("/reglages/membres").text


def test_an_invitation_lasts_three_days_and_a_new_link_half_an_hour(
    alice: Caller, shop: Shop
) -> None:
    def life() -> timedelta:
        (row,) = shop.execute("select max(expires_at) from password_reset")
        assert isinstance(row[0], datetime)
        return row[0] - datetime.now(UTC)

    assert "pendant trois jours" in text_of(alice.post("/reglages/membres", **LEA).text)
    assert timedelta(days=2) < life() < timedelta(days=4)
    page = alice.post(f"/reglages/membres/{id_of(shop, 'Léa')}/lien").text
    assert "pendant 30 minutes" in text_of(page)
    assert life() < timedelta(minutes=31)


def test_who_has_no_password_yet_is_shown(alice: Caller, stranger: Caller, shop: Shop) -> None:
    page = alice.post("/reglages/membres", **LEA).text
    assert "pas encore entrée" in text_of(page)
    link = page.partition("/mot-de-passe/")[2].partition("<")[0]
    visitor = stranger.get(f"/mot-de-passe/{link}")
    assert visitor.status_code == 200
    shop.execute("update member set password_hash = 'x' where email = 'lea@example.org'")
    assert "pas encore entrée" not in text_of(alice.get("/reglages/membres").text)


def test_before_the_link_is_used_no_password_opens(alice: Caller, stranger: Caller) -> None:
    alice.post("/reglages/membres", **LEA)
    answer = stranger.post("/login", email="lea@example.org", password="!")
    assert answer.status_code in (401, 403)


def test_a_member_is_not_added_twice(alice: Caller, shop: Shop) -> None:
    alice.post("/reglages/membres", **LEA)
    again = alice.post("/reglages/membres", **{**LEA, "role": "owner"})
    assert again.status_code == 409
    assert 'value="Léa"' in again.text
    assert role_of(shop, "lea@example.org") == "staff"


@pytest.mark.parametrize(
    ("change", "status"), [({"email": "lea"}, 422), ({"role": "reine"}, 409), ({"name": ""}, 422)]
)
def test_what_is_no_member_is_refused(
    alice: Caller, shop: Shop, change: dict[str, str], status: int
) -> None:
    assert alice.post("/reglages/membres", **{**LEA, **change}).status_code == status
    assert role_of(shop, "lea@example.org") is None


def test_the_staff_may_become_owner_and_back(alice: Caller, shop: Shop) -> None:
    alice.post("/reglages/membres", **LEA)
    path = f"/reglages/membres/{id_of(shop, 'Léa')}/role"
    assert alice.post(path, role="owner").status_code == 303
    assert role_of(shop, "lea@example.org") == "owner"
    assert alice.post(path, role="staff").status_code == 303
    line = shop.execute("select before, after from audit order by id desc limit 1")[0]
    assert line == ({"role": "owner"}, {"role": "staff"})


def test_the_last_owner_stays_one(alice: Caller, shop: Shop) -> None:
    path = f"/reglages/membres/{id_of(shop, 'Alice')}"
    assert alice.post(f"{path}/role", role="staff").status_code == 409
    assert alice.post(f"{path}/retirer").status_code == 409
    assert "seul propriétaire" in text_of(alice.post(f"{path}/role", role="staff").text)


def test_what_the_last_owner_cannot_do_is_not_offered(alice: Caller, shop: Shop) -> None:
    own = f'action="/reglages/membres/{id_of(shop, "Alice")}/role"'
    assert own not in alice.get("/reglages/membres").text
    alice.post("/reglages/membres", **{**LEA, "role": "owner"})
    assert own in alice.get("/reglages/membres").text


def test_an_owner_who_steps_down_lands_on_a_page_of_hers(
    alice: Caller, stranger: Caller, shop: Shop
) -> None:
    emma = Caller(stranger.http, shop.employs("Emma", "owner"))
    answer = emma.post(f"/reglages/membres/{id_of(shop, 'Emma')}/role", role="staff")
    assert answer.headers["location"] == "/reglages"
    assert emma.get("/reglages").status_code == 200
    assert emma.get("/reglages/membres").status_code == 403


def test_who_is_removed_is_out_at_once(alice: Caller, stranger: Caller, shop: Shop) -> None:
    marine = Caller(stranger.http, shop.employs("Marine", "staff"))
    assert alice.post(f"/reglages/membres/{id_of(shop, 'Marine')}/retirer").status_code == 303
    assert marine.get("/reglages").status_code == 303


@pytest.mark.parametrize("act", ["role", "telephone", "lien", "retirer"])
def test_the_owner_next_door_reaches_no_member_of_ours(
    alice: Caller, charlie: Caller, shop: Shop, act: str
) -> None:
    alice.post("/reglages/membres", **LEA)
    path = f"/reglages/membres/{id_of(shop, 'Léa')}/{act}"
    assert charlie.post(path, role="owner").status_code == 404
    assert role_of(shop, "lea@example.org") == "staff"


LEAS = "06 39 98 00 77"


def code_of(shop: Shop) -> str:
    """The last one that left, as its phone shows it."""
    return next(iter(re.findall(r"[0-9]{6}", shop.sent[-1].text)))


def hidden(page: str) -> dict[str, str]:
    """What the form that waits for a code carries."""
    return {name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
            for name in ("address", "at", "proof")}  # fmt: skip


def test_a_phone_is_a_member_s_once_its_code_is_said(alice: Caller, shop: Shop) -> None:
    alice.post("/reglages/membres", **LEA)
    path = f"/reglages/membres/{id_of(shop, 'Léa')}/telephone"
    page = alice.post(path, phone=LEAS).text
    assert f"Un code vient de partir au {LEAS}" in text_of(page)
    assert shop.sent[-1].recipient == "+33639980077"
    assert code_of(shop) not in page
    assert shop.execute("select 1 from member where phone <> ''") == []
    wrong = alice.post(f"{path}/code", **hidden(page), code="000000")
    assert (wrong.status_code, "pas le bon code" in text_of(wrong.text)) == (422, True)
    assert alice.post(f"{path}/code", **hidden(page), code=code_of(shop)).status_code == 303
    assert LEAS in text_of(alice.get("/reglages/membres").text)


@pytest.mark.parametrize("change", [{"address": "+33639980078"}, {"at": "1"}, {"proof": "é"}])
def test_a_code_proves_no_other_number_and_nothing_old(
    alice: Caller, shop: Shop, change: dict[str, str]
) -> None:
    alice.post("/reglages/membres", **LEA)
    path = f"/reglages/membres/{id_of(shop, 'Léa')}/telephone"
    form = {**hidden(alice.post(path, phone=LEAS).text), **change}
    assert alice.post(f"{path}/code", **form, code=code_of(shop)).status_code == 422
    assert shop.execute("select 1 from member where phone <> ''") == []


def test_a_phone_that_is_none_or_another_s_is_refused_before_a_code_leaves(
    alice: Caller, shop: Shop
) -> None:
    alice.post("/reglages/membres", **LEA)
    path = f"/reglages/membres/{id_of(shop, 'Léa')}/telephone"
    alice.post(f"{path}/code", **hidden(alice.post(path, phone=LEAS).text), code=code_of(shop))
    before = len(shop.sent)
    assert alice.post(path, phone="12").status_code == 422
    other = f"/reglages/membres/{id_of(shop, 'Alice')}/telephone"
    assert alice.post(other, phone=LEAS).status_code == 409
    assert len(shop.sent) == before
    assert alice.post(path, phone="").status_code == 303
    assert shop.execute("select 1 from member where phone <> ''") == []
