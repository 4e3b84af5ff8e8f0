"""What is known of a person: listed, shown, erased everywhere, and kept no longer than needed."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from coccinelle.core.errors import PermanentError
from coccinelle.engine.attend import attend
from coccinelle.engine.business import forget, purge
from coccinelle.engine.members import merge
from coccinelle.kit.clock import VirtualClock
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import import_directory
from coccinelle.store import contacts, waiting
from coccinelle.store.database import Database
from coccinelle.store.personal_data import ERASED, KEPT, WHOSE
from tests.web.conftest import JULIE, NOW, Caller, Shop, open_shop, serving, web_app

CANARY = "Zéphyrine"
PHONE = "+33639981234"
EMAIL = "zephyrine@example.org"
DOCS = Path(__file__).parents[2] / "docs" / "privacy.md"
TEXTUAL = ("text", "jsonb", "json", "ARRAY", "character varying")
NOT_OURS = ("alembic_version",)
FILES = {("attachment", "content"), ("document", "content")}


@pytest.fixture
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database, full=True)


def columns(admin: psycopg.Connection) -> set[tuple[str, str]]:
    rows = admin.execute(
        "select c.table_name, c.column_name, c.data_type from information_schema.columns c"
        " join information_schema.tables t using (table_schema, table_name)"
        " where table_schema = 'public' and table_type = 'BASE TABLE'"
    ).fetchall()
    return {
        (table, column)
        for table, column, kind in rows
        if kind in TEXTUAL and not table.startswith("procrastinate") and table not in NOT_OURS
    }


def test_every_column_that_can_hold_words_says_what_erasure_does_to_it(
    admin: psycopg.Connection,
) -> None:
    listed = {(t, c) for book in (ERASED, KEPT) for t, names in book.items() for c in names}
    found = columns(admin) | FILES
    assert found - listed == set(), "add them to store/personal_data.py"
    assert listed - found == set()
    assert not {(t, c) for t in ERASED for c in ERASED[t]} & {(t, c) for t in KEPT for c in KEPT[t]}
    assert set(ERASED) <= set(WHOSE)


def test_every_table_of_a_contact_is_reached(admin: psycopg.Connection) -> None:
    """What points to a contact, a conversation or an address is theirs."""
    rows = admin.execute(
        "select distinct conrelid::regclass::text from pg_constraint where contype = 'f' and"
        " confrelid::regclass::text in ('contact', 'conversation', 'address')"
    ).fetchall()
    assert {row[0] for row in rows} <= set(WHOSE)


def test_the_inventory_in_the_docs_names_every_column_that_is_erased() -> None:
    told = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", DOCS.read_text()))
    assert {f"{table}.{column}" for table in ERASED for column in ERASED[table]} <= told


def everywhere(shop: Shop) -> int:
    """A contact whose name, phone, e-mail and words are wherever they can be."""
    shop.hears(f"Bonjour, ici {CANARY}, vous avez la robe fleurie bleue RF-2847 en 38 ?", PHONE)
    conversation = shop.hears(f"oui merci, mettez-la de côté pour {CANARY}", PHONE)
    shop.drafts(conversation, f"Bonjour {CANARY}")
    shop.notifies(f"{CANARY} attend", lines=(PHONE,), conversation_id=conversation)
    with shop.desk.transaction() as connection:
        person = connection.execute(
            "select contact_id, address_id from conversation where id = %s", (conversation,)
        ).fetchone()
        assert person is not None
        for statement in _SPREAD:
            connection.execute(statement, _values(person[0], conversation))
        contacts.opt_out(connection, person[1], "email", at=NOW, words=f"stop {CANARY}")
        waiting.join(
            connection, sku="RF-2847-40", contact_id=person[0], conversation_id=conversation,
            at=NOW,
        )  # fmt: skip
    return conversation


def _values(contact: int, conversation: int) -> dict[str, Any]:
    return {"contact": contact, "conversation": conversation, "canary": CANARY, "email": EMAIL}


_SPREAD = (
    "update contact set ref = %(canary)s, first_name = %(canary)s, last_name = %(canary)s,"
    " notes = %(canary)s, size = %(canary)s, tone = 'tu', vip = true where id = %(contact)s",
    "insert into address (contact_id, kind, value, bad_reason)"
    " values (%(contact)s, 'email', %(email)s, %(canary)s)",
    "update conversation set memory = jsonb_build_object('size', %(canary)s::text),"
    " thread = %(canary)s where id = %(conversation)s",
    "update message set subject = %(canary)s, media = array[%(canary)s],"
    " provider_id = %(canary)s || id where conversation_id = %(conversation)s",
    "update turn set reading = jsonb_build_object('x', %(canary)s::text), facts ="
    " jsonb_build_array(%(canary)s::text), memory_before = jsonb_build_object('x', %(canary)s"
    "::text), decision = jsonb_set(decision, '{outcomes,0,reasons}', to_jsonb(%(canary)s::text))"
    " where conversation_id = %(conversation)s",
    "update action set key = %(canary)s || id, params = jsonb_build_object('x', %(canary)s::text),"
    " result ="
    " jsonb_build_object('x', %(canary)s::text), summary = %(canary)s"
    " where conversation_id = %(conversation)s",
    "update commitment set params = jsonb_build_object('x', %(canary)s::text), reason = %(canary)s"
    " where conversation_id = %(conversation)s",
    "update draft set reason = %(canary)s, sent_text = %(canary)s, actions ="
    " jsonb_build_array(%(canary)s::text) where conversation_id = %(conversation)s",
    "insert into escalation (conversation_id, reason, created_at)"
    " values (%(conversation)s, %(canary)s, now())",
    "update notification set status_line = %(canary)s where conversation_id = %(conversation)s",
    "insert into orders (number, contact_id, status, ordered_at, tracking_number)"
    " values ('Z-1', %(contact)s, 'delivered', now(), 'Z-PARCEL')",
    "insert into tracking_event (tracking_number, at, status) values ('Z-PARCEL', now(), 'x')",
    "insert into tracking_read (tracking_number, carrier, status, events, read_at)"
    " values ('Z-PARCEL', 'laposte', 'delivered', '[]', now())",
    "insert into attachment (message_id, name, media_type, content)"
    " select max(id), %(canary)s, 'image/png', convert_to(%(canary)s, 'UTF8') from message"
    " where conversation_id = %(conversation)s",
    "update message set html = %(canary)s, otherwise = %(canary)s, message_id = %(canary)s,"
    " references_ids = array[%(canary)s] where conversation_id = %(conversation)s",
    "insert into merge (from_contact_id, into_contact_id, reason, proposed_at)"
    " values (%(contact)s, %(contact)s, %(canary)s, now())",
    "insert into document (token_hash, kind, name, contact_id, created_at, expires_at)"
    " values ('x', 'invoice', %(canary)s, %(contact)s, now(), now())",
    "insert into note (conversation_id, text, by_member, at)"
    " values (%(conversation)s, %(canary)s, 'Alice', now())",
    "with who as (insert into member (name, email, role, password_hash)"
    " values ('Alice', 'alice@example.org', 'owner', 'x') returning id)"
    " insert into presence (contact_id, member_id, writing_at)"
    " select %(contact)s, id, now() from who",
    "insert into proof (conversation_id, purpose, code_hash, sent_at, expires_at)"
    " values (%(conversation)s, 'orders', 'x', now(), now())",
    "insert into order_change (order_id, kind, changes, at) select id, 'address',"
    " jsonb_build_object('to', %(canary)s::text), now() from orders where number = 'Z-1'",
    "insert into withdrawal (order_id, contact_id, declared_at, words, send_back_by)"
    " select id, contact_id, now(), %(canary)s, now() from orders where number = 'Z-1'",
    "insert into exchange (number, order_id, position, to_variant_id, contact_id, opened_at)"
    " select 'E-Z-1', o.id, 1, v.id, o.contact_id, now() from orders o, variant v"
    " where o.number = 'Z-1' and v.sku = 'RF-2847-36'",
    "insert into parcel_back (exchange_id, by_member, at) select id, 'Sarah', now() from exchange"
    " where number = 'E-Z-1'",
    "insert into consent_change (address_id, kind, is_stop, proof, by_member, at)"
    " select id, 'email', true, %(canary)s, 'Sarah', now() from address"
    " where contact_id = %(contact)s limit 1",
    "update draft set refused_reason = %(canary)s, context ="
    " jsonb_build_object('x', %(canary)s::text) where conversation_id = %(conversation)s",
    "update escalation set context = jsonb_build_object('x', %(canary)s::text)"
    " where conversation_id = %(conversation)s",
    "insert into knowledge_gap (question, conversation_id, at)"
    " values (%(canary)s, %(conversation)s, now())",
    "insert into correction (turn_id, conversation_id, skill, kind, note, by_member, at)"
    " select max(id), conversation_id, 'hold', 'wrong', %(canary)s, 'Sarah', now() from turn"
    " where conversation_id = %(conversation)s group by conversation_id",
    "insert into satisfaction (contact_id, conversation_id, asked_at)"
    " values (%(contact)s, %(conversation)s, now())",
)


def where_found(admin: psycopg.Connection, shop: Shop, *words: str) -> dict[str, int]:
    return found_in(admin, shop.id, *words)


def found_in(admin: psycopg.Connection, business_id: int, *words: str) -> dict[str, int]:
    """Every table of the business and of nobody, searched as text by the superuser."""
    found = {}
    tables = admin.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
    for (table,) in tables:
        query = sql.SQL(
            "select count(*) from {} t where t::text ilike any(%s)"
            " and coalesce(to_jsonb(t) ->> 'business_id', %s) = %s"
        )
        like, here = [f"%{word}%" for word in words], str(business_id)
        row = admin.execute(query.format(sql.Identifier(table)), (like, here, here)).fetchone()
        if row and row[0]:
            found[table] = row[0]
    return found


def figures(shop: Shop) -> list[tuple[Any, ...]]:
    return shop.execute(
        "select (select count(*) from orders), (select count(*) from order_line),"
        " (select count(*) from message), (select count(*) from hold),"
        " (select count(*) from draft), (select count(*) from escalation),"
        " (select array_agg(lane order by id) from turn),"
        " (select array_agg(decision -> 'outcomes' -> 0 ->> 'intent' order by id) from turn),"
        " (select count(*) from contact), (select sum(on_hand) from variant),"
        " (select array_agg(at order by id) from message)"
    )


def test_an_erased_person_is_nowhere_and_the_figures_are_the_same(
    shop: Shop, admin: psycopg.Connection
) -> None:
    everywhere(shop)
    before, spread = figures(shop), where_found(admin, shop, CANARY, PHONE, EMAIL)
    assert set(ERASED) <= set(spread), "the canary is not everywhere"
    done = forget.forget(shop.desk, EMAIL)
    assert where_found(admin, shop, CANARY, PHONE, EMAIL) == {}
    assert figures(shop) == before
    assert (done.conversations, done.holds_released) == (1, 1)
    assert all(number.startswith(CANARY) for number in done.provider_ids)


def test_nothing_of_an_erased_person_is_still_under_way(shop: Shop) -> None:
    conversation = everywhere(shop)
    sent = len(shop.sent)
    forget.forget(shop.desk, PHONE)
    assert shop.execute("select sum(reserved) from variant") == [(0,)]
    assert shop.execute("select count(*) from commitment where status = 'pending'") == [(0,)]
    assert shop.execute("select distinct status from waiting") == [("left",)]
    assert shop.execute("select count(*) from message where state in ('to_send', 'received')") == [
        (0,)
    ]
    clock = shop.place.clock
    assert isinstance(clock, VirtualClock)
    clock.move_to(clock.now() + timedelta(days=3))
    attend(shop.desk, conversation)
    assert len(shop.sent) == sent


def test_the_conversation_of_someone_else_is_not_touched(shop: Shop) -> None:
    julie = shop.hears("Bonjour, vous avez la robe fleurie bleue RF-2847 en 40 ?")
    whole = "select m::text from message m where conversation_id = %s order by id"
    trace = "select t::text from turn t where conversation_id = %s order by id"
    everywhere(shop)
    before = shop.execute(whole, julie), shop.execute(trace, julie)
    forget.forget(shop.desk, PHONE)
    assert (shop.execute(whole, julie), shop.execute(trace, julie)) == before


def test_members_can_still_open_an_erased_conversation(shop: Shop) -> None:
    conversation = everywhere(shop)
    forget.forget(shop.desk, PHONE)
    with serving(web_app(shop)) as http:
        owner = Caller(http, shop.employs("Alice", "owner"))
        for path in ("/", "/engagements", "/mises-de-cote", f"/conversations/{conversation}"):
            page = owner.get(path)
            assert (page.status_code, CANARY in page.text) == (200, False), path


def test_a_stop_outlives_the_person(shop: Shop, admin: psycopg.Connection) -> None:
    shop.hears("STOP", PHONE)
    forget.forget(shop.desk, PHONE)
    assert where_found(admin, shop, PHONE) == {}
    sent = len(shop.sent)
    shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?", PHONE)
    assert len(shop.sent) == sent
    shop.hears("START", PHONE)
    assert len(shop.sent) == sent + 1
    assert shop.execute("select count(*) from kept_opt_out") == [(0,)]


def test_the_same_number_has_another_hash_next_door(shop: Shop, shared_database: Database) -> None:
    other = open_shop(shared_database)
    hashed = "select address_hash('phone', %s)"
    assert shop.execute(hashed, PHONE) == shop.execute(hashed, PHONE)
    assert shop.execute(hashed, PHONE) != other.execute(hashed, PHONE)


def test_the_shop_s_old_file_does_not_bring_an_erased_person_back(
    shop: Shop, admin: psycopg.Connection
) -> None:
    slug = str(shop.execute("select slug from business")[0][0])
    forget.forget(shop.desk, JULIE)
    orders = shop.execute("select count(*) from orders")
    import_directory(demo_folder(), shop.place.database, NOW, slug=slug)
    assert shop.execute("select count(*) from address where value = %s", JULIE) == [(0,)]
    assert shop.execute("select count(*) from contact where last_name = 'Mercier'") == [(0,)]
    assert shop.execute("select count(*) from orders") == orders


def test_a_person_is_shown_everything_and_nothing_of_others(shop: Shop) -> None:
    everywhere(shop)
    shop.hears("je suis une autre, Capucine", "+33639985678")
    found = forget.show(shop.desk, PHONE)
    assert set(WHOSE) - {"order_line"} == set(found)
    assert CANARY in str(found["message"])
    assert "Capucine" not in str(found)
    assert [row["number"] for row in found["orders"]] == ["Z-1"]


def test_who_became_one_with_them_is_shown_too(shop: Shop) -> None:
    shop.hears("Bonjour", PHONE)
    with shop.desk.transaction() as connection:
        moved = contacts.address_for(connection, "email", EMAIL).contact_id
        kept = contacts.address_for(connection, "sms", PHONE).contact_id
    shop.execute("update contact set first_name = %s where id = %s", CANARY, moved)
    merge.unite_contacts(shop.desk, moved, kept, by="Sarah")
    assert CANARY in str(forget.show(shop.desk, PHONE)["contact"])


def test_nobody_known_is_said_so(shop: Shop) -> None:
    for verb in (forget.show, forget.forget):
        with pytest.raises(PermanentError, match="Personne"):
            verb(shop.desk, "personne@example.org")


def test_words_older_than_a_year_go_and_younger_ones_stay(
    shop: Shop, admin: psycopg.Connection
) -> None:
    shop.hears(f"Bonjour, ici {CANARY}", PHONE)
    clock = shop.place.clock
    assert isinstance(clock, VirtualClock)
    clock.move_to(clock.now() + timedelta(days=300))
    shop.hears("Bonjour, ici Capucine", "+33639985678")
    shop.execute("update escalation set status = 'answered'")
    assert purge.purge(shop.desk).conversations == 0
    clock.move_to(clock.now() + timedelta(days=70))
    shop.execute("update draft set status = 'refused' where status = 'waiting'")
    assert purge.purge(shop.desk).conversations == 1
    assert where_found(admin, shop, CANARY) == {}
    assert where_found(admin, shop, "Capucine") != {}
    assert purge.purge(shop.desk).conversations == 0


def test_what_still_waits_for_a_member_is_not_purged(shop: Shop) -> None:
    conversation = shop.hears("Bonjour", PHONE)
    shop.drafts(conversation, "Bonjour")
    clock = shop.place.clock
    assert isinstance(clock, VirtualClock)
    clock.move_to(clock.now() + timedelta(days=400))
    assert purge.purge(shop.desk).conversations == 0


def test_a_contact_lost_for_three_years_is_forgotten_with_the_name_of_their_orders(
    shop: Shop, admin: psycopg.Connection
) -> None:
    conversation = everywhere(shop)
    shop.execute("update orders set ordered_at = %s where number = 'Z-1'", NOW)
    shop.execute("update draft set status = 'refused'")
    clock = shop.place.clock
    assert isinstance(clock, VirtualClock)
    shop.execute("update contact set created_at = %s", NOW)
    clock.move_to(NOW + timedelta(days=3))
    attend(shop.desk, conversation)
    clock.move_to(NOW + timedelta(days=3 * 365 - 5))
    purge.purge(shop.desk)
    assert where_found(admin, shop, EMAIL) != {}
    clock.move_to(NOW + timedelta(days=3 * 366 + 5))
    assert purge.purge(shop.desk).contacts > 0
    assert where_found(admin, shop, CANARY, PHONE, EMAIL) == {}
    assert shop.execute("select count(*) from orders where number = 'Z-1'") == [(1,)]
    assert purge.purge(shop.desk).contacts == 0


def test_the_purge_of_the_night_comes_once(shop: Shop) -> None:
    clock = shop.place.clock
    assert isinstance(clock, VirtualClock)
    assert not purge.purge_at_night(shop.desk)
    night = shop.desk.now().replace(hour=3) + timedelta(days=1)
    clock.move_to(night)
    assert [purge.purge_at_night(shop.desk) for _ in range(2)] == [True, False]
    clock.move_to(night + timedelta(days=1))
    assert purge.purge_at_night(shop.desk)


def test_dead_sessions_are_purged_and_living_ones_are_not(shop: Shop) -> None:
    shop.employs("Alice", "owner")
    shop.employs("Bob", "staff")
    shop.execute(
        "update session set created_at = now() - interval '31 days'"
        " where member_id = (select max(id) from member)"
    )
    assert purge.purge(shop.desk).sessions == 1
    assert shop.execute("select count(*) from session") == [(1,)]
