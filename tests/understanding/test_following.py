"""What follows the news of an order: an act on it, another order, another article."""

import pytest

from coccinelle.core.memory import Memory
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import NOW, turn

READER = EmbeddedReader()
TOLD = Memory(about="order_status", details=(("order_number", "2901"),), updated_at=NOW)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("et je peux encore l'annuler ?", "order_cancel 2901"),
        ("can I still cancel it?", "order_cancel 2901"),
        ("et changer l'adresse c'est possible ?", "order_modify 2901"),
        ("et l'autre commande ?", "order_status None"),
        ("et la robe ?", "order_status None"),
    ],
)
def test_a_few_words_are_about_the_order_spoken_of(text: str, wanted: str) -> None:
    [request] = READER.read(turn(text, memory=TOLD)).requests
    number = request.entity("order_number")
    assert f"{request.intent} {number.value if number else None}" == wanted
