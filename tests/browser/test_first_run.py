"""The first run in a real browser: a file dropped or chosen, with scripts and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from coccinelle.engine.business import first_run
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.settings import Settings
from coccinelle.store.database import Database
from tests.browser.conftest import Login
from tests.browser.windows import grave_faults, overflow, shoot
from tests.web.conftest import PASSWORD, Shop, serving, web_app

GOOD = "Référence;Nom;Prix TTC;Qté\nRF-1;Robe;79,90 €;2\n"
BAD = GOOD.replace("79,90 €", "gratuit")
DROP = """(text) => { const held = new DataTransfer();
held.items.add(new File([text], "caisse.csv", { type: "text/csv" })); return held; }"""


def drop(page: Page, text: str) -> None:
    expect(page.locator("#drop")).to_be_visible()  # a page that is being left holds nothing
    held = page.evaluate_handle(DROP, text)
    page.dispatch_event("#drop", "dragover", {"dataTransfer": held})
    expect(page.locator("#drop")).to_have_class("card drop over")
    page.dispatch_event("#drop", "drop", {"dataTransfer": held})


@pytest.fixture
def articles(page: Page) -> Iterator[Page]:
    page.goto("/bienvenue/articles")
    yield page
    page.goto("/bienvenue/articles")
    if page.get_by_role("button", name="Apporter un autre fichier").is_visible():
        page.get_by_role("button", name="Apporter un autre fichier").click()


def test_a_file_that_is_dropped_is_read_at_once(articles: Page, screen: str) -> None:
    drop(articles, BAD)
    expect(articles.get_by_text("pas un prix")).to_be_visible()
    articles.get_by_text("Vos colonnes").click()
    shoot(articles, f"articles-lus-{screen}")
    assert overflow(articles) <= 0
    assert grave_faults(articles) == []


def test_so_is_one_that_is_chosen_and_another_may_follow(articles: Page) -> None:
    file = FilePayload(name="caisse.csv", mimeType="text/csv", buffer=GOOD.encode())
    articles.locator("#file").set_input_files(file)
    expect(articles.get_by_text("1 ligne correcte")).to_be_visible()
    articles.get_by_role("button", name="Apporter un autre fichier").click()
    expect(articles.get_by_text("Choisir un fichier")).to_be_visible()


def test_one_that_is_too_big_does_not_leave(articles: Page) -> None:
    file = FilePayload(name="x.csv", mimeType="text/csv", buffer=b"x" * (5 * 1024 * 1024 + 1))
    articles.locator("#file").set_input_files(file)
    expect(articles.get_by_text("Ce fichier dépasse 5 Mo.")).to_be_visible()
    assert articles.locator("#file").input_value() == ""


def test_a_file_that_misses_the_zone_does_not_take_the_page_away(articles: Page) -> None:
    held = articles.evaluate_handle(DROP, GOOD)
    is_left_alone = articles.evaluate(
        "(held) => !document.querySelector('main').dispatchEvent("
        "new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }))",
        held,
    )
    assert is_left_alone


def test_without_scripts_the_field_and_its_button_remain(login: Login) -> None:
    page = login("owner", "desktop", java_script_enabled=False)
    page.goto("/bienvenue/articles")
    file = FilePayload(name="caisse.csv", mimeType="text/csv", buffer=BAD.encode())
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Apporter ce fichier").click()
    expect(page.get_by_text("pas un prix")).to_be_visible()
    page.get_by_role("button", name="Apporter un autre fichier").click()


def test_who_knows_what_she_wants_is_through_in_ten_clicks(
    browser: Browser, empty: Database
) -> None:
    link = first_run.setup_link(empty, "")
    place = Installation(Settings(), empty, Seal((bytes(32),)))
    with (
        serving(web_app(Shop(place, 0, []))) as client,
        browser.new_context(locale="fr-FR", service_workers="block") as context,
    ):
        page = context.new_page()
        page.goto(f"{str(client.base_url).rstrip('/')}{link}")
        assert _through(page) <= 10


def _through(page: Page) -> int:
    """How many clicks it took, from the link to the assistant switched on."""
    clicks = 0

    def click(where: Locator) -> None:
        nonlocal clicks
        clicks += 1
        where.click()

    page.get_by_label("Le nom de votre boutique").fill("Atelier Sarah")
    page.get_by_label("Votre prénom").fill("Sarah")
    page.get_by_label("Votre e-mail").fill("sarah@example.org")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    click(page.get_by_role("button", name="Ouvrir ma boutique"))
    click(page.get_by_role("button", name="continuer"))
    drop(page, GOOD)
    click(page.get_by_role("button", name="Importer"))
    click(page.get_by_role("link", name="Continuer"))
    click(page.get_by_role("button", name="Plus tard :"))
    click(page.get_by_role("button", name="Passer cette étape"))
    click(page.get_by_role("button", name="Mettre en marche", exact=True))
    expect(page.get_by_role("heading", name="en marche")).to_be_visible()
    return clicks
