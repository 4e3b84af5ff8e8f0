"""Codes: drawn, kept as a hash, read in what people write."""

import math

import pytest

from coccinelle.kit import one_time_code
from coccinelle.kit.one_time_code import LETTERS, drawn_letters, is_like_letters


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("483920", "483920"),
        ("c'est le 483 920 !", "483920"),
        ("code: 483-920.", "483920"),
        ("pas 111111 mais 483920", "483920"),
        ("commande 2847", None),
        ("06 39 98 00 01", None),
        ("1234567", None),
        ("483,920 €", None),
        ("４８３９２０", None),
    ],
)
def test_the_code_said_is_found(text: str, code: str | None) -> None:
    assert one_time_code.said_in(text) == code


def test_only_the_code_itself_opens_its_hash() -> None:
    code = one_time_code.drawn()
    kept = one_time_code.hashed(code)
    assert code not in kept
    assert one_time_code.is_right(kept, code)
    assert not one_time_code.is_right(kept, f"{(int(code) + 1) % 10**6:06}")
    assert not one_time_code.is_right("", code)


def test_a_code_of_letters_is_no_word_no_number_and_no_hour() -> None:
    assert all(is_like_letters(drawn_letters()) for _ in range(200))
    assert not any(map(is_like_letters, ("ELLE", "AVEC", "2847", "8H45", "K7Q0", "K7Q", "k7qx")))


def test_codes_of_letters_have_almost_twenty_bits() -> None:
    letters = "".join(x for x in LETTERS if x.isalpha())
    words = len(letters) ** 4 - (len(letters) - 4) ** 4
    assert len(LETTERS) == 32 and math.log2(32**4 - words - 8**4 - 8**3) > 19.7
