"""The ports of carriers: where a parcel is, and a label to send one back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Literal, Protocol

TrackingStatus = Literal[
    "announced",
    "accepted",
    "in_transit",
    "out_for_delivery",
    "failed_attempt",
    "available_for_pickup",
    "delivered",
    "returned",
    "exception",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class TrackingEvent:
    """code: the carrier's own, "" when it has none; label: its own words."""

    at: datetime
    status: TrackingStatus
    label: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Tracking:
    """A parcel as its carrier tells it; times in the business's zone.

    events: newest first; none for a number the carrier does not know (yet). expected_at: the day
    it should come, at midnight unless the carrier told an hour (expected_has_hour), which then is
    the latest one. read_at: when the carrier was asked: an answer kept for a while has an age.
    """

    number: str
    carrier: str
    status: TrackingStatus
    events: tuple[TrackingEvent, ...]
    read_at: datetime
    expected_at: datetime | None = None
    expected_has_hour: bool = False
    url: str = ""

    @property
    def delivered_at(self) -> datetime | None:
        return next((e.at for e in self.events if e.status == "delivered"), None)


def as_told(
    number: str, carrier: str, events: tuple[TrackingEvent, ...], *, read_at: datetime,
    expected_at: datetime | None, url: str = "",
) -> Tracking:  # fmt: skip
    """Its status is the newest that is known; expected at midnight is a day alone."""
    return Tracking(
        number=number,
        carrier=carrier,
        status=next((e.status for e in events if e.status != "unknown"), "unknown"),
        events=events,
        read_at=read_at,
        expected_at=expected_at,
        expected_has_hour=expected_at is not None and expected_at.time() != time(0),
        url=url,
    )


class Tracker(Protocol):
    def track(self, number: str, carrier: str = "", *, fresh: bool = False) -> Tracking:
        """carrier: as the order names it. fresh: an answer kept from a few minutes ago will not do.

        Raises TemporaryError.
        """


@dataclass(frozen=True, slots=True)
class Place:
    """A postal address; line: number and street."""

    name: str
    line: str
    zip_code: str
    city: str
    country: str = "FR"
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class LabelWanted:
    """sender: the customer; None when the business does not know where they live.

    reference: ours, at most 17 characters, the same however often the label is asked for.
    contents: one sentence for the desk that opens the parcel.
    """

    reference: str
    order_number: str
    sender_name: str
    sender: Place | None
    recipient: Place
    contents: str


@dataclass(frozen=True, slots=True)
class Label:
    """A PDF to print; parcel_number: empty for a slip that the customer stamps themselves."""

    pdf: bytes = field(repr=False)
    parcel_number: str = ""
    carrier: str = ""


class LabelMaker(Protocol):
    is_outside: bool
    """It calls somebody else's system, which cannot be undone by a rollback."""

    def make(self, wanted: LabelWanted) -> Label:
        """Raises TemporaryError (nothing was made), PermanentError (refused, with a sentence for a
        member), OutcomeUnknown (a label may exist: never asked for again blindly)."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """What one connector of this kind can do; None for what it cannot.

    names: the carriers it speaks for, as orders name them, in lower case. check: raises
    PermanentError when the keys are refused, TemporaryError when nobody answers.
    """

    names: tuple[str, ...]
    tracker: Tracker | None = None
    labels: LabelMaker | None = None
    check: Callable[[], None] = lambda: None
    close: Callable[[], None] = lambda: None
