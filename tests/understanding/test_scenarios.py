"""The mission's four messages, and each said in ten other ways."""

from datetime import timedelta

import pytest

from coccinelle.core.reading import Reading
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import NOW, turn

READER = EmbeddedReader()
EVENING = NOW.replace(hour=15, minute=45)
SATURDAY = "2025-01-18"


def values(reading: Reading) -> dict[str, str]:
    found = [(e.name, str(e.ref or e.value)) for r in reading.requests for e in r.entities]
    return dict(found)


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, la robe fleurie bleue que vous avez postée hier, vous l'avez en taille 38 ? 😍",
        "slt la robe fleurie bleu postée hier dispo en 38 ?",
        "Bonjour Madame, disposez-vous encore de la robe fleurie bleue en taille 38 ? Cordialement",
        "the blue floral dress you posted yesterday, do you have it in a 38?",
        "robe fleurie bleue 38 ?",
        "Coucou ! Celle de la story d'hier, la robe fleurie bleue, il vous reste du 38 ?",
        "vs avez la rob fleuri bleu en T38 svp",
        "Il vous reste un 38 dans la robe fleurie bleue ?",
        "RF-2847 taille 38, en stock ?",
        "bonsoir je cherche la robe fleurie bleue vue hier sur insta, en 38 c'est possible ?",
        "Is RF-2847 still available in size 38 please",
    ],
)
def test_julie_asks_for_her_dress(text: str) -> None:
    reading = READER.read(turn(text))
    said = values(reading)
    assert reading.requests[0].intent == "stock_availability"
    assert (said["product"], said["size"], reading.urgency.level) == ("RF-2847", "38", "normal")


@pytest.mark.parametrize(
    "texts",
    [
        (
            "J'ai reçu le pantalon noir mais la taille 40 est trop grande. "
            "Puis-je l'échanger contre un 38 ? Commande #2847",
        ),
        ("slt g recu le pantalon noir cmd 2847 la 40 trop grande jpeux avoir la 38",),
        ("Commande 2847 : le pantalon noir en 40 est trop large, je voudrais le même en 38 svp",),
        ("Hi, I got the black trousers (order 2847) but the 40 is too big, can I swap for a 38?",),
        (
            "Madame, Monsieur, je souhaiterais procéder à l'échange du pantalon noir de la "
            "commande n° 2847, taille 40, contre une taille 38. Cordialement, Emma",
        ),
        (
            "bonjour",
            "jai recu le pantalon noir",
            "la taille 40 est trop grande",
            "je peux avoir le 38 a la place ? commande 2847",
        ),
        ("pantalon noir 40 trop grd. 38 possible? #2847",),
        ("2847 trop grand le pantalon noir !! vous reprenez le 40 et me donnez un 38 ?",),
        ("je nage dans le pantalon noir en 40 de la commande 2847, échange contre un 38 ?",),
        ("My order 2847: black trousers, size 40 is too large. I need a 38 instead please.",),
        ("Le pantalon noir (cde 2847) taille trop grand, j'ai le 40, il me faudrait le 38",),
    ],
)
def test_emma_exchanges_her_trousers(texts: tuple[str, ...]) -> None:
    reading = READER.read(turn(*texts))
    said = values(reading)
    assert [r.intent for r in reading.requests] == ["exchange_request"]
    assert (said["order_number"], said["product"]) == ("2847", "PN-100")
    assert (said["size_from"], said["size_to"]) == ("40", "38")


def test_emma_says_the_order_in_her_subject() -> None:
    text = "J'ai reçu le pantalon noir mais la taille 40 est trop grande. Un 38 ?"
    reading = READER.read(turn(text, subject="Échange pantalon noir - Commande #2847"))
    assert values(reading)["order_number"] == "2847"


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "J'ai commandé lundi pour un mariage SAMEDI et j'ai toujours pas reçu 😰 "
            "Commande #2901",
            "Mariage",
        ),
        ("commande 2901 pas reçue, le mariage est samedi !!! au secours", "Mariage"),
        ("cmd 2901 tjs rien mariage sam je panique", "Mariage"),
        (
            "Bonjour, ma commande n° 2901 passée lundi n'est toujours pas arrivée. Il s'agit de "
            "la tenue que je dois porter à un mariage ce samedi. Quand la recevrai-je ?",
            "Mariage",
        ),
        ("Hi! I ordered on Monday for a wedding on SATURDAY and still nothing, #2901", "Wedding"),
        ("jai commandé lundi pr le mariage de ma soeur samedi ms g rien recu 2901", "Mariage"),
        ("My order 2901 hasn't arrived, I'm a bridesmaid on Saturday, please help", "Bridesmaid"),
        ("je stresse : cérémonie samedi 15h et colis 2901 bloqué depuis mardi", "Cérémonie"),
        ("Il me la faut avant samedi, je suis témoin : commande 2901 pas arrivée", "Témoin"),
        ("mon anniversaire c'est samedi et la commande 2901 n'est pas là", "Anniversaire"),
        ("on part samedi, j'ai toujours pas reçu la 2901", "Départ"),
    ],
)
def test_lea_waits_for_saturday(text: str, event: str) -> None:
    reading = READER.read(turn(text, now=EVENING))
    urgency = reading.urgency
    assert reading.requests[0].intent == "order_status"
    assert values(reading)["order_number"] == "2901"
    assert (urgency.level, urgency.event) == ("high", event)
    assert urgency.deadline is not None
    assert urgency.deadline.date().isoformat() == SATURDAY


def test_a_train_today_is_a_deadline_of_an_hour() -> None:
    text = "Mon train est à 18h et la 2901 n'est toujours pas là"
    urgency = READER.read(turn(text, now=EVENING)).urgency
    assert (urgency.level, urgency.event) == ("high", "Train")
    assert urgency.deadline == EVENING.replace(hour=18, minute=0)


def test_a_christening_on_sunday_may_be_missed() -> None:
    urgency = READER.read(turn("baptême dimanche, ma commande 2901 arrive quand ?")).urgency
    assert (urgency.level, urgency.event) == ("high", "Baptême")
    assert urgency.deadline is not None
    assert urgency.deadline.date() == NOW.date() + timedelta(days=3)


@pytest.mark.parametrize(
    "text",
    [
        "J'ai acheté la robe bordeaux. Quelle veste vous me conseillez pour un dîner chic ?",
        "slt jai la robe bordeaux vs me conseillez quoi comme veste pour un diner",
        "Auriez-vous l'amabilité de me conseiller une veste à associer à la robe bordeaux ?",
        "I bought the burgundy dress, which jacket would you recommend for a fancy dinner?",
        "Quoi mettre par-dessus la robe bordeaux pour un dîner ?",
        "une idée de veste qui va bien avec la robe bordeaux ?",
        "je sais pas quelle veste porter avec ma robe bordeaux, un conseil ?",
        "What goes well with the burgundy dress, a blazer or a leather jacket?",
        "Avec la robe bordeaux, plutôt blazer ou perfecto pour une soirée ?",
        "Votre avis : quelle veste avec la robe bordeaux pour un repas de famille chic ?",
        "besoin de conseils pour accessoiriser la robe bordeaux svp",
    ],
)
def test_marine_asks_for_advice(text: str) -> None:
    request = READER.read(turn(text)).requests[0]
    refs = {e.ref for e in request.entities if e.name == "product"}
    assert (request.intent, request.sub_kind) == ("product_service_info", "advice")
    assert "RB-0110" in refs


@pytest.mark.parametrize(
    ("text", "request_", "values_"),
    [
        ("annulez ma commande 2901", "order_cancel", {"order_number": "2901"}),
        ("please cancel order 2901", "order_cancel", {"order_number": "2901"}),
        (
            "Il y a une erreur d'adresse sur la commande 2910 : c'est 12 rue des Lilas 75011 Paris",
            "order_modify",
            {"order_number": "2910", "address": "12 rue des Lilas 75011 Paris"},
        ),
        (
            "my order 2910: please send it to 8 rue Victor Hugo, 69002 Lyon instead",
            "order_modify",
            {"address": "8 rue Victor Hugo, 69002 Lyon"},
        ),
        (
            "je me suis trompée de taille sur la 2910, mettez un 40 au lieu du 38",
            "order_modify",
            {"order_number": "2910", "size_from": "38", "size_to": "40"},
        ),
        ("mettez-en 2 plutôt qu'une dans la commande 2910", "order_modify", {"quantity": "2"}),
        ("pouvez-vous me renvoyer le colis 2910 ? il est revenu chez vous", "order_modify", {}),
        ("marqué livré mais rien reçu", "order_status/dispute", {}),
        ("je souhaite exercer mon droit de rétractation", "return_refund/request", {}),
        ("je vous renvoie la robe je n'en veux plus", "return_refund/request", {}),
        ("où en est mon remboursement ?", "return_refund/status", {}),
        ("quelles sont vos conditions de retour ?", "return_refund/policy", {}),
        ("la robe est arrivée avec un trou", "item_problem", {}),
        ("vous m'avez envoyé du 36 au lieu du 38", "item_problem", {}),
        ("il manque la ceinture dans mon colis", "item_problem", {}),
        ("combien coûte la livraison en Belgique ?", "delivery_info", {}),
        ("je peux avoir ma facture pour la commande 2847 ?", "payment_invoice/copy", {}),
        ("vous me faites une remise de 10 % ?", "promo_loyalty/discount", {}),
        ("la taille 40 est trop grande, un 38 ?", "exchange_request", {"size_to": "38"}),
        ("trop petit, il me faudrait la taille au-dessus", "exchange_request", {}),
        (
            "je voudrais échanger la robe bleue contre la rouge, commande 2847",
            "exchange_request",
            {"color": "rouge", "order_number": "2847"},
        ),
    ],
)
def test_after_sales_is_told_apart(text: str, request_: str, values_: dict[str, str]) -> None:
    reading = READER.read(turn(text))
    main = reading.requests[0]
    assert f"{main.intent}/{main.sub_kind}".startswith(request_)
    assert values_.items() <= values(reading).items()


def test_a_parcel_awaited_for_an_event_is_planned_for_not_doubted() -> None:
    text = "Hi, I still haven't received my order 2901 and the wedding is this Saturday!"
    assert "doubt" not in READER.read(turn(text)).flags
