"""The alphabet of an SMS and the segments billed, by hand-counted cases."""

import pytest

from coccinelle.kit import sms

E_ACUTE, DRESS = "é", "\U0001f457"


@pytest.mark.parametrize(
    ("text", "encoding", "segments"),
    [
        ("", "GSM-7", 1),
        ("Bonjour", "GSM-7", 1),
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 306, "GSM-7", 2),
        ("a" * 307, "GSM-7", 3),
        (E_ACUTE * 160, "GSM-7", 1),
        ("49,90 €", "GSM-7", 1),
        ("€" * 80, "GSM-7", 1),
        ("€" * 81, "GSM-7", 2),
        ("€" * 152, "GSM-7", 2),
        # 76 pairs fill 152 of 153 septets: the 153rd cannot hold half of a pair.
        ("€" * 153, "GSM-7", 3),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 3),
        ("a" * 153 + "€" + "a" * 151, "GSM-7", 2),
        ("f\fg", "GSM-7", 1),
        ("à æ é è ù ü É Ç Æ Ü ñ Ñ ò ì", "GSM-7", 1),
        ("^{}[]~\\|€", "GSM-7", 1),
        ("ê" * 70, "UCS-2", 1),
        ("ê" * 71, "UCS-2", 2),
        ("ê" * 134, "UCS-2", 2),
        ("ê" * 135, "UCS-2", 3),
        (DRESS * 35, "UCS-2", 1),
        (DRESS * 36, "UCS-2", 2),
        # 33 pairs fill 66 of 67 units: the 67th cannot hold half of a pair.
        (DRESS * 66, "UCS-2", 2),
        (DRESS * 67, "UCS-2", 3),
        ("ê" + "€" * 69, "UCS-2", 1),
    ],
)
def test_segments_are_counted_as_they_are_billed(text: str, encoding: str, segments: int) -> None:
    assert (sms.encoding(text), sms.segments(text)) == (encoding, segments)


@pytest.mark.parametrize("letter", "âçêëîïôœûÿÀÂÈÊÎÔŒÙÛ«»’“”…–—°•\u00a0\u202f`")
def test_a_french_sign_outside_the_alphabet_forces_ucs2(letter: str) -> None:
    assert sms.encoding(f"Bonjour {letter}") == "UCS-2"


def test_the_alphabet_has_its_128_places() -> None:
    assert len(sms.ONE_SEPTET) == 127  # the 128th is the escape itself
    assert len(sms.TWO_SEPTETS) == 10


def test_foreign_characters_come_once_in_order() -> None:
    assert sms.foreign_characters("être à l’hôtel, être") == ("ê", "’", "ô")
