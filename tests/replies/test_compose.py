"""Replies as a customer reads them."""

import re
from datetime import time
from typing import Any

import pytest
from jinja2 import UndefinedError

from coccinelle.core.facts import Fact, Phrase
from coccinelle.kit import sms
from coccinelle.replies.compose import Voice, compose
from tests.replies.samples import (
    DRESS,
    HOURS,
    LATER,
    NOW,
    SAMPLES,
    SCARF,
    SIZE,
    THIS_EVENING,
    TRAINERS,
    TROUSERS,
    UNKNOWN_NOUN,
    UNTIL,
    WEEK,
    at,
    fact,
)

AVAILABLE = Phrase("available", {"product": DRESS, "size": SIZE, "count": fact("count", 2)})
OFFER = Phrase("offer_hold", {"until": UNTIL})
SEE_YOU = Phrase("held_see_you", {"pickup_at": THIS_EVENING})
SOLD_OUT = Phrase("out_of_stock", {"product": DRESS, "size": SIZE})
HOURS_TODAY = Phrase("hours_today", {"day": fact("date", NOW.date()), "hours": HOURS})


def say(*phrases: Phrase, **voice: Any) -> str:
    given = {"business_name": "Élégance Paris", "now": NOW, "kind": "sms", "name": "Julie"}
    return compose(phrases, Voice(**given | voice))


def aside(phrase: Phrase, **voice: Any) -> str:
    return say(phrase, greet=False, **voice)


def test_the_first_answer_to_julie_is_the_missions() -> None:
    assert say(AVAILABLE, OFFER) == (
        "Bonjour Julie ! 😊 Oui, on l'a en 38 ! Il nous en reste 2 en boutique. "
        "Je peux vous la mettre de côté jusqu'à demain 18h si vous voulez ?"
    )


def test_the_second_answer_to_julie_is_the_missions() -> None:
    assert aside(SEE_YOU) == "Parfait ! À ce soir Julie 👋"


def test_a_first_contact_by_sms_is_told_that_an_assistant_answers_within_three_segments() -> None:
    text = say(AVAILABLE, OFFER, first_contact=True)
    assert text.endswith("si vous voulez ? (L'assistant IA d'Élégance Paris)")
    assert sms.segments(text) == 3


def test_a_first_contact_elsewhere_is_told_how_to_reach_a_person() -> None:
    text = say(AVAILABLE, kind="whatsapp", first_contact=True)
    assert text.split("\n\n")[1] == (
        "Je suis l'assistant virtuel (IA) d'Élégance Paris. "
        "Pour parler à l'équipe, répondez HUMAIN."
    )


def test_an_email_has_paragraphs_a_closing_and_a_signature() -> None:
    text = say(AVAILABLE, OFFER, HOURS_TODAY, kind="email", name="Emma")
    paragraphs = text.split("\n\n")
    assert paragraphs[0] == "Bonjour Emma,"
    assert paragraphs[1].endswith("si vous voulez\u202f?")
    assert paragraphs[2].startswith("Nous sommes ouverts aujourd'hui")
    assert paragraphs[3] == "Belle journée,\nCoccinelle.AI pour Élégance Paris"


def test_an_email_carries_the_signature_the_owner_chose() -> None:
    assert say(OFFER, kind="email", signature="Sarah, Élégance Paris").endswith(
        "Belle journée,\nSarah, Élégance Paris"
    )


def test_the_evening_says_bonsoir() -> None:
    evening = at(16, 18, 45)
    text = say(HOURS_TODAY, kind="email", now=evening)
    assert text.startswith("Bonsoir Julie,")
    assert "Belle soirée," in text


def test_an_unknown_sender_is_greeted_without_a_name() -> None:
    assert say(Phrase("greeting", {}), name="", emoji="none") == (
        "Bonjour ! Comment puis-je vous aider ?"
    )


def test_a_name_is_said_once() -> None:
    assert say(SEE_YOU, emoji="none") == "Bonjour Julie ! Parfait ! À ce soir !"


def test_an_emoji_is_said_once_and_only_if_the_owner_likes_them() -> None:
    assert say(SEE_YOU).endswith("Bonjour Julie ! 😊 Parfait ! À ce soir !")
    assert aside(SEE_YOU, emoji="none") == "Parfait ! À ce soir Julie !"


def test_bad_news_comes_without_an_emoji() -> None:
    assert say(SOLD_OUT, kind="whatsapp").startswith("Bonjour Julie\u202f! Nous n'avons")


def test_an_emoji_that_would_cost_a_segment_is_left_out_of_an_sms() -> None:
    assert "😊" not in say(HOURS_TODAY, Phrase("hours_week", {"week": WEEK}))
    assert "😊" in say(HOURS_TODAY, Phrase("hours_week", {"week": WEEK}), kind="whatsapp")


def test_several_requests_are_answered_in_their_order_and_a_same_sentence_once() -> None:
    text = aside_all(HOURS_TODAY, AVAILABLE, HOURS_TODAY)
    assert text == (
        "Nous sommes ouverts aujourd'hui de 10h à 12h30 et de 14h à 19h. "
        "Oui, on l'a en 38 ! Il nous en reste 2 en boutique."
    )


def aside_all(*phrases: Phrase, **voice: Any) -> str:
    return say(*phrases, greet=False, **voice)


def test_a_friendly_brand_says_tu() -> None:
    assert aside_all(AVAILABLE, OFFER, tone="tu").endswith(
        "Je peux te la mettre de côté jusqu'à demain 18h si tu veux ?"
    )


def test_english_is_spoken_to_english_speakers() -> None:
    assert aside_all(AVAILABLE, OFFER, language="en") == (
        "Yes, we have it in size 38! We have 2 left. "
        "Shall I put it aside for you until 6pm tomorrow?"
    )


def test_another_language_than_ours_is_answered_in_english() -> None:
    assert aside(Phrase("greeting", {}), language="es") == "How can I help you?"


@pytest.mark.parametrize(
    ("product", "said"),
    [
        (DRESS, "La robe fleurie bleue est à 89,90 €."),
        (TROUSERS, "Le pantalon noir est à 89,90 €."),
        (TRAINERS, "Les baskets blanches en cuir sont à 89,90 €."),
        (SCARF, "L'écharpe 7 perles est à 89,90 €."),
        (UNKNOWN_NOUN, "L'article Modèle 501 est à 89,90 €."),
        (fact("product", "Petite robe noire"), "La petite robe noire est à 89,90 €."),
    ],
)
def test_a_product_takes_its_article(product: Fact, said: str) -> None:
    price = Phrase("price", {"product": product, "price": fact("price", 8990)})
    assert aside(price) == said


@pytest.mark.parametrize(
    ("product", "vous", "tu"),
    [
        (DRESS, "Votre robe fleurie bleue vous attend bien", "Ta robe fleurie bleue t'attend bien"),
        (TROUSERS, "Votre pantalon noir vous attend bien", "Ton pantalon noir t'attend bien"),
        (TRAINERS, "Vos baskets blanches en cuir vous attendent", "Tes baskets blanches en cuir"),
        (SCARF, "Votre écharpe 7 perles vous attend bien", "Ton écharpe 7 perles t'attend bien"),
    ],
)
def test_a_product_takes_its_possessive(product: Fact, vous: str, tu: str) -> None:
    exists = Phrase("hold_exists", {"product": product, "until": UNTIL})
    assert aside(exists).startswith(vous)
    assert aside(exists, tone="tu").startswith(tu)


def test_the_only_size_of_a_product_is_not_said() -> None:
    bag, size = fact("product", "Sac cabas en cuir"), fact("size", "TU")
    exists = Phrase("hold_exists", {"product": bag, "size": size, "until": UNTIL})
    assert aside(exists) == "Votre sac cabas en cuir vous attend bien jusqu'à demain 18h."


def test_an_offer_takes_the_gender_of_the_product_just_named() -> None:
    shoes = Phrase("available", {"product": TRAINERS, "size": SIZE, "count": fact("count", 2)})
    assert "on les a en 38" in aside(shoes)
    assert "vous les mettre de côté" in aside_all(shoes, OFFER)


@pytest.mark.parametrize(
    ("pickup", "said"),
    [
        (at(16, 14), "À tout à l'heure"),
        (at(16, 17), "À ce soir"),
        (at(17, 11), "À demain"),
        (at(18, 11), "À samedi"),
        (at(25, 11), "Au samedi 25 janvier"),
    ],
)
def test_see_you_depends_on_how_far_it_is(pickup: object, said: str) -> None:
    phrase = Phrase("held_see_you", {"pickup_at": fact("moment", pickup)})
    assert aside(phrase) == f"Parfait ! {said} Julie 👋"


def test_a_far_day_is_said_with_its_date() -> None:
    assert "jusqu'au samedi 25 janvier à 17h30" in aside(Phrase("offer_hold", {"until": LATER}))


def test_at_most_three_choices_are_numbered_with_their_prices() -> None:
    products = fact("product", ("Robe bleue", "Robe longue", "Jupe", "Veste"))
    prices = fact("price", (8900, 123450, 8990, 100))
    text = aside(Phrase("which_product", {"products": products, "prices": prices}))
    assert text.endswith("1) Robe bleue, 89 € 2) Robe longue, 1 234,50 € 3) Jupe, 89,90 €")


def test_the_week_is_said_by_runs_of_days() -> None:
    assert aside(Phrase("hours_week", {"week": WEEK})) == (
        "Nos horaires : fermé le lundi ; le mardi de 10h à 12h30 et de 14h à 19h ; "
        "du mercredi au samedi de 10h à 19h ; fermé le dimanche."
    )


def test_typography_is_french_where_spaces_are_free_and_plain_by_sms() -> None:
    price = Phrase("price", {"product": DRESS, "price": fact("price", 123450)})
    assert aside(price, kind="whatsapp").endswith("est à 1\u202f234,50\u00a0€.")
    assert aside(price, kind="sms").endswith("est à 1 234,50 €.")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Élégance Paris", "d'Élégance Paris"),
        ("Mode", "de Mode"),
        ("Hermine", "de Hermine"),
        ("Le Petit Marché", "du Petit Marché"),
    ],
)
def test_the_shops_name_is_elided_but_an_h_is_never_guessed(name: str, said: str) -> None:
    assert f"l'assistant virtuel {said} :" in aside(Phrase("robot", {}), business_name=name)


def test_a_robot_says_that_it_is_one_and_that_a_person_is_there() -> None:
    text = aside(Phrase("robot", {}))
    assert text.startswith("Je suis l'assistant virtuel")
    assert "quelqu'un de l'équipe" in text


def test_a_missing_fact_is_an_error_never_a_hole() -> None:
    with pytest.raises(UndefinedError):
        aside(Phrase("price", {"product": DRESS}))


def test_an_address_without_number_reads_well() -> None:
    place = fact("place", "Place du Marché, Lyon")
    assert aside(Phrase("address", {"place": place})) == (
        "Vous nous trouverez ici : Place du Marché, Lyon."
    )


def test_closing_time_alone_is_enough_for_a_late_pickup() -> None:
    closing = fact("time", time(19), "horaires")
    assert aside(Phrase("pickup_after_closing", {"closing": closing})).startswith(
        "Par contre, nous fermons à 19h."
    )


@pytest.mark.parametrize("tone", ["vous", "tu"])
def test_a_tone_is_kept_in_every_phrase(tone: str) -> None:
    others = {"vous": r"\b(te|t'|ton|ta|tes|tu|toi)\b", "tu": r"\b(vous|votre|vos|(?!chez)\w+ez)\b"}
    said = [aside(phrase, tone=tone) for phrase in SAMPLES]
    assert not [text for text in said if re.search(others[tone], text)]


def test_a_phrase_alone_fits_in_two_segments() -> None:
    long = [p.name for p in SAMPLES if sms.segments(aside(p)) > 2]
    assert not long
