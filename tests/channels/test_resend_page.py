"""The HTML of an e-mail, made from its words: ours to dress, never a door for what they hold."""

import re

import pytest

from coccinelle.channels.email_resend.page import page

OURS = "https://shop.example.org"


def test_paragraphs_lines_and_lists() -> None:
    body = page("Bonjour,\n\nDeux options :\n- la boutique\n- la poste\n\nMerci", origin=OURS)
    assert body.count("<p ") == 3
    assert re.findall("<li>(.*?)</li>", body) == ["la boutique", "la poste"]


def test_the_title_of_an_option_is_bold() -> None:
    assert "<strong>Option 1 – en boutique</strong> : sans frais" in page(
        "Option 1 – en boutique : sans frais", origin=OURS
    )


def test_only_our_own_pages_are_links() -> None:
    body = page(f"Voir {OURS}/doc/abc. Ou https://evil.example/x", origin=OURS)
    assert re.findall('href="(.*?)"', body) == [f"{OURS}/doc/abc"]
    assert "https://evil.example/x" in body


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        f'{OURS}/"onmouseover="alert(1)',
        f"{OURS}@evil.example/",
        f"{OURS}.evil.example/",
        "javascript:alert(1)",
        "Option 1 <b>x</b> : y",
        "- <svg/onload=alert(1)>",
    ],
)
def test_what_is_written_stays_words(text: str) -> None:
    body = page(text, origin=OURS)
    tags = set(re.findall(r"<([a-z!]+)", body.partition("<body")[2]))
    assert tags <= {"div", "p", "br", "ul", "li", "strong", "a"}
    assert all(h.startswith(f"{OURS}/") for h in re.findall('href="(.*?)"', body))
    assert not re.search(r"<[^>]* on[a-z]+=", body)


def test_what_an_option_costs_is_not_its_title() -> None:
    written = page("Option 2 - Échange par courrier (4,90 €)", origin="https://x.example.org")
    assert "<strong>Option 2 - Échange par courrier</strong> (4,90 €)" in written
