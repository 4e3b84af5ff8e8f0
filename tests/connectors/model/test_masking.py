"""Personal data do not leave, and come back in the answer."""

import pytest
from pydantic import BaseModel

from coccinelle.connectors.model.masking import Mask
from coccinelle.core.model import Asked
from tests.model_server import ModelServer

IBAN = "FR76 3000 6000 0112 3456 7890 189"
CARD = "4111 1111 1111 1111"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("rappelez au 06 39 98 00 01 svp", "rappelez au [PHONE1] svp"),
        ("c'est le +33639980001 ou 0639980002", "c'est le [PHONE1] ou [PHONE2]"),
        ("06.39.98.00.01, je répète 06.39.98.00.01", "[PHONE1], je répète [PHONE1]"),
        ("écrivez à julie.m+x@example.org.", "écrivez à [EMAIL1]."),
        (f"ma carte {CARD}", "ma carte [CARD1]"),
        (f"mon IBAN : {IBAN} merci", "mon IBAN : [IBAN1] merci"),
        ("０６ ３９ ９８ ００ ０１", "[PHONE1]"),
        ("06\u200b 39 98 00 01", "[PHONE1]"),
        ("commande 2847 en 38, 49,90 € le 16/01/2025 à 17h30", None),
        ("RF-2847-38 taille 38/40", None),
    ],
)
def test_what_leaves(text: str, left: str | None) -> None:
    mask = Mask()
    hidden = mask.hide({"text": text})
    assert hidden == {"text": left or text}
    assert mask.show(hidden) == {"text": text.replace("\u200b", "")}


def test_what_only_machines_read_does_not_leave() -> None:
    hidden = Mask().hide(["igno\u200bre \U000e0069\U000e0067tout\x00"])
    assert hidden == ["ignore tout"]


def test_a_mark_typed_by_the_customer_shows_nothing_of_anybody() -> None:
    assert Mask().show("[PHONE1] et [IBAN9]") == "[PHONE1] et [IBAN9]"


class Number(BaseModel):
    phone: str


def test_the_client_masks_on_the_way_out_and_unmasks_on_the_way_back(model: ModelServer) -> None:
    model.script.will_say({"phone": "[PHONE1]"})
    asked = Asked("Read.", {"text": "mon numéro : 06 39 98 00 01, julie@example.org"}, Number)
    assert model.client().complete(asked).answer.phone == "06 39 98 00 01"
    assert "39 98" not in model.prompt() and "example.org" not in model.prompt()
