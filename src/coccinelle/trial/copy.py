"""A copy of a shop: its settings and articles as they are now, customers that do not exist."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from psycopg.errors import LockNotAvailable, UniqueViolation

from coccinelle.core.errors import TemporaryError
from coccinelle.engine.business.purge import NIGHT
from coccinelle.engine.desk import Desk
from coccinelle.kit.clock import offset_to
from coccinelle.store import channels, contacts, copied, copies, members, phones, plays
from coccinelle.store.copied import Made
from coccinelle.store.copies import Copy
from coccinelle.store.database import Connection, Database
from coccinelle.store.importing import allow_time, import_folder
from coccinelle.store.importing.business import create_or_update_business, number_of
from coccinelle.store.importing.folder import BusinessEntry, BusinessFolder
from coccinelle.store.plays import NewPlay
from coccinelle.store.reset import reset_demo
from coccinelle.trial.people import TEAM_EMAIL, TEAM_PHONE, dealings

KINDS = ("sms", "whatsapp", "email", "instagram", "web")
UNUSED = timedelta(hours=1)  # a copy in use is left alone at night


def renew(
    shop: Desk, *, by: int, at: datetime | None = None, instead: BusinessFolder | None = None,
    play: NewPlay | None = None,
) -> int:  # fmt: skip
    """Made, or made again from nothing, for this member; its number. All of it or nothing.

    at: what time it is there, the shop's own by default. instead: articles and customers of another
    folder, under the shop's card and settings. play: what a worker is then to play there.
    Raises TemporaryError while it is being made.
    """
    with shop.transaction() as connection:
        folder = copied.goods_and_card(connection)
        also = copied.shown_too(connection)
        made = Made(datetime.now(UTC), copied.marks(connection))
        if instead:  # the pack's own articles
            made.marks["catalogue"] = f"pack:{shop.business.sector}"
        has_phone = bool(shop.business.owner_phone or phones.all_of(connection))
    now = (at or shop.now()).astimezone(shop.business.zone)
    folder = replace(instead, business=folder.business) if instead else with_people(folder, now)
    known = copies.of(shop.database, shop.business.id, by)
    slug = f"essai:{shop.business.id}:{by}"
    number = known.business_id if known else number_of(shop.database, slug)
    copy = Copy(number, shop.business.id, by, made.at)
    try:
        with shop.database.transaction(number) as connection:
            _fill(connection, copy, _as_copy(folder, slug, has_phone=has_phone), now)
            copied.show_too(connection, also)
            copied.keep_mark(connection, made)
            if play:
                plays.put(connection, play)
    except (UniqueViolation, LockNotAvailable) as error:
        raise TemporaryError("La copie est en préparation : réessayez dans un instant.") from error
    return number


def empty_unused(database: Database, shop: Desk, copy: copies.Copy, now: datetime) -> bool:
    """At night, in the shop's zone: nothing of what was tried is kept. now: real time."""
    is_night = NIGHT[0] <= now.astimezone(shop.business.zone).time() < NIGHT[1]
    if copy.tried_at is None or not is_night or now - copy.tried_at < UNUSED:
        return False
    with database.transaction(copy.business_id) as connection:
        allow_time(connection)
        copies.is_made(connection)
        reset_demo(connection)
        copies.mark(connection, replace(copy, tried_at=None))
    return True


def with_people(folder: BusinessFolder, now: datetime) -> BusinessFolder:
    theirs = dealings(folder.variants or (), now)
    return replace(
        folder, customers=theirs.customers, orders=theirs.orders, order_lines=theirs.lines,
        tracking=theirs.tracking,
    )  # fmt: skip


def _as_copy(folder: BusinessFolder, slug: str, *, has_phone: bool) -> BusinessFolder:
    """Alerts go to nobody's phone; nobody's opinion is asked of what did not happen."""
    card: BusinessEntry = folder.business
    policy = {**card.policy, "satisfaction_share": 0}
    card = replace(
        card, slug=slug, policy=policy,
        owner_phone=TEAM_PHONE if has_phone else "",
        owner_email=TEAM_EMAIL if card.owner_email else "",
    )  # fmt: skip
    return replace(folder, business=card)


def _fill(connection: Connection, copy: Copy, folder: BusinessFolder, now: datetime) -> None:
    allow_time(connection)
    if copies.is_made(connection):
        reset_demo(connection)
    create_or_update_business(
        connection, copy.business_id, folder.business, now, clock_offset_seconds=offset_to(now)
    )
    copies.mark(connection, copy)
    import_folder(connection, folder, now)
    contacts.all_known_since(connection, now)
    _employ(connection, folder.business)
    for kind in KINDS:
        channels.add(
            connection, kind=kind, adapter="in_process", key=secrets.token_hex(16),
            address=f"{kind}@essai", settings={}, secrets=None,
        )  # fmt: skip


def _employ(connection: Connection, card: BusinessEntry) -> None:
    """Whoever tries is the owner there: alerts and their codes are hers. Nobody logs in."""
    number = members.add(
        connection, name=card.owner_name or "Vous", email=TEAM_EMAIL, role="owner",
        password_hash="none",
    )  # fmt: skip
    phones.give(connection, number, card.owner_phone)
