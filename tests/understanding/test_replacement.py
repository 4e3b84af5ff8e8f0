"""An exchange, and whether what is wanted instead is there: one wish or two."""

import pytest

from coccinelle.core.reading import Request
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import turn

READER = EmbeddedReader()


def told(text: str) -> list[tuple[str, object]]:
    def size(request: Request) -> object:
        found = request.entity("size_to") or request.entity("size")
        return found.value if found else None

    return [(r.intent, size(r)) for r in READER.read(turn(text)).requests]


@pytest.mark.parametrize(
    "text",
    [
        "la robe bordeaux de la commande 2847 est trop grande, avez-vous un 36 ?",
        "Bonjour, je voudrais échanger la robe bordeaux. Vous l'avez en 36 ?",
        "the burgundy dress is too big, I'd like to exchange it. Do you have it in 36?",
    ],
)
def test_the_size_asked_for_is_the_one_wanted_instead(text: str) -> None:
    assert told(text) == [("exchange_request", "36")]


def test_another_article_is_another_wish() -> None:
    wishes = told("je voudrais échanger la robe bordeaux, et vous avez le blazer beige en 36 ?")
    assert [intent for intent, _ in wishes] == ["exchange_request", "stock_availability"]
