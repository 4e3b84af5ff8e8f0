"""A customer's card corrected by members: who they are, how to reach them; two members at once."""

import itertools

import pytest

from coccinelle.store import contacts
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of
from tests.web.shop.test_knowledge import imported_again

_numbers = itertools.count(7001)
SHOWN = ("first_name", "last_name", "tone", "size", "preferred_channel")


@pytest.fixture
def card(shop: Shop) -> int:
    """Of somebody new."""
    with shop.desk.transaction() as connection:
        return contacts.address_for(connection, "sms", f"+3363998{next(_numbers):04d}").contact_id


def corrected(who: Caller, card: int, was: dict[str, str], **now: str) -> int:
    before = {f"was_{name}": was.get(name, "") for name in SHOWN}
    wanted = {name: was.get(name, "") for name in SHOWN} | now
    return who.post(f"/clients/{card}/fiche", **before, **wanted).status_code


def kept(shop: Shop, card: int) -> tuple[object, ...]:
    return shop.execute("select first_name, size, tone from contact where id = %s", card)[0]


def test_a_stranger_and_the_owner_next_door_correct_nothing(
    stranger: Caller, charlie: Caller, shop: Shop, card: int
) -> None:
    assert corrected(stranger, card, {}, size="40") in (401, 403)
    assert corrected(charlie, card, {}, size="40") == 404
    assert charlie.post(f"/clients/{card}/adresses", value="a@example.org").status_code == 404
    assert kept(shop, card)[1] == ""


def test_a_name_a_size_and_tu_are_said_by_hand_and_kept(bob: Caller, shop: Shop, card: int) -> None:
    assert corrected(bob, card, {}, first_name="Zoé", size="40", tone="tu") == 303
    assert kept(shop, card) == ("Zoé", "40", "tu")
    page = text_of(bob.get(f"/clients/{card}").text)
    assert "Taille 40" in page


def test_what_was_set_by_hand_outlives_the_next_import(bob: Caller, shop: Shop) -> None:
    ((emma,),) = shop.execute("select id from contact where first_name = 'Emma'")
    assert corrected(bob, int(str(emma)), {"first_name": "Emma"}, first_name="Emmanuelle") == 303
    imported_again(shop)
    assert kept(shop, int(str(emma)))[0] == "Emmanuelle"
    corrected(bob, int(str(emma)), {"first_name": "Emmanuelle"}, first_name="Emma")


def test_whoever_is_spoken_to_as_tu_is_answered_so(bob: Caller, shop: Shop) -> None:
    phone = f"+3363998{next(_numbers):04d}"
    conversation = shop.hears("Bonjour, vous avez la robe fleurie bleue en 38 ?", phone)
    ((card,),) = shop.execute("select contact_id from conversation where id = %s", conversation)
    corrected(bob, int(str(card)), {}, tone="tu")
    shop.hears("Bonjour, et vos horaires ? Et vous faites du sur-mesure ?", phone)
    assert {"te", "tu", "ton", "ta"} & set(shop.sent[-1].text.split())


def test_two_members_who_correct_different_things_are_both_kept(
    alice: Caller, bob: Caller, shop: Shop, card: int
) -> None:
    assert corrected(alice, card, {}, size="40") == 303
    assert corrected(bob, card, {}, first_name="Zoé") == 303
    assert kept(shop, card)[:2] == ("Zoé", "40")


def test_who_comes_second_on_the_same_field_sees_both_words_and_loses_none(
    alice: Caller, bob: Caller, shop: Shop, card: int
) -> None:
    corrected(alice, card, {}, size="40")
    answer = bob.post(f"/clients/{card}/fiche", **{f"was_{name}": "" for name in SHOWN}, size="42")
    assert answer.status_code == 409
    assert 'name="size" maxlength="40" autocomplete="off" value="42"' in answer.text
    assert "Un autre membre vient de changer : taille" in text_of(answer.text)
    assert kept(shop, card)[1] == "40"
    assert corrected(bob, card, {"size": "40"}, size="42") == 303


def test_notes_written_by_two_at_once_are_not_lost(
    alice: Caller, bob: Caller, shop: Shop, card: int
) -> None:
    alice.post(f"/clients/{card}/notes", notes="Aime le bleu", was_notes="")
    answer = bob.post(f"/clients/{card}/notes", notes="Vient le samedi", was_notes="")
    assert answer.status_code == 409
    assert "Vient le samedi" in answer.text
    assert "Aime le bleu" in answer.text


def test_an_address_is_added_and_one_that_never_served_is_removed(
    bob: Caller, shop: Shop, card: int
) -> None:
    for _ in range(2):
        answer = bob.post(f"/clients/{card}/adresses", value=" Zoe.x@Example.org ")
        assert "La coordonnée est ajoutée." in text_of(bob.led(answer).text)
    ((address,),) = shop.execute("select id from address where value = 'zoe.x@example.org'")
    bob.post(f"/clients/{card}/adresses/{address}/retirer")
    assert shop.execute("select from address where id = %s", address) == []


@pytest.mark.parametrize("value", ["12", "pas une adresse", "a@b", "😀😀😀", "-1", "x" * 250])
def test_what_is_no_address_is_refused_in_words(bob: Caller, card: int, value: str) -> None:
    answer = bob.post(f"/clients/{card}/adresses", value=value)
    assert answer.status_code == 422 or "pas valable" in bob.led(answer).text


def test_the_address_of_another_card_leads_to_it(bob: Caller, shop: Shop, card: int) -> None:
    answer = bob.post(f"/clients/{card}/adresses", value="emma@example.org")
    ((emma,),) = shop.execute("select contact_id from address where value = 'emma@example.org'")
    page = bob.led(answer).text
    assert "déjà celle d'une autre fiche" in text_of(page)
    assert f'href="/clients/{emma}"' in page


def test_an_address_a_running_promise_goes_by_is_not_removed(
    bob: Caller, shop: Shop, julie: int
) -> None:
    ((address, who),) = shop.execute(
        "select address_id, contact_id from conversation where id = %s", julie
    )
    answer = bob.post(f"/clients/{who}/adresses/{address}/retirer")
    assert answer.status_code == 409
    assert "Un engagement en cours passe par cette coordonnée" in text_of(answer.text)


@pytest.fixture
def moved(shop: Shop, bob: Caller) -> tuple[int, int, str, int]:
    """A customer with a name, the conversation of a phone they no longer have, that phone."""
    phone = f"+3363998{next(_numbers):04d}"
    asked = shop.hears("Bonjour, quels sont vos horaires ?", phone)
    ((who, address),) = shop.execute(
        "select contact_id, address_id from conversation where id = %s", asked
    )
    corrected(bob, int(str(who)), {}, first_name="Zoé")
    return int(str(who)), asked, phone, int(str(address))


def test_an_address_that_wrote_is_removed_and_what_was_said_stays(
    bob: Caller, alice: Caller, shop: Shop, moved: tuple[int, int, str, int]
) -> None:
    who, asked, phone, address = moved
    page = alice.led(alice.post(f"/clients/{who}/adresses/{address}/retirer")).text
    assert "aura sa propre fiche" in text_of(page)
    assert "Réunir de nouveau" in text_of(page)
    again = shop.hears("Bonjour, vous êtes ouverts dimanche ?", phone)
    ((stranger,),) = shop.execute("select contact_id from conversation where id = %s", again)
    ((still,),) = shop.execute("select contact_id from conversation where id = %s", asked)
    assert (still == who, stranger == who, again == asked) == (True, False, False)


def test_nobody_writes_in_a_conversation_whose_address_left(
    bob: Caller, shop: Shop, moved: tuple[int, int, str, int]
) -> None:
    who, asked, _, address = moved
    bob.post(f"/clients/{who}/adresses/{address}/retirer")
    ((seen,),) = shop.execute("select max(id) from message where conversation_id = %s", asked)
    answer = bob.post(f"/conversations/{asked}/repondre", text="Bonjour Zoé", seen=seen)
    assert answer.status_code == 409
    assert "a été retirée de sa fiche" in text_of(answer.text)
    bob.post(f"/conversations/{asked}/rouvrir")
    assert shop.execute("select state from conversation where id = %s", asked) == [("closed",)]


def test_a_stop_follows_the_address_that_leaves(
    bob: Caller, shop: Shop, moved: tuple[int, int, str, int]
) -> None:
    who, _, _, address = moved
    bob.post(
        f"/clients/{who}/consentement", address_id=address, kind="sms", stop="true",
        proof="dit au comptoir",
    )  # fmt: skip
    assert bob.post(f"/clients/{who}/adresses/{address}/retirer").status_code == 303
    assert shop.execute("select count(*) from opt_out where address_id = %s", address) == [(1,)]


def test_an_address_with_a_message_that_waits_is_not_removed(
    bob: Caller, shop: Shop, moved: tuple[int, int, str, int]
) -> None:
    who, asked, _, address = moved
    shop.drafts(asked, "Oui, bien sûr.")
    answer = bob.post(f"/clients/{who}/adresses/{address}/retirer")
    assert answer.status_code == 409
    assert "Un message attend encore" in text_of(answer.text)


def test_a_card_keeps_a_name_or_an_address(bob: Caller, shop: Shop, card: int) -> None:
    ((address,),) = shop.execute("select id from address where contact_id = %s", card)
    answer = bob.post(f"/clients/{card}/adresses/{address}/retirer")
    assert answer.status_code == 409
    assert "Il faut un nom ou une coordonnée" in text_of(answer.text)
    corrected(bob, card, {}, first_name="Zoé")
    assert bob.post(f"/clients/{card}/adresses/{address}/retirer").status_code == 303
    assert corrected(bob, card, {"first_name": "Zoé"}, first_name="") == 409


def test_nobody_is_offered_to_write_where_no_channel_leads(bob: Caller, shop: Shop) -> None:
    ((handle,),) = shop.execute(
        "with one as (insert into contact (first_name) values ('Zoé') returning id)"
        " insert into address (contact_id, kind, value) select id, 'handle', 'zoe.mode' from one"
        " returning contact_id"
    )
    page = text_of(bob.get(f"/clients/{handle}").text)
    assert "zoe.mode" in page
    assert "Lui écrire" not in page
