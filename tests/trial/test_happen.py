"""What a member makes happen in a copy: carriers, outages, her own phone; and scripts say it."""

from datetime import timedelta

import pytest

from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.engine.members import pause
from coccinelle.packs.script import Event
from coccinelle.store import businesses, channels
from coccinelle.trial.codes import emptied, filled
from coccinelle.trial.happen import happen
from coccinelle.trial.people import LATE, LOYAL, NEW
from coccinelle.trial.record import read, record
from coccinelle.trial.told import replies
from coccinelle.trial.write import write_as_owner
from tests.trial.conftest import Trial

DOWN = Event.model_validate({"outage": {"channel": "sms", "for": "30m"}})


def carried(trial: Trial, status: str, order: str = "9003") -> None:
    told = {"carrier": {"order": order, "status": status}}
    happen(trial.copy(), Event.model_validate(told), once=status)


def test_a_parcel_that_the_carrier_says_delivered_is_told_so(trial: Trial) -> None:
    carried(trial, "delivered")
    trial.says("Où en est ma commande 9003 ?", LATE.phone)
    trial.goes_on(timedelta(minutes=1))
    assert "livr" in trial.answers()[0].casefold()


def test_a_lost_parcel_goes_to_a_person(trial: Trial) -> None:
    carried(trial, "exception")
    trial.says("Où en est ma commande 9003 ?", LATE.phone)
    trial.goes_on(timedelta(minutes=1))
    assert trial.rows("select count(*) from notification where kind <> 'action'") != [(0,)]


def test_an_order_nobody_knows_has_no_parcel(trial: Trial) -> None:
    with pytest.raises(PermanentError, match="n'a pas de colis"):
        carried(trial, "delivered", "1234")


def test_during_an_outage_the_reply_waits_and_leaves_afterwards(trial: Trial) -> None:
    happen(trial.copy(), DOWN, once="x")
    trial.says("Bonjour, quels sont vos horaires ?", NEW.phone)
    trial.goes_on(timedelta(minutes=1))
    assert trial.rows("select state from message where direction = 'outbound'") == [("to_send",)]
    trial.goes_on(timedelta(hours=1))
    reply = "select state from message where direction = 'outbound' order by id limit 1"
    assert trial.rows(reply) == [("sent",)]


def test_an_outage_is_of_one_kind_of_channel_and_of_one_copy(trial: Trial) -> None:
    happen(trial.copy(), DOWN, once="x")
    with trial.copy().transaction() as connection:
        sms, email = (channels.of_kind(connection, kind) for kind in ("sms", "email"))
    assert sms and email
    assert trial.copy().open_channel(email)
    with pytest.raises(TemporaryError):
        trial.copy().open_channel(sms)


def test_carriers_out_of_reach_are_no_news(trial: Trial) -> None:
    happen(trial.copy(), Event.model_validate({"carrier": {"down": "30m"}}), once="x")
    with pytest.raises(TemporaryError):
        trial.copy().tracker.track("6A13009003001")


def test_the_owner_is_written_to_on_a_phone_of_the_page_and_pauses_from_it(trial: Trial) -> None:
    write_as_owner(trial.copy(), "PAUSE")
    trial.goes_on(timedelta(minutes=1))
    with trial.copy().transaction() as connection:
        assert businesses.pause(connection) is not None
    with trial.shop.transaction() as connection:
        assert businesses.pause(connection) is None
    pause.resume_all(trial.copy(), by="Alice")


def test_a_draft_is_approved_by_the_code_on_the_owner_s_phone(trial: Trial) -> None:
    trial.plays("{start: 2025-01-16T10:15, turns: []}")  # on a morning: no quiet hours
    trial.says("Bonjour, vous me conseillez quoi avec la robe fleurie bleue ?", NEW.phone)
    trial.goes_on(timedelta(minutes=5))
    write_as_owner(trial.copy(), "1 {approval}")
    trial.goes_on(timedelta(minutes=1))
    assert trial.rows("select status from draft") == [("sent",)]
    kept = read(record(trial.copy(), "Conseil"))
    assert [turn.owner.words for turn in kept.turns if hasattr(turn, "owner")] == ["1 {approval}"]


def test_what_happened_is_in_the_script_and_happens_again(trial: Trial) -> None:
    carried(trial, "delivered", "9002")
    trial.says("Où en est ma commande 9002 ?", LOYAL.phone)
    trial.goes_on(timedelta(minutes=1))
    before, script = replies(trial.copy()), record(trial.copy(), "Livrée")
    assert trial.plays(script) == before
    assert trial.rows("select event #>> '{event,carrier,status}' from trial_event") == [
        ("delivered",)
    ]


def test_a_code_in_a_text_is_the_mark_of_the_last_one_that_was_sent() -> None:
    sent = ["Votre code : 123456", "1 K7QF pour envoyer, 2 K7QF pour refuser"]
    assert emptied("mon code est 123456", sent) == "mon code est {code}"
    assert emptied("1 k7qf", sent) == "1 {approval}"
    assert filled("1 {approval}", sent) == "1 K7QF"
    assert filled("2025-01-16", sent) == emptied("2025-01-16", sent)
