"""What members do with a customer's conversations: assign, put off, close, note, resend, write."""

import itertools

import pytest

from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

_phones = itertools.count(830)


@pytest.fixture
def lea(shop: Shop) -> int:
    """A conversation of its own."""
    return shop.hears("Vous ouvrez à quelle heure demain ?", f"+33639980{next(_phones)}")


def page_of(caller: Caller, conversation: int) -> str:
    return text_of(caller.get(f"/conversations/{conversation}").text)


def member_id(shop: Shop, name: str) -> object:
    return shop.execute("select max(id) from member where name = %s", name)[0][0]


def test_a_conversation_is_given_to_somebody_and_taken_back(
    alice: Caller, bob: Caller, shop: Shop, lea: int
) -> None:
    alice.post(f"/conversations/{lea}/confier", member_id=member_id(shop, "Bob"))
    assert "Alice a confié la conversation à Bob" in page_of(bob, lea)
    assert f'id="row-{lea}"' in bob.get("/?miennes=1").text
    alice.post(f"/conversations/{lea}/confier", member_id=0)
    assert "Alice ne confie plus la conversation" in page_of(bob, lea)


@pytest.mark.parametrize("when", ["hour", "evening", "tomorrow", "monday"])
def test_what_is_put_off_leaves_the_list_until_its_moment(
    alice: Caller, shop: Shop, lea: int, when: str
) -> None:
    assert alice.post(f"/conversations/{lea}/reporter", when=when).status_code == 303
    assert f'id="row-{lea}"' not in alice.get("/").text
    assert f'id="row-{lea}"' in alice.get("/?filtre=snoozed").text
    alice.post(f"/conversations/{lea}/reprendre")
    assert f'id="row-{lea}"' in alice.get("/").text


@pytest.mark.parametrize("fields", [{}, {"until": "2020-01-01T10:00"}, {"when": "un jour"}])
def test_nothing_is_put_off_to_the_past_or_to_never(
    alice: Caller, lea: int, fields: dict[str, str]
) -> None:
    assert alice.post(f"/conversations/{lea}/reporter", **fields).status_code == 409


def test_closed_then_the_next_one_opens(alice: Caller, shop: Shop, lea: int) -> None:
    other = shop.hears("Et samedi ?", f"+33639980{next(_phones)}")
    answer = alice.post(f"/conversations/{other}/clore-et-suivant")
    assert answer.headers["location"] == f"/conversations/{lea}"
    assert shop.execute("select state from conversation where id = %s", other) == [("closed",)]
    alice.post(f"/conversations/{other}/rouvrir")
    assert "Alice a clos" in page_of(alice, other)
    assert "Alice a rouvert" in page_of(alice, other)


def test_a_note_is_for_the_team_alone(alice: Caller, bob: Caller, shop: Shop, lea: int) -> None:
    for _ in range(2):
        alice.post(f"/conversations/{lea}/noter", text="Rappeler avant midi", once=f"n{lea}")
    assert page_of(bob, lea).count("Rappeler avant midi") == 1
    assert "Note interne de Alice" in page_of(bob, lea)
    assert "Rappeler avant midi" not in [sent.text for sent in shop.sent]


def test_a_message_that_failed_leaves_again_once(alice: Caller, shop: Shop, lea: int) -> None:
    ((failed,),) = shop.execute(
        "update message set state = 'failed' where conversation_id = %s and direction = 'outbound'"
        " returning id",
        lea,
    )
    assert "Renvoyer" in page_of(alice, lea)
    for _ in range(2):
        answer = alice.post(f"/conversations/{lea}/renvoyer", message_id=failed)
        assert answer.status_code == 303
    again = shop.execute("select by_member from message where again_of = %s", failed)
    assert again == [("Alice",)]


def test_a_message_of_another_customer_is_not_resent_from_here(
    alice: Caller, shop: Shop, lea: int, julie: int
) -> None:
    ((other,),) = shop.execute("select max(id) from message where conversation_id = %s", julie)
    assert alice.post(f"/conversations/{lea}/renvoyer", message_id=other).status_code == 409


def test_opened_is_read_and_may_be_left_unread(alice: Caller, shop: Shop, lea: int) -> None:
    def is_unread() -> bool:
        return f'id="row-{lea}" class="row unread' in alice.get("/").text

    assert is_unread()
    alice.get(f"/conversations/{lea}")
    assert not is_unread()
    alice.post(f"/conversations/{lea}/non-lu")
    assert is_unread()


def test_two_members_see_that_the_other_writes(
    alice: Caller, bob: Caller, shop: Shop, lea: int
) -> None:
    """And no line of the journal for each key."""
    lines = shop.execute("select count(*) from audit")
    assert bob.post(f"/conversations/{lea}/ecrit").status_code == 204
    assert "Bob écrit…" in text_of(alice.get(f"/conversations/{lea}/fil").text)
    assert "Bob écrit…" not in text_of(bob.get(f"/conversations/{lea}/fil").text)
    assert shop.execute("select count(*) from audit") == lines


def test_a_saved_reply_comes_filled_with_the_customers_name(alice: Caller, julie: int) -> None:
    text = "Bonjour {prénom}, ici {membre} : à bientôt !"
    assert alice.post("/reponses", name="À bientôt", text=text, shortcut="b").status_code == 303
    page = alice.get(f"/conversations/{julie}").text
    assert 'data-insert="Bonjour Julie, ici Alice : à bientôt !"' in page
    assert "Bonjour {prénom}" in text_of(alice.get("/reponses").text)


def test_an_unknown_blank_is_refused(alice: Caller) -> None:
    answer = alice.post("/reponses", name="Faux", text="Bonjour {pointure}")
    assert answer.status_code == 409
    assert "n'est pas une variable connue" in text_of(answer.text)


def test_a_member_writes_first_once(alice: Caller, shop: Shop) -> None:
    fields = {"kind": "sms", "to": "06 39 98 08 99", "text": "Bonjour, votre robe est prête !"}
    answers = [alice.post("/nouveau", **fields, once="clé") for _ in range(2)]
    assert {answer.status_code for answer in answers} == {303}
    page = text_of(alice.get(answers[0].headers["location"].partition("#")[0]).text)
    sent = shop.execute("select count(*) from message where text = %s", fields["text"])
    assert sent == [(1,)]
    assert "Un membre a la main : Alice" in page


def test_nobody_is_written_to_at_an_address_that_is_none(alice: Caller) -> None:
    answer = alice.post("/nouveau", kind="sms", to="demain", text="Bonjour")
    assert answer.status_code == 409
    assert "n'est pas valable" in text_of(answer.text)


def test_a_search_leads_to_the_customer_and_shows_why(alice: Caller, shop: Shop) -> None:
    conversation = shop.hears("Avez-vous un parapluie à pois ?", f"+33639980{next(_phones)}")
    page = alice.get("/?q=PARAPLUIE").text
    assert f'id="row-{conversation}"' in page
    assert "parapluie à pois" in text_of(page)
    assert "Aucune conversation ne correspond" in text_of(alice.get("/?q=xylophone").text)
