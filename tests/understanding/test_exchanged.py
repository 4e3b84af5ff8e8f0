"""Exchanges: which size is given back for which, of which article."""

import pytest

from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import turn

READER = EmbeddedReader()
SAID = ("product", "size_from", "size_to")


def exchanges(text: str) -> list[str]:
    read = READER.read(turn(text)).requests
    said = [{e.name: str(e.value) for e in r.entities} for r in read]
    return [" ".join(one[name] for name in SAID if name in one) for one in said]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("le pantalon noir est trop grand, un 38 au lieu du 40 svp ?", "Pantalon noir 40 38"),
        ("je voudrais échanger ma robe chemise, L plutôt que M", "Robe chemise bleu ciel M L"),
        ("échanger le 40 contre le 38", "40 38"),
        ("un échange svp : il me le faudrait en L, j'ai pris M", "M L"),
        ("I'd like to exchange my trousers, a 38 instead of the 40", "Pantalon noir 40 38"),
        ("j'ai mis du M au lieu du L, commande 2817, à corriger avant l'envoi svp", "M L"),
        ("je voudrais échanger le pull S contre un M", "pull S M"),
    ],
)
def test_of_two_sizes_the_one_wanted_is_known(text: str, wanted: str) -> None:
    assert exchanges(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "commande 2071 : échanger le t-shirt S contre un M et le jean 38 contre un 40",
            ["t-shirt S M", "jean 38 40"],
        ),
        (
            "je voudrais la robe en 42 et la jupe en 40 svp, j'avais pris tout en 38",
            ["robe 38 42", "Jupe plissée 38 40"],
        ),
        (
            "échange : le tee en L plutôt que M, et pour le jean un 38",
            ["tee M L", "jean 38"],
        ),
    ],
)
def test_each_article_has_its_own_sizes(text: str, wanted: list[str]) -> None:
    assert exchanges(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "échanger la robe chemise en M contre la jupe en 40",
        "j'ai reçu le pull en M trop grand, je voudrais l'échanger contre un S. La jupe est top.",
    ],
)
def test_an_article_given_for_another_is_one_exchange(text: str) -> None:
    assert len(exchanges(text)) == 1
