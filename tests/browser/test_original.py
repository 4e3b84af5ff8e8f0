"""The HTML of an e-mail in a real browser: it loads nothing, does nothing, stays in its frame."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Login
from tests.browser.scene import Scene
from tests.browser.windows import shoot
from tests.kit.test_safe_html import HOSTILE


def test_the_thread_opens_it_in_a_frame(login: Login, scene: Scene) -> None:
    page = login()
    page.goto(f"/conversations/{scene.mail}")
    page.get_by_text(re.compile("Voir l.e-mail tel qu.il est")).click()
    frame = page.frame_locator("iframe.original")
    expect(frame.get_by_text("quels sont vos horaires samedi ?")).to_be_visible()
    expect(frame.get_by_text("Une image n'a pas été chargée.")).to_be_visible()
    shoot(page, "e-mail-original")


def test_all_that_is_hostile_stays_in_it(login: Login, scene: Scene) -> None:
    """`login` fails the test on a dialog, an outside request, a word on the console."""
    mail = "<p>Bonjour</p>" + "".join(f"<div>{html}</div>" for html in HOSTILE)
    scene.shop.execute("update message set html = %s where id = %s", mail, scene.html_message)
    page = login()
    page.goto(f"/conversations/{scene.mail}")
    page.get_by_text(re.compile("Voir l.e-mail tel qu.il est")).click()
    frame = page.frame_locator("iframe.original")
    expect(frame.get_by_text("Bonjour").first).to_be_visible()
    assert (
        frame.locator("a, img, form, input, iframe, script, [style], [class]:not(.note)").count()
        == 0
    )
    expect(page.get_by_label("Votre compte : Sarah")).to_be_visible()
