"""What happens to an e-mail after Resend took it, told by signed events to every webhook."""

import time
from threading import Thread
from typing import Any

from coccinelle.sandbox.calls import Calls
from coccinelle.sandbox.resend.account import Account, Called, Email, now
from coccinelle.sandbox.resend.faults import Fault
from coccinelle.sandbox.resend.signing import signed_event

BOUNCES = {
    "bounced": {"type": "Permanent", "subType": "NoEmail", "message": "No such mailbox"},
    "mailbox_full": {"type": "Transient", "subType": "MailboxFull", "message": "Mailbox full"},
}


class Courier:
    """step_seconds: between two states of an e-mail."""

    def __init__(self, account: Account, *, step_seconds: float) -> None:
        self._account = account
        self._step_seconds = step_seconds
        self._calls = Calls()

    def carry_later(self, email: Email, fault: Fault | None) -> None:
        Thread(target=self._carry, args=(email, fault), daemon=True).start()

    def tell(
        self, event: dict[str, Any], *, forged: bool = False, times: int = 1
    ) -> list[int | None]:
        """To every webhook; the statuses of their answers."""
        return [
            self.call(url, event, secret, forged=forged)
            for url, secret in self._account.webhooks.items()
            for _ in range(times)
        ]

    def call(self, url: str, event: dict[str, Any], secret: str, *, forged: bool) -> int | None:
        if forged:
            secret = "whsec_" + "A" * 32
        body, headers = signed_event(event, secret)
        status = self._calls.post(url, body, headers)
        self._account.note(Called(url, event, status))
        return status

    def forget(self) -> None:
        """Back to an empty account, of which nothing more is told."""
        self._account.forget()
        self._calls.are_over()
        self._account.forget()

    def close(self) -> None:
        self._calls.close()

    def _carry(self, email: Email, fault: Fault | None) -> None:
        kind = fault.fault if fault else ""
        steps = _steps(kind)
        if kind == "disordered_events":
            steps.reverse()
        for step in steps:
            time.sleep(self._step_seconds)
            with self._calls.under_way():
                if self._account.find(email.id) is None:
                    return  # forgotten meanwhile
                self._happens(step, email, kind)

    def _happens(self, step: str, email: Email, kind: str) -> None:
        email.last_event = step
        if kind != "no_events":
            twice = 2 if kind == "duplicate_events" else 1
            self.tell(_event(step, email, kind), forged=kind == "forged_events", times=twice)


def _steps(kind: str) -> list[str]:
    match kind:
        case "bounced" | "mailbox_full":
            return ["sent", "bounced"]
        case "complained":
            return ["sent", "delivered", "complained"]
        case "delayed":
            return ["sent", "delivery_delayed", "delivered"]
        case "failed" | "suppressed":
            return [kind]
    return ["sent", "delivered"]


def _event(step: str, email: Email, kind: str) -> dict[str, Any]:
    body = email.body
    data: dict[str, Any] = {
        "email_id": email.id,
        "created_at": email.created_at,
        "from": body["from"],
        "to": body["to"] if isinstance(body["to"], list) else [body["to"]],
        "subject": body["subject"],
        "tags": {tag["name"]: tag["value"] for tag in body.get("tags") or ()},
    }
    if step == "bounced":
        data["bounce"] = {"diagnosticCode": ["smtp; 550 5.1.1"], **BOUNCES[kind]}
    if step == "failed":
        data["failed"] = {"reason": "reached_daily_quota"}
    if step == "suppressed":
        data["suppressed"] = {
            "diagnosticCode": [], "message": "Suppressed", "reason": "previous_bounce",
            "type": "OnAccountSuppressionList",
        }  # fmt: skip
    return {"type": f"email.{step}", "created_at": now(), "data": data}
