"""The dashboard's charts in a real browser: drawn from their tables, which stay without script."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Login
from tests.browser.windows import grave_faults, overflow


def test_each_chart_is_drawn_and_its_table_a_click_away(page: Page) -> None:
    page.goto("/resultats")
    expect(page.locator("figure canvas")).to_have_count(4)
    assert page.locator("table:visible").count() == 0
    page.get_by_text("Les chiffres").first.click()
    expect(page.locator("table").first).to_be_visible()
    assert overflow(page) <= 0
    assert grave_faults(page) == []


def test_what_the_pointer_is_on_is_told_in_words(login: Login) -> None:
    page = login()
    page.goto("/resultats")
    page.locator("figure .u-over").first.hover()
    expect(page.locator(".readout").first).to_contain_text("en automatique")


def test_another_theme_and_another_width_draw_the_charts_again(login: Login) -> None:
    page = login()
    page.goto("/resultats")
    colour = "getComputedStyle(document.querySelector('.legend i')).backgroundColor"
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("figure canvas")).to_have_count(4)
    page.wait_for_function("document.querySelector('figure .uplot').clientWidth < 390")
    assert page.evaluate(colour) != light
    assert overflow(page) <= 0


def test_without_script_the_tables_are_there(login: Login) -> None:
    page = login("owner", "phone", java_script_enabled=False)
    page.goto("/resultats")
    expect(page.locator("table:visible")).to_have_count(4)
    expect(page.locator("figure .plot:visible")).to_have_count(0)
