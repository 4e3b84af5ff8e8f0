"""A reply that states anything but the facts of the turn does not leave."""

import pytest

from coccinelle.core.facts import Fact, Phrase
from coccinelle.replies.claims import check_claims, promises
from coccinelle.replies.compose import Voice, compose
from tests.pace import keeps_pace
from tests.replies.advice_samples import ADVICE_PROMISES
from tests.replies.exchange_samples import EXCHANGE_PROMISES
from tests.replies.sales_samples import SALES_PROMISES
from tests.replies.samples import (
    DAY,
    DRESS,
    NOW,
    SAMPLES,
    SIZE,
    SPLIT_DAY,
    THIS_EVENING,
    TODAY,
    UNTIL,
    at,
    fact,
)

# The dress RF-2847 in 38: two left at 89 €, held until tomorrow 18h, fetched this evening at 17h.
FACTS: tuple[Fact, ...] = (
    DRESS,
    SIZE,
    UNTIL,
    THIS_EVENING,
    TODAY,
    fact("count", 2),
    fact("price", 8900),
    fact("reference", "RF-2847"),
    fact("place", "24 Rue de Rivoli, Paris"),
    fact("phone", "+33199001234"),
    fact("email", "boutique@example.org"),
    fact("url", "https://shop.example/p/1"),
    fact("hours", DAY, "horaires"),
)


def doubted(text: str, *facts: Fact) -> list[str]:
    return [claim.kind for claim in check_claims(text, facts or FACTS, now=NOW)]


@pytest.mark.parametrize(
    "text",
    [
        "Oui Julie, la robe fleurie bleue est en taille 38 : il en reste deux, au prix de 89 €.",
        "Elle est à quatre-vingt-neuf euros. Je la garde jusqu'à vendredi 17 janvier à 18 h ?",
        "La RF2847 est là, à 89,00 €, et nous sommes ouverts de 10h à 19h au 24 rue de Rivoli !",
        "Nous fermons à 19h aujourd'hui, donc ce soir à 17h c'est parfait.",
        "Appelez-nous au 01.99.00.12.34 ou écrivez à boutique@example.org.",
        "Call +33 1 99 00 12 34, or see https://shop.example/p/1.",
        "Yes! We have two left in size 38 at €89. I can keep it until tomorrow at 6pm.",
        "Feel free to come this evening around 5 pm, we close at 7 pm.",
        "Taille 38 disponible, 2 pièces restantes.",
        "Je vous attends ce soir vers dix-sept heures.",
        "Un article tout neuf, une pièce unique : vous passez à quelle heure ?",
        "1) Robe fleurie bleue 2) Robe fleurie bleue",
        "1️⃣ Robe fleurie bleue\n2️⃣ Robe fleurie bleue",
        "Belle journée,\nCoccinelle.AI pour la boutique",
    ],
)
def test_a_true_reply_leaves_however_it_is_worded(text: str) -> None:
    assert doubted(text) == []


@pytest.mark.parametrize("phrase", SAMPLES, ids=lambda phrase: phrase.name)
def test_our_own_phrases_pass_in_both_languages_and_tones(phrase: Phrase) -> None:
    voices = [
        Voice("Élégance Paris", NOW, kind, language=language, tone=tone, name="Julie", greet=True)
        for kind in ("sms", "email")
        for language, tone in (("fr", "vous"), ("fr", "tu"), ("en", "vous"))
    ]
    texts = [compose([phrase], voice) for voice in voices]
    facts = tuple(phrase.facts.values())
    assert [check_claims(text, facts, now=NOW) for text in texts] == [()] * len(texts)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("count", "Il nous en reste 3"),
        ("count", "il en reste trois en boutique"),
        ("count", "38 restants en taille 38"),
        ("count", "Il en reste 38 !"),
        ("count", "C'est la dernière pièce"),
        ("count", "plus qu'une !"),
        ("count", "We have a dozen left"),
        ("count", "only one left"),
        ("size", "on l'a en 40"),
        ("size", "disponible en taille XL"),
        ("size", "Oui, en M !"),
        ("size", "T40 en stock"),
        ("size", "2 pièces en 2"),
        ("size", "2 en 36, 38 ou 40"),
        ("price", "elle est à 98 €"),
        ("price", "89,50 € seulement"),
        ("price", "quarante-neuf euros"),
        ("price", "deux cents euros"),
        ("price", "89 € 50"),
        ("price", "€79"),
        ("price", "$89"),
        ("percent", "-20 % aujourd'hui"),
        ("percent", "vingt pour cent de moins"),
        ("percent", "à moitié prix"),
        ("percent", "half price"),
        ("offer", "c'est gratuit"),
        ("offer", "la retouche est offerte"),
        ("offer", "je vous l'offre"),
        ("offer", "sans frais"),
        ("offer", "vous serez remboursée"),
        ("offer", "a full refund"),
        ("offer", "on the house"),
        ("offer", "une petite remise"),
        ("offer", "c'est promis"),
        ("moment", "jusqu'à demain 19h"),
        ("moment", "jusqu'à samedi 18h"),
        ("moment", "vendredi 18 janvier à 18h"),
        ("moment", "samedi 17 janvier"),
        ("moment", "le 18/01/2025"),
        ("moment", "2025-01-18"),
        ("moment", "dès demain matin"),
        ("moment", "hier"),
        ("moment", "la semaine prochaine"),
        ("moment", "ce week-end"),
        ("moment", "à 20h"),
        ("moment", "à minuit"),
        ("moment", "vers 17h et demie"),
        ("moment", "à vingt heures"),
        ("moment", "at 7:30pm"),
        ("moment", "see you next Tuesday"),
        ("moment", "nous fermons à 17h"),
        ("moment", "nous ouvrons à 19h"),
        ("duration", "sous 48h"),
        ("duration", "dans trois jours"),
        ("reference", "la RF-2848"),
        ("reference", "votre commande 2901"),
        ("reference", "commande #2901"),
        ("reference", "colis 6A1234567890"),
        ("url", "https://evil.com/p/1"),
        ("url", "https://shop.example.evil.com/p/1"),
        ("url", "https://shop.example/p/2"),
        ("url", "evil.com"),
        ("url", "javascript:alert"),
        ("email", "boutique@evil.org"),
        ("email", "boutique@example.org.evil.com"),
        ("phone", "au 06 39 98 00 01"),
        ("phone", "+33639980001"),
        ("iban", "FR76 3000 6000 0112 3456 7890 189"),
        ("markup", "<img src=x>"),
        ("color", "on l'a aussi en rouge"),
        ("number", "au 16 rue de Rivoli"),
        ("quantity", "il y a 7 couleurs"),
        ("quantity", "vos 38 robes arrivent"),
        ("number", "1) Robe fleurie bleue 3) Robe fleurie bleue"),
    ],
)
def test_a_lie_is_seen_in_each_way_of_telling_it(kind: str, text: str) -> None:
    assert kind in doubted(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("price", "4\u200b9,90 €"),
        ("price", "4\u00ad9 €"),
        ("price", "４９ €"),
        ("price", "٤٩ €"),
        ("price", "quarante\u2060-neuf euros"),
        ("price", "QUARANTE‑NEUF EUROS"),
        ("offer", "gra\u200btuit"),
        ("offer", "gr\u0430tuit"),
        ("offer", "ＧＲＡＴＵＩＴ"),
        ("number", "③"),
        ("url", "https://ev\u200bil.com"),
    ],
)
def test_a_disguised_claim_is_read_as_people_see_it(kind: str, text: str) -> None:
    assert kind in doubted(text)


def test_a_claim_is_quoted_as_it_was_read() -> None:
    (claim,) = check_claims("Elle est à quarante-neuf euros.", FACTS, now=NOW)
    assert (claim.kind, claim.words, claim.key) == ("price", "49 euros", 4900)


def test_numbers_inside_a_facts_own_words_are_true_only_there() -> None:
    facts = fact("product", "Robe 7 perles"), fact("place", "24 Rue de Rivoli, Paris")
    assert doubted("La robe 7 perles vous attend au 24 Rue de Rivoli.", *facts) == []
    assert doubted("Il reste 7 robes au 24 rue du Bac", *facts) == ["count", "number"]
    assert doubted("au 124 Rue de Rivoli", *facts) == ["number"]


def test_what_a_text_fact_says_may_be_said_in_other_words() -> None:
    shipping = fact("text", "Livraison offerte dès 80 €, sous 48 h.", "connaissances")
    assert doubted("La livraison est gratuite à partir de 80 euros, sous 48h", shipping) == []
    assert doubted("La livraison est gratuite à partir de 60 euros", shipping) == ["price"]


def test_a_price_of_zero_is_free() -> None:
    assert doubted("C'est gratuit", fact("price", 0)) == []


@pytest.mark.parametrize(
    ("text", "is_true"),
    [
        ("demain 18h", True),
        ("vendredi à 18h", True),
        ("le vendredi 17 janvier", True),
        ("demain soir", True),
        ("aujourd'hui", False),
        ("ce soir", False),
        ("après-demain", False),
        ("vendredi prochain à 19h", False),
    ],
)
def test_a_relative_day_is_resolved_against_now(text: str, is_true: bool) -> None:
    assert (doubted(text, UNTIL) == []) is is_true


def test_a_weekday_alone_is_never_more_than_a_week_away() -> None:
    later = fact("moment", at(25, 17))
    assert doubted("à samedi", later) == ["moment"]
    assert doubted("au samedi 25 janvier", later) == []


def test_this_evening_needs_a_moment_of_this_evening() -> None:
    assert doubted("À ce soir !", THIS_EVENING) == []
    assert doubted("À ce soir !", fact("moment", at(16, 11))) == ["moment"]


def test_each_day_of_the_week_has_its_own_hours() -> None:
    week = fact("hours", ((), SPLIT_DAY, *[DAY] * 4, ()), "horaires")
    assert doubted("Le samedi de 10h à 19h, fermé le dimanche", week) == []
    assert doubted("Le mercredi à 14h et le mardi à 14h", week) == ["moment"]
    assert doubted("Le dimanche à 10h", week) == ["moment"]


def test_a_days_hours_are_not_those_of_another_day() -> None:
    assert doubted("Samedi, de 10h à 19h") == ["moment"]


def test_short_emergency_numbers_must_be_the_right_ones() -> None:
    number = fact("phone", "112", "numéros d'urgence")
    assert doubted("Appelez le 112", number) == []
    assert doubted("Appelez le 119", number) == ["number"]


def test_the_shops_own_name_may_hold_a_number() -> None:
    name = fact("name", "Le 38 Montorgueil", "fiche")
    assert doubted("Bienvenue chez Le 42 Montorgueil", name) == ["number"]
    assert doubted("Bienvenue chez Le 38 Montorgueil", name) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("C'est noté, je vous la mets de côté.", ("hold",)),
        ("Elle est réservée à votre nom !", ("hold",)),
        ("Votre robe vous attend jusqu'à demain 18h.", ("hold",)),
        ("It is put aside for you.", ("hold",)),
        ("Je vous rappelle tout de suite.", ("call_back",)),
        ("Sarah vous répond dès que possible.", ("answer",)),
        ("Je reviens vers vous demain.", ("answer",)),
        ("Votre commande est annulée.", ("cancel",)),
        ("Vous êtes remboursée.", ("refund",)),
        ("Je vous envoie l'étiquette, et vous recevrez un rappel.", ("send", "reminder")),
        ("We will let you know when it is back.", ("watch",)),
        ("Je peux vous la mettre de côté si vous voulez ?", ()),
        ("Voulez-vous que je la réserve ?", ()),
        ("Elle n'est plus réservée.", ()),
        ("Je ne peux pas vous rappeler.", ()),
        ("Parfait ! À ce soir Julie 👋", ()),
        ("Il nous en reste 2 en boutique.", ()),
    ],
)
def test_a_promise_is_heard_and_an_offer_is_not_one(text: str, kinds: tuple[str, ...]) -> None:
    assert promises(text) == kinds


@pytest.mark.parametrize("phrase", SAMPLES, ids=lambda phrase: phrase.name)
def test_our_phrases_promise_only_what_their_act_does(phrase: Phrase) -> None:
    holds = ("held_until", "held_see_you", "hold_exists", "hold_changed", "hold_prolonged")
    allowed = {name: {"hold"} for name in (*holds, "reminder", "hold_limit", "hold_undone")}
    allowed |= {"hold_cancelled": {"cancel"}, "on_the_list": {"answer", "watch"}}
    allowed |= {
        name: {"answer"}
        for name in (
            "handed_over",
            "handed_over_with_care",
            "bilingual_holding",
            "answer_late",
        )
    }
    allowed |= SALES_PROMISES | EXCHANGE_PROMISES | ADVICE_PROMISES
    kept_aside = ("urgent_visit", "urgent_visit_chosen", "urgent_one_left")
    allowed |= {name: {"hold"} for name in kept_aside}
    allowed |= {"urgent_followed": {"answer", "watch"}, "urgent_watched": {"answer"}}
    allowed |= {"call_back": {"call_back"}}
    allowed |= {"goodwill_heard": {"answer"}}
    for language in ("fr", "en"):
        text = compose([phrase], Voice("Élégance Paris", NOW, "sms", language=language))
        assert set(promises(text)) <= allowed.get(phrase.name, set())


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "9 ",
        "a.",
        "a@",
        "-1",
        "deux ",
        "100 000 ",
        "18h ",
        "38, ",
        "+3",
        "\u200b4",
        "en 38 et ",
    ],
)
def test_a_hostile_text_takes_no_more_time_than_its_length(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    assert keeps_pace(doubted, text)
    assert keeps_pace(promises, text)


def test_a_text_longer_than_any_reply_is_refused_unread() -> None:
    assert doubted("a" * 10_001) == ["length"]
