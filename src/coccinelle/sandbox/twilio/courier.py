"""What happens to a message after Twilio took it, told to its StatusCallback by signed calls."""

import time
from collections.abc import Iterable
from threading import Thread
from typing import Any

from coccinelle.sandbox.calls import Calls
from coccinelle.sandbox.twilio.account import Account, Called, now
from coccinelle.sandbox.twilio.faults import Fault
from coccinelle.sandbox.twilio.message import VERSION, Message
from coccinelle.sandbox.twilio.signing import signed_form


class Courier:
    """step_seconds: between two states of a message."""

    def __init__(self, account: Account, *, callbacks: bool, step_seconds: float) -> None:
        self._account = account
        self._callbacks = callbacks
        self._step_seconds = step_seconds
        self._calls = Calls()

    def carry_later(self, message: Message) -> None:
        fault = self._account.faults.of_message()
        Thread(target=self._carry, args=(message, fault), daemon=True).start()

    def call(
        self, url: str, params: dict[str, str], *, signed_url: str, forged: bool
    ) -> int | None:
        """POSTs a signed form; the status of the answer, None when there is none.

        signed_url: the public one, when a proxy stands before the product.
        """
        token = self._account.auth_token[::-1] if forged else self._account.auth_token
        body, headers = signed_form(signed_url, token, params)
        status = self._calls.post(url, body, headers)
        self._account.note(Called(url, params, status))
        return status

    def forget(self) -> None:
        """Back to an empty account, of which nothing more is told."""
        self._account.forget()
        self._calls.are_over()
        self._account.forget()

    def close(self) -> None:
        self._calls.close()

    def _carry(self, message: Message, fault: Fault | None) -> None:
        reports = []
        for step in _steps(message, fault):
            time.sleep(self._step_seconds)
            with self._calls.under_way():
                moved = self._account.change(message.sid, **self._sender(message), **step)
                if moved and not (fault and fault.fault == "disordered_callbacks"):
                    self._report([moved], fault)
                elif moved:
                    reports.append(moved)
        with self._calls.under_way():
            self._report(reversed(reports), fault)

    def _sender(self, message: Message) -> dict[str, Any]:
        """A messaging service chooses its number now."""
        return {"sender": message.sender or next(iter(self._account.numbers), None)}

    def _report(self, moved: Iterable[Message], fault: Fault | None) -> None:
        kind = fault.fault if fault else ""
        if not self._callbacks or kind == "no_callbacks":
            return
        for message in moved:
            for _ in range(2 if kind == "duplicate_callbacks" else 1):
                self._call_back(message, forged=kind == "unsigned_callbacks")

    def _call_back(self, message: Message, *, forged: bool) -> None:
        """A message deleted meanwhile tells nothing more."""
        url = message.status_callback
        if url and self._account.find(message.sid):
            self.call(url, _status_params(message), signed_url=url, forged=forged)


def _steps(message: Message, fault: Fault | None) -> list[dict[str, Any]]:
    """The states after the first one, which is never told."""
    by_service = [{"status": "queued"}] if message.status == "accepted" else []
    sent = {"status": "sent", "sent_at": now()}
    if fault and fault.fault == "undelivered":
        return [*by_service, sent, {"status": "undelivered", "error_code": fault.code}]
    return [*by_service, sent, {"status": "delivered"}]


def _status_params(message: Message) -> dict[str, str]:
    params = {
        "AccountSid": message.account_sid,
        "ApiVersion": VERSION,
        "From": message.sender or "",
        "MessageSid": message.sid,
        "MessageStatus": message.status,
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "To": message.recipient,
    }
    if message.service_sid:
        params["MessagingServiceSid"] = message.service_sid
    if message.error_code:
        params["ErrorCode"] = str(message.error_code)
    if message.status == "delivered":
        params["RawDlrDoneDate"] = message.updated_at.strftime("%y%m%d%H%M")
    return params
