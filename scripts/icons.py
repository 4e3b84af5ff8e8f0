"""Draws the app's icons from coccinelle.svg with the Chromium of the browser tests.

python scripts/icons.py
"""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium

FOLDER = Path(__file__).parent.parent / "src" / "coccinelle" / "web" / "static"
PAPER = "#f7f5f1"
# name, size, share of the width the drawing takes, background
ICONS = (
    ("icon-192.png", 192, 0.92, "transparent"),
    ("icon-512.png", 512, 0.92, "transparent"),
    ("icon-maskable-512.png", 512, 0.62, PAPER),  # a launcher may cut all but the inner 80 %
)


def draw(page: Page, name: str, size: int, share: float, background: str) -> None:
    drawing = (FOLDER / "coccinelle.svg").read_text().replace("<svg ", '<svg id="drawing" ', 1)
    width = round(size * share)
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        f"<style>body {{ margin: 0; height: {size}px; display: grid; place-items: center;"
        f" background: {background} }} #drawing {{ width: {width}px; height: {width}px }}</style>"
        + drawing
    )
    page.screenshot(path=FOLDER / name, omit_background=True)


def main() -> None:
    with sync_playwright() as playwright:
        program = chromium.path(playwright)
        assert program is not None, "no Chromium: make browser"
        with chromium.start(playwright, program) as browser:
            page = browser.new_page()
            for icon in ICONS:
                draw(page, *icon)


if __name__ == "__main__":
    main()
