"""Customers of a folder: recognised, corrected, never lost."""

from dataclasses import replace

from coccinelle.store.database import Database
from coccinelle.store.importing import import_business
from coccinelle.store.importing.folder import BusinessFolder
from tests.store.little_shop import BOB, NOW, rows, shop


def test_who_wrote_before_the_import_is_recognised(database: Database) -> None:
    folder = shop()
    bare = import_business(database, BusinessFolder(folder.business), NOW).business_id
    stranger = _stranger(database, bare, "phone", "+33639980011")
    import_business(database, folder, NOW)
    assert rows(database, bare, "select id, ref, first_name from contact") == [
        (stranger, "C1", "Bob")
    ]


def test_a_customer_who_wrote_as_two_strangers_becomes_one(database: Database) -> None:
    folder = shop()
    bare = import_business(database, BusinessFolder(folder.business), NOW).business_id
    _stranger(database, bare, "phone", "+33639980011")
    _stranger(database, bare, "email", "bob@example.org")
    import_business(database, folder, NOW)
    query = "select distinct ref from address join contact c on c.id = contact_id"
    assert rows(database, bare, query) == [("C1",)]
    query = "select distinct ref from conversation join contact c on c.id = contact_id"
    assert rows(database, bare, query) == [("C1",)]


def test_a_corrected_phone_opens_the_file_no_more(database: Database) -> None:
    folder = shop()
    import_business(database, folder, NOW)
    corrected = replace(BOB, phone="+33639980012")
    business_id = import_business(
        database, replace(folder, customers=(corrected,)), NOW
    ).business_id
    query = "select value from address where kind = 'phone'"
    assert rows(database, business_id, query) == [("+33639980012",)]


def test_an_empty_cell_erases_nothing_known_of_a_customer(database: Database) -> None:
    folder = shop()
    import_business(database, folder, NOW)
    terse = replace(BOB, notes="", email="", last_name="B.")
    business_id = import_business(database, replace(folder, customers=(terse,)), NOW).business_id
    query = "select last_name, notes from contact"
    assert rows(database, business_id, query) == [("B.", "Fidèle")]
    query = "select count(*) from address"
    assert rows(database, business_id, query) == [(2,)]


def test_two_customers_may_swap_their_phones(database: Database) -> None:
    charlie = replace(BOB, ref="C2", first_name="Charlie", phone="+33639980013", email="")
    folder = shop(customers=(BOB, charlie))
    import_business(database, folder, NOW)
    swapped = (replace(BOB, phone=charlie.phone), replace(charlie, phone=BOB.phone))
    business_id = import_business(database, replace(folder, customers=swapped), NOW).business_id
    query = "select ref, value from address join contact c on c.id = contact_id"
    assert sorted(rows(database, business_id, query + " where kind = 'phone'")) == [
        ("C1", "+33639980013"),
        ("C2", "+33639980011"),
    ]


def _stranger(database: Database, business_id: int, kind: str, value: str) -> int:
    """Somebody not in any file, with an open conversation."""
    with database.transaction(business_id) as connection:
        row = connection.execute(
            "with c as (insert into contact default values returning id),"
            " a as (insert into address (contact_id, kind, value) select id, %s, %s from c"
            " returning id, contact_id), h as (insert into channel (kind, adapter, key, address)"
            " values ('sms', 'test', gen_random_uuid()::text, '') returning id)"
            " select a.contact_id, h.id, a.id from a, h",
            (kind, value),
        ).fetchone()
        assert row is not None
        connection.execute(
            "insert into conversation (contact_id, channel_id, address_id, kind, last_at)"
            " values (%s, %s, %s, 'sms', %s)",
            (*row, NOW),
        )
        return int(row[0])
