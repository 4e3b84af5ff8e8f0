"""French numbers, as they are kept and as they are said."""

import pytest

from coccinelle.kit.phone_number import aloud


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("+33639980091", "06 39 98 00 91"),
        ("À rappeler : Emma (+33639980002).", "À rappeler : Emma (06 39 98 00 02)."),
        ("de +33639980001 à +33639980002", "de 06 39 98 00 01 à 06 39 98 00 02"),
        ("+3363998", "+3363998"),
        ("+336399800910", "+336399800910"),
        ("+32470123456", "+32470123456"),
        ("alice+33639980091@example.org", "alice+33639980091@example.org"),
    ],
)
def test_french_numbers_are_said_as_one_reads_them(kept: str, said: str) -> None:
    assert aloud(kept) == said
