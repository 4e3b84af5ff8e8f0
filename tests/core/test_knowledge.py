"""Which of a shop's pages answers a question, and when none does."""

import pytest

from coccinelle.core.knowledge import Entry, best, plain, speaks_of
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import read_folder
from coccinelle.skills.shop_info import DELIVERY, EXCHANGE, PAYMENT, RETURN

DEMO = [Entry(e.page, e.question, e.answer) for e in read_folder(demo_folder()).knowledge or ()]
OTHER = [
    Entry("FAQ", "Quels sont les délais d'expédition ?", "Nous expédions sous 48 h."),
    Entry("FAQ", "Comment retourner un produit ?", "Vous avez 14 jours, à vos frais."),
    Entry("livraison", "Tarifs", "- **Domicile** : 4,90 €\n- Point relais : 3,50 €"),
    Entry("livraison", "Délais", "2 à 4 jours."),
    Entry("aide", "Acceptez-vous les chèques-vacances ?", "Non."),
    Entry("aide", "Moyens de paiement", "CB, PayPal, virement."),
]


def found(entries: list[Entry], text: str, topics: tuple[str, ...]) -> str | None:
    answer = best(entries, text, topics)
    return answer.question if answer else None


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("combien coûte la livraison ?", "Combien coûte la livraison ?"),
        ("slt les frais de port c combien ?", "Combien coûte la livraison ?"),
        ("How much is shipping?", "Combien coûte la livraison ?"),
        ("quels sont les délais de livraison", "Quels sont les délais de livraison ?"),
        ("en combien de temps je serai livrée", "Quels sont les délais de livraison ?"),
        ("vous livrez en Belgique ?", "Livrez-vous à l'étranger ?"),
        ("vous livrez au Canada ?", "Livrez-vous à l'étranger ?"),
        ("je peux retirer ma commande en boutique", "Peut-on retirer sa commande en boutique ?"),
        ("livraison express possible pour samedi ?", None),
        ("vous livrez le dimanche ?", None),
        ("livraison en point relais ?", None),
    ],
)
def test_delivery_on_the_demo_shop_pages(asked: str, question: str | None) -> None:
    assert found(DEMO, asked, DELIVERY) == question


@pytest.mark.parametrize(
    ("asked", "topics", "question"),
    [
        ("je peux payer par chèque ?", PAYMENT, "Quels moyens de paiement acceptez-vous ?"),
        ("le paiement en 3 fois c'est possible", PAYMENT, "Peut-on payer en plusieurs fois ?"),
        ("paiement à la livraison ?", PAYMENT, None),
        ("quelle est votre politique de retour", RETURN, "Puis-je me faire rembourser ?"),
        ("le retour est gratuit ?", RETURN, None),
        ("un échange ça coûte combien", EXCHANGE, "Combien coûte un échange ?"),
        ("faut-il le ticket pour échanger ?", EXCHANGE, None),
    ],
)
def test_terms_on_the_demo_shop_pages(
    asked: str, topics: tuple[str, ...], question: str | None
) -> None:
    assert found(DEMO, asked, topics) == question


@pytest.mark.parametrize(
    ("asked", "topics", "question"),
    [
        ("combien coûte la livraison", DELIVERY, "Tarifs"),
        ("délai de livraison ?", DELIVERY, "Délais"),
        ("combien de jours pour retourner ?", RETURN, "Comment retourner un produit ?"),
        ("paypal ok ?", PAYMENT, "Moyens de paiement"),
        ("chèques vacances acceptés ?", PAYMENT, "Acceptez-vous les chèques-vacances ?"),
        ("on peut payer en 4 fois ?", PAYMENT, None),
    ],
)
def test_pages_written_otherwise(asked: str, topics: tuple[str, ...], question: str | None) -> None:
    assert found(OTHER, asked, topics) == question


def test_a_shop_without_pages_answers_nothing() -> None:
    assert best([], "combien coûte la livraison ?", DELIVERY) is None


def test_an_answer_is_quoted_without_the_marks_of_its_page() -> None:
    assert plain("- **Domicile** : 4,90 €\n- [Relais](https://x.example) : 3,50 €") == (
        "Domicile : 4,90 € Relais : 3,50 €"
    )


def test_a_matter_is_heard_with_or_without_accents() -> None:
    assert speaks_of("Conditions d'ÉCHANGE", EXCHANGE)
    assert not speaks_of("une robe portefeuille", RETURN)
