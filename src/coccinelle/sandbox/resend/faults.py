"""The ways Resend can fail, switched on for the next calls or e-mails."""

from typing import Literal, get_args

from pydantic import BaseModel, Field

from coccinelle.sandbox.waiting import Waiting

# What happens to a call of the API …
CallFault = Literal["too_many", "server_error", "slow", "cut", "html", "refusal"]
# … and what becomes of an e-mail that was taken.
FateFault = Literal[
    "no_events",
    "duplicate_events",
    "disordered_events",
    "forged_events",
    "bounced",
    "mailbox_full",
    "delayed",
    "complained",
    "failed",
    "suppressed",
    "no_message_id",  # not told yet when it is read back
]
Call = Literal["send", "read", "receive", "attachments", "download"]


class Fault(BaseModel, extra="forbid", frozen=True):
    """times: how many calls or e-mails it strikes; call: which calls.

    done: for `server_error`, `cut` and `html`, whether the e-mail leaves all the same (it always
    does for `slow`). seconds: of silence for `slow`, of retry-after for `too_many`. name: of
    `refusal`.
    """

    fault: CallFault | FateFault
    times: int = Field(default=1, ge=1, le=10_000)
    call: Call = "send"
    done: bool = False
    seconds: float = Field(default=1.0, ge=0, le=600)
    name: str = "validation_error"


class Faults(Waiting[Fault]):
    def of_call(self, call: str) -> Fault | None:
        return self.take(lambda f: f.fault in get_args(CallFault) and f.call == call)

    def of_email(self) -> Fault | None:
        return self.take(lambda f: f.fault in get_args(FateFault))
