"""Several channels of one brand, one in pause, one taken away: who is answered, and by which."""

import pytest

from coccinelle.engine.business import channel_change
from coccinelle.engine.members import member, pause, resend
from coccinelle.main import adapters
from coccinelle.store import channels
from coccinelle.store.channels import ChannelRow
from tests.journeys.conftest import World
from tests.journeys.test_email import Post
from tests.loopback import ACCOUNT, JULIE, SHOP, TOKEN
from tests.mailbox import API_KEY, SECRET, ResendDouble

SECOND = "+33939980002"
ASK = "vous avez la robe fleurie bleue RF-2847 en 38 ?"


def rows_of(world: World) -> list[ChannelRow]:
    with world.desk.transaction() as connection:
        return channels.all_of(connection)


def open_sms(world: World, number: str) -> str:
    settings = adapters()["sms_twilio"].SETTINGS(
        account_sid=ACCOUNT, auth_token=TOKEN, number=number, base_url=world.twilio.base_url
    )
    return world.place.open_channel(world.business_id, settings)


def senders(world: World) -> list[str]:
    return [m["from"] for m in world.twilio.messages() if m["direction"].startswith("outbound")]


def states(world: World) -> list[str]:
    return [m.state for m in world.messages() if m.direction == "outbound"]


def test_each_of_two_numbers_answers_for_itself(world: World) -> None:
    second = open_sms(world, SECOND)
    world.post("vous fermez à quelle heure ?")
    world.twilio.write(second, "vous fermez à quelle heure ?", to=SECOND)
    world.attend()
    assert sorted(senders(world)) == [SHOP, SECOND]
    assert len({m.conversation_id for m in world.messages()}) == 2


def test_two_of_our_own_numbers_never_talk_to_each_other(world: World) -> None:
    open_sms(world, SECOND)
    world.post("Bonjour", sender=SECOND)
    world.attend()
    assert world.messages() == []


def test_a_channel_opened_again_keeps_its_url_and_takes_the_new_keys(world: World) -> None:
    assert open_sms(world, SHOP) == world.webhook_url
    assert len(rows_of(world)) == 1


def test_what_had_not_left_by_a_removed_channel_is_told_at_once(world: World) -> None:
    world.twilio.fault("too_many", times=1)
    world.post(ASK)
    world.attend()
    assert states(world) == ["to_send"]
    channel_change.remove(world.desk, rows_of(world)[0].id, by="Sarah")
    world.attend()
    assert states(world) == ["failed"]
    assert "Ce canal a été retiré : le message n'est pas parti." in world.feed()
    assert world.replies() == []


def test_what_may_have_left_before_the_removal_is_said_so(world: World) -> None:
    world.twilio.fault("cut", times=1, done=True)
    world.twilio.fault("no_callbacks", times=1)
    world.post(ASK)
    world.attend()
    channel_change.remove(world.desk, rows_of(world)[0].id, by="Sarah")
    world.attend()
    assert "Ce canal a été retiré avant de savoir si le message était parti." in world.feed()


def test_a_failed_message_leaves_by_another_channel_of_the_kind(world: World) -> None:
    world.twilio.fault("too_many", times=1)
    world.post(ASK)
    world.attend()
    channel_change.remove(world.desk, rows_of(world)[0].id, by="Sarah")
    world.attend()
    open_sms(world, SECOND)
    (failed,) = [m for m in world.messages() if m.state == "failed"]
    resend.send_again(world.desk, failed.id, by="Sarah")
    resend.send_again(world.desk, failed.id, by="Sarah")
    world.attend()
    assert senders(world) == [SECOND]
    assert world.replies() == [failed.text]


def test_what_came_by_a_removed_channel_stays_and_nothing_more_comes(world: World) -> None:
    world.say(ASK)
    channel_change.remove(world.desk, rows_of(world)[0].id, by="Sarah")
    assert world.post("Vous êtes là ?")["statuses"] == [410]
    assert world.messages()[0].text == ASK
    assert f"Le fournisseur appelle encore un canal retiré : {SHOP}" in world.feed()


def test_a_channel_that_comes_back_goes_on_with_its_conversations(world: World) -> None:
    world.say(ASK)
    channel_change.remove(world.desk, rows_of(world)[0].id, by="Sarah")
    open_sms(world, SHOP)
    assert world.say("Oui merci ! Je passe ce soir vers 17h !") != ""
    assert [h.sku for h in world.holds()] == ["RF-2847-38"]
    assert len({m.conversation_id for m in world.messages()}) == 1


def test_on_a_channel_in_pause_nobody_is_answered_and_members_hear_of_it(world: World) -> None:
    second = open_sms(world, SECOND)
    channel_change.put_in_pause(world.desk, rows_of(world)[0].id, by="Sarah")
    assert world.say(ASK) == ""
    assert any(line.startswith("À vous de répondre") for line in world.feed())
    world.twilio.write(second, "vous fermez à quelle heure ?", to=SECOND)
    world.attend()
    assert senders(world) == [SECOND]


def test_a_member_writes_by_a_channel_in_pause(world: World) -> None:
    channel_change.put_in_pause(world.desk, rows_of(world)[0].id, by="Sarah")
    world.say(ASK)
    member.reply(world.desk, world.messages()[0].conversation_id, "Oui, il en reste.", by="Sarah")
    world.attend()
    assert world.replies() == ["Oui, il en reste."]


def test_taken_up_again_it_answers_who_waited(world: World) -> None:
    channel = rows_of(world)[0].id
    channel_change.put_in_pause(world.desk, channel, by="Sarah")
    world.say(ASK)
    channel_change.take_up(world.desk, channel, by="Sarah")
    world.attend()
    assert len(world.replies()) == 1


def test_the_pause_of_one_channel_outlives_that_of_all(world: World) -> None:
    channel_change.put_in_pause(world.desk, rows_of(world)[0].id, by="Sarah")
    pause.pause_all(world.desk, by="Sarah")
    world.say(ASK)
    pause.resume_all(world.desk, by="Sarah")
    world.attend()
    assert world.replies() == []


HERS, SAV = "bonjour@in.boutique.example.org", "sav@in.boutique.example.org"


@pytest.fixture
def both(world: World, resend: ResendDouble) -> Post:
    """Two mailboxes of one account: each webhook is told of all its mail."""
    urls = []
    for address in (HERS, SAV):
        settings = adapters()["email_resend"].SETTINGS(
            api_key=API_KEY, webhook_secret=SECRET, reply_address=address,
            sender=address.replace("@in.", "@"), base_url=resend.base_url,
        )  # fmt: skip
        urls.append(world.place.open_channel(world.business_id, settings))
    resend.listen(**dict.fromkeys(urls, SECRET))
    return Post(world, resend, urls[0])


@pytest.mark.parametrize("address", [HERS, SAV])
def test_an_email_is_answered_once_from_the_mailbox_it_was_written_to(
    both: Post, address: str
) -> None:
    both.write(ASK, to=[address])
    both.attend()
    assert [email["body"]["from"] for email in both.sent()] == [address.replace("@in.", "@")]


def test_an_email_to_both_mailboxes_is_one(both: Post) -> None:
    both.write(ASK, to=[HERS], cc=[SAV])
    both.attend()
    assert (len(both.received()), len(both.sent())) == (1, 1)


def test_an_email_to_no_mailbox_of_ours_in_our_domain_is_read_once(both: Post) -> None:
    both.write(ASK, to=["contact@in.boutique.example.org"])
    both.attend()
    assert (len(both.received()), len(both.sent())) == (1, 1)


def test_a_mailbox_whose_own_webhook_is_missing_is_served_by_the_other_s(both: Post) -> None:
    both.resend.listen(**{both.url: SECRET})
    both.write(ASK, to=[SAV])
    both.attend()
    assert [email["body"]["from"] for email in both.sent()] == ["sav@boutique.example.org"]


def test_an_email_to_a_removed_mailbox_is_not_answered_by_the_other(both: Post) -> None:
    mailbox = next(row for row in rows_of(both.world) if row.address == SAV)
    channel_change.remove(both.world.desk, mailbox.id, by="Sarah")
    for _ in range(2):
        both.write(ASK, to=[SAV])
    both.attend()
    assert (both.received(), both.sent()) == ([], [])
    told = both.world.feed().count(f"Le fournisseur appelle encore un canal retiré : {SAV}")
    assert told == 1


def test_an_email_to_a_removed_mailbox_and_to_the_other_is_the_other_s(both: Post) -> None:
    mailbox = next(row for row in rows_of(both.world) if row.address == SAV)
    channel_change.remove(both.world.desk, mailbox.id, by="Sarah")
    both.write(ASK, to=[SAV], cc=[HERS])
    both.attend()
    assert [email["body"]["from"] for email in both.sent()] == ["bonjour@boutique.example.org"]


def test_an_email_announced_before_the_removal_is_told(both: Post) -> None:
    both.write(ASK, to=[HERS])
    mailbox = next(row for row in rows_of(both.world) if row.address == HERS)
    channel_change.remove(both.world.desk, mailbox.id, by="Sarah")
    both.attend()
    assert "Un message reçu n'a pas pu être lu" in both.world.feed()
    assert JULIE not in str(both.sent())
