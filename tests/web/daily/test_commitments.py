"""The promises page: later, now, ticked, called off with a reason."""

import pytest

from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of


@pytest.fixture
def promise(shop: Shop, julie: int) -> int:
    return _promise(shop, julie, "task", "Préparer le prêt de 14h")


def _promise(shop: Shop, julie: int, kind: str, reason: str) -> int:
    rows = shop.execute(
        "insert into commitment (kind, conversation_id, reason, due_at, created_at) values"
        " (%s, %s, %s, timestamptz '2025-01-17 14:00 Europe/Paris', now()) returning id",
        kind, julie, reason,
    )  # fmt: skip
    return int(str(rows[0][0]))


def _row(shop: Shop, promise: int) -> tuple[object, ...]:
    return shop.execute(
        "select status, ended_because, due_at at time zone 'Europe/Paris' from commitment"
        " where id = %s",
        promise,
    )[0]


def test_a_task_is_listed_and_ticked_by_whoever_did_it(
    bob: Caller, shop: Shop, promise: int
) -> None:
    assert "Tâche en attente Préparer le prêt de 14h" in text_of(bob.get("/engagements").text)
    assert bob.post(f"/engagements/{promise}/faire").status_code == 303
    assert _row(shop, promise)[:2] == ("done", "Fait par Bob")
    assert bob.post(f"/engagements/{promise}/faire").status_code == 409


def test_a_promise_that_is_called_by_its_reason_is_named_once(
    bob: Caller, shop: Shop, julie: int
) -> None:
    def named() -> int:
        return text_of(bob.get("/engagements").text).count("Ce qui attend à l'ouverture")

    before = named()  # the shop may have promised itself one
    _promise(shop, julie, "digest", "Ce qui attend à l'ouverture")
    assert named() == before + 1


def test_a_promise_is_moved_in_the_shops_own_hours(alice: Caller, shop: Shop, promise: int) -> None:
    alice.post(f"/engagements/{promise}/deplacer", due_at="2025-01-18T10:30")
    assert str(_row(shop, promise)[2]) == "2025-01-18 10:30:00"


@pytest.mark.parametrize(
    ("due_at", "status"),
    [("2025-01-01T10:00", 409), ("9999-12-31T23:59", 409), ("demain", 422), ("", 422)],
)
def test_a_promise_cannot_be_moved_into_the_past_or_out_of_sight(
    alice: Caller, promise: int, due_at: str, status: int
) -> None:
    assert alice.post(f"/engagements/{promise}/deplacer", due_at=due_at).status_code == status


def test_a_promise_called_off_keeps_the_reason(alice: Caller, shop: Shop, promise: int) -> None:
    assert alice.post(f"/engagements/{promise}/annuler", reason="").status_code == 422
    alice.post(f"/engagements/{promise}/annuler", reason="Cliente venue plus tôt")
    assert _row(shop, promise)[:2] == ("cancelled", "Annulé par Alice : Cliente venue plus tôt")


def test_what_is_ours_is_done_now_instead_of_at_its_hour(
    alice: Caller, shop: Shop, julie: int
) -> None:
    reminder = _promise(shop, julie, "watch", "Suivre le colis")
    alice.post(f"/engagements/{reminder}/faire")
    status, _, due = _row(shop, reminder)
    assert (status, str(due)[:10]) == ("pending", "2025-01-16")
    shop.execute("update commitment set status = 'cancelled' where id = %s", reminder)


def test_the_end_of_a_hold_called_off_is_the_hold_called_off(alice: Caller, shop: Shop) -> None:
    sku, sender = "BL-445-38", "+33639980277"
    conversation = shop.hears("Bonjour", sender)
    rows = shop.execute(
        "insert into hold (variant_id, contact_id, quantity, until, created_at)"
        " select v.id, a.contact_id, 1, timestamptz '2025-01-17 18:00 Europe/Paris', now()"
        " from variant v, address a where v.sku = %s and a.value = %s returning id",
        sku, sender,
    )  # fmt: skip
    shop.execute("update variant set reserved = 1 where sku = %s", sku)
    end = _promise(shop, conversation, "hold_expiry", "Fin de la mise de côté")
    shop.execute("update commitment set hold_id = %s where id = %s", rows[0][0], end)
    alice.post(f"/engagements/{end}/annuler", reason="Article abîmé")
    assert shop.execute("select status from hold where id = %s", rows[0][0]) == [("cancelled",)]
    assert shop.execute("select reserved from variant where sku = %s", sku) == [(0,)]


def test_what_settles_itself_is_not_changed_by_hand(alice: Caller, shop: Shop, julie: int) -> None:
    inner = _promise(shop, julie, "tell_waiting", "Prévenir du retour")
    assert alice.post(f"/engagements/{inner}/annuler", reason="Non").status_code == 409
    shop.execute("update commitment set status = 'cancelled' where id = %s", inner)


def test_the_owner_next_door_finds_nothing(charlie: Caller, promise: int) -> None:
    assert charlie.post(f"/engagements/{promise}/faire").status_code == 404


def test_a_task_is_said_in_other_words(alice: Caller, shop: Shop, promise: int) -> None:
    fields = {"due_at": "2025-01-18T10:30", "reason": "Préparer le prêt de 15h"}
    alice.post(f"/engagements/{promise}/deplacer", **fields)
    assert "Tâche en attente Préparer le prêt de 15h" in text_of(alice.get("/engagements").text)


def test_what_is_ours_keeps_its_words(alice: Caller, shop: Shop, julie: int) -> None:
    watch = _promise(shop, julie, "watch", "Suivre le colis")
    alice.post(f"/engagements/{watch}/deplacer", due_at="2025-01-18T10:30", reason="Autre chose")
    assert shop.execute("select reason from commitment where id = %s", watch) == [
        ("Suivre le colis",)
    ]
    shop.execute("update commitment set status = 'cancelled' where id = %s", watch)


def test_words_that_were_not_touched_stay_as_they_are_kept(
    alice: Caller, shop: Shop, julie: int
) -> None:
    """An English member reads them in English, moves the promise, and says nothing anew."""
    kept = "Rembourser la commande #2847"
    task = _promise(shop, julie, "task", kept)
    alice.post("/compte/langue", language="en")
    try:
        assert 'value="Refund order #2847"' in alice.get("/engagements").text
        fields = {"due_at": "2025-01-18T10:30", "reason": "Refund order #2847"}
        alice.post(f"/engagements/{task}/deplacer", **fields)
    finally:
        alice.post("/compte/langue", language="fr")
    assert shop.execute("select reason from commitment where id = %s", task) == [(kept,)]
