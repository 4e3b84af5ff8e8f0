"""`[legal]` of business.toml: what an invoice must bear, kept as it is printed."""

from typing import Any

import pytest

from coccinelle.packs.folder import FolderFaults, read_folder
from tests.packs.conftest import BUSINESS


def legal(shop: Any, table: str) -> dict[str, object]:
    shop.write("business.toml", BUSINESS + table)
    return read_folder(shop.path).business.legal


def test_numbers_are_kept_without_their_spaces(shop: Any) -> None:
    table = '[legal]\nsiren = "123 456 782"\nvat_number = "fr 11 123456782"\n'
    assert legal(shop, table) == {
        "siren": "123456782", "vat_number": "FR11123456782", "vat_percent": 20.0,
    }  # fmt: skip


def test_a_shop_that_says_nothing_has_none(shop: Any) -> None:
    assert legal(shop, "") == {}


@pytest.mark.parametrize(
    ("line", "key"),
    [('siren = "12"', "siren"), ('siren = "123456782"\nvat_number = "40"', "vat_number"),
     ('siren = "123456782"\nvat_percent = -1', "vat_percent"), ('vat_percent = 20', "siren")],
)  # fmt: skip
def test_a_number_that_is_none_is_told(shop: Any, line: str, key: str) -> None:
    with pytest.raises(FolderFaults) as found:
        legal(shop, f"[legal]\n{line}\n")
    assert [fault.column for fault in found.value.faults] == [f"legal.{key}"]
