"""What an owner sets on the screen counts at once, wins over the file, and can be given back."""

import json
from datetime import datetime

import pytest

from coccinelle.core.business import Legal
from coccinelle.core.errors import PermanentError
from coccinelle.core.policy_preview import TOO_LONG
from coccinelle.engine.business import owner_phone, settings_change, settings_preview
from coccinelle.engine.business.settings_change import Change, change, restore
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import import_directory
from coccinelle.store import settings
from coccinelle.store.database import Database
from tests.web.conftest import Shop, open_shop
from tests.worlds import NOW


@pytest.fixture
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database)


def test_a_change_counts_from_the_next_turn_on(shop: Shop) -> None:
    made = change(shop.desk, {"policy.exchange_days": 15}, by="Alice")
    assert made == (Change("policy.exchange_days", 30, 15),)
    assert shop.desk.business.policy.exchange_days == 15


def test_what_is_set_wins_over_the_next_import(shop: Shop) -> None:
    change(shop.desk, {"policy.exchange_days": 15, "card.parking": "Rue Bleue"}, by="Alice")
    slug = shop.desk.business.slug
    import_directory(demo_folder(), shop.place.database, NOW, slug=slug, clock_offset_seconds=0)
    assert shop.desk.business.policy.exchange_days == 15
    assert shop.desk.business.parking == "Rue Bleue"


def test_what_was_not_changed_goes_on_following_the_file(shop: Shop) -> None:
    policy = shop.desk.business.policy
    change(shop.desk, {"policy.tone": policy.tone, "policy.exchange_days": 15}, by="Alice")
    with shop.desk.transaction() as connection:
        assert list(settings.all_of(connection)) == ["policy.exchange_days"]


def test_a_setting_is_given_back_to_the_file(shop: Shop) -> None:
    change(shop.desk, {"policy.exchange_days": 15}, by="Alice")
    assert restore(shop.desk, ["policy.exchange_days", "hours"]) == (
        Change("policy.exchange_days", 15, 30),
    )
    assert shop.desk.business.policy.exchange_days == 30


def test_the_trade_the_zone_and_the_registration_are_set_too(shop: Shop) -> None:
    card = {"card.sector": "spa", "card.timezone": "Indian/Reunion", "card.language": "en"}
    change(shop.desk, {**card, "legal.siren": "123456782", "legal.vat_percent": 0.0}, by="Alice")
    business = shop.desk.business
    assert (business.sector, business.zone.key, business.language) == (
        "spa",
        "Indian/Reunion",
        "en",
    )
    assert business.hours.zone.key == "Indian/Reunion"
    assert business.legal == Legal("123456782", vat_percent=0.0)
    change(shop.desk, {"legal.siren": ""}, by="Alice")
    assert shop.desk.business.legal is None


def test_hours_and_closures_are_those_of_the_screen(shop: Shop) -> None:
    change(shop.desk, {"hours": {"sunday": ["10:00-12:00"]}, "closures": ["2025-01-18"]}, by="A")
    hours = shop.desk.business.hours
    assert [len(ranges) for ranges in hours.week] == [0, 0, 0, 0, 0, 0, 1]
    assert [day.isoformat() for day in hours.closures] == ["2025-01-18"]


@pytest.mark.parametrize(
    "values",
    [
        {"policy.exchange_days": -1},
        {"policy.hold_until": "un jour"},
        {"policy.inconnue": 1},
        {"policy.autonomy": {"hold": "auto"}},
        {"card.slug": "autre"},
        {"card.timezone": "Mars/Olympe"},
        {"legal.vat_number": "FR11123456782"},
        {"legal.vat_percent": 0.0},
        {"hours": {"monday": ["midi"]}},
        {"closures": ["demain"]},
        {"policy.hold_until": "+9d closing"},
    ],
)
def test_what_cannot_be_is_refused_whole(shop: Shop, values: dict[str, object]) -> None:
    with pytest.raises(PermanentError):
        change(shop.desk, {"policy.return_days": 20, **values}, by="Alice")
    assert shop.desk.business.policy.return_days == 14
    assert shop.execute("select key from setting") == []


def test_two_rules_that_contradict_each_other_are_told(shop: Shop) -> None:
    with pytest.raises(PermanentError, match=TOO_LONG):
        change(shop.desk, {"policy.hold_until": "+9d closing"}, by="Alice")
    change(
        shop.desk, {"policy.hold_until": "+9d closing", "policy.hold_max": "+9d closing"}, by="A"
    )


def test_a_setting_of_a_version_gone_by_silences_nobody(shop: Shop) -> None:
    shop.execute(
        "insert into setting values (default, 'policy.gone', %s, 'Alice', now())", json.dumps(3)
    )
    assert shop.desk.business.policy.exchange_days == 30


def test_the_owner_s_phone_that_was_proven_is_a_member_s(shop: Shop) -> None:
    change(shop.desk, {"card.owner_phone": "+33639980042"}, by="Alice")
    owner_phone.prove(shop.desk, "+33639980042", by="Alice")
    conversation = shop.hears("Bonjour", "+33639980042")
    assert shop.execute("select 1 from turn where conversation_id = %s", conversation) == []


def test_the_preview_tells_what_changes_and_keeps_nothing(shop: Shop) -> None:
    values = {"policy.hold_until": "same_day closing"}
    told = settings_preview.effects(shop.desk, values, ("hold", "limits"))
    assert told[0].sentence.values == {
        "until": datetime(2025, 1, 16, 19, tzinfo=shop.desk.business.zone)
    }
    assert told[0].before is not None
    assert told[1].before is None
    assert shop.execute("select key from setting") == []


def test_the_sample_is_written_by_the_real_wording(shop: Shop) -> None:
    sms, mail = settings_preview.samples(
        shop.desk, {"policy.tone": "tu", "policy.signature": "Sarah"}
    )
    assert "je te garde cet article" in sms.text
    assert "Julie" in sms.text
    assert "Sarah" in mail.text


def test_every_key_can_be_read(shop: Shop) -> None:
    business = shop.desk.business
    assert all(settings_change.value_of(business, key) is not None for key in settings_change.KEYS)
