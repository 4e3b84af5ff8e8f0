"""Customers: found, read on one card, written to only as they agreed; shown, united and erased."""

import itertools
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from coccinelle.store import contacts
from tests.web.conftest import JULIE, Caller, Shop
from tests.web.reading import text_of
from tests.web.shop.test_knowledge import imported_again

_phones = itertools.count(700)


@pytest.fixture
def her(shop: Shop, julie: int) -> int:
    """Julie's card."""
    rows = shop.execute("select contact_id from conversation where id = %s", julie)
    return int(str(rows[0][0]))


@pytest.fixture
def someone(shop: Shop) -> tuple[int, str]:
    """Who wrote once: their card and their phone."""
    phone = f"+33639980{next(_phones)}"
    shop.hears("Bonjour, quels sont vos horaires ?", phone)
    ((number,),) = shop.execute("select contact_id from address where value = %s", phone)
    return int(str(number)), phone


def address_of(shop: Shop, phone: str) -> int:
    return int(str(shop.execute("select id from address where value = %s", phone)[0][0]))


@pytest.mark.parametrize("said", ["mercier", "JULIE", "06 39 98 00 01", "julie.mercier@"])
def test_a_customer_is_found_by_name_phone_or_email(bob: Caller, said: str) -> None:
    assert "Julie Mercier" in text_of(bob.get(f"/clients?q={said.replace(' ', '+')}").text)


def test_a_search_that_finds_nobody_says_so(bob: Caller) -> None:
    page = text_of(bob.get("/clients?q=zanzibar").text)
    assert "Aucun client ne correspond." in page


def test_the_card_tells_who_she_is_what_is_kept_and_what_was_said(bob: Caller, her: int) -> None:
    page = text_of(bob.get(f"/clients/{her}").text)
    for told in (
        "Julie Mercier",
        "06 39 98 00 01",
        "Mis de côté",
        "Robe fleurie",
        "Je passe ce soir",
    ):
        assert told in page


def test_staff_are_shown_no_button_that_is_the_owners(bob: Caller, alice: Caller, her: int) -> None:
    assert "Effacer cette personne" not in bob.get(f"/clients/{her}").text
    assert "Effacer cette personne" in alice.get(f"/clients/{her}").text


def test_notes_and_vip_outlive_the_next_import(bob: Caller, shop: Shop, her: int) -> None:
    ((notes,),) = shop.execute("select notes from contact where id = %s", her)
    bob.post(f"/clients/{her}/notes", notes="Aime le bleu", was_notes=notes)
    bob.post(f"/clients/{her}/vip", vip="true")
    imported_again(shop)
    assert shop.execute("select notes, vip from contact where id = %s", her) == [
        ("Aime le bleu", True)
    ]


def test_a_stop_is_written_down_with_its_proof_and_once(
    bob: Caller, shop: Shop, someone: tuple[int, str]
) -> None:
    who, phone = someone
    form = {
        "address_id": address_of(shop, phone), "kind": "sms", "stop": "true",
        "proof": "dit au comptoir",
    }  # fmt: skip
    for _ in range(2):
        assert bob.post(f"/clients/{who}/consentement", **form).status_code == 303
    page = text_of(bob.get(f"/clients/{who}").text)
    assert "STOP depuis" in page
    assert "« dit au comptoir », noté par Bob" in page
    written = "select count(*) from consent_change where address_id = %s"
    assert shop.execute(written, form["address_id"]) == [(1,)]


def test_a_stop_written_down_keeps_messages_from_leaving_and_an_agreement_lets_them(
    bob: Caller, shop: Shop, someone: tuple[int, str]
) -> None:
    who, phone = someone
    form = {"address_id": address_of(shop, phone), "kind": "sms", "proof": "au téléphone"}
    for stop in ("true", "false"):
        bob.post(f"/clients/{who}/consentement", **form, stop=stop)
        with shop.desk.transaction() as connection:
            reached = contacts.reachable(connection, who, "sms")
        assert (reached is None) == (stop == "true")


def test_a_stop_without_a_proof_or_of_another_customer_is_refused(
    bob: Caller, shop: Shop, someone: tuple[int, str]
) -> None:
    who, phone = someone
    form = {"kind": "sms", "stop": "true"}
    own = {**form, "address_id": address_of(shop, phone), "proof": ""}
    assert bob.post(f"/clients/{who}/consentement", **own).status_code == 422
    hers = {**form, "address_id": address_of(shop, JULIE), "proof": "au téléphone"}
    assert bob.post(f"/clients/{who}/consentement", **hers).status_code == 409


def test_the_owner_hands_out_all_that_is_known_and_it_is_written_down(
    alice: Caller, shop: Shop, her: int
) -> None:
    answer = alice.post(f"/clients/{her}/export")
    assert answer.headers["content-disposition"].startswith("attachment")
    found = json.loads(answer.text)
    assert found["contact"][0]["first_name"] == "Julie"
    assert {"message", "hold", "address"} <= set(found)
    last = "select what, about from audit order by id desc limit 1"
    assert shop.execute(last) == [("POST /clients/{contact_id}/export", f"contact {her}")]


def test_an_erasure_says_what_goes_and_waits_for_a_second_word(
    alice: Caller, shop: Shop, someone: tuple[int, str]
) -> None:
    who, phone = someone
    page = text_of(alice.get(f"/clients/{who}/effacer").text)
    assert "Ce qui part, pour toujours" in page
    assert "Ce qui reste" in page
    for word in ("", "oui", "effacer tout"):
        answer = alice.post(f"/clients/{who}/effacer", word=word)
        assert "rien n'est effacé" in text_of(alice.led(answer).text)
    assert address_of(shop, phone)


def test_an_english_owner_types_an_english_word(shop: Shop, stranger: Caller) -> None:
    owner = Caller(stranger.http, shop.employs("Marine", "owner"))
    owner.post("/compte/langue", language="en")
    ((who,),) = shop.execute("select contact_id from orders where number = '2847'")
    assert "Type ERASE to confirm" in text_of(owner.get(f"/clients/{who}/effacer").text)
    answer = owner.post(f"/clients/{who}/effacer", word="EFFACER")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/clients/{who}/effacer")


def test_what_is_owed_is_said_before_it_is_forgotten(alice: Caller, shop: Shop) -> None:
    ((emma,),) = shop.execute("select contact_id from orders where number = '2847'")
    assert "vous ne saurez plus à qui" not in alice.get(f"/clients/{emma}/effacer").text
    shop.execute(
        "insert into withdrawal (order_id, contact_id, declared_at, send_back_by)"
        " select id, contact_id, now(), now() from orders where number = '2847'"
    )
    assert "vous ne saurez plus à qui" in alice.get(f"/clients/{emma}/effacer").text
    shop.execute("delete from withdrawal")


def test_an_erased_person_is_gone_and_a_second_click_changes_nothing(
    alice: Caller, shop: Shop, someone: tuple[int, str]
) -> None:
    who, phone = someone
    answers = [alice.post(f"/clients/{who}/effacer", word="effacer") for _ in range(2)]
    assert [a.status_code for a in answers] == [200, 200]
    assert "C'est effacé" in text_of(answers[0].text)
    assert shop.execute("select id from address where value = %s", phone) == []
    assert "Cette fiche a été effacée." in text_of(alice.get(f"/clients/{who}").text)


def test_two_cards_become_one_and_the_first_address_leads_to_it(
    alice: Caller, shop: Shop, someone: tuple[int, str]
) -> None:
    who, phone = someone
    other = f"+33639980{next(_phones)}"
    shop.hears("Bonjour", other)
    ((moved,),) = shop.execute("select contact_id from address where value = %s", other)
    assert "06" in alice.get(f"/clients/{who}/reunir?q={other[-6:]}").text
    for _ in range(2):
        assert alice.post(f"/clients/{who}/reunir", other_id=moved).status_code == 303
    assert shop.execute("select contact_id from address where value = %s", other) == [(who,)]
    assert alice.get(f"/clients/{moved}").headers["location"] == f"/clients/{who}"
    assert phone[-4:] in alice.get(f"/clients/{who}").text.replace(" ", "").replace("\u202f", "")


def newcomer(shop: Shop) -> int:
    phone = f"+33639980{next(_phones)}"
    shop.hears("Bonjour", phone)
    return int(str(shop.execute("select contact_id from address where value = %s", phone)[0][0]))


def test_a_page_left_open_cannot_unite_a_card_with_the_one_that_took_it_in(
    alice: Caller, shop: Shop
) -> None:
    one, other = newcomer(shop), newcomer(shop)
    assert alice.post(f"/clients/{other}/reunir", other_id=one).status_code == 303
    stale = alice.post(f"/clients/{one}/reunir", other_id=other)
    assert stale.status_code == 409
    assert "a déjà été réunie" in text_of(stale.text)
    assert alice.get(f"/clients/{other}").status_code == 200


def test_both_ways_at_once_unite_once(alice: Caller, shop: Shop) -> None:
    one, other = newcomer(shop), newcomer(shop)
    with ThreadPoolExecutor(2) as pool:
        pairs = [(one, other), (other, one)]
        answers = list(
            pool.map(lambda p: alice.post(f"/clients/{p[0]}/reunir", other_id=p[1]), pairs)
        )
    assert sorted(answer.status_code for answer in answers) == [303, 409]


def test_a_proposal_that_waits_is_the_one_carried_out(alice: Caller, shop: Shop) -> None:
    one, other = newcomer(shop), newcomer(shop)
    shop.execute(
        "insert into merge (from_contact_id, into_contact_id, reason, proposed_at)"
        " values (%s, %s, 'Même e-mail', now())", other, one,
    )  # fmt: skip
    assert alice.post(f"/clients/{one}/reunir", other_id=other).status_code == 303
    assert shop.execute("select status from merge where from_contact_id = %s", other) == [
        ("merged",)
    ]


def test_a_chain_is_taken_apart_from_its_end(alice: Caller, shop: Shop) -> None:
    one, two, three = (newcomer(shop) for _ in range(3))
    for moved, kept in ((one, two), (two, three)):
        assert alice.post(f"/clients/{kept}/reunir", other_id=moved).status_code == 303
    first, second = (
        shop.execute("select id from merge where from_contact_id = %s", who)[0][0]
        for who in (one, two)
    )
    assert alice.post(f"/fiches/{first}/separer").status_code == 409
    assert alice.post(f"/fiches/{second}/separer").status_code == 303
    assert alice.post(f"/fiches/{first}/separer").status_code == 303
    rows = shop.execute("select distinct contact_id from address where contact_id in (%s, %s, %s)",
                        one, two, three)  # fmt: skip
    assert len(rows) == 3


def test_a_customer_next_door_is_no_customer_here(
    charlie: Caller, alice: Caller, next_door: Shop, her: int
) -> None:
    assert "Mercier" not in charlie.get("/clients?q=mercier").text
    next_door.hears("Bonjour", "+33639980303")
    ((theirs,),) = next_door.execute("select contact_id from address where value = '+33639980303'")
    assert alice.post(f"/clients/{her}/reunir", other_id=theirs).status_code == 404


def test_a_list_of_many_is_read_page_by_page(alice: Caller, shop: Shop) -> None:
    shop.execute(
        "insert into contact (first_name, last_name)"
        " select 'Alice', 'Zyx ' || n from generate_series(10, 60) n"
    )
    first = alice.get("/clients?q=zyx").text
    assert "suite=40" in first
    assert "Zyx 60" in text_of(alice.get("/clients?q=zyx&suite=40").text)
    shop.execute("delete from contact where last_name like 'Zyx%%'")
