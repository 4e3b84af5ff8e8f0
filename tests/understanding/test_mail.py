"""E-mails as mail programs send them: only what the sender wrote is read."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coccinelle.understanding.mail import LONGEST, closing_name, written_by_sender
from tests.pace import keeps_pace

MAILS = Path(__file__).parent / "mails.txt"
PIECES = [
    "<div>", "</div>", "<p", "<body>", "\ud800", "\x00", "&#xD800;", "<?xml encoding='utf-16'?>",
    "<!--", "<style>", "> ", "\n", "De : a", "Envoyé : b", "Le 12/01/2025, x a écrit :", "-- ",
    "Cordialement", "Julie", "<td>", "<a href='", "<svg>", "<br/>", "\u202e", "é", "robe",
]  # fmt: skip


def mails() -> list[tuple[str, str, str]]:
    """Name, raw mail, what remains of it: blocks of "=== name", mail, "--- kept", remains."""
    blocks = MAILS.read_text().split("=== ")[1:]
    named = (block.partition("\n") for block in blocks)
    return [(name, *_halves(body)) for name, _, body in named]


def _halves(body: str) -> tuple[str, str]:
    raw, _, kept = body.partition("\n--- kept\n")
    return raw, kept.strip()


@pytest.mark.parametrize(("name", "raw", "kept"), mails(), ids=[name for name, *_ in mails()])
def test_only_what_the_sender_wrote_is_kept(name: str, raw: str, kept: str) -> None:
    assert written_by_sender(raw, "email") == kept


def test_hard_spaces_and_windows_lines_change_nothing() -> None:
    quoted = "Le 12 janv. 2025 à 10:03, Sarah\r\n<a@example.org> a écrit\u00a0:\r\n> Bonjour\r\n"
    raw = f"Oui\r\n\r\n{quoted}"
    assert written_by_sender(raw, "email") == "Oui"


def test_the_end_of_a_long_paragraph_and_of_a_long_letter_is_kept() -> None:
    story = "Je raconte mon passage chez vous. " * 40
    asked = "Auriez-vous la robe en 38 ?"
    assert written_by_sender(f"{story}{asked}", "email").endswith(asked)
    assert written_by_sender(f"{story}\n" * 400 + asked, "email").endswith(asked)


def test_other_channels_are_left_as_they_are() -> None:
    assert written_by_sender("> 38\n-- \nJulie", "sms") == "> 38\n-- \nJulie"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Je veux annuler.\nCordialement,\nJulie Martin", "Julie Martin"),
        ("Je veux annuler.\nCordialement, Julie Martin", "Julie Martin"),
        ("Vous avez la robe en 38 ? Julie", "Julie"),
        ("Bonjour\nsamedi\nMerci d'avance,\nMme Kerbrat", "Mme Kerbrat"),
        ("slt c dispo ? bises, Emma", "Emma"),
        ("ok merci\nLéa\nEnvoyé de mon iPhone", "Léa"),
        ("La robe est trop petite\n-- \nJulie Martin\n06 39 98 12 34", "Julie Martin"),
        ("Best regards,\nAlice", "Alice"),
        ("Oui\nCordialement,\nLéa\n\nLe 12/01/2025 à 10:03, Sarah a écrit :\n> Sarah", "Léa"),
        ("merci Sarah", None),
        ("Merci, Sarah", None),
        ("Taille 38. Noir", None),
        ("Vous avez quoi ?\nSamedi", None),
        ("Bonjour Julie", None),
        ("", None),
    ],
)
def test_the_name_in_the_closing_is_found(text: str, name: str | None) -> None:
    assert closing_name(text) == name


@pytest.mark.parametrize(
    "piece",
    [
        "On ", "Le ", "De: x\n", "a\n", "> a\n", "x: y\n", "_", "\n", "<div>", "<p>a", "<", "<p ",
        "merci ", "Ce message ", "Cordialement\nMarie\n", "bien tres mes ", "Le 20:20\n", "<!--",
    ],
)  # fmt: skip
def test_twenty_thousand_characters_are_cleaned_in_no_more_than_their_length(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    assert keeps_pace(lambda part: written_by_sender(part, "email"), text)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_mail_is_an_error(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert len(written_by_sender(text, "email")) <= LONGEST
    closing_name(text)
