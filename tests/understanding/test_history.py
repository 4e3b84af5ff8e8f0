"""What was said before is read from the messages themselves, in every trade."""

import pytest

from coccinelle.core.lanes import expected
from coccinelle.core.policy import Policy
from coccinelle.core.reading import Reading
from coccinelle.core.turn import Turn
from coccinelle.understanding.lines import turn_of_line
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import CATALOGUE

READER = EmbeddedReader()
NOW = "2025-01-16T10:15:00+01:00"  # a Thursday

# Each exchange: a sector, then the messages before, ours marked with ">".
EXCHANGES = {
    "two slots": ("restaurant", "une table pour 4 samedi soir ?",
                  "> Samedi 18 janvier pour 4, il nous reste 19h ou 21h30."),
    "three slots": ("spa", "bonjour un massage la semaine prochaine",
                    "> Je peux vous proposer mardi 21 à 10h, mardi 21 à 15h ou jeudi 23 à 18h."),
    "people": ("restaurant", "vous auriez une table demain à 20h ?",
               "> Oui, demain à 20h c'est possible ! Vous serez combien ?"),
    "recap": ("garage", "je voudrais un rdv pour une vidange",
              "> Je récapitule : vidange mardi 21 janvier à 9h. Vous confirmez ?"),
    "one slot": ("real_estate", "Hi, could I view the flat on Harbour Street?",
                 "> Hello! We could show it to you on Friday 17 January at 2pm. Does that suit?"),
    "booked": ("restaurant", "table pour 4 demain 20h au nom de Kerbrat",
               "> C'est noté, demain vendredi 17 à 20h pour 4, au nom de Kerbrat. À demain !"),
    "visit": ("real_estate", "je peux visiter la maison lundi ?",
              "> Votre visite est confirmée lundi 20 janvier à 11h."),
    "order": ("boutique", "bonjour où en est mon colis",
              "> Bonjour ! Quel est votre numéro de commande ?"),
    "exchange": ("boutique", "la robe de ma commande 31044 est trop petite, un échange ?",
                 "> Bien sûr. Quelle taille souhaitez-vous à la place ?"),
    "cancel": ("boutique", "je veux annuler ma commande 31044",
               "> Elle n'est pas partie. Vous confirmez l'annulation de la commande 31044 ?"),
    "hold": ("boutique", "vous avez la robe bordeaux en 38 ?",
             "> Oui, il en reste une en 38. Je vous la mets de côté ?"),
    "part": ("garage", "vous avez des essuie-glaces pour ma Clio 4 ?",
             "> Oui, 24 €. On vous en met une paire de côté ?"),
    "price": ("garage", "c'est combien une vidange ?", "> La vidange est à 89 €."),
    "health": ("spa", "un massage samedi 10h",
               "> Avez-vous des contre-indications ou des allergies ?"),
    "plate": ("garage", "ma voiture est prête ?",
              "> Bonjour, quelle est votre plaque d'immatriculation ?"),
    "name": ("restaurant", "une table pour 2 ce soir 20h",
             "> Avec plaisir, ce soir à 20h pour 2. À quel nom ?"),
    "moved": ("spa", "je ne peux plus venir mardi, on peut décaler ?",
              "> Je peux vous recevoir jeudi 23 à 14h à la place. Cela vous convient ?"),
}  # fmt: skip


def line(name: str, said: object, **more: object) -> dict[str, object]:
    sector, *before = EXCHANGES[name]
    history = [
        {"from": "business" if one.startswith(">") else "contact", "text": one.lstrip("> "),
         "at": "2025-01-16T10:00:00+01:00"}
        for one in before
    ]  # fmt: skip
    return {"id": "1", "text": said, "channel": "sms", "sector": sector, "now": NOW,
            "history": history} | more  # fmt: skip


def read(turn: Turn) -> Reading:
    return READER.read(turn)


def lane(reading: Reading, turn: Turn) -> str:
    return expected(reading, Policy(), turn.sector, turn.now.date())[0]


@pytest.mark.parametrize(
    ("name", "text", "answer", "intent", "values", "expected_lane"),
    [
        ("two slots", "19h c'est parfait", "choice", "booking_create", "2025-01-18 19:00 4", "act"),
        ("two slots", "le deuxième créneau", "choice", "booking_create", "21:30 4", "act"),
        ("two slots", "plutôt vendredi", "correction", "booking_create", "2025-01-17 4", "answer"),
        ("two slots", "le plus tôt svp", "choice", "booking_create", "19:00", "act"),
        ("two slots", "non merci", "no", "ack_closing", "", "ignore"),
        ("two slots", "vous avez une terrasse ?", "", "product_service_info", "", "answer"),
        ("three slots", "jeudi", "choice", "booking_create", "2025-01-23 18:00", "act"),
        ("three slots", "mardi après-midi", "choice", "booking_create", "2025-01-21 15:00", "act"),
        ("three slots", "the last one please", "choice", "booking_create", "18:00", "act"),
        ("three slots", "ok pour 10h", "choice", "booking_create", "2025-01-21 10:00", "act"),
        ("people", "5", "choice", "booking_create", "2025-01-17 20:00 5", "act"),
        ("people", "nous serons sept", "choice", "booking_create", "20:00 7", "act"),
        ("people", "une douzaine", "choice", "booking_create", "12", "draft"),
        ("recap", "oui", "yes", "booking_create", "2025-01-21 09:00 vidange", "act"),
        ("recap", "ça marche", "yes", "booking_create", "2025-01-21 09:00", "act"),
        ("recap", "attendez, 10h30 plutôt", "correction", "booking_create", "10:30", "act"),
        ("recap", "laissez tomber", "no", "ack_closing", "", "ignore"),
        ("one slot", "sounds good", "yes", "booking_create", "2025-01-17 14:00", "act"),
        ("one slot", "could we say 3pm instead", "correction", "booking_create", "15:00", "act"),
        ("booked", "finalement on sera 5", "", "booking_modify", "5", "act"),
        ("booked", "attendez, 19h30 plutôt", "", "booking_modify", "19:30", "act"),
        ("booked", "plutôt samedi", "", "booking_modify", "2025-01-18", "act"),
        ("booked", "laissez tomber, on ne vient plus", "", "booking_cancel", "Kerbrat", "act"),
        ("booked", "parfait, à demain", "", "ack_closing", "", "ignore"),
        ("visit", "je ne pourrai pas venir", "", "booking_cancel", "", "act"),
        ("order", "31044", "choice", "order_status", "31044", "answer"),
        ("exchange", "38", "choice", "exchange_request", "38 31044", "act"),
        ("exchange", "un M svp", "choice", "exchange_request", "M 31044", "act"),
        ("cancel", "oui", "yes", "order_cancel", "31044", "act"),
        ("cancel", "non finalement gardez la", "no", "ack_closing", "", "ignore"),
        ("hold", "oui", "yes", "hold_item", "38", "act"),
        ("hold", "volontiers, je passe demain à 17h", "yes", "hold_item", "17:00", "act"),
        ("hold", "et en noir ?", "", "stock_availability", "noir", "answer"),
        ("hold", "vous fermez à quelle heure ?", "", "hours_location", "", "answer"),
        ("part", "prenez les deux", "yes", "hold_item", "", "act"),
        ("part", "ouais", "yes", "hold_item", "", "act"),
        ("price", "et avec le filtre à air ?", "", "price_quote", "", "answer"),
        ("health", "je suis enceinte de 3 mois", "", "allergy_medical", "", "escalate"),
        ("health", "rien à part du diabète", "", "allergy_medical", "", "escalate"),
        ("plate", "AB-123-CD", "choice", "repair_status", "AB-123-CD", "answer"),
        ("name", "Kerbrat", "choice", "booking_create", "Kerbrat 20:00 2", "act"),
        ("moved", "parfait", "yes", "booking_modify", "2025-01-23 14:00", "act"),
    ],
)  # fmt: skip
def test_the_same_words_complete_what_was_being_arranged(
    name: str, text: str, answer: str, intent: str, values: str, expected_lane: str
) -> None:
    turn = turn_of_line(line(name, text))
    reading = read(turn)
    request = reading.requests[0]
    said = {str(e.value) for e in request.entities}
    assert (request.intent, reading.answer.kind if reading.answer else "") == (intent, answer)
    assert set(values.split()) <= said
    assert lane(reading, turn) == expected_lane


@pytest.mark.parametrize(
    ("name", "text", "intents"),
    [
        ("two slots", "19h. et vous avez un parking ?", ["booking_create", "hours_location"]),
        ("hold", "oui ! vous prenez les chèques vacances ?", ["hold_item", "payment_invoice"]),
        ("recap", "oui. ça coûte combien ?", ["booking_create", "price_quote"]),
    ],
)
def test_a_question_beside_the_answer_is_kept(name: str, text: str, intents: list[str]) -> None:
    assert [r.intent for r in read(turn_of_line(line(name, text))).requests] == intents


def test_a_person_asked_for_comes_before_what_was_being_arranged() -> None:
    turn = turn_of_line(line("recap", "je veux parler à quelqu'un, rappelez-moi"))
    assert lane(read(turn), turn) == "escalate"


def test_values_of_the_exchange_are_marked_as_remembered() -> None:
    request = read(turn_of_line(line("people", "4"))).requests[0]
    how = {e.name: (e.value, e.how) for e in request.entities}
    assert how["time"] == ("20:00", "memory")
    assert how["party_size"] == (4, "words")


def test_a_product_of_the_catalogue_is_remembered_with_its_reference() -> None:
    turn = turn_of_line(line("hold", "oui"), catalogue=CATALOGUE)
    product = read(turn).requests[0].entity("product")
    assert product is not None
    assert product.ref == "RB-0110"


def test_without_a_history_nothing_is_remembered() -> None:
    reading = read(turn_of_line(line("hold", "oui", history=[])))
    assert reading.answer is None
    assert reading.requests[0].intent == "ack_closing"


def test_only_the_last_messages_of_a_long_history_are_kept() -> None:
    long = [{"from": "contact", "text": str(n), "at": NOW} for n in range(50)]
    turn = turn_of_line(line("hold", "oui", history=long))
    assert [past.text for past in turn.history] == [str(n) for n in range(30, 50)]


def test_moments_are_those_of_the_business() -> None:
    turn = turn_of_line(line("hold", "oui", now="2025-07-01T08:00:00Z"))
    assert f"{turn.now:%H:%M}" == "10:00"


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"text": None}, "text"),
        ({"sector": "bakery"}, "sector"),
        ({"now": "yesterday"}, "now"),
        ({"now": 12}, "now"),
        ({"history": "oui"}, "history"),
        ({"history": [{"from": "me", "text": "oui", "at": NOW}]}, "history.0.from"),
    ],
)
def test_a_bad_line_says_which_key_is_wrong(wrong: dict[str, object], key: str) -> None:
    with pytest.raises(ValueError, match=f"^{key}: "):
        turn_of_line(line("hold", "oui", **wrong))


def test_a_line_without_a_key_says_which() -> None:
    with pytest.raises(ValueError, match=r"^sector: field required"):
        turn_of_line({"id": "1", "text": "oui", "channel": "sms", "now": NOW})
