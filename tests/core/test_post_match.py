"""Which products a caption may speak of."""

from coccinelle.core.catalogue import Product, Variant
from coccinelle.core.post_match import ProductNames


def product(ref: str, name: str, color: str = "") -> Product:
    return Product(ref, name, "", (), (), (Variant(f"{ref}-1", color, "38", 100),))


BLUE = product("R-1", "Robe fleurie", "bleu")
RED = product("R-2", "Robe fleurie", "rouge")
JACKET = product("V-1", "Veste en lin")


def test_the_colour_tells_two_of_one_name_apart() -> None:
    assert ProductNames([BLUE, RED, JACKET]).candidates("Notre robe FLEURIE, en rouge !") == [
        RED,
        BLUE,
    ]


def test_a_rare_word_says_more_than_a_common_one() -> None:
    assert ProductNames([BLUE, RED, JACKET]).candidates("une robe sur une veste")[0] == JACKET


def test_a_caption_that_names_nothing_proposes_nothing() -> None:
    assert ProductNames([BLUE, RED, JACKET]).candidates("Bonne rentrée à toutes 💛") == []
    assert ProductNames([BLUE]).candidates("") == []
