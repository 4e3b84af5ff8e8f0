"""Turns, due rows, members and events, each at its own virtual time."""

from collections.abc import Callable

import pytest

from coccinelle.simulation.outcome import Outcome, as_json
from coccinelle.simulation.run import Impossible

Play = Callable[[str], Outcome]

ASK = '{at: +0s, from: "+33639980001", text: "Vous avez la robe fleurie bleue en 38 ?"}'
YES = '{at: +2m, from: "+33639980001", text: "Oui merci"}'


def test_a_burst_is_answered_with_its_last_message_after_the_pause(play: Play) -> None:
    found = play(
        """
turns:
  - {at: +0s, from: "+33639980001", text: "Bonjour"}
  - {at: +1s, from: "+33639980001", text: "la robe fleurie bleue en 38, vous l'avez ?"}
"""
    )
    first, last = as_json(found)["turns"]
    assert first["replies"] == [] and len(last["replies"]) == 1
    assert first["reading"] == last["reading"]
    assert last["replies"][0]["at"] == "2025-01-16T10:15:02.500000+01:00"


def test_the_json_says_what_the_contract_says(play: Play) -> None:
    told = as_json(play(f"name: n\nturns: [{ASK}, {YES}]"))
    assert list(told) == ["name", "turns", "outbound", "alerts", "state"]
    assert list(told["turns"][0]) == ["at", "text", "reading", "lane", "replies"]
    assert [turn["lane"] for turn in told["turns"]] == ["answer", "act"]
    assert told["turns"][0]["reading"]["requests"][0]["entities"]["product"][0]["ref"] == "RF-2847"
    assert told["outbound"] == told["turns"][0]["replies"] + told["turns"][1]["replies"]
    assert told["state"]["holds"] == [
        {
            "sku": "RF-2847-38", "product": "Robe fleurie bleue", "color": "bleu", "size": "38",
            "quantity": 1, "contact": "Julie Mercier", "until": "2025-01-17T18:00:00+01:00",
            "status": "active", "purpose": "pickup",
        }
    ]  # fmt: skip


def test_each_script_starts_from_the_business_as_it_was_imported(play: Play) -> None:
    taken = play(f"turns: [{{at: +0s, event: {{stock: {{RF-2847-38: 0}}}}}}, {ASK}]")
    again = play(f"turns: [{ASK}]")
    assert "reste 2" not in taken.outbound[0].text
    assert "reste 2" in again.outbound[0].text
    assert again.state["holds"] == []


def test_due_rows_fire_until_the_end_and_not_after(play: Play) -> None:
    script = f"turns: [{ASK}, {YES}]"
    before = play(script + "\nuntil: 2025-01-17T15:59:59")
    after = play(script + "\nuntil: 2025-01-17T16:00")
    assert [len(found.outbound) for found in (before, after)] == [2, 3]
    assert as_json(after)["outbound"][2]["at"] == "2025-01-17T16:00:00+01:00"


def test_a_reply_waits_for_the_end_of_an_outage_and_leaves_once(play: Play) -> None:
    found = play(f"turns: [{{at: +0s, event: {{outage: {{channel: sms, for: 30s}}}}}}, {ASK}]")
    (sent,) = found.outbound
    assert 30 <= (sent.at - found.turns[0].played.at).total_seconds() <= 120


def test_the_owner_writes_takes_over_and_hands_back(play: Play) -> None:
    found = play(
        f"""
turns:
  - {ASK}
  - {{at: +1m, owner: {{reply: "Je vous la garde, Sarah"}}}}
  - {{at: +2m, from: "+33639980001", text: "Vous fermez à quelle heure ?"}}
  - {{at: +3m, owner: {{hand_back: true, to: Julie}}}}
  - {{at: +4m, from: "+33639980001", text: "Vous fermez à quelle heure ?"}}
"""
    )
    turns = as_json(found)["turns"]
    assert [reply["text"] for reply in turns[1]["replies"]] == ["Je vous la garde, Sarah"]
    assert (turns[1]["reading"], turns[2]["lane"], turns[2]["replies"]) == (None, None, [])
    assert "19h" in turns[4]["replies"][0]["text"]


LONG = """turns:
  - {at: +0s, from: "+33639980001",
     text: "Pouvez-vous me mettre de côté le blazer beige en 38 jusqu'à mercredi ?"}
"""


def test_an_edited_draft_leaves_as_edited_with_its_hold(play: Play) -> None:
    found = play(LONG + '  - {at: +5m, owner: {edit: "C\'est fait, à mercredi"}}')
    assert [sent.text for sent in found.outbound] == ["C'est fait, à mercredi"]
    assert found.turns[1].replies == found.outbound and found.turns[0].replies == ()
    assert (len(found.state["holds"]), found.state["drafts"]) == (1, [])


def test_a_draft_that_is_no_longer_true_is_refused_and_thought_again(play: Play) -> None:
    found = play(
        LONG
        + "  - {at: +4m, event: {stock: {BL-445-38: 0}}}\n"
        + "  - {at: +5m, owner: {approve: true}}"
    )
    assert "stock" in found.notes[0]
    assert (found.state["holds"], found.state["drafts"]) == ([], [])
    assert "plus" in found.outbound[-1].text


def test_an_act_the_product_refuses_is_noted_with_its_line(play: Play) -> None:
    found = play(f"turns:\n  - {ASK}\n  - {{at: +1m, owner: {{approve: true}}}}")
    assert "line 3: Aucun brouillon" in found.notes[0]


def test_a_sku_nobody_knows_cannot_be_counted(play: Play) -> None:
    with pytest.raises(Impossible, match="XX-1") as caught:
        play("turns: [{at: +0s, event: {stock: {XX-1: 2}}}]")
    assert caught.value.turn == 0


@pytest.mark.parametrize(
    ("kind", "sender"),
    [
        ("sms", "+33639980077"),
        ("whatsapp", "+33639980077"),
        ("email", "alice@example.org"),
        ("instagram", "@alice"),
        ("web", "visiteuse-1"),
    ],
)
def test_every_kind_of_channel_is_answered_on_itself(play: Play, kind: str, sender: str) -> None:
    turn = f'{{at: +0s, channel: {kind}, from: "{sender}", text: "Vous fermez à quelle heure ?"}}'
    (sent,) = play(f"turns: [{turn}]").outbound
    assert (sent.channel, sent.to) == (kind, sender)


def test_a_new_mail_thread_is_a_conversation_of_its_own(play: Play) -> None:
    mail = 'from: alice@example.org, channel: email, text: "Vous fermez à quelle heure ?"'
    found = play(
        f"turns: [{{at: +0s, {mail}}}, {{at: +1m, {mail}}}, {{at: +2m, new_thread: true, {mail}}}]"
    )
    conversations = [turn.trace.conversation_id for turn in found.turns if turn.trace]
    assert conversations[0] == conversations[1] != conversations[2]


def test_an_email_answers_the_last_one_of_its_thread(play: Play) -> None:
    said = 'from: alice@example.org, subject: "Robe", text'
    found = play(
        f'turns: [{{at: +0s, {said}: "Vous avez la robe RF-2847 en 38 ?"}},'
        f' {{at: +9m, {said}: "Oui merci !"}}]'
    )
    assert [held["sku"] for held in as_json(found)["state"]["holds"]] == ["RF-2847-38"]


def test_someone_in_copy_writes_from_a_conversation_of_their_own(play: Play) -> None:
    mail = 'text: "Vous fermez à quelle heure ?"'
    found = play(
        f"turns: [{{at: +0s, from: alice@example.org, cc: [bob@example.org], {mail}}},"
        f" {{at: +9m, from: bob@example.org, {mail}}}]"
    )
    alice, bob = (turn.trace.conversation_id for turn in found.turns if turn.trace)
    assert alice != bob


def test_what_no_person_wrote_is_not_answered(play: Play) -> None:
    absent = 'from: alice@example.org, automatic: auto-reply, text: "Je suis absente."'
    assert play(f"turns: [{{at: +0s, {absent}}}]").outbound == ()


def test_turns_are_played_in_time_and_told_as_written(play: Play) -> None:
    late = YES.replace("+2m", "+1h")
    turns = as_json(play(f"start: 2025-01-17T09:00\nturns: [{late}, {ASK}]"))["turns"]
    assert turns[0]["at"] == "2025-01-17T10:00:00+01:00"
    assert turns[0]["lane"] == "act"


def test_the_day_a_script_starts_is_the_day_its_business_was_imported(play: Play) -> None:
    """In whatever year: a customer of the file is trusted then, and no longer 41 days later."""
    ask = 'from: "+33639980001", text: "Bonjour, vous fermez à quelle heure ?"}'
    found = play(f"start: 2031-05-16T10:15\nturns: [{{at: +0s, {ask}, {{at: +41d, {ask}]")
    first, later = (turn["replies"][0]["text"] for turn in as_json(found)["turns"])
    assert "Bonjour Julie" in first
    assert "Julie" not in later


def test_a_script_copies_the_code_it_was_sent(play: Play) -> None:
    found = play(
        """
turns:
  - {at: +0s, from: emma@example.org, verified: false, text: "Où en est ma commande 2847 ?"}
  - {at: +1m, from: emma@example.org, verified: false, text: "{code}"}
"""
    )
    asked, proven = (turn["replies"][0]["text"] for turn in as_json(found)["turns"])
    assert "2847" not in asked
    assert "c'est vérifié" in proven and "2847" in proven


def test_a_carrier_is_named_in_either_way(play: Play) -> None:
    script = """
turns:
  - {at: +0s, event: {carrier: {tracking_number: 6A13000290106, status: delivered}}}
  - {at: +1m, from: "+33639980003", text: "Bonjour, où en est ma commande 2901 ?"}
  - {at: +2m, event: {outage: {channel: carrier, for: 10m}}}
  - {at: +3m, from: "+33639980003", text: "Bonjour, où en est ma commande 2901 ?"}
"""
    told, silent = (turn.replies[0].text for turn in play(script).turns if turn.replies)
    assert "livré" in told
    assert "livré" not in silent
