"""What a member's SMS asks for, however it is typed."""

import pytest

from coccinelle.core.approval_words import MemberWords, read

SEND = MemberWords("send", "K7QX")


@pytest.mark.parametrize(
    "said",
    [
        "1 K7QX", "1 k7qx", "1k7qx", "1-K7QX", "1 - K7QX.", " 1  :  K7QX ! ", "1 K7QX merci",
        "1. k7qx 👍", "１ k7qx\u200b", "１　Ｋ７ＱＸ", "1\u2060 K\u200b7Q\u200dX",
        "1\u00a0K7QX", "«1 K7QX»", "K7QX 1", "k7qx ok",
        "oui K7QX", "ok k7qx merci", "1\nK7QX",
    ],
)  # fmt: skip
def test_one_and_the_code_sends(said: str) -> None:
    assert read(said) == SEND


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("2 K7QX", ""),
        ("2k7qx.", ""),
        ("K7QX non", ""),
        ("2 K7QX je la rappelle moi-même", "je la rappelle moi-même"),
    ],
)
def test_two_and_the_code_refuses_and_says_why(said: str, reason: str) -> None:
    assert read(said) == MemberWords("refuse", "K7QX", reason)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("K7QX Bonjour Marine, oui en 40 !", "Bonjour Marine, oui en 40 !"),
        ("k7qx : On la reçoit samedi", "On la reçoit samedi"),
        ("K7QX, 2 robes restent", "2 robes restent"),
        ("K7QX\nBonjour 👩\u200d👧", "Bonjour 👩\u200d👧"),
    ],
)
def test_the_code_and_words_replace_the_words(said: str, text: str) -> None:
    assert read(said) == MemberWords("replace", "K7QX", text)


@pytest.mark.parametrize(
    "said", ["1", "2", "oui", "OUI !", "ok", "D'accord", "non", "１", "1.", "ok merci"]
)
def test_a_choice_without_its_code_is_asked_for_it(said: str) -> None:
    assert read(said) == MemberWords("choice")


@pytest.mark.parametrize(
    "said", ["PAUSE", "pause", "Pause.", "ＰＡＵＳＥ", "PAUSE K7QX", "pause svp", "PA\u200bUSE"]
)
def test_pause_needs_no_code(said: str) -> None:
    assert read(said) == MemberWords("pause")


@pytest.mark.parametrize(
    "said",
    [
        "ok je m'en occupe", "Elle passe demain", "elle passe demain", "2847 est partie",
        "8h45 ça va ?", "je fais une pause", "1 robe bleue en 38", "2 clientes attendent", "",
        "   ", "Merci !",
        "où en est la commande 2901 ?", "avec plaisir",
    ],
)  # fmt: skip
def test_other_texts_ask_for_nothing(said: str) -> None:
    assert read(said) is None


def test_words_beside_a_yes_are_not_sent_for_her() -> None:
    assert read("1 K7QX mais dis-lui qu'on ferme à 18h") == MemberWords("unclear", "K7QX")


def test_a_code_alone_says_neither_yes_nor_no() -> None:
    assert read("K7QX") == MemberWords("which", "K7QX")


def test_a_mistyped_code_is_a_wrong_one_not_silence() -> None:
    assert read("1 K7Q0") == MemberWords("send", "K7Q0")
