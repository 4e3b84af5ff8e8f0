"""Who may see and change what, as one table."""

from datetime import UTC, datetime, timedelta

import pytest

from coccinelle.core.identity import (
    Signs,
    identity,
    is_silent,
    names_someone_else,
    speaks_of_another_number,
)

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
ON_FILE, PROVEN = 7, 8


@pytest.mark.parametrize(
    ("signs", "whose"),
    [
        (Signs("sms", ON_FILE), ON_FILE),
        (Signs("whatsapp", ON_FILE), ON_FILE),
        (Signs("instagram", ON_FILE), ON_FILE),
        (Signs("email", ON_FILE), ON_FILE),
        (Signs("web", ON_FILE), None),
        (Signs("email", ON_FILE, is_vouched_for=False), None),
        (Signs("sms", ON_FILE, is_doubted=True), None),
        (Signs("web", ON_FILE, proven_contact_id=PROVEN), PROVEN),
        (Signs("sms", ON_FILE, is_doubted=True, proven_contact_id=ON_FILE), ON_FILE),
        (Signs("sms", ON_FILE, proven_contact_id=PROVEN), PROVEN),
        (Signs("email", ON_FILE, is_vouched_for=False, proven_contact_id=PROVEN), PROVEN),
    ],
)
def test_whose_orders_may_be_spoken_of(signs: Signs, whose: int | None) -> None:
    found = identity(signs)
    assert found.contact_id == whose
    assert found.level == ("public" if whose is None else "status")
    assert found.reason


def test_only_a_number_in_doubt_loses_its_name() -> None:
    assert identity(Signs("sms", ON_FILE, is_doubted=True)).is_doubted
    assert not identity(Signs("email", ON_FILE, is_vouched_for=False)).is_doubted


def test_an_answer_to_ours_says_so_only_for_someone_known() -> None:
    assert identity(Signs("email", ON_FILE, has_returned=True)).has_returned
    forged = Signs("email", ON_FILE, has_returned=True, is_vouched_for=False)
    assert not identity(forged).has_returned


@pytest.mark.parametrize(
    ("kind", "days", "silent"),
    [("sms", 40, False), ("sms", 41, True), ("whatsapp", 41, True), ("email", 400, False)],
)
def test_a_number_silent_for_forty_days_may_have_changed_hands(
    kind: str, days: int, silent: bool
) -> None:
    assert is_silent(kind, NOW - timedelta(days=days), NOW) is silent


@pytest.mark.parametrize(
    ("text", "someone_else"),
    [
        ("Bonjour, c'est Alice, où en est ma commande ?", True),
        ("Je m'appelle Bob et je cherche une robe", True),
        ("Je suis Alice.", True),
        ("Hello, this is Alice", True),
        ("Bonjour, c'est Julie !", False),
        ("Bonjour c’est Julie Mercier", False),
        ("je suis Mercier", False),
        ("Je suis Madame Mercier", False),
        ("je suis contente de ma robe", False),
        ("Alice m'a conseillé la robe bleue", False),
        ("c'est Colissimo qui livre ?", False),
    ],
)
def test_another_first_name_is_heard(text: str, someone_else: bool) -> None:
    assert names_someone_else(text, "Julie", "Mercier") is someone_else


def test_a_contact_without_a_name_is_never_someone_else() -> None:
    assert not names_someone_else("Bonjour, c'est Alice", "", "")


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("c'est mon nouveau numéro", True),
        ("J'ai changé de numéro", True),
        ("ce n'est plus le numéro de Julie", True),
        ("this is my new number", True),
        ("c'est quoi le numéro de ma commande ?", False),
        ("vous avez la robe dans une autre couleur ?", False),
    ],
)
def test_a_new_number_is_heard(text: str, speaks: bool) -> None:
    assert speaks_of_another_number(text) is speaks
