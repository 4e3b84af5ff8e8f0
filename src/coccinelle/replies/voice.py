"""Who speaks to whom, where, and in which tone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from coccinelle.replies.templates import Book, open_book
from coccinelle.replies.typography import Typography

EVENING_FROM, EVENING_TO = 18, 5  # "Bonsoir"


@dataclass(frozen=True, slots=True)
class Voice:
    """kind: of the channel. name: the contact's first name, "" when unknown. now: in the business's
    zone. first_contact: nothing was ever sent to this contact on this channel. greet: False within
    a running exchange. signature: the business's own, "" for ours. is_urgent: no smile.
    by_member: it leaves in the team's name. leaves_at: when, None for now.
    """

    business_name: str
    now: datetime
    kind: str
    language: str = "fr"
    tone: Literal["vous", "tu"] = "vous"
    emoji: Literal["some", "none"] = "some"
    name: str = ""
    sector: str = "boutique"
    signature: str = ""
    first_contact: bool = False
    greet: bool = True
    is_urgent: bool = False
    by_member: bool = False
    leaves_at: datetime | None = None

    @property
    def book(self) -> Book:
        return open_book(self.sector, "fr" if self.language == "fr" else "en")

    @property
    def typography(self) -> Typography:
        return "plain" if self.kind == "sms" else "fine"

    @property
    def is_evening(self) -> bool:
        return not EVENING_TO <= (self.leaves_at or self.now).hour < EVENING_FROM
