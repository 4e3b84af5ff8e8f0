"""The dashboard: figures of today and of a period, for the team; what it costs, for the owner."""

import csv
import io
import re

import pytest

from coccinelle.store.database import Database
from tests.web.conftest import Caller, Shop, julies_shop
from tests.web.reading import text_of


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    """Of its own: others write in the one they share."""
    return julies_shop(shared_database)


def table(caller: Caller, query: str = "") -> list[list[str]]:
    """The file, as a spreadsheet reads it."""
    answer = caller.get(f"/resultats.csv{query}")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_stranger_is_led_to_the_login(stranger: Caller) -> None:
    for page in ("/resultats", "/resultats.csv"):
        answer = stranger.get(page)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/login?next={page}")


def test_the_owner_and_the_staff_read_today_and_thirty_days(
    alice: Caller, bob: Caller, julie: int
) -> None:
    for caller in (alice, bob):
        page = text_of(caller.get("/resultats").text)
        assert page.index("Aujourd'hui") < page.index("30 jours")
        assert "Répondues par l'assistant seul 2 sur 2 n trop petit pour un pourcentage" in page
        assert "15 min en moyenne, d'après la mission" in page


def test_what_it_costs_is_for_the_owner_alone(alice: Caller, bob: Caller, julie: int) -> None:
    assert "plafond : 300 €" in text_of(alice.get("/resultats").text)
    assert "plafond" not in text_of(bob.get("/resultats").text)
    assert table(alice)[0][-3:] == ["segments SMS", "SMS (€)", "modèle de langage (€)"]
    assert table(bob)[0] == table(alice)[0][:-3]


def test_the_owner_next_door_has_figures_of_her_own(charlie: Caller, julie: int) -> None:
    assert "Messages reçus 0" in text_of(charlie.get("/resultats").text)
    assert table(charlie)[-1][1] == "0"


def test_each_chart_is_a_table_with_a_sentence(alice: Caller, julie: int) -> None:
    page = alice.get("/resultats").text
    described = re.findall(r'aria-describedby="([a-z]+-says)"', page)
    assert len(described) == page.count("<table") == page.count("<details open>") == 4
    assert all(f'id="{name}"' in page for name in described)
    assert "2 sur 2 en automatique, 0 sur 2 après validation" in text_of(page)


def test_a_chosen_period_has_its_days_and_no_other(alice: Caller, julie: int) -> None:
    rows = table(alice, "?from=2025-01-10&to=2025-01-16")
    assert [row[0] for row in rows[1:]] == [f"2025-01-{n}" for n in range(10, 17)]
    assert rows[-1][1:3] == ["2", "2"]
    assert "du 10/01/2025 au 16/01/2025" in text_of(
        alice.get("/resultats?from=2025-01-10&to=2025-01-16").text
    )


def test_a_period_that_cannot_be_is_the_nearest_one_that_can(alice: Caller, julie: int) -> None:
    usual = [row[0] for row in table(alice)[1:]]
    assert (len(usual), usual[-1]) == (30, "2025-01-16")
    assert [row[0] for row in table(alice, "?from=demain&to=2999-01-01")[1:]] == usual
    assert [row[0] for row in table(alice, "?from=2025-01-16&to=2025-01-10")[1:]] == usual[-7:]
    assert len(table(alice, "?from=0001-01-01&to=0001-01-02")) == 31
    assert len(table(alice, "?from=2001-01-01")) == 367


def test_a_past_month_is_shown_without_todays_days(alice: Caller, julie: int) -> None:
    page = text_of(alice.get("/resultats?from=2024-11-01&to=2024-11-30").text)
    assert "du 01/11/2024 au 30/11/2024" in page
    assert "Aucune demande sur la période." in page


def test_a_period_without_anything_has_sentences_and_no_empty_chart(
    alice: Caller, julie: int
) -> None:
    page = alice.get("/resultats?from=2024-11-01&to=2024-11-30").text
    assert "data-chart" not in page
    assert text_of(page).count("sur la période.") == 3


def test_more_than_three_months_are_drawn_week_by_week(alice: Caller, julie: int) -> None:
    page = alice.get("/resultats?from=2024-10-16&to=2025-01-16").text
    assert "Demandes par semaine" in page
    assert "Semaine du lundi 13 janvier" in text_of(page)
    assert page.count("<tr>") == 3 * (1 + 14) + 1 + 24
    assert "Demandes par jour" in alice.get("/resultats?from=2024-10-17&to=2025-01-16").text
