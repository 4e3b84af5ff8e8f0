"""Which variant a customer means."""

from coccinelle.core.choice import choose
from tests.core.worlds import level

DRESS = (level("36", 1), level("38", 2), level("40", 0))


def test_a_size_in_stock_is_chosen() -> None:
    choice = choose(DRESS, size="38", color=None)
    assert choice.verdict == "chosen"
    assert choice.level == DRESS[1]


def test_a_size_left_unsaid_is_asked_among_those_in_stock() -> None:
    choice = choose(DRESS, size=None, color=None)
    assert (choice.verdict, choice.sizes) == ("which_size", ("36", "38"))


def test_a_size_that_does_not_exist_is_told_with_those_in_stock() -> None:
    choice = choose(DRESS, size="44", color=None)
    assert (choice.verdict, choice.sizes) == ("no_such_size", ("36", "38"))


def test_none_left_offers_the_other_sizes_of_that_color() -> None:
    choice = choose(DRESS, size="40", color=None)
    assert (choice.verdict, choice.sizes) == ("out_of_stock", ("36", "38"))


def test_none_left_offers_the_other_colors_of_that_size() -> None:
    levels = (level("38", 0, "bleu"), level("38", 1, "noir"))
    choice = choose(levels, size="38", color="bleu")
    assert (choice.verdict, choice.colors) == ("out_of_stock", ("noir",))


def test_more_than_is_left_is_not_available() -> None:
    choice = choose(DRESS, size="38", color=None, quantity=3)
    assert (choice.verdict, choice.level) == ("not_enough", DRESS[1])


def test_a_product_of_one_size_needs_no_question() -> None:
    assert choose((level("", 4),), size=None, color=None).verdict == "chosen"


def test_an_unknown_color_is_told_with_those_that_exist() -> None:
    choice = choose(DRESS, size="38", color="vert")
    assert (choice.verdict, choice.colors) == ("no_such_color", ("bleu",))


def test_a_product_without_variant_is_out_of_stock() -> None:
    assert choose((), size="38", color=None).verdict == "out_of_stock"


def test_a_color_left_unsaid_is_asked_never_taken_at_random() -> None:
    levels = (level("38", 1, "bleu"), level("38", 1, "noir"), level("38", 0, "vert"))
    choice = choose(levels, size="38", color=None)
    assert (choice.verdict, choice.colors) == ("which_color", ("bleu", "noir"))


def test_the_only_color_left_needs_no_question() -> None:
    levels = (level("38", 0, "bleu"), level("38", 1, "noir"))
    assert choose(levels, size="38", color=None).verdict == "chosen"
