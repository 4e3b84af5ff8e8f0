"""The copy: all of the shop but its customers, made anew on request, emptied at night, sealed."""

from datetime import UTC, datetime, timedelta

import pytest

from coccinelle.core.errors import TemporaryError
from coccinelle.engine.members.counter import correct_stock
from coccinelle.store import autonomy, businesses, channels, connectors, copies
from coccinelle.trial import scenarios
from coccinelle.trial.copy import empty_unused, renew
from coccinelle.trial.people import PEOPLE
from tests.trial.conftest import ALICE, Trial

NIGHT = datetime(2026, 1, 16, 3, tzinfo=UTC)
WHAT_IT_SELLS = (
    "select count(*), sum(v.price_cents), sum(v.on_hand - v.reserved), min(p.name), max(p.name)"
    " from product p join variant v on (v.business_id, v.product_id) = (p.business_id, p.id)"
)


def of_shop(trial: Trial, query: str) -> list[tuple[object, ...]]:
    with trial.shop.transaction() as connection:
        return connection.execute(query.encode()).fetchall()


@pytest.mark.parametrize(
    "query",
    [
        WHAT_IT_SELLS,
        "select network, ref, caption from post order by ref",
        "select page, question, answer from knowledge order by page, question",
        "select name, sector, timezone, address, parking, phone, email from business",
        "select sku, color, size, position from variant order by sku",
    ],
)
def test_what_the_shop_is_and_sells_is_in_its_copy(trial: Trial, query: str) -> None:
    assert trial.rows(query) == of_shop(trial, query) != []


def test_its_rules_and_its_registration_are_the_shop_s(trial: Trial) -> None:
    ours, theirs = trial.copy().business, trial.shop.business
    assert (ours.legal, ours.hours) == (theirs.legal, theirs.hours)
    assert ours.policy == theirs.policy.model_copy(update={"satisfaction_share": 0.0})


def test_no_customer_of_the_shop_is_in_its_copy(trial: Trial) -> None:
    invented = {address for p in PEOPLE for address in (p.phone, p.email)}
    assert {str(row[0]) for row in trial.rows("select value from address")} <= invented
    assert trial.rows("select count(*) from orders") == [(3,)]
    real = {str(row[0]) for row in of_shop(trial, "select last_name from contact")} - {""}
    assert real and not real & {str(r[0]) for r in trial.rows("select last_name from contact")}


def test_the_phone_and_e_mail_of_the_owner_are_not_in_it(trial: Trial) -> None:
    query = "select owner_phone, owner_email from business"
    ((phone, email),) = of_shop(trial, query)
    assert phone and phone not in str(trial.rows(query))
    assert not email or email not in str(trial.rows(query))


def test_levels_that_members_set_count_in_the_copy(trial: Trial) -> None:
    with trial.shop.transaction() as connection:
        autonomy.put(
            connection, "hold", "draft", by="Alice", because="x", at=trial.shop.now()
        )  # fmt: skip
    renew(trial.shop, by=ALICE)
    assert trial.copy().business.policy.autonomy["hold"] == "draft"


def test_what_is_put_aside_for_real_customers_cannot_be_had_in_the_copy(trial: Trial) -> None:
    with trial.shop.transaction() as connection:
        connection.execute("update variant set reserved = 1 where sku = 'RF-2847-38'")
    renew(trial.shop, by=ALICE)
    assert trial.rows("select on_hand from variant where sku = 'RF-2847-38'") == [(1,)]


def test_what_happens_in_the_copy_stays_there(trial: Trial) -> None:
    correct_stock(trial.copy(), "RF-2847-38", 7)
    assert of_shop(trial, "select on_hand from variant where sku = 'RF-2847-38'") == [(2,)]


def test_made_again_it_is_the_same_business_and_nothing_is_left(trial: Trial) -> None:
    trial.says("Bonjour", PEOPLE[0].phone)
    assert renew(trial.shop, by=ALICE) == trial.copy_id
    assert trial.rows("select count(*) from message") == [(0,)]
    assert len(trial.rows("select id from channel")) == 5


def test_it_is_no_business_among_the_others(trial: Trial) -> None:
    known = [number for number, _ in businesses.known(trial.place.database)]
    assert trial.shop_id in known
    assert trial.copy_id not in known


def test_whatever_a_channel_of_the_copy_says_nothing_leaves_by_it(trial: Trial) -> None:
    with trial.copy().transaction() as connection:
        number = channels.add(
            connection, kind="sms", adapter="sms_twilio", key="essai-x", address="x", settings={},
            secrets=None,
        )  # fmt: skip
        row = channels.by_id(connection, number)
        connectors.put(connection, kind="carrier", adapter="laposte", settings={}, secrets=None)
    assert row is not None
    channel = trial.copy().open_channel(row)
    assert type(channel).__module__ == "coccinelle.channels.in_process"
    assert not trial.copy().rephraser
    with trial.copy().transaction() as connection:
        connection.execute("delete from channel where key = 'essai-x'")


def test_a_copy_of_another_shop_is_never_overwritten(trial: Trial) -> None:
    with trial.copy().transaction() as connection:
        copies.mark(connection, copies.Copy(0, trial.shop_id + 1_000_000, ALICE, None))
    with pytest.raises(TemporaryError, match="en préparation"):
        renew(trial.shop, by=ALICE)
    assert trial.rows("select count(*) > 0 from product") == [(True,)]


def test_at_night_an_unused_copy_is_emptied_and_one_in_use_is_not(trial: Trial) -> None:
    copy = copies.Copy(trial.copy_id, trial.shop_id, ALICE, NIGHT - timedelta(minutes=10))
    database = trial.place.database
    assert not empty_unused(database, trial.shop, copy, NIGHT)
    assert not empty_unused(database, trial.shop, copy, NIGHT + timedelta(hours=9))
    assert empty_unused(database, trial.shop, copy, NIGHT + timedelta(hours=1, minutes=30))
    assert trial.rows("select count(*) from product") == [(0,)]
    kept = copies.of(database, trial.shop_id, ALICE)
    assert kept is not None
    assert kept.tried_at is None


def test_it_shares_what_is_kept_in_memory_of_the_shop_s_catalogue(trial: Trial) -> None:
    kept = trial.shop.shop.catalogue()
    assert trial.copy().shop.catalogue() is kept
    with trial.shop.transaction() as connection:
        connection.execute("update business set catalogue_version = catalogue_version + 1")
    assert trial.shop.shop.catalogue() is not kept
    renew(trial.shop, by=ALICE)
    assert trial.copy().shop.catalogue() is trial.shop.shop.catalogue()


def test_with_the_articles_of_a_scenario_its_catalogue_is_not_the_shop_s(trial: Trial) -> None:
    renew(trial.shop, by=ALICE, instead=scenarios.goods(trial.shop))
    assert trial.copy().business.catalogue_name == "pack:boutique"
