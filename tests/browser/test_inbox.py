"""The inbox in real hands: each page's main act, live windows, the keyboard, the dark."""

import itertools
import re
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from coccinelle.engine.members import member, saved_replies
from coccinelle.store import cases
from tests.browser.conftest import Login
from tests.browser.scene import Scene
from tests.browser.windows import Seen, grave_faults, overflow, shoot, until, window
from tests.web.conftest import serving, web_app

_phones = itertools.count(500)


@pytest.fixture
def customer(scene: Scene) -> int:
    """A conversation of its own."""
    phone = f"+33639982{next(_phones):03d}"
    return scene.shop.hears("Vous ouvrez à quelle heure demain ?", phone)


def open_live(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.locator("#lamp")).to_have_text("en direct")


def test_a_customer_opens_in_the_same_page(page: Page, customer: int) -> None:
    open_live(page, "/")
    page.locator(f"[data-row='{customer}']").click()
    expect(page.get_by_label("Votre message")).to_be_visible()
    assert page.url.split("?")[0].endswith(f"/conversations/{customer}")
    assert overflow(page) <= 0
    assert grave_faults(page) == []


def test_words_show_at_once_then_as_they_are(page: Page, customer: int, screen: str) -> None:
    open_live(page, f"/conversations/{customer}")
    page.get_by_label("Votre message").fill("Nous ouvrons à 10h !")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    said = page.locator("#messages").get_by_text("Nous ouvrons à 10h !")
    expect(said).to_have_count(1)
    expect(page.locator(".bubble.pending")).to_have_count(0)
    expect(page.get_by_text("Un membre a la main : Sarah")).to_be_visible()
    expect(page.get_by_label("Votre message")).to_have_value("")
    shoot(page, f"repondu-{screen}")


def test_a_long_reply_to_approve_never_hides_its_main_act(
    page: Page, scene: Scene, customer: int, screen: str
) -> None:
    scene.shop.drafts(customer, "Bonjour,\n\n" + "Nous sommes ouverts demain de 10h à 19h.\n" * 12)
    open_live(page, f"/conversations/{customer}")
    shoot(page, f"longue-reponse-{screen}")
    acts = page.locator(".draft-card > .acts > * > :is(button, summary)")
    expect(acts).to_have_text([re.compile(name) for name in ("Valider", "Modifier", "Refuser")])
    for act in acts.all():
        expect(act).to_be_in_viewport()
    page.get_by_label("Votre message").focus()
    expect(page.get_by_role("button", name="Envoyer", exact=True)).to_be_in_viewport()


def test_what_one_writes_the_other_sees(login: Login, customer: int) -> None:
    sarah, bob = login("owner"), login("staff")
    for page in (sarah, bob):
        open_live(page, f"/conversations/{customer}")
    bob.get_by_label("Votre message").press_sequentially("Je m'en")
    expect(sarah.get_by_text("Bob écrit…")).to_be_visible()
    bob.get_by_label("Votre message").fill("Je m'en occupe")
    bob.get_by_role("button", name="Envoyer", exact=True).click()
    expect(sarah.locator("#messages").get_by_text("Je m'en occupe")).to_be_visible()


def test_words_being_written_survive_what_arrives(
    scene: Scene, login: Login, customer: int
) -> None:
    page = login("owner")
    open_live(page, f"/conversations/{customer}")
    page.get_by_label("Votre message").fill("Je vous ré")
    scene.shop.hears("Et dimanche ?", f"+33639982{next(_phones) - 1:03d}")
    scene.shop.notifies("Quelque chose", conversation_id=customer)
    expect(page.locator("#lamp")).to_have_text("en direct")
    page.wait_for_timeout(500)
    expect(page.get_by_label("Votre message")).to_have_value("Je vous ré")


def test_a_draft_leaves_with_one_tap_and_the_next_slides_in(
    page: Page, scene: Scene, customer: int, screen: str
) -> None:
    scene.shop.drafts(customer, "Bonjour, nous ouvrons à 10h.")
    open_live(page, "/a-valider")
    queued = page.locator(".queued", has_text="nous ouvrons à 10h")
    shoot(page, f"a-valider-{screen}")
    assert overflow(page) <= 0
    assert grave_faults(page) == []
    queued.get_by_role("button", name="Valider et envoyer").click()
    expect(queued).to_have_count(0)
    sent = "select author from message where conversation_id = %s order by seq desc limit 1"
    until(page, lambda: scene.shop.execute(sent, customer) == [("member",)])


def test_an_urgent_case_is_one_tap_from_its_answer(
    page: Page, scene: Scene, customer: int, screen: str
) -> None:
    with scene.shop.desk.transaction() as connection:
        cases.add_escalation(
            connection, customer, turn_id=None, reason="Mariage samedi", urgency="high",
            deadline=scene.shop.desk.now(), at=scene.shop.desk.now(),
        )  # fmt: skip
    open_live(page, "/urgences")
    shoot(page, f"urgences-{screen}")
    assert grave_faults(page) == []
    card = page.locator(".alarm", has_text="Mariage samedi").first
    card.get_by_role("link", name="Répondre").click()
    expect(page.get_by_label("Votre message")).to_be_focused()
    scene.shop.execute("update escalation set status = 'answered' where conversation_id = %s",
                       customer)  # fmt: skip


def test_the_keyboard_goes_everywhere(login: Login, scene: Scene, customer: int) -> None:
    page = login("owner")
    open_live(page, "/")
    page.keyboard.press("j")
    expect(page.get_by_label("Votre message")).to_be_visible()
    page.keyboard.press("r")
    expect(page.get_by_label("Votre message")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Rechercher dans tous les messages")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("engag")
    page.keyboard.press("Enter")
    page.wait_for_url("**/engagements")
    page.keyboard.press("n")
    page.wait_for_url("**/nouveau")


def test_a_draft_is_sent_by_v_and_edited_by_m(login: Login, scene: Scene, customer: int) -> None:
    scene.shop.drafts(customer, "Nous ouvrons à 10h.")
    page = login("owner")
    open_live(page, f"/conversations/{customer}")
    page.keyboard.press("m")
    expect(page.get_by_label("Réponse", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    expect(page.locator("#messages").get_by_text("Nous ouvrons à 10h.")).to_be_visible()
    expect(page.locator(".draft-card")).to_have_count(0)


def test_e_closes_and_opens_the_next(login: Login, scene: Scene, customer: int) -> None:
    page = login("owner")
    open_live(page, f"/conversations/{customer}")
    page.keyboard.press("e")
    page.wait_for_url(lambda url: f"/conversations/{customer}" not in url)
    state = scene.shop.execute("select state from conversation where id = %s", customer)
    assert state == [("closed",)]


def test_shortcuts_can_be_switched_off(login: Login, scene: Scene) -> None:
    page = login("owner")
    open_live(page, "/")
    page.keyboard.press("?")
    page.get_by_label("Utiliser ces raccourcis dans ce navigateur").uncheck()
    page.get_by_role("button", name="Fermer").click()
    page.keyboard.press("n")
    page.wait_for_timeout(200)
    assert page.url.endswith("/")
    expect(page.locator(".search kbd")).to_be_hidden()


@pytest.mark.parametrize("screen", ["desktop", "phone"])
@pytest.mark.parametrize(
    "path", ["/", "/a-valider", "/actions", "/nouveau", "/reponses", "/compte"]
)
def test_a_page_is_accessible_in_the_dark(login: Login, screen: str, path: str) -> None:
    page = login("owner", screen, color_scheme="dark")
    page.goto(path)
    shoot(page, f"sombre{path.replace('/', '-')}-{screen}")
    assert overflow(page) <= 0
    assert grave_faults(page) == []


def test_the_first_load_is_light(login: Login, customer: int) -> None:
    page = login("owner")
    weights: list[int] = []
    page.on("response", lambda r: weights.append(int(r.headers.get("content-length", 0))))
    open_live(page, f"/conversations/{customer}")
    assert 60_000 < sum(weights) <= 110_000


def test_a_page_catches_up_after_the_server_started_again(browser: Browser, scene: Scene) -> None:
    """What was said while it was away is there, without anybody touching the page."""
    with ExitStack() as stack:
        with serving(web_app(scene.shop)) as http:
            address = str(http.base_url).rstrip("/")
            token = scene.tokens["owner"]
            page, _ = stack.enter_context(window(browser, address, token, "desktop"))
            open_live(page, f"/conversations/{scene.held}")
        expect(page.locator("#lamp")).to_have_text("hors ligne")
        scene.shop.hears("Vous êtes là ?", "+33639980001")
        stack.enter_context(serving(web_app(scene.shop), int(address.rpartition(":")[2])))
        said = page.locator("#messages").get_by_text("Vous êtes là")
        expect(said).to_be_visible()
        expect(page.locator("#lamp")).to_have_text("en direct")


def test_an_answer_that_is_not_ours_takes_nothing_off_the_page(
    login: Login, customer: int, seen: Callable[[Page], Seen]
) -> None:
    page = login("owner")
    seen(page)  # the console tells of the 502
    open_live(page, f"/conversations/{customer}")
    page.route("**/repondre", lambda route: route.fulfill(status=502, body="<p>Bad gateway</p>"))
    page.get_by_label("Votre message").fill("Nous ouvrons à 10h !")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator("#faults")).to_contain_text("Pas de réponse")
    expect(page.get_by_label("Votre message")).to_have_value("Nous ouvrons à 10h !")
    expect(page.locator(".bubble.pending")).to_have_count(0)


def test_a_note_that_is_kept_leaves_its_field(login: Login, customer: int) -> None:
    page = login("staff")
    open_live(page, f"/conversations/{customer}")
    page.locator("#note > summary").click()
    page.locator("#note-text").fill("Elle rappelle demain")
    page.get_by_role("button", name="Noter").dblclick()
    expect(page.locator("#messages .note", has_text="Elle rappelle")).to_have_count(1)
    expect(page.locator("#note-text")).to_have_value("")
    expect(page.locator("#note-text")).to_be_hidden()


def test_a_kept_reply_is_typed_by_its_shortcut(login: Login, scene: Scene, customer: int) -> None:
    saved_replies.save(
        scene.shop.desk, name="Merci", text="Merci et à bientôt !", shortcut="merci", by="Sarah"
    )
    page = login("owner")
    page.goto(f"/conversations/{customer}")
    page.get_by_label("Votre message").press_sequentially("Voilà. /merci ")
    expect(page.get_by_label("Votre message")).to_have_value("Voilà. Merci et à bientôt !")


def test_words_that_nothing_backs_are_pointed_out_as_one_edits(login: Login, scene: Scene) -> None:
    asked = scene.shop.hears("Quelle veste me conseillez-vous pour un dîner ?", "+33639982990")
    page = login("owner")
    open_live(page, f"/conversations/{asked}")
    page.locator(".draft-card summary", has_text="Modifier").click()
    page.locator(".draft-card textarea").fill("Elle est à 12 €.")
    expect(page.locator(".draft-card")).to_contain_text("ne le confirme : 12 €")


def test_words_of_a_draft_that_another_member_sends_are_given_back(
    login: Login, scene: Scene, customer: int
) -> None:
    scene.shop.drafts(customer, "Bonjour, à quelle heure ?")
    sarah, bob = login("owner"), login("staff")
    for page in (sarah, bob):
        open_live(page, f"/conversations/{customer}")
    bob.locator(".draft-card summary", has_text="Modifier").click()
    bob.locator(".draft-card textarea").fill("Venez à 10h !")
    sarah.get_by_role("button", name="Valider et envoyer").click()
    expect(bob.locator("#faults")).to_contain_text("traité ailleurs")
    expect(bob.get_by_label("Votre message")).to_have_value("Venez à 10h !")


def test_long_words_of_a_member_cover_no_other_message(
    page: Page, scene: Scene, customer: int
) -> None:
    member.reply(scene.shop.desk, customer, "Bonjour !\n\n" * 15 + "Sarah", by="Sarah")
    for _ in range(3):
        member.reply(scene.shop.desk, customer, "Et encore ceci :\n" * 8, by="Sarah")
    page.goto(f"/conversations/{customer}")
    over = """() => {
      const texts = [...document.querySelectorAll("#messages .text")];
      const boxes = texts.map((one) => one.getBoundingClientRect());
      return boxes.filter((box, n) => n && box.top < boxes[n - 1].bottom).length;
    }"""
    assert page.locator("#messages .bubble").count() >= 5
    assert page.evaluate(over) == 0
