"""A model's words leave only when nothing of the composed reply is lost, and nothing added."""

from dataclasses import replace

import pytest

from coccinelle.core.business import Business, Contact
from coccinelle.core.hours import OpeningHours
from coccinelle.core.model import Asked, Completion, Form, ModelBusy, Usage
from coccinelle.core.policy import Policy
from coccinelle.core.wording import Occasion, Rephrased
from coccinelle.replies.rephrase import ModelRephraser
from coccinelle.replies.speaker import Speaker
from tests.replies.samples import DRESS, NOW, PARIS, SIZE, UNTIL

REPLY = (
    "Bonjour Julie, c'est noté : la Robe fleurie bleue en 38 est mise de côté jusqu'à demain 18h."
    " Vous passerez ?"
)
FACTS = (DRESS, SIZE, UNTIL)
HOURS = OpeningHours(((),) * 7, frozenset(), PARIS)
SHOP = Business(1, "elegance", "Élégance Paris", "boutique", PARIS, "fr", "", "", "", "", "Sarah",
                HOURS, Policy())  # fmt: skip
JULIE = Contact(1, "Julie", "Mercier", "sms", False, 0, (), "sms", "+33639980001")
OCCASION = Occasion(SHOP, JULIE, "fr", "sms", NOW, greet=True, disclose=False)
KEPT = (
    "Bonjour Julie ! Votre Robe fleurie bleue en 38 est mise de côté jusqu'à demain 18h."
    " Vous passerez nous voir ?"
)


class Says:
    """A model that says one thing, or fails."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.asked = ""

    def complete(self, asked: Asked[Form]) -> Completion[Form]:
        self.asked = str(asked.told)
        if not self._text:
            raise ModelBusy("Trop de demandes.")
        return Completion(asked.form.model_validate({"text": self._text}), Usage(10, 5, 0.1))


def rephrased(text: str, *, kind: str = "sms", of: str = REPLY) -> Rephrased:
    occasion = replace(OCCASION, kind=kind)
    return ModelRephraser(Says(text), Speaker()).rephrase(of, FACTS, occasion)


def test_the_same_said_otherwise_is_used() -> None:
    assert rephrased(KEPT) == Rephrased(KEPT, "", Usage(10, 5, 0.1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bonjour Julie", "Bonjour"),
        ("18h", "19h"),
        (" demain 18h", " demain"),
        ("demain 18h", "samedi 18h"),
        ("demain ", ""),
        ("38", "40"),
        ("Robe fleurie bleue", "petite robe"),
        ("est mise de côté", "est disponible"),
        ("est mise", "n'est pas mise"),
        ("nous voir ?", "nous voir."),
        ("nous voir ?", "nous voir ? Elle coûte 49,90 €."),
        ("nous voir ?", "nous voir ? Voir https://evil.example ?"),
        ("nous voir ?", "nous voir ? <b>vite</b>"),
        ("nous voir ?", "nous voir ? Nous vous remboursons."),
        ("nous voir ?", "nous voir ? " + "Belle journée à vous. " * 40),
    ],
)
def test_what_changes_the_reply_is_refused(old: str, new: str) -> None:
    said = rephrased(KEPT.replace(old, new))
    assert said.text == "" and said.why and said.usage


def test_a_word_in_capitals_and_the_assistant_s_name_stay() -> None:
    reply = "Je suis l'assistante de la boutique. Répondez STOP pour ne plus recevoir de SMS."
    assert rephrased("Répondez STOP pour ne plus recevoir de SMS.", of=reply).text == ""
    assert rephrased("Je suis l'assistante. Pour ne plus recevoir de SMS, dites-le.", of=reply).why


def test_an_e_mail_may_not_become_a_novel() -> None:
    assert rephrased(KEPT, kind="email").text == KEPT
    assert rephrased(KEPT + " Belle journée." * 20, kind="email").why == "trop long"


def test_a_model_that_fails_leaves_our_own_words() -> None:
    assert rephrased("") == Rephrased("", "Trop de demandes.", Usage())


def test_nothing_is_asked_when_nothing_is_said() -> None:
    assert rephrased(KEPT, of="") == Rephrased()


def test_the_customer_s_name_stays_here() -> None:
    model = Says(KEPT.replace("Julie", "[NAME1]"))
    said = ModelRephraser(model, Speaker()).rephrase(REPLY, FACTS, OCCASION)
    assert said.text == KEPT and "Julie" not in model.asked
