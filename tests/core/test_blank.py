"""A blank that a member fills before anything leaves."""

from coccinelle.core.blank import blank, has_blank


def test_a_blank_tells_what_was_asked_on_one_short_line() -> None:
    assert blank(["quelle\nmatière ?"]) == "[à compléter : « quelle matière ? »]"
    assert len(blank(["mot " * 500])) < 200


def test_no_word_of_a_customer_closes_it() -> None:
    assert blank(["un ] puis [ deux"]) == "[à compléter : « un puis deux »]"


def test_a_text_is_complete_once_the_blank_is_filled() -> None:
    assert has_blank(f"Bonjour ! {blank(['quoi ?'])} À bientôt")
    assert not has_blank("Bonjour ! [en coton] À bientôt")
