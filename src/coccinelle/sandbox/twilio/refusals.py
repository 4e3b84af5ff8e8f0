"""What Twilio refuses, with its numbers and words, its magic test numbers included."""

import re
from collections.abc import Mapping

from coccinelle.sandbox import refusing
from coccinelle.sandbox.twilio.account import Account

MAX_BODY = 1600
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
GOOD_TEST_SENDER = "+15005550006"
MAGIC_RECIPIENTS = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
MAGIC_SENDERS = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}

WORDS = {
    20001: (400, "Unknown parameters"),
    20003: (401, "Authenticate"),
    20009: (409, "Cannot change this Message because its delivery has not been completed"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "Internal Server Error"),
    21211: (400, "Invalid 'To' Phone Number"),
    21212: (400, "Invalid 'From' Number"),
    21408: (400, "Permission to send an SMS has not been enabled for this region"),
    21602: (400, "Message body is required"),
    21603: (400, "A 'From' phone number is required"),
    21604: (400, "A 'To' phone number is required"),
    21606: (400, "The 'From' number is not a valid, SMS-capable number of your account"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21611: (429, "This 'From' number has exceeded the maximum number of queued messages"),
    21612: (400, "The 'To' number is not reachable via SMS from this 'From' number"),
    21614: (400, "'To' number is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
}


class Refusal(refusing.Refusal):
    def __init__(
        self, code: int, *, status: int | None = None, retry_after_seconds: float | None = None
    ) -> None:
        usual, words = WORDS.get(code, (400, "Refused"))
        super().__init__(words)
        self.code = code
        self.status = status or usual
        self.retry_after_seconds = retry_after_seconds

    def payload(self) -> dict[str, object]:
        return {
            "code": self.code,
            "message": str(self),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


def check(form: Mapping[str, str], account: Account) -> None:
    """Raises the first Refusal Twilio would give to this new message."""
    for code in (_of_shape(form), _of_sender(form, account), _of_recipient(form, account)):
        if code:
            raise Refusal(code)


def _of_shape(form: Mapping[str, str]) -> int | None:
    if not form.get("To"):
        return 21604
    if not (form.get("From") or form.get("MessagingServiceSid")):
        return 21603
    if not (form.get("Body") or form.get("MediaUrl")):
        return 21602
    return 21617 if len(form.get("Body", "")) > MAX_BODY else None


def _of_sender(form: Mapping[str, str], account: Account) -> int | None:
    sender = form.get("From", "")
    if not sender or sender == GOOD_TEST_SENDER:
        return None
    if sender in MAGIC_SENDERS:
        return MAGIC_SENDERS[sender]
    if not E164.fullmatch(sender):
        return 21212
    return 21606 if account.numbers and sender not in account.numbers else None


def _of_recipient(form: Mapping[str, str], account: Account) -> int | None:
    recipient = form["To"]
    if recipient in MAGIC_RECIPIENTS:
        return MAGIC_RECIPIENTS[recipient]
    if not E164.fullmatch(recipient):
        return 21211
    senders = (form["From"],) if form.get("From") else account.numbers
    return 21610 if any(account.is_opted_out(s, recipient) for s in senders) else None
