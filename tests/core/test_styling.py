"""What goes with what: colours, occasions, and the sum that ranks."""

from datetime import UTC, datetime

import pytest

from coccinelle.core.catalogue import Product
from coccinelle.core.shop import StockLevel
from coccinelle.core.styling import Piece, Styling, Wish, ranked, said_in, score
from coccinelle.packs.styling import styling_of

NOW = datetime(2025, 1, 17, tzinfo=UTC)
FOUND = styling_of("boutique")
assert FOUND is not None
STYLING: Styling = FOUND
DINNER = {"dîner": 3, "soirée": 2, "chic": 3}


def piece(ref: str, color: str, *tags: str, left: int = 1) -> Piece:
    level = StockLevel(f"{ref}-38", "38", color, 9900, left, 0, NOW)
    return Piece(Product(ref, ref, "vestes", tags, (), ()), level)


@pytest.mark.parametrize(
    ("one", "other", "better_than"),
    [
        ("bordeaux", "beige", ("bordeaux", "bordeaux")),
        ("marine à pois", "blanc", ("marine", "noir")),
        ("vert sapin", "camel", ("vert sapin", "bordeaux")),
        ("noir", "noir", ("rouge", "rouge")),
    ],
)
def test_some_colours_go_together_better(
    one: str, other: str, better_than: tuple[str, str]
) -> None:
    assert STYLING.harmony(one, other) > STYLING.harmony(*better_than)


def test_the_occasion_and_the_colour_make_the_order() -> None:
    pieces = [
        piece("office", "blanc", "bureau"),
        piece("same", "bordeaux", "soirée", "chic"),
        piece("made-for-it", "beige", "dîner", "chic"),
    ]
    found = ranked(pieces, Wish(DINNER, color="bordeaux"), STYLING)
    assert [one.product.ref for one, _ in found] == ["made-for-it", "same", "office"]


def test_another_occasion_makes_another_order() -> None:
    pieces = [piece("rock", "noir", "rock", "soirée"), piece("office", "noir", "bureau")]
    found = ranked(pieces, Wish({"bureau": 3, "rock": -2}), STYLING)
    assert [one.product.ref for one, _ in found] == ["office", "rock"]


def test_what_is_bought_together_and_what_they_own_count() -> None:
    together = Wish({}, together={"A": 2}, owned=("noir",))
    plain, liked = (score(piece("A", "noir"), w, STYLING) for w in (Wish({}), together))
    assert liked.points > plain.points
    assert "achetés ensemble par d'autres clientes (+2)" in liked.reasons


def test_a_score_tells_its_reasons() -> None:
    found = score(piece("A", "beige", "dîner"), Wish(DINNER, color="bordeaux"), STYLING)
    assert found.reasons == ("occasion : dîner (+3)", "beige avec bordeaux (+3)")


def test_the_colours_of_one_article_are_one_suggestion() -> None:
    pieces = [piece("A", "noir"), piece("A", "beige")]
    assert len(ranked(pieces, Wish({}), STYLING)) == 1


def test_thirty_eight_is_an_m() -> None:
    assert STYLING.same_size("M", "38")
    assert not STYLING.same_size("S", "38")


def test_words_are_heard_whole_and_without_accents() -> None:
    assert said_in(("dîner", "sac"), "pour un diner chic") == "dîner"
    assert said_in(("sac",), "un massacre") == ""
