"""How far each skill goes alone: everyone in the shop sees it, the owner alone sets it."""

import pytest

from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

WRITES = ("niveau", "accepter", "refuser")


def level(shop: Shop, skill: str) -> str:
    return shop.desk.business.policy.autonomy_of(skill)


@pytest.fixture
def proposal(shop: Shop) -> str:
    shop.execute("delete from autonomy_change")
    shop.execute(
        "insert into autonomy_change (skill, from_level, to_level, status, because, at)"
        " values ('invoice', 'draft', 'auto', 'proposed', '42 brouillons, 40 sans retouche', now())"
    )
    shop.execute(
        "insert into autonomy (skill, level, since, set_by) values ('invoice', 'draft', now(), 'x')"
        " on conflict (business_id, skill) do update set level = 'draft'"
    )
    return "invoice"


@pytest.mark.parametrize("write", WRITES)
def test_a_stranger_sets_nothing(stranger: Caller, shop: Shop, write: str) -> None:
    assert stranger.post(f"/autonomie/hold/{write}", level="off").status_code == 401
    assert stranger.get("/autonomie").status_code == 303
    assert level(shop, "hold") == "auto"


@pytest.mark.parametrize("write", WRITES)
def test_staff_see_and_do_not_set(bob: Caller, shop: Shop, write: str) -> None:
    page = bob.get("/autonomie")
    assert "Mises de côté" in text_of(page.text)
    assert "Enregistrer" not in page.text
    assert bob.post(f"/autonomie/hold/{write}", level="off").status_code == 403
    assert level(shop, "hold") == "auto"


def test_the_owner_next_door_sets_only_her_own(charlie: Caller, shop: Shop) -> None:
    assert charlie.post("/autonomie/hold/niveau", level="off").status_code == 303
    assert level(shop, "hold") == "auto"


def test_the_owner_sets_a_level(alice: Caller, shop: Shop) -> None:
    assert alice.post("/autonomie/order_change/niveau", level="draft").status_code == 303
    assert level(shop, "order_change") == "draft"
    assert "par Alice : Réglé à la main" in text_of(alice.get("/autonomie").text)


def test_an_owner_who_reads_english_reads_no_french(
    stranger: Caller, shop: Shop, proposal: str
) -> None:
    counts = '{"judged": 42, "unedited": 40, "unedited_at_least": 0.84}'
    shop.execute("update autonomy_change set evidence = %s", counts)
    emma = Caller(stranger.http, shop.employs("Emma", "owner"))
    emma.post("/compte/langue", language="en")
    emma.post("/autonomie/hold/niveau", level="draft")
    page = text_of(emma.get("/autonomie").text)
    assert "42 drafts, 40 sent untouched (at least 84%" in page
    assert "by Emma: Set by hand" in page
    assert not {"automatique", "Mises de côté", "désactivé", "par Emma"} & set(page.split(" · "))
    assert "automatique" not in page and "Mises de côté" not in page
    emma.post("/autonomie/hold/niveau", level="auto")


def test_the_record_is_shown(alice: Caller, shop: Shop, julie: int) -> None:
    assert "Réponses automatiques : " in text_of(alice.get("/autonomie").text)


@pytest.mark.parametrize(
    ("skill", "to"), [("hold", "presque"), ("sorcellerie", "auto"), ("opt_out", "off")]
)
def test_what_cannot_be_set_is_refused(alice: Caller, skill: str, to: str) -> None:
    assert alice.post(f"/autonomie/{skill}/niveau", level=to).status_code == 409


def test_a_proposal_is_accepted_once(alice: Caller, shop: Shop, proposal: str) -> None:
    assert "42 brouillons" in text_of(alice.get("/autonomie").text)
    assert alice.post(f"/autonomie/{proposal}/accepter").status_code == 303
    assert level(shop, proposal) == "auto"
    assert alice.post(f"/autonomie/{proposal}/accepter").status_code == 303
    assert alice.post("/autonomie/hold/refuser").status_code == 409


def test_a_proposal_is_refused(alice: Caller, shop: Shop, proposal: str) -> None:
    assert alice.post(f"/autonomie/{proposal}/refuser").status_code == 303
    assert level(shop, proposal) == "draft"
    assert "passer en automatique ?" not in alice.get("/autonomie").text
