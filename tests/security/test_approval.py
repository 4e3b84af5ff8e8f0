"""The number of the owner is public and can be forged: only a code, used once, decides."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from coccinelle.engine.attend import attend
from coccinelle.engine.business import owner_phone, settings_change
from coccinelle.engine.members import drafts, member
from coccinelle.store import businesses, channels, phones
from coccinelle.web.access.sessions import open_session
from tests.journeys.conftest import World
from tests.journeys.test_approval import MARINE, SARAH, code_of, draft_of, drafted, texts, told

BOB, STRANGER = "+33639980061", "+33639980077"
LEA = "+33639980003"


@pytest.fixture
def shop(world: World) -> World:
    world.employs("Sarah", SARAH)
    with world.desk.transaction() as connection:
        channels.add(
            connection, kind="email", adapter="in_process", key=f"mail-{world.business_id}",
            address="boutique@example.org", settings={}, secrets=None,
        )  # fmt: skip
    return world


def mails(world: World) -> list[str]:
    return [m.subject for m in world.messages() if m.purpose == "echo"]


def is_sent(world: World) -> bool:
    return any("blazer" in text for text in world.replies(MARINE))


def at_once(world: World, text: str) -> None:
    """Sarah's message and all that waits already are served at the same moment."""
    world.post(text, sender=SARAH)
    with world.desk.transaction() as connection:
        rows = connection.execute("select id from conversation where answer_at is not null")
        waiting = [number for (number,) in rows]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda number: attend(world.desk, number), waiting))
    world.attend()
    world.attend()


def wrong(code: str) -> str:
    """Another one that looks like it."""
    return "Z9ZZ" if code != "Z9ZZ" else "Z8ZZ"


def test_a_forged_number_without_a_code_does_nothing(shop: World) -> None:
    drafted(shop)
    for said in ("1", "oui", "envoie", "1 merci", "valide tout"):
        texts(shop, said)
    assert not is_sent(shop) and draft_of(shop) is not None


def test_the_code_from_another_number_does_nothing(shop: World) -> None:
    code = code_of(drafted(shop))
    shop.say(f"1 {code}", sender=STRANGER)
    assert not is_sent(shop)


def test_the_code_of_one_draft_does_not_send_another(shop: World) -> None:
    first = code_of(drafted(shop))
    shop.say("je voudrais un conseil, que mettre avec la robe bordeaux ?", sender=LEA)
    told(shop)
    before = shop.replies(LEA)
    assert texts(shop, f"1 {first}") == "Envoyé à Marine."
    assert shop.replies(LEA) == before and draft_of(shop) is not None


def test_a_code_serves_once(shop: World) -> None:
    code = code_of(drafted(shop))
    texts(shop, f"1 {code}")
    assert texts(shop, f"1 {code}").startswith("Déjà envoyé par Sarah")
    assert texts(shop, f"{code} Autre chose").startswith("Déjà envoyé par Sarah")
    assert len([t for t in shop.replies(MARINE) if "blazer" in t]) == 1


def test_the_same_message_by_the_door_twice_has_one_effect(shop: World) -> None:
    code = code_of(drafted(shop))
    sid = "SM" + "1" * 32
    for _ in range(2):
        shop.post(f"1 {code}", sender=SARAH, sid=sid)
        shop.attend()
    assert len([t for t in shop.replies(MARINE) if "blazer" in t]) == 1


def test_a_draft_edited_in_between_is_not_sent(shop: World) -> None:
    code = code_of(drafted(shop))
    draft = draft_of(shop)
    assert draft is not None
    drafts.approve(shop.desk, draft.conversation_id, by="Bob", text="Bonjour, oui.")
    assert texts(shop, f"1 {code}").startswith("Déjà envoyé par Bob")
    assert not is_sent(shop)


def test_a_code_ends_with_its_day(shop: World) -> None:
    shop.policy(draft_expires="3d")
    code = code_of(drafted(shop))
    shop.go_on(hours=25)
    assert texts(shop, f"1 {code}").startswith("Ce code a expiré")
    assert not is_sent(shop)


def test_the_code_of_a_draft_that_expired_says_so(shop: World) -> None:
    code = code_of(drafted(shop))
    shop.policy(notify_by=[])
    shop.go_on(hours=25)
    assert texts(shop, f"1 {code}").startswith("Trop tard")
    assert not is_sent(shop)


def test_the_third_wrong_code_closes_the_door_and_everybody_hears_of_it(shop: World) -> None:
    code = code_of(drafted(shop))
    said = [texts(shop, f"1 {wrong(code)}") for _ in range(3)]
    assert said[1].startswith("Code inconnu") and "fermée" in said[2]
    assert texts(shop, f"1 {code}") == "" and not is_sent(shop)
    assert "Validation par SMS fermée pour Sarah" in shop.feed()
    told(shop)
    mails = [m.subject for m in shop.messages() if m.subject]
    assert mails[-1] == "URGENT - Validation par SMS fermée pour Sarah"


def test_wrong_codes_of_another_hour_are_forgotten(shop: World) -> None:
    code = code_of(drafted(shop))
    for _ in range(2):
        texts(shop, f"1 {wrong(code)}")
    shop.go_on(minutes=61)
    texts(shop, f"1 {wrong(code)}")
    assert texts(shop, f"1 {code}") == "Envoyé à Marine."


def test_once_closed_no_notice_carries_a_code(shop: World) -> None:
    code = code_of(drafted(shop))
    for _ in range(3):
        texts(shop, f"1 {wrong(code)}")
    assert "A valider sur le tableau de bord." in drafted(shop, "Bonjour Marine, une étole ?")


def test_two_members_at_once_have_one_effect(shop: World) -> None:
    shop.employs("Bob", BOB, role="staff")
    hers = code_of(drafted(shop))
    his = code_of(shop.replies(BOB)[-1])
    assert hers != his
    shop.post(f"1 {his}", sender=BOB)
    at_once(shop, f"1 {hers}")
    assert len([t for t in shop.replies(MARINE) if "blazer" in t]) == 1
    answers = sorted((shop.replies(SARAH)[-1], shop.replies(BOB)[-1]))
    assert answers[0].startswith("Déjà envoyé par") and answers[1] == "Envoyé à Marine."


def test_her_answer_and_a_new_turn_at_once_never_cross(shop: World) -> None:
    code = code_of(drafted(shop))
    shop.post("finalement, que mettre avec pour un dîner ?", sender=MARINE)
    at_once(shop, f"1 {code}")
    said = shop.replies(SARAH)[-1]
    assert said == "Envoyé à Marine." if is_sent(shop) else said.startswith("Rien n'est parti")


def test_one_members_code_is_not_the_others(shop: World) -> None:
    shop.employs("Bob", BOB, role="staff")
    hers = code_of(drafted(shop))
    assert texts(shop, f"1 {hers}", BOB).startswith("Code inconnu")
    assert not is_sent(shop)


def test_a_forged_pause_pauses_and_the_owner_hears_of_it_elsewhere(shop: World) -> None:
    texts(shop, "ＰＡＵＳＥ")
    with shop.desk.transaction() as connection:
        assert businesses.pause(connection) is not None
    assert mails(shop) == ["Assistant mis en pause par Sarah par SMS"]


def test_who_has_left_the_team_does_not_pause_it(shop: World) -> None:
    member_id = shop.employs("Bob", BOB, role="staff")
    drafted(shop)
    with shop.desk.transaction() as connection:
        connection.execute("delete from member where id = %s", (member_id,))
    texts(shop, "PAUSE", BOB)
    with shop.desk.transaction() as connection:
        assert businesses.pause(connection) is None


def test_a_stranger_does_not_pause_it(shop: World) -> None:
    shop.say("PAUSE", sender=STRANGER)
    with shop.desk.transaction() as connection:
        assert businesses.pause(connection) is None


def test_every_approval_is_echoed_by_email_with_where_to_step_in(shop: World) -> None:
    code = code_of(drafted(shop))
    texts(shop, f"1 {code}")
    (echo,) = [m for m in shop.messages() if m.purpose == "echo"]
    assert "le blazer beige irait bien" in echo.text and "/conversations/" in echo.text


def test_no_code_is_left_in_the_database_once_it_is_sent(shop: World) -> None:
    code = code_of(drafted(shop))
    assert not any(code in m.text for m in shop.messages())
    assert any("1 •••• pour envoyer" in m.text for m in shop.messages())


def test_money_is_for_the_dashboard(shop: World) -> None:
    shop.say("je veux être remboursée de ma commande 2901", sender="+33639980005")
    notices = told(shop)
    assert not any("pour envoyer" in text for text in notices)


def test_the_owners_number_of_the_file_is_hers_by_her_name_only(shop: World) -> None:
    with shop.desk.transaction() as connection:
        connection.execute("update member set phone = ''")
        found = phones.of(connection, SARAH)
        assert found is not None and found.name == "Sarah"
        connection.execute("update member set name = 'Alice'")
        assert phones.of(connection, SARAH) is None


def test_what_a_member_writes_on_the_screen_kills_the_code(shop: World) -> None:
    code = code_of(drafted(shop))
    draft = draft_of(shop)
    assert draft is not None
    member.reply(shop.desk, draft.conversation_id, "Je m'en occupe", by="Sarah")
    assert texts(shop, f"1 {code}").startswith("Rien n'est parti")
    assert not is_sent(shop)


def used_by_this_message(world: World, code: str) -> None:
    """As if the program had died just after the code was used: the message was kept, no more."""
    world.post(f"1 {code}", sender=SARAH)
    with world.desk.transaction() as connection:
        connection.execute(
            "update approval set ended_at = sent_at, ended_because = 'used', used_by ="
            " (select max(id) from message where direction = 'inbound')"
        )


def test_cut_short_after_the_code_was_used_it_goes_on(shop: World) -> None:
    used_by_this_message(shop, code_of(drafted(shop)))
    shop.attend()
    shop.attend()
    assert shop.replies(SARAH)[-1] == "Envoyé à Marine." and is_sent(shop)


def test_cut_short_after_its_effect_it_is_only_said(shop: World) -> None:
    code = code_of(drafted(shop))
    draft = draft_of(shop)
    assert draft is not None
    used_by_this_message(shop, code)
    drafts.approve(shop.desk, draft.conversation_id, by="Sarah", draft_id=draft.id)
    shop.attend()
    shop.attend()
    assert shop.replies(SARAH)[-1] == "Envoyé à Marine."
    assert len([t for t in shop.replies(MARINE) if "blazer" in t]) == 1


def test_a_login_opens_the_door_again(shop: World) -> None:
    code = code_of(drafted(shop))
    for _ in range(3):
        texts(shop, f"1 {wrong(code)}")
    with shop.desk.transaction() as connection:
        found = phones.of(connection, SARAH)
    assert found is not None and found.is_closed
    open_session(shop.place.database, shop.business_id, found.member_id)
    assert texts(shop, f"1 {code_of(drafted(shop))}") == "Envoyé à Marine."


def test_a_new_phone_of_the_owner_s_gets_no_alert_and_no_code_before_it_is_proven(
    world: World,
) -> None:
    world.employs("Sarah", "")
    settings_change.change(world.desk, {owner_phone.KEY: STRANGER}, by="Sarah")
    drafted(world)
    assert code_of(told(world)[-1])
    assert world.replies(STRANGER) == []
    owner_phone.prove(world.desk, STRANGER, by="Sarah")
    world.go_on(minutes=31)
    before = len(told(world))
    assert code_of(world.replies(STRANGER)[-1])
    world.go_on(minutes=31)
    assert len(told(world)) == before
