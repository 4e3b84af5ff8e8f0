"""Trying: the same engine and worker answer; the clock brings what is due; scripts play again."""

from datetime import timedelta

import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.trial import scenarios
from coccinelle.trial.clock import settle
from coccinelle.trial.people import LATE, LOYAL, NEW
from coccinelle.trial.play import advance
from coccinelle.trial.record import read, record
from coccinelle.trial.told import changes, replies
from tests.trial.conftest import Trial


def test_a_new_customer_is_answered_from_the_shop_s_own_articles(trial: Trial) -> None:
    trial.says("Bonjour, la robe fleurie bleue, vous l'avez en 38 ?", NEW.phone, "whatsapp")
    settle(trial.copy)
    assert "38" in trial.answers()[0]


def test_the_reminder_comes_when_the_clock_passes_its_hour_and_at_its_hour(trial: Trial) -> None:
    start = trial.copy().now()
    for text in ("Bonjour, la robe fleurie bleue, vous l'avez en 38 ?", "Oui merci !"):
        trial.says(text, NEW.phone)
        trial.goes_on(timedelta(minutes=1))
    trial.goes_on(timedelta(days=3))
    kinds = [str(kind) for kind, *_ in trial.rows(
        "select kind from commitment where status = 'done' order by ended_at")]  # fmt: skip
    assert kinds == ["reminder", "hold_expiry"]
    ((reminded, expired),) = trial.rows(
        "select (select max(at) from message where purpose = 'reminder'),"
        " (select ended_at from hold)"
    )
    assert start < reminded < expired < trial.copy().now() - timedelta(hours=1)  # type: ignore[operator]


def test_the_clock_never_goes_back(trial: Trial) -> None:
    with pytest.raises(PermanentError, match="avance seulement"):
        advance(trial.copy(), trial.copy().now() - timedelta(hours=1))


def test_a_loyal_customer_exchanges_what_she_received(trial: Trial) -> None:
    trial.says("Bonjour, l'article de ma commande 9001 est trop grand, puis-je l'échanger ?",
               LOYAL.email, "email", "Commande 9001")  # fmt: skip
    settle(trial.copy)
    assert "taille" in trial.answers()[0].casefold()


@pytest.mark.parametrize(("who", "number"), [(LOYAL, "9002"), (LATE, "9003")])
def test_a_parcel_on_its_way_is_followed(trial: Trial, who: object, number: str) -> None:
    trial.says(f"Où en est ma commande {number} ?", who.phone)  # type: ignore[attr-defined]
    trial.goes_on(timedelta(minutes=1))
    assert "colis" in trial.answers()[0]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_four_scenarios_are_played_on_the_copy(trial: Trial, number: int) -> None:
    one = scenarios.of_sector("boutique")[number - 1]
    whole = "\n".join(trial.plays(one.text, instead=scenarios.goods(trial.shop))).casefold()
    wanted = [words.casefold().split(" : http")[0] for words in one.script.expect.say]  # type: ignore[attr-defined]
    assert [words for words in wanted if words.replace(" ", "") not in _bare(whole)] == []


def _bare(text: str) -> str:
    return "".join(text.replace("\u202f", "").replace("\u00a0", "").replace("’", "'").split())


def test_a_try_kept_as_a_script_gives_the_same_replies_again(trial: Trial) -> None:
    for text in ("Bonjour, la robe fleurie bleue, vous l'avez en 38 ?", "Oui merci !"):
        trial.says(text, LOYAL.phone)
        trial.goes_on(timedelta(minutes=2))
    before, script = replies(trial.copy()), record(trial.copy(), "La robe bleue")
    assert len(before) >= 2
    assert changes(before, trial.plays(script)) == []


def test_a_reply_that_changed_is_shown_with_what_it_was(trial: Trial) -> None:
    trial.says("Bonjour, quels sont vos horaires ?", NEW.phone)
    trial.goes_on(timedelta(minutes=1))
    before, script = replies(trial.copy()), record(trial.copy(), "Horaires")
    with trial.shop.transaction() as connection:
        connection.execute("""update business set hours = '{"monday": ["09:00-12:00"]}'""")
    ((was, now),) = changes(before, trial.plays(script))
    assert "de 10h à 19h" in was
    assert "de 9h à 12h" in now


def test_what_a_member_made_of_a_draft_is_in_the_script(trial: Trial) -> None:
    trial.plays(scenarios.of_sector("boutique")[3].text, instead=scenarios.goods(trial.shop))
    kept = read(record(trial.copy(), "Conseil"))
    assert [getattr(turn, "owner", None) and turn.owner.act for turn in kept.turns] == [  # type: ignore[union-attr]
        None, "edit",
    ]  # fmt: skip


def test_nothing_written_makes_no_script(trial: Trial) -> None:
    with pytest.raises(PermanentError, match="rien à enregistrer"):
        record(trial.copy(), "x")


def test_scenarios_of_articles_the_shop_does_not_sell_say_why_they_are_not_played(
    trial: Trial,
) -> None:
    with trial.shop.transaction() as connection:
        connection.execute("delete from order_line")
        connection.execute("delete from product where ref = 'RF-2847'")
        connection.execute("update business set catalogue_version = catalogue_version + 1")
    assert scenarios.why_not(trial.shop) == scenarios.OTHER_GOODS


def test_a_kept_scenario_is_played_again_with_its_own_customers(trial: Trial) -> None:
    text = scenarios.of_sector("boutique")[1].text
    before = trial.plays(text, instead=scenarios.goods(trial.shop))
    kept = record(trial.copy(), "Emma")
    after = trial.plays(kept, instead=scenarios.cast(trial.shop, read(kept)))
    assert changes(before, after) == []
    assert trial.rows("select count(*) from exchange") == [(1,)]


def test_a_try_of_one_s_own_is_played_with_the_shop_s_articles(trial: Trial) -> None:
    trial.says("Bonjour", NEW.phone)
    assert scenarios.cast(trial.shop, read(record(trial.copy(), "Bonjour"))) is None
