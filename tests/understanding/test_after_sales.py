"""What is answered to after-sales' own questions, and what is said of an order or an exchange."""

import pytest

from coccinelle.core.memory import Memory, OpenQuestion
from coccinelle.core.reading import Reading
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import NOW, turn

READER = EmbeddedReader()


def after(kind: str, wanted: str, *choices: str, about: str = "") -> Memory:
    question = OpenQuestion(kind, wanted, choices, NOW, about)  # type: ignore[arg-type]
    return Memory(question=question, about=wanted, updated_at=NOW)


WAY = after("which_way", "exchange_request", "shop", "post", about="E-2847-1")
PLAN = after("which_way", "order_status", "loan", "express", about="2901")
ORDERS = after("which_order", "order_status", "2901", "2847")
EMAIL = after("proof", "order_status", "email")
CODE = after("proof", "order_modify", "code", about="2910")
CANCEL = after("proposal", "order_cancel", about="2910")
MODIFY = after("proposal", "order_modify", about="2910")
EXCHANGE = after("proposal", "exchange_request", about="2847")
NUMBER = after("which_detail", "order_status", "order_number")
EXCHANGED = Memory(about="exchange_request", details=(("order_number", "2847"),), updated_at=NOW)
FOLLOWED = Memory(about="order_status", updated_at=NOW)


def read(text: str, memory: Memory) -> Reading:
    return READER.read(turn(text, memory=memory))


def answer(reading: Reading) -> str:
    given = reading.answer
    return f"{given.kind} {given.choice or ''}".strip() if given else ""


def first(reading: Reading) -> set[str]:
    """The main request, `intent/sub-kind` when it has one, and its values."""
    request = reading.requests[0]
    label = f"{request.intent}/{request.sub_kind}" if request.sub_kind else request.intent
    return {str(e.ref or e.value) for e in request.entities} | {label}


@pytest.mark.parametrize(
    "text",
    [
        "finalement annulez l'échange",
        "Bonjour, je souhaite annuler mon échange E-2847-1",
        "en fait je garde le pantalon, annulez l'échange de la commande 2847",
        "please cancel my exchange",
    ],
)
@pytest.mark.parametrize("memory", [Memory(), EXCHANGED])
def test_an_exchange_called_off_by_its_name_is_no_order_called_off(
    text: str, memory: Memory
) -> None:
    assert "exchange_request/cancel" in first(read(text, memory))


@pytest.mark.parametrize(
    "text", ["annulez la commande 2847 svp", "je ne veux pas annuler l'échange, juste la taille 38"]
)
def test_what_else_is_called_off_is_not_the_exchange(text: str) -> None:
    assert "exchange_request/cancel" not in first(read(text, Memory()))


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("shop", "option 1"),
        ("shop", "la 1"),
        ("shop", "le premier"),
        ("shop", "1"),
        ("shop", "1️⃣"),
        ("shop", "la première option"),
        ("shop", "en boutique"),
        ("shop", "je passerai en magasin samedi"),
        ("shop", "je préfère venir"),
        ("shop", "mag samedi"),
        ("shop", "jpasse a la boutique dem"),
        ("shop", "je peux passer samedi ?"),
        ("shop", "je le rapporte samedi 15h"),
        ("shop", "I'll come by the shop on Saturday"),
        ("shop", "drop it off on friday"),
        ("shop", "en boutique c'est mieux que la poste"),
        ("shop", "la gratuite"),
        ("shop", "samedi 15h"),
        ("post", "l'option payante"),
        ("post", "2️⃣ svp"),
        ("post", "le second"),
        ("post", "option 2 sans hésiter"),
        ("post", "par la poste"),
        ("post", "par courrier svp"),
        ("post", "envoyez-le"),
        ("post", "l'étiquette"),
        ("post", "plutôt par courrier finalement"),
        ("post", "je peux pas venir, envoyez moi l'étiquette"),
        ("post", "j'habite trop loin de la boutique"),
        ("post", "pas possible de me déplacer"),
        ("post", "Bonjour, je choisis l'option 2 (courrier). Merci beaucoup, Emma"),
        ("post", "I'd rather mail it back"),
        ("post", "I can't come to the shop so post it is"),
        ("all", "les deux"),
    ],
)
def test_one_way_is_chosen_in_many_words(choice: str, text: str) -> None:
    reading = read(text, WAY)
    assert answer(reading) == f"choice {choice}"
    assert "exchange_request" in first(reading)


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("loan", "1"),
        ("loan", "le 1 me rassure le plus"),
        ("loan", "le prêt me rassure"),
        ("loan", "je passe demain à 14h"),
        ("loan", "je préfère venir en boutique"),
        ("loan", "the loan please"),
        ("loan", "demain 14h ok"),
        ("express", "2️⃣"),
        ("express", "l'express"),
        ("express", "livraison demain matin svp"),
        ("express", "envoyez en express"),
        ("all", "les deux"),
    ],
)
def test_a_fallback_plan_is_chosen(choice: str, text: str) -> None:
    reading = read(text, PLAN)
    assert answer(reading) == f"choice {choice}"
    assert "order_status" in first(reading)


@pytest.mark.parametrize(
    ("memory", "text", "given", "values"),
    [
        (WAY, "je passe samedi vers 15h", "choice shop", "exchange_request 2025-01-18 15:00"),
        (WAY, "ni l'un ni l'autre", "no", "exchange_request"),
        (WAY, "neither", "no", "exchange_request"),
        (WAY, "finalement le 36", "correction 36", "exchange_request 36"),
        (WAY, "plutôt en noir", "correction noir", "exchange_request noir"),
        (WAY, "annulez l'échange", "no", "exchange_request/cancel"),
        (WAY, "laissez tomber l'échange", "no", "exchange_request/cancel"),
        (WAY, "finalement je le garde", "no", "exchange_request/cancel"),
        (WAY, "j'ai changé d'avis je veux être remboursée", "", "return_refund/request"),
        (WAY, "oui", "", "exchange_request"),
        (WAY, "ok merci", "", "ack_closing/thanks"),
        (WAY, "je vais réfléchir", "", "ack_closing/thanks"),
        (WAY, "vous êtes ouverts samedi ?", "", "hours_location"),
        (WAY, "où est ma commande 2901 ?", "", "order_status 2901"),
        (PLAN, "ni l'un ni l'autre, j'attends", "no", "order_status"),
        (PLAN, "merci", "", "ack_closing/thanks"),
        (ORDERS, "2847", "choice 2847", "order_status 2847"),
        (ORDERS, "la 2847", "choice 2847", "order_status 2847"),
        (ORDERS, "#2847", "choice 2847", "order_status 2847"),
        (ORDERS, "c'est la commande 2847", "choice 2847", "order_status 2847"),
        (ORDERS, "celle qui finit par 47", "choice 2847", "order_status 2847"),
        (ORDERS, "la première", "choice 2901", "order_status 2901"),
        (ORDERS, "the second one", "choice 2847", "order_status 2847"),
        (ORDERS, "les deux", "choice all", "order_status"),
        (ORDERS, "celle du pantalon", "", "order_status PN-100"),
        (ORDERS, "celle de lundi", "", "order_status 2025-01-13"),
        (ORDERS, "je sais plus", "no", "order_status"),
        (NUMBER, "2847", "choice 2847", "order_status 2847"),
        (NUMBER, "aucune idée", "no", "order_status"),
        (EMAIL, "c'est emma@example.org merci", "choice email", "order_status emma@example.org"),
        (EMAIL, "je n'ai pas d'adresse mail", "no", "order_status"),
        (CODE, "482913", "choice code", "order_modify 482913"),
        (CODE, "c'est le 482 913", "choice code", "order_modify 482913"),
        (CODE, "4 8 2 9 1 3", "choice code", "order_modify 482913"),
        (CODE, "the code is 482913", "choice code", "order_modify 482913"),
        (CODE, "pas reçu le code", "correction resend", "order_modify"),
        (CANCEL, "oui", "yes", "order_cancel"),
        (CANCEL, "oui annulez", "yes", "order_cancel"),
        (CANCEL, "Je vous confirme l'annulation.", "yes", "order_cancel"),
        (CANCEL, "I confirm the cancellation", "yes", "order_cancel"),
        (CANCEL, "annulez-la", "yes", "order_cancel"),
        (CANCEL, "yes cancel it", "yes", "order_cancel"),
        (CANCEL, "oui 472", "yes", "order_cancel 472"),
        (CANCEL, "oui mais remboursez moi vite", "yes", "order_cancel"),
        (CANCEL, "non", "no", "ack_closing/no"),
        (CANCEL, "non finalement gardez-la", "no", "ack_closing/no"),
        (CANCEL, "n'annulez pas", "no", "ack_closing/no"),
        (CANCEL, "laissez tomber", "no", "ack_closing/no"),
        (CANCEL, "no keep it please", "no", "ack_closing/no"),
        (MODIFY, "OUI 472", "yes", "order_modify 472"),
        (MODIFY, "472", "yes", "order_modify 472"),
        (MODIFY, "c'est ça", "yes", "order_modify"),
        (MODIFY, "yes that's right", "yes", "order_modify"),
        (MODIFY, "non laissez comme ça", "no", "ack_closing/no"),
        (MODIFY, "plutôt en 40", "correction 40", "order_modify 40"),
        (EXCHANGE, "oui svp", "yes", "exchange_request"),
        (EXCHANGE, "en 38 plutôt", "correction 38", "exchange_request 38"),
        (EXCHANGE, "non finalement je le garde", "no", "ack_closing/no"),
    ],
)
def test_an_answer_of_after_sales_is_read(
    memory: Memory, text: str, given: str, values: str
) -> None:
    reading = read(text, memory)
    assert answer(reading) == given
    assert set(values.split()) <= first(reading)


@pytest.mark.parametrize(
    ("text", "given", "values"),
    [
        ("plutôt par courrier finalement", "correction post", "exchange_request/way 2847"),
        ("finalement je passerai en boutique", "correction shop", "exchange_request/way"),
        ("I'd rather come to the shop actually", "correction shop", "exchange_request/way"),
        ("finalement le 38", "correction 38", "exchange_request 38 2847"),
        ("actually size 36", "correction 36", "exchange_request 36"),
        ("annulez l'échange", "", "exchange_request/cancel"),
        ("laissez tomber", "", "exchange_request/cancel"),
        ("cancel the exchange please", "", "exchange_request/cancel"),
        ("j'ai pas reçu l'étiquette", "", "exchange_request/label"),
        ("j'ai changé d'avis je veux être remboursée", "", "return_refund/request"),
        ("annulez ma commande", "", "order_cancel"),
        ("vous avez la RF-2847 en 38 ?", "", "stock_availability RF-2847 38"),
        ("merci beaucoup", "", "ack_closing/thanks"),
    ],
)
def test_an_open_exchange_changes_in_few_words(text: str, given: str, values: str) -> None:
    reading = read(text, EXCHANGED)
    assert answer(reading) == given
    assert set(values.split()) <= first(reading)


def test_keeping_the_size_received_asks_for_none() -> None:
    request = read("finalement je garde le 40", EXCHANGED).requests[0]
    assert (request.sub_kind, request.entity("size_to")) == ("cancel", None)


@pytest.mark.parametrize("text", ["2847", "#2847", "la 2847", "c'est la commande 2847"])
def test_a_number_alone_is_the_order_that_is_spoken_of(text: str) -> None:
    for memory in (FOLLOWED, EXCHANGED):
        request = read(text, memory).requests[0]
        number = request.entity("order_number")
        assert (request.intent, request.entity("product")) == (memory.about, None)
        assert number is not None
        assert number.value == "2847"


def test_a_reference_stays_a_product_while_an_order_is_spoken_of() -> None:
    product = read("RF-2847 en 38 ?", FOLLOWED).requests[0].entity("product")
    assert product is not None
    assert product.ref == "RF-2847"


def test_the_price_of_a_way_chooses_nothing() -> None:
    assert read("c'est payant par la poste ?", WAY).answer is None


def test_a_new_address_refuses_the_recap_and_corrects_it() -> None:
    reading = read("non c'est le 14 rue des Lilas", MODIFY)
    assert answer(reading) == "correction 14 rue des Lilas"
    assert reading.requests[0].entity("color") is None


def test_another_wish_after_a_refused_cancellation_is_kept() -> None:
    reading = read("non, je veux juste changer la taille", CANCEL)
    assert answer(reading) == "no"
    assert reading.requests[0].intent in ("order_modify", "exchange_request")


@pytest.mark.parametrize(
    ("text", "withdraws"),
    [
        ("je souhaite exercer mon droit de rétractation", True),
        ("je vous renvoie la robe je n'en veux plus", True),
        ("je voudrais être remboursée de la commande 2847", True),
        ("I want to withdraw from my order 2847 and get my money back", True),
        ("je peux vous renvoyer la robe ?", False),
        ("où en est mon remboursement ?", False),
    ],
)
def test_a_clear_statement_withdraws_from_a_purchase(text: str, withdraws: bool) -> None:
    assert ("withdrawal" in read(text, Memory()).flags) is withdraws
