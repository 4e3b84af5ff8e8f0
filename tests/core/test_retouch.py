"""Edits of a draft: what it says, or only how it greets."""

import pytest

from coccinelle.core.retouch import is_light

DRAFT = "Bonjour Emma, nous pouvons échanger votre pantalon en 38. À bientôt !"


@pytest.mark.parametrize(
    "sent",
    [
        "Coucou Emma, nous pouvons échanger votre pantalon en 38. Belle journée !",
        "Nous pouvons échanger votre pantalon en 38 😊",
        "Bonjour Emma !\nNous pouvons échanger votre pantalon en 38.\nÀ très vite, Sarah",
    ],
)
def test_a_greeting_or_a_closing_is_a_light_edit(sent: str) -> None:
    assert is_light(DRAFT, sent)


@pytest.mark.parametrize(
    "sent",
    [
        "Bonjour Emma, nous pouvons échanger votre pantalon en 40. À bientôt !",
        "Bonjour Emma, nous ne pouvons pas échanger votre pantalon en 38. À bientôt !",
        "Bonjour Emma, nous pouvons échanger votre chemise en 38. À bientôt !",
        "Bonjour Emma, merci de passer demain. Nous pouvons échanger votre pantalon en 38.",
        "À bientôt !",
    ],
)
def test_a_figure_a_word_or_a_denial_is_a_real_edit(sent: str) -> None:
    assert not is_light(DRAFT, sent)


def test_a_denial_after_the_greeting_is_not_lost_with_it() -> None:
    assert not is_light("Bonjour, oui. À bientôt", "Bonjour, non. À bientôt")


def test_two_messages_of_pure_courtesy_are_the_same() -> None:
    assert is_light("Merci !", "Merci beaucoup !")
