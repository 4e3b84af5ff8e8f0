"""French is written in the pages; English says all of it."""

import html
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract, extract_from_dir

from coccinelle import channels, connecting, web
from coccinelle.connectors import carrier, opening
from coccinelle.main import adapters
from coccinelle.web import errors, i18n
from coccinelle.web.i18n import Spoken, _, catalogue, count, speak
from coccinelle.web.settings import fields
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of
from tests.web.refusals import refusals

HOME = Path(web.__file__).parent
PACKAGES = (channels, carrier)
ADAPTERS = [
    file
    for package in PACKAGES
    for name in ("settings.py", "api.py", "tracker.py", "labels.py")
    for file in Path(package.__path__[0]).glob(f"*/{name}")
]
RAISED = ("ValueError", "PermanentError", "TemporaryError")
SENTENCES = [
    said for name, said in vars(connecting).items() if name.isupper() and isinstance(said, str)
]
METHODS = [("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]


def words() -> set[str]:
    """Every text that is shown through the catalogue."""
    found = set(_written())
    for module in pkgutil.walk_packages(web.__path__, "coccinelle.web."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Spoken):
                found |= {text for text in value.french.values() if text}
    found |= {*_adapters(), *refusals()}
    return found | {sentence for both in errors.SENTENCES.values() for sentence in both}


def _adapters() -> Iterator[str]:
    """Of whatever channel or connector there is: its form, what its settings refuse, what a trial
    says, and why it was stopped."""
    for name, module in {**adapters(), **opening.adapters()}.items():
        for field in module.SETTINGS.model_fields.values():
            assert field.title, (name, field)
            yield from filter(None, (field.title, field.description))
        if (Path(str(module.__file__)).parent / "faults.py").exists():
            faults = importlib.import_module(f"{module.__name__}.faults")
            yield from (told for remedy, told in faults.KNOWN.values() if remedy == "stop_channel")
    yield from SENTENCES
    for file in ADAPTERS:
        with file.open("rb") as source:
            said = extract("python", source, keywords=dict.fromkeys(RAISED))
            yield from (str(one[1]) for one in said)


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


# Where a French printer's blank does not break, and where an apostrophe is curved.
BARE = re.compile(r"(?<=\w)'(?=\w)| [;:!?»]|« |[0-9] [€%]")
# Those that stand right after a word are Anglo-Saxon.
GLUED = re.compile(r"\w[;!?»](?=\s|$)|\w:(?=\s|$)|«\w")


def test_our_french_is_printed_as_the_french_do() -> None:
    for text in words():
        assert BARE.search(_(text)) is None, text


def test_our_french_has_a_blank_before_its_high_signs() -> None:
    assert sorted(text for text in words() if GLUED.search(text)) == []


def test_what_is_filled_in_stays_as_it_was_given() -> None:
    assert _("STOP par {channel}", channel="l'ami : a ?") == "STOP par l'ami : a ?"


def test_no_french_of_a_page_goes_around_its_printer(alice: Caller, julie: int, shop: Shop) -> None:
    """What stands bare is a customer's, a file's or a member's."""
    shop.execute("delete from saved_reply")
    for path in ("/compte", "/reglages", "/reglages/regles", "/reglages/horaires", "/bienvenue",
                 "/autonomie", "/reponses", "/nouveau", "/resultats"):  # fmt: skip
        assert BARE.findall(shown(alice.get(path).text)) == [], path


# What only a French hand writes: a blank before a colon, 18h, 2 h 05, n° 3, guillemets.
FRENCH_HAND = re.compile(r"\w [:;!?](?=\s)|\b[0-9]{1,2} ?h[0-9]{0,2}\b(?! [0-9]+m)|n° |«")


def test_no_french_habit_is_left_on_english_pages(shop: Shop, stranger: Caller) -> None:
    """Where what shows is ours alone: the rest holds customers' and the shop's own French."""
    caller = Caller(stranger.http, shop.employs("Léa", "owner"))
    caller.post("/compte/langue", language="en")
    shop.execute("delete from saved_reply")
    for path in ("/compte", "/compte/notifications", "/journal", "/reglages", "/reglages/regles",
                 "/reglages/horaires", "/reglages/fermetures", "/reglages/notifications",
                 "/reglages/depenses", "/reglages/donnees", "/reglages/membres", "/bienvenue",
                 "/autonomie", "/reponses", "/nouveau", "/resultats", "/fiches"):  # fmt: skip
        assert FRENCH_HAND.findall(shown(caller.get(path).text)) == [], path


def shown(page: str) -> str:
    """What is written in it, as it is written."""
    return html.unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", "|", page, flags=re.DOTALL))


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


@pytest.mark.usefixtures("english")
def test_an_amount_to_fill_in_is_in_the_members_own_hand() -> None:
    assert fields.shown(fields.Field("fee", "Frais", "euros"), 4.9).value == "4.90"
    assert fields.shown(fields.Field("share", "Part", "percent"), 0.125).value == "12.5"


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
