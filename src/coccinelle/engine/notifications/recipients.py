"""Who is told outside the screen, and where: by kind of channel, the members' own addresses."""

from dataclasses import dataclass

from coccinelle.engine.desk import Desk
from coccinelle.store import channels, notice_settings, phones
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Connection
from coccinelle.store.phones import MemberPhone


@dataclass(frozen=True, slots=True)
class Recipient:
    """member: whose verified phone it is; None for the address of alerts alone."""

    address: str
    name: str
    member: MemberPhone | None = None


@dataclass(frozen=True, slots=True)
class Way:
    row: ChannelRow
    recipients: tuple[Recipient, ...]


def ways(desk: Desk, connection: Connection) -> list[Way]:
    """In the order of the policy; none for a channel that is stopped or has nobody to write to."""
    found = (way(desk, connection, kind) for kind in desk.business.policy.notify_by)
    return [one for one in found if one is not None]


def reach(desk: Desk, connection: Connection, member_id: int) -> tuple[str, ...]:
    """The kinds of ways by which this very member is written to now."""
    return tuple(
        one.row.kind
        for one in ways(desk, connection)
        if any(notice_settings.member_of(connection, to.address) == member_id
               for to in one.recipients)
    )  # fmt: skip


def way(desk: Desk, connection: Connection, kind: str) -> Way | None:
    row = channels.of_kind(connection, kind)
    if row is None:
        return None
    people = _phones(desk, connection) if kind == "sms" else _emails(desk)
    return Way(row, people) if people else None


def _phones(desk: Desk, connection: Connection) -> tuple[Recipient, ...]:
    """The owner's of the business's file, then each member's."""
    own = [Recipient(one.phone, one.name, one) for one in phones.all_of(connection)]
    alerted = desk.business.owner_phone
    if not alerted or any(one.address == alerted for one in own):
        return tuple(own)
    return (Recipient(alerted, desk.business.owner_name), *own)


def _emails(desk: Desk) -> tuple[Recipient, ...]:
    business = desk.business
    return (Recipient(business.owner_email, business.owner_name),) if business.owner_email else ()
