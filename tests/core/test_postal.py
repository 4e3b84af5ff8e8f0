"""An address on one line, taken apart as carriers want it."""

import pytest

from coccinelle.core.postal import split_address


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("24 Rue de Rivoli, 75004 Paris", ("24 Rue de Rivoli", "75004", "Paris")),
        ("24 Rue de Rivoli 75004 PARIS", ("24 Rue de Rivoli", "75004", "PARIS")),
        ("12 bis,\n avenue Foch\n69006 Lyon, France", ("12 bis, avenue Foch", "69006", "Lyon")),
        ("Lieu-dit Le Bourg, 97400 Saint-Denis", ("Lieu-dit Le Bourg", "97400", "Saint-Denis")),
        ("24 Rue de Rivoli, Paris", ("24 Rue de Rivoli, Paris", "", "")),
        ("75004 Paris", ("75004 Paris", "", "")),
        ("", ("", "", "")),
    ],
)
def test_what_cannot_be_told_apart_stays_whole(text: str, parts: tuple[str, str, str]) -> None:
    assert split_address(text) == parts
