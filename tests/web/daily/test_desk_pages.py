"""Answers to validate and urgent cases: what waits for a member, the first first."""

import itertools
from datetime import timedelta

import pytest

from coccinelle.store import cases
from coccinelle.web.access.sessions import form_token
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

_phones = itertools.count(810)


def a_customer(shop: Shop) -> int:
    return shop.hears("ok", f"+33639980{next(_phones)}")


def escalates(shop: Shop, conversation: int, reason: str, urgency: str = "normal") -> None:
    with shop.desk.transaction() as connection:
        cases.add_escalation(
            connection, conversation, turn_id=None, reason=reason, urgency=urgency,
            deadline=shop.desk.now() + timedelta(hours=2), at=shop.desk.now(),
        )  # fmt: skip


@pytest.mark.parametrize("path", ["/a-valider", "/urgences"])
def test_a_stranger_is_led_to_the_login_and_back(stranger: Caller, path: str) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/login?next={path}")


def test_a_draft_waits_with_its_reason_and_its_words(alice: Caller, shop: Shop) -> None:
    shop.drafts(a_customer(shop), "Bonjour, je vous conseille le blazer.")
    page = text_of(alice.get("/a-valider").text)
    assert "Réponse proposée Conseil requis" in page
    assert "Bonjour, je vous conseille le blazer." in page
    assert page.index("Valider et envoyer") < page.index("Refuser")


def test_a_draft_with_a_blank_is_completed_before_it_leaves(alice: Caller, shop: Shop) -> None:
    conversation = a_customer(shop)
    draft = shop.drafts(conversation, "Bonjour ! [à compléter : « quelle matière ? »]")
    page = alice.get("/a-valider").text
    card = page[page.index(f'id="draft-{draft}"') :].partition("</article>")[0]
    assert "Compléter" in card
    assert card.count("quelle matière") == 1
    assert "Valider et envoyer" not in card
    answer = alice.post(f"/conversations/{conversation}/valider", draft_id=draft)
    assert "a un blanc" in text_of(answer.text)


def test_one_tap_sends_it_and_comes_back_to_the_next(bob: Caller, shop: Shop) -> None:
    conversation = a_customer(shop)
    draft = shop.drafts(conversation, "Bonjour de la file")
    path = f"/conversations/{conversation}/valider"
    answer = bob.post(path, draft_id=draft, page="a-valider")
    assert (answer.status_code, answer.headers["location"]) == (303, "/a-valider")
    assert "Bonjour de la file" not in bob.get("/a-valider").text


def test_a_page_that_is_open_gets_the_queue_without_it(alice: Caller, shop: Shop) -> None:
    conversation = a_customer(shop)
    draft = shop.drafts(conversation, "Bonjour de la file")
    fields = {"draft_id": draft, "page": "a-valider"}
    token = {"form_token": form_token(alice.token), **fields}
    path = f"/conversations/{conversation}/valider"
    answer = alice.send(path, token, **{"hx-request": "true"})
    assert answer.status_code == 200
    assert "Bonjour de la file" not in answer.text
    assert "<html" not in answer.text


def test_what_is_no_longer_possible_is_said_without_losing_the_page(
    alice: Caller, shop: Shop
) -> None:
    conversation = a_customer(shop)
    read = shop.drafts(conversation, "Le blazer.")
    shop.drafts(conversation, "Le perfecto.")
    path = f"/conversations/{conversation}/valider"
    fields = {"form_token": form_token(alice.token), "draft_id": read}
    answer = alice.send(path, fields, **{"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-retarget"]) == (409, "#faults")
    assert "Ce brouillon n'attend plus" in text_of(answer.text)
    assert "<html" not in answer.text


def test_an_urgent_case_comes_first_with_what_is_left(alice: Caller, shop: Shop) -> None:
    escalates(shop, a_customer(shop), "Rappeler pour un devis")
    hurried = a_customer(shop)
    escalates(shop, hurried, "Mariage samedi", "high")
    shop.notifies(
        "Léa Martin - Commande #2901", conversation_id=hurried, urgency="high",
        lines=("Mariage samedi - Colis en transit", "Solutions proposées :"),
        status_line="IA A GÉRÉ - Vérifier à 12h demain",
    )  # fmt: skip
    shop.execute("update notification set kind = 'alert' where conversation_id = %s", hurried)
    page = text_of(alice.get("/urgences").text)
    drawn = (
        "Léa Martin - Commande #2901 Mariage samedi - Colis en transit Solutions proposées :"
        " Mariage samedi"
    )
    assert drawn in page
    assert "[IA A GÉRÉ - Vérifier à 12h demain]" in page
    assert "2 h 00" in page
    assert page.index("Alerte urgence") < page.index("Rappeler pour un devis")


def test_the_owner_next_door_sees_none_of_it(charlie: Caller, shop: Shop) -> None:
    conversation = a_customer(shop)
    shop.drafts(conversation, "Bonjour secret")
    escalates(shop, conversation, "Raison secrète", "high")
    for path in ("/a-valider", "/a-valider/fil", "/urgences", "/urgences/fil", "/liste"):
        assert "secr" not in charlie.get(path).text


def test_words_that_nothing_backs_are_pointed_out_while_they_are_written(
    alice: Caller, shop: Shop
) -> None:
    conversation = shop.hears("Quelle veste me conseillez-vous pour un dîner ?", "+33639980877")
    ((draft,),) = shop.execute("select id from draft where conversation_id = %s", conversation)
    page = text_of(alice.post(f"/brouillons/{draft}/doutes", text="Elle est à 12 €.").text)
    assert "Rien de ce que Coccinelle a lu ne le confirme : 12 €" in page
    assert text_of(alice.post(f"/brouillons/{draft}/doutes", text="Je vous appelle !").text) == ""


def test_among_urgent_cases_the_soonest_hour_comes_first(alice: Caller, shop: Shop) -> None:
    later, sooner = a_customer(shop), a_customer(shop)
    escalates(shop, later, "Baptême dimanche", "high")
    escalates(shop, sooner, "Tout de suite", "high")
    shop.execute("update escalation set deadline = deadline - interval '1 hour' where"
                 " conversation_id = %s", sooner)  # fmt: skip
    page = text_of(alice.get("/urgences").text)
    assert page.index("Tout de suite") < page.index("Baptême dimanche")
