"""What a reader of an HTML page sees, and nothing else."""

import time

import pytest

from coccinelle.kit.html_text import text_of

HIDDEN = [
    '<span style="display:none">X</span>',
    '<span style="visibility: hidden">X</span>',
    '<span style="font-size:0">X</span>',
    '<span style="font-size:0px;color:red">X</span>',
    '<div style="max-height:0px;overflow:hidden">X</div>',
    '<span style="color:#ffffff">X</span>',
    '<span style="mso-hide:all">X</span>',
    "<span hidden>X</span>",
    "<script>X</script>",
    "<style>X</style>",
    "<title>X</title>",
    "<!-- X -->",
    "<template>X</template>",
]


@pytest.mark.parametrize("markup", HIDDEN)
def test_what_is_hidden_is_not_read(markup: str) -> None:
    read = text_of(f"<html><body><p>Bonjour {markup}à tous</p></body></html>")
    assert read.split() == ["Bonjour", "à", "tous"]


@pytest.mark.parametrize(
    "style", ["color:#222", "background-color:white", "font-size:10px", "height:100%", "opacity:1"]
)
def test_what_is_seen_is_read(style: str) -> None:
    assert text_of(f'<p style="{style}">Bonjour</p>') == "Bonjour"


def test_a_quotation_is_marked() -> None:
    page = "<p>Oui</p><blockquote>votre code<br>est 123456</blockquote><p>Merci</p>"
    lines = [line for line in text_of(page).split("\n") if line.strip()]
    assert lines == ["Oui", "> votre code", "> est 123456", "Merci"]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>" * 5000, "<b>" * 1_000_000, "<blockquote>" * 3000 + "x", "", "\x00",
        "<math><mtext><mglyph><style><img src onerror=alert(1)>", "<" * 100_000, "&#x0;", "<!--",
    ],
)  # fmt: skip
def test_hostile_markup_is_read_in_time(page: str) -> None:
    started = time.thread_time()
    text_of(page)
    assert time.thread_time() - started < 2
