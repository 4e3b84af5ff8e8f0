"""Many products alike: which are meant, and which come first, as when they are few."""

from coccinelle.core.catalogue import Catalogue, Product, Variant
from coccinelle.understanding.catalogue_index import CatalogueIndex
from coccinelle.understanding.lexicon import lexicon_of
from coccinelle.understanding.reader import EmbeddedReader
from coccinelle.understanding.refs import Ranking
from tests.understanding.world import turn

RANKING = Ranking([f"P{n}" for n in range(1_000)])


def dress(number: int, name: str) -> Product:
    variant = Variant(f"D{number}-38", "Bleu", "38", 8900)
    return Product(f"D{number}", name, "robes", (), (), (variant,))


def catalogue(count: int) -> Catalogue:
    names = ("Robe fleurie bleue longue à volants", "Robe fleurie bleue", "Robe unie")
    return Catalogue(f"{count}", tuple(dress(n, names[n % 3]) for n in range(count)), ())


def test_sets_of_products_combine_as_sets_do() -> None:
    even = RANKING.refs(f"P{n}" for n in range(0, 1_000, 2))
    third = RANKING.refs(f"P{n}" for n in range(0, 1_000, 3))
    few = RANKING.refs(["P6", "P7", "unknown"])
    assert set(even & third) == {f"P{n}" for n in range(0, 1_000, 6)}
    assert set(even & few) == {"P6"}
    assert len(even | third) == 667
    assert "P7" in few
    assert "P8" not in few


def test_the_best_come_first() -> None:
    assert RANKING.refs(["P9", "P600", "P30"]).first(2) == ["P9", "P30"]


def test_the_same_dresses_come_first_of_thirty_and_of_three_thousand() -> None:
    said = {"robe", "fleurie", "bleue"}
    best = []
    for count in (30, 3_000):
        index = CatalogueIndex(catalogue(count), lexicon_of("boutique"))
        best.append(index.best(index.headed("robe"), said, 3))
    assert best[0] == best[1] == ["D1", "D4", "D7"]


def test_thousands_of_dresses_alike_stay_a_choice() -> None:
    asked = turn("la robe fleurie bleue longue en 38 ?", catalogue=catalogue(3_000))
    product = EmbeddedReader().read(asked).requests[0].entity("product")
    assert product is not None
    assert len(product.candidates) == 5
