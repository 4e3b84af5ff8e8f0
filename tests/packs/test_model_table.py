"""`[model]` of business.toml: what is kept of it, and what is refused before it can be used."""

from typing import Any

import pytest

from coccinelle.core.policy import Policy
from coccinelle.packs.folder import FolderFaults, read_folder
from tests.packs.conftest import BUSINESS

TABLE = """\
[model]
base_url = "https://models.example.org/v1"
model = "small-1"
key_env = "MODELS_API_KEY"
price_in = 0.15
price_out = 0.6
mode = "hybrid"
"""


def policy(shop: Any, table: str, before: str = BUSINESS) -> Policy:
    shop.write("business.toml", before + table)
    return Policy.model_validate(read_folder(shop.path).business.policy)


def test_the_table_is_kept_with_its_mode(shop: Any) -> None:
    kept = policy(shop, TABLE)
    assert kept.reader == "hybrid" and kept.model
    assert (kept.model.key_env, kept.model.price_out, kept.model.threshold) == (
        "MODELS_API_KEY", 0.6, 0.7,
    )  # fmt: skip


def test_without_the_table_the_embedded_reader_reads(shop: Any) -> None:
    kept = policy(shop, "")
    assert (kept.reader, kept.model, kept.wording) == ("embedded", None, "plain")


def test_the_policy_s_own_key_wins(shop: Any) -> None:
    assert policy(shop, TABLE, BUSINESS + 'reader = "embedded"\n').reader == "embedded"


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("https://models", "ftp://models", "base_url"),
        ("https://models", "https://me@models", "base_url"),
        ("MODELS_API_KEY", "sk-0123456789", "key_env"),
        ("MODELS_API_KEY", "DATABASE_URL", "key_env"),
        ("MODELS_API_KEY", "COCCINELLE_SECRET_KEY", "key_env"),
        ("0.15", "-1", "price_in"),
        ("hybrid", "always", "mode"),
        ('model = "small-1"', "", ""),
        ("mode =", "modes =", "modes"),
    ],
)
def test_a_fault_of_the_table_is_told(shop: Any, old: str, new: str, column: str) -> None:
    with pytest.raises(FolderFaults) as caught:
        policy(shop, TABLE.replace(old, new))
    (fault,) = caught.value.faults
    assert fault.column == (f"model.{column}" if column else "model.model")
    assert "sk-0123" not in str(fault)
