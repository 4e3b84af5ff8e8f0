"""One conversation: what was said, why, and what a member can do there."""

import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest

from coccinelle.engine.business import channel_change
from coccinelle.store import channels, turns
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

_phones = itertools.count(100)


@pytest.fixture
def marine(shop: Shop) -> int:
    """A conversation of its own."""
    return shop.hears("Quelle veste vous me conseillez ?", f"+33639980{next(_phones)}")


def newest(shop: Shop, conversation_id: int) -> int:
    """The last message, as the page shows it."""
    (row,) = shop.execute("select max(id) from message where conversation_id = %s", conversation_id)
    return int(str(row[0]))


def said_by_members(shop: Shop, conversation_id: int) -> list[object]:
    rows = shop.execute(
        "select text from message where conversation_id = %s and author = 'member' order by seq",
        conversation_id,
    )
    return [row[0] for row in rows]


def test_messages_stand_in_order_with_their_hour_and_delivery(alice: Caller, julie: int) -> None:
    page = text_of(alice.get(f"/conversations/{julie}").text)
    assert page.index("la robe fleurie bleue") < page.index("Il nous en reste 2")
    assert page.index("Il nous en reste 2") < page.index("Je passe ce soir vers 17h")
    assert "10h15 · SMS · Coccinelle · envoyé" in page
    assert "Aujourd'hui, jeudi 16 janvier" in page


def test_an_automatic_reply_opens_on_why(alice: Caller, julie: int) -> None:
    page = text_of(alice.get(f"/conversations/{julie}").text)
    assert "Compris : disponibilité d'un article" in page
    assert "taille : 38 (« 38 », dans le message)" in page
    assert "Décision : Répond seule" in page
    assert "quantité 2 stock, aujourd'hui à 10h15" in page
    assert "Action : Réservation Robe fleurie bleue" in page or "Décision : Agit et répond" in page
    assert " ms · recherche et décision " in page


def test_what_was_wrong_is_read_again_in_the_words_of_who_said_it(shop: Shop, bob: Caller) -> None:
    asked = shop.hears("Avez-vous la robe RF-2847 en 38 ?", f"+33639980{next(_phones)}")
    ((turn,),) = shop.execute("select max(id) from turn where conversation_id = %s", asked)
    bob.post(
        f"/conversations/{asked}/signaler", turn_id=turn, kind="wrong_fact", note="C'était le 36."
    )
    page = text_of(bob.get(f"/conversations/{asked}").text)
    assert "Signalé par Bob : " in page
    assert "« C'était le 36. »" in page


def test_the_customer_the_memory_and_the_promises_stand_beside(alice: Caller, julie: int) -> None:
    page = text_of(alice.get(f"/conversations/{julie}").text)
    assert "Nom Julie Mercier" in page
    assert "06 39 98 00 01" in page
    assert "Article : RF-2847" in page
    assert "Rappel, aujourd'hui à 16h en attente" in page


def test_a_turn_without_reply_shows_its_trace_too(alice: Caller, shop: Shop, marine: int) -> None:
    shop.execute("delete from message where conversation_id = %s and author = 'assistant'", marine)
    with shop.desk.transaction() as connection:
        assert turns.of_conversation(connection, marine)
    assert "Compris :" in text_of(alice.get(f"/conversations/{marine}").text)


def test_a_trace_of_another_time_is_still_shown(alice: Caller, shop: Shop, marine: int) -> None:
    shop.execute(
        'update turn set reading = \'{"requests": [{"intent": "telepathy"}]}\','
        " decision = '{}', timings = '{}', memory_before = '{}',"
        ' facts = \'[{"kind": "aura", "value": {"a": 1}}, {"kind": "price",'
        ' "value": "cher"}, {"kind": "moment", "value": "un jour"}]\''
        " where conversation_id = %s",
        marine,
    )
    page = alice.get(f"/conversations/{marine}")
    assert page.status_code == 200
    assert "Compris : telepathy" in text_of(page.text)


def test_a_reply_goes_out_in_the_members_words_and_silences_the_assistant(
    alice: Caller, shop: Shop, marine: int
) -> None:
    seen = newest(shop, marine)
    answer = alice.post(f"/conversations/{marine}/repondre", text="Le blazer !", seen=seen)
    assert answer.headers["location"] == f"/conversations/{marine}#fin"
    assert said_by_members(shop, marine) == ["Le blazer !"]
    assert "Un membre a la main : Alice" in text_of(alice.get(f"/conversations/{marine}").text)


def test_a_double_click_sends_once(alice: Caller, shop: Shop, marine: int) -> None:
    def click(_: int) -> int:
        path = f"/conversations/{marine}/repondre"
        return alice.post(path, text="Bonjour", seen=seen, once="une fois").status_code

    seen = newest(shop, marine)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(click, range(4))) == {303}
    assert said_by_members(shop, marine) == ["Bonjour"]
    again = {"text": "Bonjour", "seen": newest(shop, marine)}
    alice.post(f"/conversations/{marine}/repondre", **again)
    assert said_by_members(shop, marine) == ["Bonjour", "Bonjour"]


def test_a_draft_is_sent_as_it_was_read_and_once(alice: Caller, shop: Shop, marine: int) -> None:
    draft = shop.drafts(marine, "Je vous conseille le blazer.")
    assert "Je vous conseille le blazer." in alice.get(f"/conversations/{marine}").text

    def click(_: int) -> int:
        return alice.post(f"/conversations/{marine}/valider", draft_id=draft).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(click, range(4))) == {303}
    assert said_by_members(shop, marine) == ["Je vous conseille le blazer."]


def test_a_draft_can_be_sent_in_other_words(bob: Caller, shop: Shop, marine: int) -> None:
    draft = shop.drafts(marine, "Je vous conseille le blazer.")
    bob.post(f"/conversations/{marine}/modifier", draft_id=draft, text="Le perfecto !")
    assert said_by_members(shop, marine) == ["Le perfecto !"]
    assert shop.execute("select status, ended_by from draft where id = %s", draft) == [
        ("edited", "Bob")
    ]


def test_a_refused_draft_sends_nothing(alice: Caller, shop: Shop, marine: int) -> None:
    draft = shop.drafts(marine, "Je vous conseille le blazer.")
    alice.post(f"/conversations/{marine}/refuser", draft_id=draft)
    assert said_by_members(shop, marine) == []
    assert "Réponse proposée" not in alice.get(f"/conversations/{marine}").text


def test_a_refusal_keeps_its_reason_for_the_one_who_answers(
    alice: Caller, shop: Shop, marine: int
) -> None:
    draft = shop.drafts(marine, "Je vous conseille le blazer.")
    alice.post(f"/conversations/{marine}/refuser", draft_id=draft, reason="Elle l'a déjà")
    assert shop.execute("select refused_reason from draft where id = %s", draft) == [
        ("Elle l'a déjà",)
    ]
    ((reason,),) = shop.execute(
        "select reason from escalation where status = 'open' order by id desc limit 1"
    )
    assert reason == "Brouillon refusé (Elle l'a déjà) : à vous de répondre"


def test_nobody_validates_words_they_have_not_read(alice: Caller, shop: Shop, marine: int) -> None:
    read = shop.drafts(marine, "Le blazer.")
    shop.drafts(marine, "Le perfecto.")
    answer = alice.post(f"/conversations/{marine}/valider", draft_id=read)
    assert answer.status_code == 409
    assert "Ce brouillon n'attend plus" in text_of(answer.text)
    assert said_by_members(shop, marine) == []


def test_a_draft_of_another_conversation_is_not_validated_here(
    alice: Caller, shop: Shop, marine: int, julie: int
) -> None:
    draft = shop.drafts(marine, "Le blazer.")
    assert alice.post(f"/conversations/{julie}/valider", draft_id=draft).status_code == 409
    assert said_by_members(shop, marine) == []


def test_a_draft_without_words_is_to_be_written_not_validated(
    alice: Caller, shop: Shop, marine: int
) -> None:
    draft = shop.drafts(marine, "")
    page = alice.get(f"/conversations/{marine}").text
    assert "Écrire la réponse" in page
    assert "/valider" not in page
    assert alice.post(f"/conversations/{marine}/valider", draft_id=draft).status_code == 409
    assert said_by_members(shop, marine) == []


def test_the_conversation_is_taken_over_and_handed_back(
    alice: Caller, shop: Shop, marine: int
) -> None:
    alice.post(f"/conversations/{marine}/prendre-la-main")
    page = alice.get(f"/conversations/{marine}/fil").text
    assert "Rendre à Coccinelle" in page
    assert "Prendre la main" not in page
    alice.post(f"/conversations/{marine}/rendre")
    assert "Prendre la main" in alice.get(f"/conversations/{marine}/fil").text


def test_nobody_answers_words_they_have_not_read(alice: Caller, shop: Shop, marine: int) -> None:
    seen = newest(shop, marine)
    shop.execute(
        "with c as (update conversation set last_seq = last_seq + 1 where id = %s returning *)"
        " insert into message (conversation_id, channel_id, seq, direction, author, text, at,"
        " state) select id, channel_id, last_seq, 'inbound', 'contact', 'En fait, du 40', last_at,"
        " 'answered' from c",
        marine,
    )
    answer = alice.post(f"/conversations/{marine}/repondre", text="Le blazer !", seen=seen)
    page = text_of(answer.text)
    assert said_by_members(shop, marine) == []
    assert "Un message est arrivé pendant que vous écriviez" in page
    assert "Client : En fait, du 40" in page
    seen = newest(shop, marine)
    assert ">Le blazer !</textarea>" in answer.text
    alice.post(f"/conversations/{marine}/repondre", text="Le blazer !", seen=seen)
    assert said_by_members(shop, marine) == ["Le blazer !"]


def test_all_channels_of_a_customer_stand_in_one_thread(
    alice: Caller, shop: Shop, marine: int
) -> None:
    """The other conversation leads to the same words."""
    sender = f"+33639980{next(_phones)}"
    other = shop.hears("J'ai aussi écrit de mon autre numéro", sender)
    shop.execute(
        "update conversation set contact_id = (select contact_id from conversation where id = %s),"
        " kind = 'whatsapp' where id = %s",
        marine, other,
    )  # fmt: skip
    for number in (marine, other):
        page = text_of(alice.get(f"/conversations/{number}").text)
        assert page.index("Quelle veste") < page.index("mon autre numéro")
        assert "· SMS" in page and "· WhatsApp" in page


def test_a_message_that_did_not_arrive_says_why(alice: Caller, shop: Shop, marine: int) -> None:
    alice.post(f"/conversations/{marine}/repondre", text="Le blazer !", seen=newest(shop, marine))
    shop.execute(
        "update message set state = 'failed', error = 'Ce numéro n''existe pas.'"
        " where conversation_id = %s and author = 'member'",
        marine,
    )
    page = text_of(alice.get(f"/conversations/{marine}").text)
    assert "échec d'envoi" in page
    assert "Ce numéro n'existe pas." in page


def test_a_conversation_whose_channel_was_removed_offers_another_way(
    next_door: Shop, charlie: Caller
) -> None:
    conversation = next_door.hears("Bonjour, vous fermez à quelle heure ?")
    page = f"/conversations/{conversation}"
    assert 'name="text"' in charlie.get(page).text
    with next_door.desk.transaction() as connection:
        (row,) = channels.all_of(connection)
        contact = next_door.execute("select contact_id from conversation")[0][0]
        connection.execute(
            "insert into address (contact_id, kind, value) values (%s, 'email', 'j@example.org')",
            (contact,),
        )
        channels.add(
            connection, kind="email", adapter="email_resend", key=f"mail-{next_door.id}",
            address="bonjour@in.example.org", settings={}, secrets=None,
        )  # fmt: skip
    channel_change.remove(next_door.desk, row.id, by="Charlie")
    gone = charlie.get(page).text
    assert 'name="text"' not in gone
    assert f"/nouveau?contact={contact}" in gone
    assert charlie.post(f"{page}/repondre", text="Bonjour", seen=0).status_code == 409


def test_two_numbers_of_ours_are_told_apart(shop: Shop, alice: Caller, julie: int) -> None:
    assert "SMS 06 39 98 00 00" not in alice.get(f"/conversations/{julie}").text
    with shop.desk.transaction() as connection:
        channels.add(
            connection, kind="sms", adapter="sms_twilio", key=f"second-{shop.id}",
            address="+33639980099", settings={}, secrets=None,
        )  # fmt: skip
    assert "SMS 06 39 98 00 00" in alice.get(f"/conversations/{julie}").text
    shop.execute("delete from channel where address = '+33639980099'")
