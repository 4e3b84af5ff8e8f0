"""The first five minutes: the shop is made, its steps are passed, it is switched on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from coccinelle.core.autonomy import SKILLS
from coccinelle.core.errors import PermanentError
from coccinelle.core.policy import ALWAYS_AUTO
from coccinelle.engine.business import autonomy
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import pause
from coccinelle.kit.link_token import new_token, token_hash
from coccinelle.store import autonomy as levels
from coccinelle.store import (
    businesses,
    channels,
    copies,
    members,
    settings,
    setup_links,
)
from coccinelle.store.database import Connection, Database
from coccinelle.store.importing.business import create_or_update_business, number_of
from coccinelle.store.importing.folder import BusinessEntry
from coccinelle.store.members import Member

STEPS = ("horaires", "articles", "canal", "essai", "marche")
LINK_LIFE = timedelta(hours=24)
PASSED = "first_run"  # a setting of the program's own: which steps a member is done with
CHOOSE = "Choisissez une façon de commencer."
USED = "Ce lien n'est plus valable : relancez « coccinelle up » pour en avoir un autre."
MODES = ("draft", "auto")
STARTING = "Mise en route"  # why a level was set, and what a change of mind takes back


@dataclass(frozen=True, slots=True)
class Owner:
    name: str
    email: str
    password_hash: str
    language: str


@dataclass(frozen=True, slots=True)
class Passed:
    """The steps that are done, by what is there, and those a member left for later."""

    done: frozenset[str]
    left: frozenset[str]


def setup_link(database: Database, public_url: str) -> str | None:
    """The way in of an empty installation, good once; None when there is a business already."""
    if businesses.known(database):
        return None
    token = new_token(1)
    setup_links.add(database, token_hash(token), datetime.now(UTC) + LINK_LIFE)
    return f"{public_url}/bienvenue/ouvrir/{token}"


def is_link_open(database: Database, token: str) -> bool:
    now = datetime.now(UTC)
    return not businesses.known(database) and setup_links.is_open(database, token_hash(token), now)


def open_shop(database: Database, token: str, entry: BusinessEntry, owner: Owner) -> Member:
    """The first business and its owner, or nothing; in pause until it is switched on.

    Raises PermanentError.
    """
    if businesses.known(database):
        raise PermanentError(USED)
    now = datetime.now(UTC)
    business_id = number_of(database, entry.slug)
    with database.transaction(business_id) as connection:
        if not setup_links.use(connection, token_hash(token), now):
            raise PermanentError(USED)
        create_or_update_business(connection, business_id, entry, now)
        businesses.set_pause(connection, now, owner.name)
        settings.put(connection, {PASSED: []}, by=owner.name, at=now)
        member_id = members.add(
            connection, name=owner.name, email=owner.email, role="owner",
            password_hash=owner.password_hash,
        )  # fmt: skip
        members.speak(connection, member_id, owner.language)
        found = members.of_id(connection, member_id)
    assert found is not None, "just added"
    return found


def passed(desk: Desk) -> Passed:
    with desk.transaction() as connection:
        row = settings.one_of(connection, PASSED)
        said = frozenset(row.value) if row else frozenset()
        done = {step for step, is_done in _DONE.items() if is_done(connection)}
    if copies.has_been_tried(desk.database, desk.business.id):
        done.add("essai")
    done |= said & {"marche"}
    return Passed(frozenset(done), said - done)


def is_under_way(connection: Connection) -> bool:
    """Begun by the link, and not switched on yet."""
    row = settings.one_of(connection, PASSED)
    return row is not None and "marche" not in row.value


def leave_step(desk: Desk, step: str, *, by: str) -> None:
    """For now or for good: it can be come back to. Raises PermanentError."""
    if step not in STEPS or step == "marche":
        raise PermanentError(f"« {step} » n'est pas une étape à passer.")
    _pass(desk, step, by)


def _pass(desk: Desk, step: str, by: str) -> None:
    with desk.transaction() as connection:
        settings.lock(connection)
        row = settings.one_of(connection, PASSED)
        steps = sorted({*(row.value if row else ()), step})
        settings.put(connection, {PASSED: steps}, by=by, at=desk.now())


def switch_on(desk: Desk, mode: str, *, by: str) -> None:
    """draft: every skill that can be is validated by a member; auto: those are let alone again.
    Whoever waits is answered from here on. Raises PermanentError."""
    if mode not in MODES:
        raise PermanentError(CHOOSE)
    for skill in _held_back(desk) if mode == "auto" else _alone(desk):
        autonomy.set_level(desk, skill, mode, by=by, because=STARTING)
    _pass(desk, "marche", by)
    pause.resume_all(desk, by=by)


def _alone(desk: Desk) -> list[str]:
    policy = desk.business.policy
    return [s for s in SKILLS if s not in ALWAYS_AUTO and policy.autonomy_of(s) == "auto"]


def _held_back(desk: Desk) -> list[str]:
    """Those a former start asked to be validated, and nobody set since."""
    with desk.transaction() as connection:
        rows = levels.levels(connection)
    return [s for s, row in rows.items() if (row.level, row.because) == ("draft", STARTING)]


def _has_hours(connection: Connection) -> bool:
    return any(businesses.current(connection).hours.week)


def _has_channel(connection: Connection) -> bool:
    return bool(channels.all_of(connection))


_DONE: dict[str, Callable[[Connection], bool]] = {
    "horaires": _has_hours,
    "articles": businesses.has_products,
    "canal": _has_channel,
}
