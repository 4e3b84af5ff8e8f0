"""Numbers a business is registered under: a wrong digit is seen."""

import pytest

from coccinelle.packs.folder.registration import siren_of, vat_number_of


@pytest.mark.parametrize(
    ("written", "siren"),
    [
        ("123456782", "123456782"), ("123 456 782", "123456782"), ("123.456.782", "123456782"),
        ("123 456 782 00010", "123456782"), ("356000000", "356000000"),
        ("35600000000048", "356000000"),  # La Poste, whose places follow another rule
        ("123456789", None), ("12345678200011", None), ("12345678", None), ("", None),
        ("12345678é", None), ("١٢٣٤٥٦٧٨٢", None),
    ],
)  # fmt: skip
def test_a_siren_or_a_siret_is_read(written: str, siren: str | None) -> None:
    assert siren_of(written) == siren


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("FR11123456782", "FR11123456782"), ("fr 11 123 456 782", "FR11123456782"),
        ("FR12123456782", None), ("FRX1123456782", "FRX1123456782"),
        ("BE0123456749", "BE0123456749"),
        ("40", None), ("FR", None),
    ],
)  # fmt: skip
def test_a_vat_number_is_read(written: str, number: str | None) -> None:
    assert vat_number_of(written) == number
