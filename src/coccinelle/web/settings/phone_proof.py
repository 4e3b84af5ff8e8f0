"""A code that was sent to a phone, and the form that waits for it: nothing of it is kept here.

The form carries a proof made with the visitor's own session; it guards against a mistyped number,
not against its owner, who may set any.
"""

import hmac
import time
from dataclasses import dataclass, replace
from hashlib import sha256

from coccinelle.kit.one_time_code import drawn
from coccinelle.web.i18n import Spoken

LIFE = 15 * 60  # seconds
WRONG_CODE = "Ce n'est pas le bon code, ou il est trop ancien."
SAID = Spoken({"wrong": WRONG_CODE})


@dataclass(frozen=True, slots=True)
class Asked:
    member_id: int
    phone: str
    at: int
    code: str
    proof: str = ""


def asked(token: str, member_id: int, phone: str) -> Asked:
    """token: of the visitor's session."""
    fresh = Asked(member_id, phone, int(time.time()), drawn())
    return replace(fresh, proof=_proof(token, fresh))


def is_right(token: str, given: Asked) -> bool:
    is_fresh = 0 <= time.time() - given.at <= LIFE
    return is_fresh and hmac.compare_digest(_proof(token, given).encode(), given.proof.encode())


def _proof(token: str, one: Asked) -> str:
    said = f"phone|{one.member_id}|{one.phone}|{one.at}|{one.code.replace(' ', '')}"
    return hmac.new(token.encode(), said.encode(), sha256).hexdigest()
