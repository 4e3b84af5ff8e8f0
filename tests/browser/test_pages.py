"""Each page opens in a real browser, at both widths: quiet, accessible, within its window."""

import re

import pytest
from playwright.sync_api import Page, expect

from coccinelle.store import copies
from coccinelle.trial.people import NEW
from coccinelle.trial.write import write
from tests.browser.conftest import Login
from tests.browser.scene import Scene, attend_at_once
from tests.browser.windows import grave_faults, overflow, shoot

PAGES = [
    "feed",
    "engagements",
    "fiches",
    "compte",
    "journal",
    "tableau-de-bord",
    "essayer",
    "autonomie",
    "réglages",
    "règles",
    "horaires",
    "fermetures",
    "ton",
    "alertes",
    "membres",
    "connexions",
    "connexion",
    "canal",
    "retirer-canal",
    "bienvenue",
    "articles",
    "étape-horaires",
    "étape-canal",
    "étape-essai",
    "étape-marche",
    "établissement",
    "mises-de-cote",
    "clients",
    "client",
    "effacer",
    "réunir",
    "commandes",
    "commande",
    "publications",
    "connaissances",
    "conversation",
    "brouillon",
    "e-mail",
]


IN_THE_DARK = ["conversation", "brouillon", "tableau-de-bord", "règles", "client", "étape-marche"]
SENDERS = {"whatsapp": NEW.phone, "email": NEW.email}
RAW_NUMBER = re.compile(r"\+33\d{9}(?<!\+33937000000)")  # but the example a form gives
CLOSING = "Vous fermez à quelle heure samedi ?"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_fault(page: Page, screen: str, scene: Scene, name: str) -> None:
    page.goto(scene.paths()[name])
    expect(page.get_by_role("main")).to_be_visible()
    shoot(page, f"{name}-{screen}")
    page.evaluate("document.querySelectorAll('main details').forEach((one) => one.open = true)")
    assert overflow(page) <= 0
    assert grave_faults(page) == []
    assert RAW_NUMBER.findall(page.inner_text("body")) == []


def test_every_page_is_looked_at(scene: Scene) -> None:
    assert list(scene.paths()) == PAGES


@pytest.mark.parametrize("name", IN_THE_DARK)
def test_a_page_is_accessible_in_the_dark_too(login: Login, scene: Scene, name: str) -> None:
    page = login("owner", "phone", color_scheme="dark")
    page.goto(scene.paths()[name])
    shoot(page, f"{name}-dark")
    assert grave_faults(page) == []


@pytest.mark.parametrize("path", ["/", "/a-valider", "/urgences", "/actions", "brouillon"])
def test_a_phone_with_twice_the_text_scrolls_one_way_only(
    login: Login, scene: Scene, path: str
) -> None:
    page = login("staff", "phone")
    page.set_viewport_size({"width": 195, "height": 422})
    page.goto(scene.paths().get(path, path))
    shoot(page, f"double-{path}")
    assert overflow(page) <= 0


@pytest.mark.parametrize("name", ["login", "mot-de-passe-oublie"])
def test_the_doors_open_without_fault(login: Login, screen: str, name: str) -> None:
    page = login("", screen)
    page.goto(f"/{name}")
    shoot(page, f"{name}-{screen}")
    assert overflow(page) <= 0
    assert grave_faults(page) == []


def test_the_answer_of_a_trial_shows_by_itself(login: Login, scene: Scene) -> None:
    page = login("owner")
    page.goto("/essayer?who=new&by=email")
    page.get_by_label("Objet").fill("Horaires")
    page.get_by_placeholder("Écrire comme un client").fill("Quels sont vos horaires samedi ?")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator("#phone .said.mine").get_by_text("Quels sont vos")).to_be_visible()
    copy = scene.shop.place.desk(scene.trial)
    with copy.transaction() as connection:
        conversation = copies.spoken(connection)[-1].id
    attend_at_once(copy, conversation)
    expect(page.locator("#phone .said.shop").get_by_text("19h")).to_be_visible()
    expect(page.locator("#thought").get_by_text("horaires et adresse")).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("way", ["whatsapp", "email"])
def test_the_phone_looks_like_each_way_of_writing_and_can_be_read(
    login: Login, scene: Scene, way: str, colours: str
) -> None:
    copy = scene.shop.place.desk(scene.trial)
    told = write(copy, kind=way, sender=SENDERS[way], subject="Horaires", text=CLOSING)
    assert told is not None
    attend_at_once(copy, told)
    page = login("owner", "phone", color_scheme=colours)
    page.goto(f"/essayer?who=new&by={way}")
    shoot(page, f"essayer-{way}-{colours}")
    assert overflow(page) <= 0
    assert grave_faults(page) == []


def test_what_a_customer_writes_shows_by_itself(login: Login, scene: Scene) -> None:
    page = login("staff")
    page.goto(f"/conversations/{scene.held}")
    scene.shop.hears("Finalement je passerai vers 18h", "+33639980001")
    said = page.locator("#messages").get_by_text("Finalement je passerai vers 18h")
    expect(said).to_be_visible()


def test_the_preview_follows_what_is_chosen(page: Page) -> None:
    page.goto("/reglages/ton")
    expect(page.locator("#preview")).to_contain_text("je vous garde cet article")
    page.get_by_label("Il dit").select_option("tu")
    expect(page.locator("#preview")).to_contain_text("je te garde cet article")
