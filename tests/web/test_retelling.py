"""What is kept in French for members is said again in their language, and nothing else is."""

import re
from collections.abc import Iterator

import pytest

from coccinelle.web import i18n
from coccinelle.web.i18n import catalogue, pieces, retold, sentences, speak
from coccinelle.web.retelling import HOLE
from tests.web.kept_sentences import kept_sentences, shape


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    speak("en")
    yield
    speak("fr")


VALUES = ("1", "1/01", "Alice")  # a number, a date, a name: what may stand in a hole


def test_every_sentence_that_is_kept_has_its_english() -> None:
    whole, held = catalogue("en"), "\n".join(map(shape, sentences("en")))
    made = kept_sentences()
    silent = [said for said in made if said not in whole and said.strip() not in held]
    filled = {said: [said.replace("{}", value) for value in VALUES] for said in silent}
    assert {
        said: made[said] for said, texts in filled.items() if all(retold(t) == t for t in texts)
    } == {}


def test_both_languages_have_the_same_holes() -> None:
    for french, said in sentences("en").items():
        assert sorted(HOLE.findall(french)) == sorted(HOLE.findall(said)), french


def test_values_stay_and_words_of_ours_in_them_are_said_again() -> None:
    assert retold("L'assistant n'a pas pu répondre (TimeoutError) : à vous de répondre") == (
        "The assistant could not answer (TimeoutError): please answer"
    )
    assert retold(
        "Brouillon expiré (Mise de côté plus longue que la règle de la boutique) :"
        " à vous de répondre"
    ) == ("Draft expired (Set aside for longer than the shop's rule): please answer")


def test_days_hours_and_amounts_are_said_as_the_english_do() -> None:
    assert retold("Accepter : garder jusqu'à mercredi 22 janvier 19h") == (
        "Accept: keep until Wednesday 22 January 7pm"
    )
    assert retold("Rembourser 38,50 € (commande #1001, rétractation)") == (
        "Refund €38.50 (order #1001, withdrawal)"
    )
    assert retold("Attend depuis aujourd'hui 10h15") == "Waiting since today 10:15am"


def test_several_reasons_are_said_one_beside_the_other() -> None:
    assert retold("Conseil requis · Remboursement : l'argent qui sort est toujours validé") == (
        "Advice needed · Refund: money that goes out is always approved"
    )


def test_the_kind_of_a_request_stands_before_what_the_customer_said_of_it() -> None:
    assert retold("Mise de côté en boutique (blazer beige, mercredi)") == (
        "Item set aside in the shop (blazer beige, mercredi)"
    )


def test_what_was_read_is_said_piece_by_piece() -> None:
    assert pieces("Blazer beige, taille 38 : 129 €") == "Blazer beige, size 38: €129"
    assert pieces("catalogue, mise de côté") == "catalogue, put aside"


def test_a_customer_who_writes_a_sentence_of_ours_is_quoted_as_they_wrote() -> None:
    said = "« Échange en cours »"
    assert retold(said) == said
    assert retold("Sans réponse : Échange en cours") == "Unanswered: Échange en cours"


def test_a_sentence_that_is_not_ours_stays_as_it_is() -> None:
    for text in ("Robe fleurie bleue : à nettoyer à sec", "Un essai - de plus", "Alice", ""):
        assert retold(text) == text
        assert pieces(text) == text


def test_french_members_read_it_as_it_was_written() -> None:
    speak("fr")
    assert retold("Brouillon expiré") == "Brouillon expiré"


def test_a_refusal_with_values_is_said_again_where_refusals_are_shown() -> None:
    assert i18n._("La référence « AB-1 » n'existe pas.") == "The reference “AB-1” does not exist."


def test_a_day_is_no_word_of_a_sentence_that_holds_it() -> None:
    assert re.search("demain", retold("Garder demain pour Julie")) is not None
