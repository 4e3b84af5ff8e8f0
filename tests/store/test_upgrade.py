"""A database of an earlier version is brought to this one with what its shops hold."""

import psycopg
import pytest

from coccinelle.store import roles
from coccinelle.store.postgres import SUPERUSER, Address
from coccinelle.store.upgrade import migrate, upgrade


@pytest.fixture
def older(server: Address) -> str:
    """As it was before the inbox: one customer waits, one was answered."""
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("drop database if exists older")
        connection.execute("create database older")
    url = server.url(SUPERUSER, "older")
    with psycopg.connect(url, autocommit=True) as admin:
        roles.ensure_roles(admin, login=True)
        migrate(admin, "0008")
    with psycopg.connect(url) as connection:
        connection.execute(SHOP)
    return url


def test_what_was_there_is_read_searched_and_has_its_last_words(older: str) -> None:
    upgrade(older, embedded=True)
    with psycopg.connect(older) as connection:
        rows = connection.execute(
            "select last_inbound_seq, last_outbound_seq, read_seq from conversation order by id"
        ).fetchall()
        found = connection.execute(
            "select count(*) from message where words @@ search_query('decousue')"
        ).fetchone()
    assert rows == [(1, 0, 1), (1, 2, 2)]
    assert found == (2,)


def test_security_is_forced_again_afterwards(older: str) -> None:
    upgrade(older, embedded=True)
    with psycopg.connect(older) as connection:
        loose = connection.execute(
            "select relname from pg_class where relrowsecurity and not relforcerowsecurity"
        ).fetchall()
    assert loose == []


SHOP = """
insert into business (business_id, slug, name, sector, timezone)
    values (1, 'alice', 'Chez Alice', 'boutique', 'Europe/Paris');
set local app.business_id = 1;
insert into channel (kind, adapter, key, address) values ('sms', 'in_process', 'k', '+33639980000');
insert into contact (first_name) values ('Bob'), ('Charlie');
insert into address (contact_id, kind, value) select id, 'phone', '+3363998001' || id from contact;
insert into conversation (contact_id, channel_id, address_id, kind, last_seq, last_at)
    select contact_id, channel.id, address.id, 'sms', address.id - min(address.id) over () + 1,
        now()
    from address, channel;
insert into message (conversation_id, channel_id, seq, direction, author, text, at, state)
    select c.id, c.channel_id, n, case n when 1 then 'inbound' else 'outbound' end,
        case n when 1 then 'contact' else 'assistant' end,
        case n when 1 then 'Une couture décousue' else 'Apportez-la' end, now(), 'answered'
    from conversation c, generate_series(1, c.last_seq) n;
"""
