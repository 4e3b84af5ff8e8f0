"""French is written in the pages; English says all of it."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from coccinelle import web
from coccinelle.web import errors, i18n
from coccinelle.web.i18n import Spoken, _, catalogue, count, speak
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

HOME = Path(web.__file__).parent
METHODS = [("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]


def words() -> set[str]:
    """Every text that is shown through the catalogue."""
    found = set(_written())
    for module in pkgutil.walk_packages(web.__path__, "coccinelle.web."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Spoken):
                found |= {text for text in value.french.values() if text}
    return found | {sentence for both in errors.SENTENCES.values() for sentence in both}


def _written() -> Iterator[str]:
    for one in extract_from_dir(str(HOME), METHODS, keywords={"_": None, "count": (1, 2)}):
        yield from one[2] if isinstance(one[2], tuple) else (one[2],)


def test_every_text_is_said_in_english() -> None:
    assert sorted(words() - set(catalogue("en"))) == []


def test_no_english_text_is_left_over() -> None:
    assert sorted(set(catalogue("en")) - words()) == []


def test_a_translation_has_the_blanks_of_its_original() -> None:
    blanks = re.compile(r"\{\w+\}")
    for french, english in catalogue("en").items():
        assert sorted(blanks.findall(french)) == sorted(blanks.findall(english)), french


def test_no_word_of_a_page_is_outside_the_catalogue() -> None:
    """What stands between two tags of a template is a value, or goes through it."""
    alone = {"satisfaction.html", "document.html", "original.html"}  # their readers are customers
    for template in (HOME / "templates").glob("*.html"):
        if template.name in alone:
            continue
        bare = re.sub(r"\{[{%#].*?[}%#]\}", "", template.read_text(), flags=re.DOTALL)
        shown = re.findall(r">([^<>]*[A-Za-zÀ-ÿ]{3,}[^<>]*)<", bare)
        assert [
            one for one in shown if one.strip() not in ("Coccinelle", "· Coccinelle", "VIP")
        ] == []


@pytest.fixture
def english() -> Iterator[None]:
    speak("en")
    yield
    speak("fr")


@pytest.mark.usefixtures("english")
def test_values_are_filled_into_the_members_own_words() -> None:
    assert _("Répondre à {who} par {channel}…", who="Julie", channel="SMS") == (
        "Reply to Julie by SMS…"
    )
    assert count("{n} jour", "{n} jours", 2) == "2 days"


def test_an_unknown_language_is_french() -> None:
    speak("tlh")
    assert i18n.language() == "fr"


def test_a_member_chooses_the_language_of_the_pages(shop: Shop, stranger: Caller) -> None:
    caller = Caller(stranger.http, shop.employs("Marine", "staff"))
    assert "Boîte" in text_of(caller.get("/").text)
    assert caller.post("/compte/langue", language="en").status_code == 303
    page = caller.get("/")
    assert '<html lang="en">' in page.text
    assert "Inbox" in text_of(page.text)
    assert "Boîte" not in text_of(page.text)
    feed = text_of(caller.get("/actions").text)
    assert "Today, Thursday 16 January" in feed
    assert "10:15am" in feed
    assert caller.post("/compte/langue", language="tlh").status_code == 422
    assert caller.post("/compte/langue", language="fr").status_code == 303
