"""The copy is the shop as its members set it: rules, pages, publications, and nobody's data."""

from datetime import timedelta

import pytest

from coccinelle.engine.business import settings_change
from coccinelle.store import knowledge, posts
from coccinelle.trial.copy import renew
from coccinelle.trial.people import NEW
from coccinelle.trial.write import write_as_owner
from tests.trial.conftest import ALICE, Trial

ASKED = "Bonjour, la robe fleurie bleue, vous l'avez en 38 ?"


def answered(trial: Trial, text: str) -> str:
    """On a copy made now, on a Thursday morning."""
    renew(trial.shop, by=ALICE)
    trial.plays("{start: 2025-01-16T10:15, turns: []}")
    trial.says(text, NEW.phone)
    trial.goes_on(timedelta(minutes=1))
    return trial.answers()[-1]


@pytest.mark.parametrize(
    ("values", "text", "expected"),
    [
        ({"policy.hold_until": "next_day 12:00"}, ASKED, "demain 12h"),
        ({"hours": {"saturday": ["11:00-13:00"]}}, "Quels sont vos horaires samedi ?", "11h à 13h"),
        ({"policy.tone": "tu", "policy.emoji": "none"}, ASKED, "Je peux te"),
        ({"card.address": "3 rue des Lilas, Lyon"}, "Où êtes-vous exactement ?", "rue des Lilas"),
    ],
)
def test_what_is_set_on_the_screen_counts_in_the_reply(
    trial: Trial, values: dict[str, object], text: str, expected: str
) -> None:
    assert expected not in answered(trial, text)
    settings_change.change(trial.shop, values, by="Alice")
    assert expected in answered(trial, text)


def test_a_shop_that_names_nobody_names_nobody_in_its_copy(trial: Trial) -> None:
    settings_change.change(trial.shop, {"card.owner_name": ""}, by="Alice")
    reply = answered(trial, "Bonjour, je voudrais parler à quelqu'un s'il vous plaît")
    assert "Vous " not in reply
    write_as_owner(trial.copy(), "PAUSE")
    trial.goes_on(timedelta(minutes=1))
    assert trial.rows("select paused_at is not null from business") == [(True,)]


def test_what_a_member_wrote_in_the_pages_is_answered(trial: Trial) -> None:
    with trial.shop.transaction() as connection:
        knowledge.add(
            connection, page="x", question="Vous faites les retouches ?",
            answer="Oui, les ourlets en deux jours.", by="Alice", at=trial.shop.now(),
        )  # fmt: skip
    assert "ourlets" in answered(trial, "Bonjour, vous faites les retouches ?")


def test_what_publications_show_is_the_same_there(trial: Trial) -> None:
    with trial.shop.transaction() as connection:
        first, second = posts.newest(connection, lacking_only=False, limit=2)
        posts.show(connection, first.id, product_ref="BL-445", by="Alice")
        connection.execute(
            "insert into post_product (post_id, product_id) select %s, id from product"
            " where ref = 'PF-229'",
            (first.id,),
        )
        posts.remove(connection, second.id, at=trial.shop.now())
        shown = [(p.caption, [s.ref for s in p.shown]) for p in
                 posts.newest(connection, lacking_only=False, limit=50)]  # fmt: skip
    renew(trial.shop, by=ALICE)
    with trial.copy().transaction() as connection:
        there = [(p.caption, [s.ref for s in p.shown]) for p in
                 posts.newest(connection, lacking_only=False, limit=50)]  # fmt: skip
    assert there == shown


def test_no_word_of_a_real_customer_is_anywhere_in_the_copy(trial: Trial) -> None:
    """Every table, not only those of customers."""
    with trial.shop.transaction() as connection:
        connection.execute("update contact set notes = 'secret-7391', postal_address = 'x7391x'")
        connection.execute("update address set value = value || '7391' where kind = 'email'")
    renew(trial.shop, by=ALICE)
    tables = trial.rows(
        "select table_name from information_schema.columns where table_schema = 'public'"
        " and column_name = 'business_id'"
    )
    for (table,) in tables:
        assert "7391" not in str(trial.rows(f"select t::text from {table} t")), table
