"""Sarah answers drafts from her phone, through the real door: sent, refused, worded anew."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.engine.attend import attend
from coccinelle.engine.members import drafts, member, pause
from coccinelle.store import cases, segments
from tests.journeys.conftest import World
from tests.journeys.test_team import EVENING

SARAH = "+33639980010"
MARINE = "+33639980004"
ASKED = "Bonjour, j'ai acheté la robe bordeaux le 10/01, quelle veste irait avec pour un mariage ?"


def told(world: World, phone: str = SARAH) -> list[str]:
    attend(world.desk, 0)
    world.attend()
    return world.replies(phone)


def code_of(notice: str) -> str:
    return re.findall(r"1 ([2-9A-Z]{4}) pour envoyer", notice)[0]


def texts(world: World, text: str, phone: str = SARAH) -> str:
    """A member writes; what her words set off leaves, too."""
    said = world.say(text, sender=phone)
    world.attend()
    return said


def draft_of(world: World) -> cases.DraftRow | None:
    return next(iter(world.drafts()), None)


def drafted(world: World, text: str = "Bonjour Marine, le blazer beige irait bien.") -> str:
    """A draft of those words for Marine, and the notice that Sarah got of it."""
    world.say(ASKED, sender=MARINE)
    world.rewrite(text)
    return told(world)[-1]


@pytest.fixture
def shop(world: World) -> World:
    world.employs("Sarah", SARAH)
    return world


def test_a_draft_reaches_her_with_the_case_the_words_and_a_code(shop: World) -> None:
    notice = drafted(shop)
    assert "Marine" in notice and "bordeaux" in notice
    assert 'Réponse proposée : "Bonjour Marine, le blazer beige irait bien."' in notice
    code = code_of(notice)
    assert f"2 {code} pour refuser, ou {code} suivi de votre texte." in notice


def test_one_and_the_code_sends_it(shop: World) -> None:
    code = code_of(drafted(shop))
    assert texts(shop, f"1 {code}") == "Envoyé à Marine."
    assert shop.replies(MARINE)[-1] == "Bonjour Marine, le blazer beige irait bien."
    assert "Réponse à Marine envoyée par SMS (Sarah)" in shop.feed()


def test_two_and_the_code_refuses_it_with_the_reason(shop: World) -> None:
    code = code_of(drafted(shop))
    said = texts(shop, f"2 {code} je l'appelle moi-même")
    assert said == "Refusé : à vous de répondre à Marine."
    with shop.desk.transaction() as connection:
        reasons = [case.reason for case in cases.escalations(connection, open_only=True)]
    assert reasons == ["Brouillon refusé (je l'appelle moi-même) : à vous de répondre"]


def test_her_own_words_leave_as_hers_and_the_assistant_is_silent_there(shop: World) -> None:
    code = code_of(drafted(shop))
    said = texts(shop, f"{code} Bonjour Marine, passez nous voir !")
    assert said.startswith("Envoyé à Marine avec vos mots.")
    assert shop.replies(MARINE)[-1] == "Bonjour Marine, passez nous voir !"
    sent = next(m for m in shop.messages() if m.text == "Bonjour Marine, passez nous voir !")
    assert sent.author == "member"
    assert shop.say("vous fermez à quelle heure ?", sender=MARINE) == ""


def test_a_figure_of_hers_that_nobody_has_read_is_for_the_dashboard(shop: World) -> None:
    code = code_of(drafted(shop))
    said = texts(shop, f"{code} Bonjour Marine, le blazer est à 12 €")
    assert said.startswith("Rien n'est parti") and "12" in said and "/conversations/" in said
    assert draft_of(shop) is not None
    assert texts(shop, f"1 {code}") == "Envoyé à Marine."


def test_a_choice_without_its_code_is_asked_for_it_once_then_silence(shop: World) -> None:
    drafted(shop)
    assert texts(shop, "1").startswith("Ajoutez le code du message")
    assert texts(shop, "oui") == ""
    assert draft_of(shop) is not None


def test_a_draft_nobody_waits_for_any_more_says_who_answered_and_when(shop: World) -> None:
    code = code_of(drafted(shop))
    draft = draft_of(shop)
    assert draft is not None
    drafts.approve(shop.desk, draft.conversation_id, by="Julie", text="Bonjour, le noir aussi.")
    assert texts(shop, f"1 {code}").startswith("Déjà envoyé par Julie à 10h1")
    assert len([r for r in shop.replies(MARINE) if "blazer" in r]) == 0


def test_when_the_customer_has_just_written_again_nothing_leaves(shop: World) -> None:
    code = code_of(drafted(shop))
    shop.policy(burst_wait_seconds={"sms": 60})
    shop.post("finalement plutôt une étole", sender=MARINE)
    shop.policy(burst_wait_seconds={})
    assert "vient d'écrire de nouveau" in texts(shop, f"1 {code}")
    assert not [r for r in shop.replies(MARINE) if "blazer" in r]


def test_a_new_version_of_the_answer_has_a_new_code(shop: World) -> None:
    old = code_of(drafted(shop))
    new = code_of(drafted(shop, "Bonjour Marine, plutôt une étole."))
    assert texts(shop, f"1 {old}").startswith("Rien n'est parti : la réponse a changé")
    assert texts(shop, f"1 {new}") == "Envoyé à Marine."
    assert shop.replies(MARINE)[-1] == "Bonjour Marine, plutôt une étole."


def test_the_code_of_a_reminder_takes_the_place_of_the_first(shop: World) -> None:
    first = code_of(drafted(shop))
    shop.policy(notify_by=["sms"])
    shop.go_on(minutes=31)
    second = code_of(told(shop)[-1])
    assert "un message plus récent" in texts(shop, f"1 {first}")
    assert texts(shop, f"1 {second}") == "Envoyé à Marine."


def test_at_night_a_draft_waits_for_the_morning(shop: World) -> None:
    shop.go_to(EVENING)
    shop.say(ASKED, sender=MARINE)
    assert told(shop) == []


def test_a_draft_that_was_answered_on_the_screen_is_told_no_more(shop: World) -> None:
    shop.say(ASKED, sender=MARINE)
    draft = draft_of(shop)
    assert draft is not None
    member.reply(shop.desk, draft.conversation_id, "Bonjour Marine !", by="Sarah")
    assert told(shop) == []


def test_pause_stops_everything_and_only_the_dashboard_starts_it_again(shop: World) -> None:
    assert texts(shop, "PAUSE").startswith("L'assistant est en pause")
    assert shop.say("vous fermez à quelle heure ?") == ""
    assert texts(shop, "reprendre") == ""
    assert shop.say("et le samedi ?") == ""
    pause.resume_all(shop.desk, by="Sarah")
    shop.attend()
    assert "19h" in shop.replies()[-1]


def test_two_notices_of_one_draft_cost_what_they_cost(shop: World) -> None:
    drafted(shop)
    midnight = shop.desk.now().replace(hour=0, minute=0)
    with shop.desk.transaction() as connection:
        spent = segments.since(connection, "sms", midnight)
    texts(shop, "1")
    with shop.desk.transaction() as connection:
        assert segments.since(connection, "sms", midnight) > spent > 1


def test_she_is_told_and_answered_whatever_sms_have_cost_today(shop: World) -> None:
    shop.policy(sms_daily_cents=8)
    code = code_of(drafted(shop))
    assert texts(shop, f"1 {code}") == "Envoyé à Marine."


def test_answered_on_the_screen_and_by_sms_at_once_one_answer_leaves(shop: World) -> None:
    code = code_of(drafted(shop))
    draft = draft_of(shop)
    assert draft is not None
    shop.post(f"1 {code}", sender=SARAH)

    def on_the_screen() -> None:
        with suppress(PermanentError):
            drafts.approve(shop.desk, draft.conversation_id, by="Alice", draft_id=draft.id)

    with ThreadPoolExecutor(2) as pool:
        for work in (pool.submit(on_the_screen), pool.submit(shop.attend)):
            work.result()
    shop.attend()
    assert sum("blazer beige irait" in said for said in shop.replies(MARINE)) == 1


def test_the_same_approval_delivered_twice_sends_once_and_is_confirmed_once(shop: World) -> None:
    code = code_of(drafted(shop))
    before = len(shop.replies(SARAH))
    for _ in range(2):
        shop.post(f"1 {code}", sender=SARAH, sid="SM" + "5" * 32)
        shop.attend()
    assert shop.replies(SARAH)[before:] == ["Envoyé à Marine."]
    assert shop.replies(MARINE)[1:] == []
