"""The ways Twilio can fail, switched on for the next calls or messages."""

from typing import Literal, get_args

from pydantic import BaseModel, Field

from coccinelle.sandbox.waiting import Waiting

# What happens to a call of the API …
CallFault = Literal["too_many", "server_error", "slow", "cut", "html", "refusal"]
# … and what becomes of a message that was taken.
FateFault = Literal[
    "no_callbacks",
    "duplicate_callbacks",
    "disordered_callbacks",
    "unsigned_callbacks",
    "undelivered",
]


class Fault(BaseModel, extra="forbid", frozen=True):
    """times: how many calls or messages it strikes; call: which calls.

    done: for `server_error`, `cut` and `html`, whether the message leaves all the same
    (it always does for `slow`). seconds: of silence for `slow`, of Retry-After for `too_many`.
    code: of `refusal` and `undelivered`; status: of `refusal` and `html` when not the usual one.
    """

    fault: CallFault | FateFault
    times: int = Field(default=1, ge=1, le=10_000)
    call: Literal["create", "list"] = "create"
    done: bool = False
    seconds: float = Field(default=1.0, ge=0, le=600)
    code: int = 30008
    status: int | None = Field(default=None, ge=200, le=599)


class Faults(Waiting[Fault]):
    def of_call(self, call: str) -> Fault | None:
        return self.take(lambda f: f.fault in get_args(CallFault) and f.call == call)

    def of_message(self) -> Fault | None:
        return self.take(lambda f: f.fault in get_args(FateFault))
