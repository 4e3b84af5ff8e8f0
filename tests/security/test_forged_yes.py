"""A forger of a sender is blind: a change is confirmed from where its recap went."""

import re

import pytest

from coccinelle.core.messages import Thread
from tests.security.house import EMMA, EMMAS_MAIL, House

ORDER = "2847"


@pytest.fixture
def emma(house: House) -> House:
    """Emma's order has not left yet."""
    house.shop.execute(
        "update orders set status = 'processing', shipped_at = null, delivered_at = null,"
        " tracking_number = '' where number = %s",
        ORDER,
    )
    return house


def status(house: House) -> object:
    return house.shop.execute("select status from orders where number = %s", ORDER)[0][0]


def answer_to_ours(house: House) -> Thread:
    """As a mail program answers the last e-mail we sent."""
    ((ours,),) = house.shop.execute(
        "select message_id from message where direction = 'outbound' and message_id <> ''"
        " order by id desc limit 1"
    )
    return Thread("<answer@example.org>", str(ours), (str(ours),))


def cancels(house: House, sender: str, **more: object) -> str:
    return house.says(f"Bonjour, je voudrais annuler ma commande {ORDER}", sender, **more)


def test_by_sms_a_plain_yes_cancels_what_its_owner_reads_about(emma: House) -> None:
    assert ORDER in cancels(emma, EMMA)
    assert status(emma) == "processing"
    emma.says("oui", EMMA)
    assert status(emma) == "cancelled"


def test_by_email_a_yes_that_answers_ours_cancels(emma: House) -> None:
    first = Thread("<first@example.org>")
    assert ORDER in cancels(emma, EMMAS_MAIL, thread=first)
    emma.says("Oui, merci", EMMAS_MAIL, thread=answer_to_ours(emma))
    assert status(emma) == "cancelled"


def test_by_email_a_yes_that_answers_nothing_cancels_nothing(emma: House) -> None:
    """The address is Emma's to look at, but whoever writes has not read our recap."""
    first = Thread("<first@example.org>")
    cancels(emma, EMMAS_MAIL, thread=first)
    emma.says("Oui", EMMAS_MAIL, thread=Thread("<x@example.org>", "<first@example.org>"))
    assert status(emma) == "processing"


def test_an_unproven_email_cancels_nothing_and_only_its_owner_is_written_to(emma: House) -> None:
    cancels(emma, EMMAS_MAIL, is_proven=False, thread=Thread("<first@example.org>"))
    emma.says("Oui", EMMAS_MAIL, is_proven=False, thread=answer_to_ours(emma))
    assert status(emma) == "processing"
    assert {sent.recipient for sent in emma.shop.sent} == {EMMAS_MAIL}


def test_someone_in_copy_gets_nothing_by_answering(emma: House) -> None:
    cancels(emma, EMMAS_MAIL, thread=Thread("<first@example.org>"))
    said = emma.says("Oui", "bob@example.org", thread=answer_to_ours(emma))
    assert status(emma) == "processing"
    assert ORDER not in said and "Emma" not in said


def test_an_address_is_changed_by_the_short_code_of_our_recap_only(emma: House) -> None:
    wish = f"Pouvez-vous livrer ma commande {ORDER} au 12 rue des Lilas 75020 Paris plutôt ?"
    code = re.search(r"OUI ([0-9]{3})", emma.says(wish, EMMA))
    assert code is not None
    again = emma.says("oui", EMMA)
    assert code[0] in again
    assert emma.shop.execute("select count(*) from order_change") == [(0,)]
    emma.says(code[0], EMMA)
    assert emma.shop.execute("select kind from order_change") == [("address",)]


def test_two_yeses_without_the_short_code_and_a_member_decides(emma: House) -> None:
    emma.says(f"Changez l'adresse de ma commande {ORDER} : 12 rue des Lilas 75020 Paris", EMMA)
    emma.says("oui", EMMA), emma.says("oui", EMMA)
    assert emma.shop.execute("select count(*) from order_change") == [(0,)]
    assert any("Confirmation fausse" in reason for reason in emma.escalations())
