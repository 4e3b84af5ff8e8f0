"""A trade is its folder and one line of the list."""

from pathlib import Path

import pytest

from coccinelle import packs
from coccinelle.packs.trades import TRADES, usual_hours

HOME = Path(str(packs.__file__)).parent


def test_each_folder_that_teaches_the_reader_is_a_trade_and_no_other() -> None:
    assert {file.parent.name for file in HOME.glob("*/intents.txt")} == set(TRADES)


@pytest.mark.parametrize("sector", TRADES)
def test_a_trade_has_a_week_of_seven_days_with_some_hours(sector: str) -> None:
    assert any(usual_hours(sector).values())
