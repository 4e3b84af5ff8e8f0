"""Someone else's order, a number that changed hands, guessed codes: nothing is revealed."""

from collections.abc import Callable
from statistics import median
from time import thread_time
from typing import Any

import psycopg
import pytest

from coccinelle.core.business import Contact
from coccinelle.core.proposal import PlannedAction
from coccinelle.core.reading import Entity, Reading, Request
from coccinelle.engine.actions.wish import Wish
from coccinelle.engine.case import Case, open_case
from coccinelle.engine.members import merge
from coccinelle.engine.turn import prove
from coccinelle.engine.turn.think import propose
from tests.security.house import EMMAS_MAIL, JULIE, JULIES_MAIL, STRANGER, House

JULIES_ORDER, LEAS_ORDER, NO_ORDER = "2839", "1204", "9999"
SOMEONE = Contact(1, "", "", "", False, 0, (), "sms", STRANGER)


@pytest.fixture
def proves(house: House) -> Callable[[], str]:
    """A stranger asks about Julie's order and copies the code she was sent."""

    def prove() -> str:
        house.says(f"Bonjour, où en est ma commande {JULIES_ORDER} ?")
        house.says(JULIES_MAIL)
        return house.says(house.codes[-1])

    return prove


def test_an_order_of_someone_else_and_one_that_does_not_exist_are_the_same_answer(
    house: House,
) -> None:
    foreign = house.says(f"où en est ma commande {LEAS_ORDER} ?")
    unknown = house.says(f"où en est ma commande {NO_ORDER} ?", "+33639980078")
    assert foreign and foreign.replace(LEAS_ORDER, NO_ORDER) == unknown
    assert "Léa" not in foreign


def test_an_address_that_is_not_the_orders_gets_no_code_and_the_same_answer(house: House) -> None:
    house.says(f"où en est ma commande {LEAS_ORDER} ?")
    wrong_person = house.says(JULIES_MAIL)
    house.says(f"où en est ma commande {LEAS_ORDER} ?", "+33639980078")
    right_person = house.says("lea.martin@example.org", "+33639980078")
    assert wrong_person == right_person
    assert [s.recipient for s in house.code_mails] == ["lea.martin@example.org"]


def test_the_code_opens_what_was_asked_for(proves: Callable[[], str]) -> None:
    said = proves()
    assert said.startswith("Merci, c'est vérifié.")
    assert "adresse e-mail" not in said


def test_the_code_opens_one_conversation_only(house: House, proves: Callable[[], str]) -> None:
    proves()
    again = house.says(f"où en est ma commande {JULIES_ORDER} ?", "+33639980078")
    assert "Je ne retrouve pas la commande" in again


def test_a_code_of_one_conversation_is_nothing_in_another(house: House) -> None:
    house.says(f"où en est ma commande {JULIES_ORDER} ?")
    house.says(JULIES_MAIL)
    house.says(f"où en est ma commande {JULIES_ORDER} ?", "+33639980078")
    house.says("rien@example.org", "+33639980078")
    assert "pas le bon" in house.says(house.codes[0], "+33639980078")


def test_three_wrong_codes_end_it_even_for_the_right_one(house: House) -> None:
    house.says(f"où en est ma commande {JULIES_ORDER} ?")
    house.says(JULIES_MAIL)
    right = house.codes[0]
    wrong = [f"{(int(right) + n) % 10**6:06}" for n in (1, 2, 3)]
    assert "pas le bon" in house.says(wrong[0])
    house.says(wrong[1]), house.says(wrong[2])
    assert "c'est vérifié" not in house.says(right)
    assert house.escalations() == ["Trois codes faux : identité à vérifier"]


def test_many_codes_in_one_message_are_one_guess(house: House) -> None:
    house.says(f"où en est ma commande {JULIES_ORDER} ?")
    house.says(JULIES_MAIL)
    said = house.says(f"{house.codes[0]} ou 000001 ou 000002")
    assert "pas le bon" in said


def test_a_code_is_dead_after_ten_minutes(house: House) -> None:
    house.says(f"où en est ma commande {JULIES_ORDER} ?")
    house.says(JULIES_MAIL)
    house.passes(minutes=10)
    assert "Ce code n'est plus valable" in house.says(house.codes[0])
    assert "c'est vérifié" in house.says(house.codes[1])


def test_a_turn_thought_again_counts_a_guess_once(house: House) -> None:
    house.says(f"où en est ma commande {JULIES_ORDER} ?")
    house.says(JULIES_MAIL)
    house.hears(f"{(int(house.codes[0]) + 1) % 10**6:06}", STRANGER)
    case = open_case(house.shop.desk, min(house.conversations))
    assert case is not None
    worth = [prove.check(house.shop.desk, case).identity.code for _ in range(5)]
    assert worth == ["wrong"] * 5
    assert house.shop.execute("select tries from proof") == [(1,)]


def test_no_more_than_three_codes_a_day_reach_one_person(house: House) -> None:
    for n in range(5):
        sender = f"+3363998010{n}"
        house.says(f"où en est ma commande {JULIES_ORDER} ?", sender)
        assert "Si cette adresse" in house.says(JULIES_MAIL, sender)
    assert len(house.codes) == 3


def test_the_code_is_not_kept_once_it_left(house: House) -> None:
    house.says(f"où en est ma commande {JULIES_ORDER} ?")
    house.says(JULIES_MAIL)
    kept = house.shop.execute("select text from message union select code_hash from proof")
    assert house.codes[0] not in str(kept)


def test_an_unproven_email_is_asked_for_a_code_at_its_own_address(house: House) -> None:
    said = house.says("Où en est ma commande 2355 ? Emma", EMMAS_MAIL, is_proven=False)
    assert "gilet" not in said
    assert {s.recipient for s in house.shop.sent} == {EMMAS_MAIL}
    after = house.says(house.codes[0], EMMAS_MAIL, is_proven=False)
    assert "c'est vérifié" in after


def test_after_forty_one_days_a_number_proves_itself_again(house: House) -> None:
    assert "Julie" in house.says("Bonjour, vous ouvrez à quelle heure ?", JULIE)
    house.passes(days=41)
    said = house.says("Bonjour, où en est ma commande ?", JULIE)
    assert "adresse e-mail de la commande" in said
    assert "Julie" not in said and JULIES_ORDER not in said
    assert "Julie" not in house.says("Vous ouvrez à quelle heure ?", JULIE)


def test_the_code_gives_a_doubted_number_its_name_back(house: House) -> None:
    house.passes(days=41)
    house.says("Bonjour, où en est ma commande ?", JULIE)
    house.says(JULIES_MAIL, JULIE)
    house.says(house.codes[0], JULIE)
    house.passes(days=1)
    assert "Julie" in house.says("Bonjour, vous ouvrez à quelle heure ?", JULIE)


def test_two_messages_in_one_turn_do_not_prove_each_other(house: House) -> None:
    house.passes(days=41)
    house.hears("Bonjour", JULIE)
    assert "Julie" not in house.says("où en est ma commande ?", JULIE)


@pytest.mark.parametrize("text", ["Bonjour, c'est Alice", "C'est mon nouveau numéro"])
def test_words_against_the_number_take_the_name_away(house: House, text: str) -> None:
    house.says(text, JULIE)
    said = house.says("où en est ma commande ?", JULIE)
    assert "adresse e-mail de la commande" in said
    assert "Julie" not in said


def test_the_sixth_unknown_number_of_a_day_goes_to_a_member_told_once(house: House) -> None:
    asked = ("où en est ma commande 9001 ?", "la 9002, elle arrive quand ?", "suivi commande 9003",
             "et mon colis de la commande 9004", "commande 9005 pas reçue ?",
             "ma commande 9006 est partie ?", "des nouvelles de la commande 9007 ?")  # fmt: skip
    said = [house.says(text) for text in asked]
    assert all("Je ne retrouve pas" in text for text in said[:5])
    assert not any("Je ne retrouve pas" in text or "900" in text for text in said[5:])
    assert len([text for text in house.feed() if "ne sont pas à son nom" in text]) == 1


def test_without_email_a_member_is_asked(house: House) -> None:
    house.shop.execute("update channel set stopped_reason = 'x' where kind = 'email'")
    said = house.says(f"où en est ma commande {LEAS_ORDER} ?")
    assert said and LEAS_ORDER not in said
    assert len(house.escalations()) == 1


def test_two_hundred_numbers_are_told_apart_neither_by_words_nor_by_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is asked of the database is counted; our own work is interleaved, medians compared."""
    orders = [str(row[0]) for row in house.shop.execute("select number from orders")]
    foreign, unknown = (orders * 5)[:100], [str(8000 + n) for n in range(100)]
    times: tuple[list[float], list[float]] = ([], [])
    said, asked, questions = set(), [], set()
    usual = psycopg.Cursor.execute

    def counted(cursor: Any, query: Any, *values: Any, **options: Any) -> Any:
        asked.append(query)
        return usual(cursor, query, *values, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", counted)
    house.hears("Bonjour", STRANGER)
    case = open_case(house.shop.desk, min(house.conversations))
    assert case is not None
    asked.clear()
    for numbers in zip(foreign, unknown, strict=True):
        for number, spent in zip(numbers, times, strict=True):
            started = thread_time()
            said.add(words(house, case, number))
            spent.append(thread_time() - started)
            questions.add(len(asked))
            asked.clear()
    assert len(said) == 1
    assert len(questions) == 1 and questions != {0}
    assert abs(median(times[0]) - median(times[1])) < 0.005


def words(house: House, case: Case, number: str) -> str:
    """What the assistant would say of this order, whatever its number."""
    request = Request("order_status", 1.0, (Entity("order_number", number),))
    reading = Reading("fr", (request,))
    ((_, proposal),) = propose(house.shop.desk, case, reading)
    assert proposal is not None
    return repr(proposal.phrases).replace(number, "N")


def test_a_code_costs_the_same_whoever_it_is_for(house: House) -> None:
    times: dict[str, list[float]] = {JULIES_MAIL: [], "rien@example.org": []}
    house.hears("Bonjour", STRANGER)
    with house.shop.desk.transaction() as connection:
        for n in range(12):
            for email, spent in times.items():
                params = {"email": email, "number": JULIES_ORDER, "purpose": f"x{n}"}
                wish = Wish(PlannedAction("proof.send", "x", params, ""), 1, None,
                            min(house.conversations), SOMEONE)  # fmt: skip
                started = thread_time()
                prove.send(house.shop.desk, connection, wish, house.shop.desk.now())
                spent.append(thread_time() - started)
    known, nobody = (median(spent) for spent in times.values())
    assert known < 3 * nobody + 0.02


def test_a_proof_from_another_number_proposes_one_contact_and_shares_nothing_yet(
    house: House, proves: Callable[[], str]
) -> None:
    proves()
    (proposed,) = house.merges()
    assert proposed.status == "proposed"
    assert "Deux fiches sont peut-être la même personne" in house.feed()
    owners = house.shop.execute(
        "select distinct contact_id from address where value = %s", STRANGER
    )
    assert owners == [(proposed.from_contact_id,)]


def test_a_merge_accepted_makes_them_one_and_undone_puts_all_back(
    house: House, proves: Callable[[], str]
) -> None:
    house.says("Vous avez la robe fleurie bleue en 38 ?")
    house.says("Oui, mettez-la de côté")
    proves()
    (proposed,) = house.merges()
    before = whose(house)
    merge.accept(house.shop.desk, proposed.id, by="Alice")
    assert {contact for *_, contact in whose(house)} == {proposed.into_contact_id}
    house.passes(hours=7)
    assert "Bonjour Julie" in house.says("Vous ouvrez à quelle heure ?")
    merge.undo(house.shop.desk, proposed.id, by="Alice")
    assert whose(house) == before


def test_one_person_on_two_channels_has_one_hold_once_they_are_one(house: House) -> None:
    wish = "Mettez-moi de côté la robe fleurie bleue en 38, je passe ce soir"
    house.says(wish, JULIE)
    house.says("Bonjour", STRANGER)
    merge.unite(house.shop.desk, STRANGER, JULIE, by="Alice")
    house.says(wish, STRANGER)
    assert house.shop.execute("select count(*) from hold where status = 'active'") == [(1,)]


def test_a_claim_proposes_and_gives_nothing(house: House) -> None:
    said = house.says("Bonjour, c'est Julie Mercier, mon nouveau numéro. Où est ma commande ?")
    assert "Julie" not in said and "Je ne retrouve pas" in said
    (proposed,) = house.merges()
    assert proposed.status == "proposed"
    assert "sans preuve" in proposed.reason
    merge.refuse(house.shop.desk, proposed.id, by="Alice")
    house.says("C'est Julie Mercier, c'est mon nouveau numéro")
    assert [m.status for m in house.merges()] == ["refused"]


def whose(house: House) -> list[tuple[object, ...]]:
    """Every row of the stranger's and of Julie's, and which of the two it belongs to."""
    tables = ("address", "conversation", "hold", "orders", "action", "commitment")
    rows = " union all ".join(f"select '{t}', id, contact_id from {t}" for t in tables)
    return house.shop.execute(
        f"select * from ({rows}) as r where contact_id in (select contact_id from address"
        " where value in (%s, %s)) order by 1, 2",
        JULIE, STRANGER,
    )  # fmt: skip
