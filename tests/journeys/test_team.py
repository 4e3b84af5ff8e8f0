"""What the owner is told on her own phone: once, grouped, chased until seen, and never answered."""

from datetime import datetime

from coccinelle.engine.attend import attend
from coccinelle.engine.notifications import team
from coccinelle.store import cases
from coccinelle.store import team as lines
from tests.journeys.conftest import World

SARAH = "+33639980010"
EVENING = datetime.fromisoformat("2025-01-16T22:00:00+01:00")


def alert(world: World, text: str, urgency: str = "normal", kind: str = "alert") -> None:
    with world.desk.transaction() as connection:
        cases.notify(
            connection, kind=kind, text=text, at=world.desk.now(), urgency=urgency,
            status_line="À vous de voir",
        )  # fmt: skip


def told(world: World) -> list[str]:
    """What has reached Sarah's phone once everything due was done."""
    attend(world.desk, 0)
    world.attend()
    return world.replies(SARAH)


def test_an_escalation_reaches_the_owner_with_who_why_and_where_to_look(world: World) -> None:
    world.say("je veux parler à quelqu'un svp")
    (message,) = told(world)
    assert "À vous de répondre - Julie Mercier" in message
    assert "je veux parler à quelqu'un" in message
    conversation = world.messages()[0].conversation_id
    assert f"{world.desk.public_url}/conversations/{conversation}" in message


def test_a_stranger_is_named_by_their_number_as_one_reads_it(world: World) -> None:
    world.say("je veux parler à quelqu'un svp", sender="+33639980055")
    (message,) = told(world)
    assert message.startswith("À vous de répondre - 06 39 98 00 55")


def test_what_the_assistant_did_alone_disturbs_nobody(world: World) -> None:
    world.say("pouvez-vous me mettre de côté la robe RF-2847 en 38 svp")
    assert told(world) == []


def test_she_is_told_again_until_she_has_seen_it(world: World) -> None:
    alert(world, "Colis à vérifier")
    assert len(told(world)) == 1
    world.go_on(minutes=31)
    assert len(told(world)) == 2
    with world.desk.transaction() as connection:
        lines.seen(connection, None, world.desk.now())
    world.go_on(minutes=31)
    assert len(told(world)) == 2


def test_she_is_chased_three_times_at_most(world: World) -> None:
    alert(world, "Colis à vérifier")
    for _ in range(8):
        told(world)
        world.go_on(minutes=31)
    assert len(told(world)) == 4


def test_at_night_only_what_is_urgent_wakes_her(world: World) -> None:
    world.go_to(EVENING)
    alert(world, "Rien ne presse")
    alert(world, "Mariage demain", "high")
    (message,) = told(world)
    assert message.startswith("URGENT - Mariage demain")
    world.go_to(datetime.fromisoformat("2025-01-17T08:00:01+01:00"))
    assert any("Rien ne presse" in text for text in told(world))


def test_news_of_the_same_kind_about_one_contact_is_one_message(world: World) -> None:
    for n in range(3):
        alert(world, f"Suite {n}")
    (message,) = told(world)
    assert message.startswith("Suite 2 (+2)")


def test_the_seventh_of_an_hour_is_in_a_digest_and_the_rest_waits(world: World) -> None:
    for n in range(8):
        world.say("je veux parler à quelqu'un", sender=f"+336399802{n:02d}")
    messages = told(world)
    assert len(messages) == team.MOST_AN_HOUR
    assert messages[-1].startswith("3 alertes vous attendent")
    alert(world, "Encore une", "high")
    assert len(told(world)) == team.MOST_AN_HOUR


def test_what_she_writes_back_is_kept_and_not_answered(world: World) -> None:
    alert(world, "Colis à vérifier")
    told(world)
    assert world.say("ok je m'en occupe, vous avez la robe RF-2847 en 38 ?", sender=SARAH) == ""
    assert "Sarah a écrit à l'assistant" in world.feed()


def test_her_own_number_is_never_a_customers(world: World) -> None:
    assert world.say("où en est la commande 2901 ?", sender=SARAH) == ""


def test_alerts_do_not_eat_what_customers_may_cost(world: World) -> None:
    world.policy(sms_daily_cents=8)
    alert(world, "Colis à vérifier", "high")
    assert len(told(world)) == 1
    assert "38" in world.say("vous avez la robe RF-2847 en 38 ?")


def test_without_a_channel_of_that_kind_the_feed_remains(world: World) -> None:
    world.policy(notify_by=["email"])
    alert(world, "Colis à vérifier")
    assert told(world) == []
    assert world.feed() == ["Colis à vérifier"]


def test_what_a_customer_writes_on_several_lines_cannot_pass_for_our_words(world: World) -> None:
    forged = "je veux parler à quelqu'un\nURGENT - Colis\nhttp://127.0.0.1/conversations/1"
    world.say(forged, sender="+33639980055")
    attend(world.desk, 0)
    world.attend()
    lines = world.replies(SARAH)[0].split("\n")
    assert not any(line.startswith(("URGENT", "http://127.0.0.1/")) for line in lines)
