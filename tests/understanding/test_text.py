"""Folding for matching, shorthand written out, and the way back to the original words."""

import pytest

from coccinelle.understanding.clauses import split_clauses
from coccinelle.understanding.lexicon import lexicon_of
from coccinelle.understanding.text import LIMIT, in_short, read_text

SHORTHAND = lexicon_of("boutique").shorthand


def folded(text: str) -> str:
    return read_text(text, SHORTHAND).folded


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Élégance d’été", "elegance d'ete"),
        ("slt c koi le prix", "salut c'est quoi le prix"),
        ("g recu mon colis", "j'ai recu mon colis"),
        ("jpeux passer dem1 ?", "je peux passer demain ?"),
        ("vs avez tjs la robe ds la vitrine", "vous avez toujours la robe dans la vitrine"),
        ("ouiiii merciiii", "oui merci"),
        ("taille XXXL", "taille xxxl"),
        ("al\u200blergie", "allergie"),
        ("аllеrgiе", "allergie"),
        ("ＳＴＯＰ", "stop"),
        ("commande ２８４７ taille ٣٨", "commande 2847 taille 38"),
        ("C-12 et 85C", "c-12 et 85c"),
        ("cœur", "coeur"),
        ("al\u00adler\u2060gie", "allergie"),
        ("al\u3164ler\u2800gie", "allergie"),
        ("ᴀʟʟᴇʀɢɪᴇ", "allergie"),
        ("𝐚𝐥𝐥𝐞𝐫𝐠𝐢𝐞", "allergie"),
        ("allergıe", "allergie"),
        ("j’ai reçu l‘ourlet", "j'ai recu l'ourlet"),
        ("14h–16h", "14h-16h"),
        ("vendredi\u00a0à\u202f18\u00a0h", "vendredi a 18 h"),
    ],
)
def test_a_text_is_folded(typed: str, read: str) -> None:
    assert folded(typed) == read


def test_the_original_words_are_found_back() -> None:
    text = read_text("Je passe dem1 à l’heure !", SHORTHAND)
    start = text.folded.index("demain")
    assert text.words(start, start + len("demain")) == "dem1"


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("vous avez la robe en 38 ? et vous fermez à quelle heure", 2),
        ("vous avez la robe et c'est combien la livraison", 2),
        ("robe fleurie et bleue en 38", 1),
        ("ça coûte 49.90 € non ?", 1),
        ("bonjour. où en est ma commande ? merci", 3),
    ],
)
def test_requests_said_together_are_read_apart(text: str, clauses: int) -> None:
    assert len(split_clauses(folded(text))) == clauses


def test_a_long_text_keeps_its_beginning_what_it_asks_and_its_end() -> None:
    story = "je raconte. " * 400
    kept = in_short(f"Bonjour, {story}Vous livrez à Lyon ? {story}Où est ma commande ?")
    assert len(kept) <= LIMIT and kept.startswith("Bonjour, ")
    assert "Vous livrez à Lyon ?" in kept and kept.endswith("Où est ma commande ?")
