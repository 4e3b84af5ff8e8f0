"""Who is told outside the screen, and where: by kind of channel, the members' own addresses."""

from dataclasses import dataclass, replace

from coccinelle.engine.desk import Desk
from coccinelle.store import channels, members, phones
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Connection
from coccinelle.store.phones import MemberPhone


@dataclass(frozen=True, slots=True)
class Recipient:
    """member_id: whose address it is; None for the shop's own, which stands for its owners. phone:
    the verified one, that codes may go to."""

    address: str
    name: str
    member_id: int | None = None
    is_owner: bool = True
    phone: MemberPhone | None = None


@dataclass(frozen=True, slots=True)
class Way:
    row: ChannelRow
    recipients: tuple[Recipient, ...]


def ways(desk: Desk, connection: Connection) -> list[Way]:
    """In the order of the policy; none for a channel that is stopped or has nobody to write to."""
    found = (_way(desk, connection, kind) for kind in desk.business.policy.notify_by)
    return [one for one in found if one is not None]


def last_resort(desk: Desk, connection: Connection) -> list[Way]:
    """The shop's own e-mail, for what presses and would be told to nobody; none where its policy
    keeps everything on the screen."""
    row, shop = channels.of_kind(connection, "email"), _shop(desk)
    return [Way(row, shop)] if row and shop and desk.business.policy.notify_by else []


def owners_by_email(desk: Desk, connection: Connection) -> Way | None:
    found = _way(desk, connection, "email")
    owners = tuple(one for one in found.recipients if one.is_owner) if found else ()
    return replace(found, recipients=owners) if found and owners else None


def reach(desk: Desk, connection: Connection, member_id: int) -> tuple[str, ...]:
    """The kinds of ways by which this very member is written to now."""
    return tuple(
        one.row.kind
        for one in ways(desk, connection)
        if any(to.member_id == member_id for to in one.recipients)
    )


def shops_email(desk: Desk, connection: Connection) -> str:
    """While it stands for the shop's owners; "" after."""
    emails = _emails(desk, connection)
    return next((one.address for one in emails if one.member_id is None), "")


def _way(desk: Desk, connection: Connection, kind: str) -> Way | None:
    row = channels.of_kind(connection, kind)
    if row is None:
        return None
    people = (_phones if kind == "sms" else _emails)(desk, connection)
    return Way(row, people) if people else None


def _phones(desk: Desk, connection: Connection) -> tuple[Recipient, ...]:
    """The owner's of the business's card, then each member's."""
    own = tuple(
        Recipient(one.phone, one.name, one.member_id, one.role == "owner", one)
        for one in phones.all_of(connection)
    )
    card = desk.business
    if not card.owner_phone or any(one.address == card.owner_phone for one in own):
        return own
    owner = members.of_email(connection, card.owner_email.lower())
    hers = owner.id if owner and owner.role == "owner" else None
    return (Recipient(card.owner_phone, card.owner_name, hers), *own)


def _emails(desk: Desk, connection: Connection) -> tuple[Recipient, ...]:
    """Members' own, known to be theirs; the shop's, until one of its owners is among them."""
    shop = _shop(desk)
    own = tuple(
        Recipient(one.email, one.name, one.id, one.role == "owner")
        for one in members.told_by_email(connection, desk.business.owner_email.lower())
    )
    has_shop = any(one.is_owner for one in own) or {one.address for one in own} & {
        one.address for one in shop
    }
    return own if has_shop else (*shop, *own)


def _shop(desk: Desk) -> tuple[Recipient, ...]:
    card = desk.business
    return (Recipient(card.owner_email.lower(), card.owner_name),) if card.owner_email else ()
