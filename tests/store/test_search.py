"""Search: French, accents folded, everything a shop remembers, nothing of the shop next door."""

import pytest

from coccinelle.core.messages import Inbound
from coccinelle.engine.turn.receive import receive
from coccinelle.store import channels, search
from coccinelle.store.database import Database
from coccinelle.store.search import Hit
from tests.security.hostile import SQL
from tests.store.counting import counting
from tests.web.conftest import JULIE, Shop, open_shop

BOB = "+33639980011"


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    opened = open_shop(shared_database, full=True)
    says(opened, "La robe fleurie a un défaut : les coutures sont décousues, œillet compris", JULIE)
    says(opened, "Avez-vous des écharpes tissées à la main ?", BOB)
    return opened


def says(shop: Shop, text: str, sender: str) -> None:
    """Kept, and left unanswered."""
    with shop.desk.transaction() as connection:
        row = channels.all_of(connection)[0]
    receive(shop.desk, row, Inbound(f"SM-{text}", sender, "+33639980000", text))


def found(shop: Shop, said: str) -> list[Hit]:
    with shop.desk.transaction() as connection:
        return search.search(connection, said)


def senders(shop: Shop, said: str) -> list[object]:
    ids = [hit.contact_id for hit in found(shop, said) if hit.why == "message"]
    rows = shop.execute("select value from address where contact_id = any(%s)", ids)
    return sorted(str(value) for (value,) in rows if str(value).startswith("+3363998"))


@pytest.mark.parametrize(
    "said",
    [
        "décousues",
        "decousues",
        "DÉCOUSUE",
        "de\u0301cousues",
        "couture décousu",
        "coutu",
        "oeillet",
        "l’œillet",
        "défaut, robe !",
        "robes fleuries",
        "la robe décous",
    ],
)
def test_a_message_is_found_however_it_is_typed(shop: Shop, said: str) -> None:
    assert senders(shop, said) == [JULIE]


@pytest.mark.parametrize("said", ["défaut écharpe", "zzz", "", "   ", "👗", "!!"])
def test_what_nobody_said_finds_no_message(shop: Shop, said: str) -> None:
    assert senders(shop, said) == []


def test_a_customer_is_found_by_name_phone_or_mail(shop: Shop) -> None:
    julie = found(shop, "décousues")[0].contact_id
    shop.execute("update contact set first_name = 'Éloïse', last_name = 'Martin-Dubreuil'"
                 " where id = %s", julie)  # fmt: skip
    shop.execute("insert into address (contact_id, kind, value) values (%s, 'email', %s)",
                 julie, "eloise@example.org")  # fmt: skip
    for said in ("eloise dub", "Martin", "06 39 98 00 01", JULIE, "39980001", "Eloise@example"):
        assert ("contact", julie) in [(h.why, h.contact_id) for h in found(shop, said)], said


def test_an_order_is_found_by_its_number(shop: Shop) -> None:
    owner = shop.execute("select contact_id from orders where number = '2847'")[0][0]
    for said in ("2847", "#2847"):
        first = found(shop, said)[0]
        assert (first.why, first.found, first.contact_id) == ("order", "2847", owner)


def test_whoever_bought_a_product_is_found_by_it(shop: Shop) -> None:
    name = shop.execute("select p.name from order_line l join variant v on v.id = l.variant_id"
                        " join product p on p.id = v.product_id limit 1")[0][0]  # fmt: skip
    assert any(hit.why == "product" and hit.found == name for hit in found(shop, str(name)))


def test_a_customer_is_found_once_for_the_best_reason(shop: Shop) -> None:
    says(shop, "Encore une robe décousue", JULIE)
    hits = [hit for hit in found(shop, "robe décousue") if hit.why == "message"]
    assert [hit.found for hit in hits] == ["Encore une robe décousue"]


@pytest.mark.parametrize("said", [*SQL, "\ud800", "z̸̢̛a̷l̶g̴o̵" * 50, "a" * 20000, "(" * 5000, "' | !x"])
def test_whatever_is_typed_is_words(shop: Shop, said: str) -> None:
    before = shop.execute("select count(*) from message")
    says(shop, said.replace("\x00", "").encode(errors="ignore").decode(), "+33639980044")
    found(shop, said)
    assert shop.execute("select count(*) - 1 from message") == before


def test_the_shop_next_door_finds_nothing_of_ours(shop: Shop, database: Database) -> None:
    next_door = open_shop(database)
    assert found(next_door, "décousues") == []
    assert next_door.execute("select * from search_messages('robe', 50)") == []
    says(next_door, "Une robe décousue", BOB)
    assert len(found(next_door, "décousues")) == 1


def test_without_a_business_nothing_is_searched(database: Database) -> None:
    with database.routing() as connection, pytest.raises(Exception, match=r"business_id|bigint"):
        connection.execute("select * from search_messages('robe', 50)")


def test_a_search_is_one_statement(shop: Shop) -> None:
    with counting(shop) as (connection, said):
        search.search(connection, "robe")
    assert len(said) == 1


def test_old_messages_are_found_behind_many_new_ones(shop: Shop) -> None:
    """Beyond the newest, which are looked through first."""
    shop.execute(
        "insert into message (conversation_id, channel_id, seq, direction, author, text, at, state)"
        " select c.id, c.channel_id, 1000 + n, 'inbound', 'contact', 'bonjour', now(), 'answered'"
        " from (select * from conversation order by id desc limit 1) c, generate_series(1, 3100) n"
    )
    assert senders(shop, "tissees") == [BOB]
