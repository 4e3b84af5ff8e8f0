"""A code that was sent to an address, and the form that waits for it: nothing of it is kept here.

The form carries a proof made with the visitor's own session; it guards against a mistyped address,
not against its owner, who may set any.
"""

import hmac
import time
from dataclasses import dataclass, replace
from hashlib import sha256

from pydantic import Field

from coccinelle.core.errors import CoccinelleError
from coccinelle.engine.business import address_code
from coccinelle.engine.business.address_code import Purpose
from coccinelle.kit.one_time_code import drawn
from coccinelle.web.access.admission import Visit
from coccinelle.web.edge.forms import Form
from coccinelle.web.i18n import Spoken, _

LIFE = 15 * 60  # seconds
WRONG_CODE = "Ce n'est pas le bon code, ou il est trop ancien."
SAID = Spoken({"wrong": WRONG_CODE})


class CodeForm(Form):
    address: str = Field(max_length=254)
    at: int = Field(ge=0, lt=2**40)
    proof: str = Field(max_length=100)
    code: str = Field(min_length=1, max_length=20)


@dataclass(frozen=True, slots=True)
class Asked:
    """address: a phone or an e-mail, said to be this member's."""

    member_id: int
    address: str
    at: int
    code: str
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """asked: None when no code left. fault: why, when it was tried."""

    asked: Asked | None = None
    fault: str = ""


NOT_BEGUN = Begun()


def begin(visit: Visit, purpose: Purpose, member_id: int, address: str) -> Begun:
    """A code leaves. Neither it nor a fault when nothing can be sent by that kind of channel."""
    fresh = Asked(member_id, address, int(time.time()), drawn())
    fresh = replace(fresh, proof=_proof(visit.token, fresh))
    try:
        is_sent = address_code.send_code(visit.desk, purpose, address, fresh.code)
    except CoccinelleError as error:
        return Begun(fault=_(str(error)))
    return Begun(fresh if is_sent else None)


def given(form: CodeForm, member_id: int) -> Asked:
    return Asked(member_id, form.address, form.at, form.code.strip(), form.proof)


def is_right(visit: Visit, asked: Asked) -> bool:
    is_fresh = 0 <= time.time() - asked.at <= LIFE
    return is_fresh and hmac.compare_digest(
        _proof(visit.token, asked).encode(), asked.proof.encode()
    )


def _proof(token: str, one: Asked) -> str:
    said = f"address|{one.member_id}|{one.address}|{one.at}|{one.code.replace(' ', '')}"
    return hmac.new(token.encode(), said.encode(), sha256).hexdigest()
