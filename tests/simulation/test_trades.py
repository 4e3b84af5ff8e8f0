"""Five usual questions to a shop of each trade that has said no more than its hours and address."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.simulation.test_simulate import run

BUSINESS = """
name = "Chez Alice"
sector = "{trade}"
address = "12 Rue des Lilas, 69003 Lyon"
[owner]
name = "Alice"
phone = "06 39 98 00 10"
[hours]
thursday = ["08:00-12:00", "14:00-18:00"]
"""
SCRIPT = """
business: {folder}
start: 2025-01-16T10:15
turns:
  - {{at: +0s, from: "+33639980001", text: "Vous êtes ouverts jusqu'à quelle heure aujourd'hui ?"}}
  - {{at: +0s, from: "+33639980002", text: "Quelle est votre adresse ?"}}
  - {{at: +0s, from: "+33639980003", text: "C'est combien {what} ?"}}
  - {{at: +0s, from: "+33639980004", text: "Vous prenez les chiens ?"}}
  - {{at: +0s, from: "+33639980005", text: "{booking}"}}
expect:
  say: ["de 14h à 18h", "12 Rue des Lilas", "Je transmets à Alice, qui vous répond avant 12h"]
  never_say: [taille, couleur, article, boutique, référence, "de côté"]
  holds: []
"""
ASKED = {
    "restaurant": ("le menu du midi", "Je voudrais réserver samedi pour 4 personnes"),
    "spa": ("un massage d'une heure", "Je voudrais réserver samedi"),
    "garage": ("une vidange", "Je voudrais réserver samedi pour une révision"),
    "real_estate": ("le loyer du T2 rue des Lilas", "Je voudrais visiter samedi"),
}


@pytest.mark.parametrize("trade", ASKED)
def test_a_trade_is_answered_in_its_own_words_or_by_a_person(
    trade: str, write: Callable[..., Path], tmp_path: Path
) -> None:
    folder = tmp_path / trade
    folder.mkdir()
    (folder / "business.toml").write_text(BUSINESS.format(trade=trade))
    what, booking = ASKED[trade]
    script = write(SCRIPT.format(folder=folder, what=what, booking=booking), f"{trade}.yaml")
    assert run([script]) == 0
