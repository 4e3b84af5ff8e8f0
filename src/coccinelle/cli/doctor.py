"""Looking after an installation: is it sound, what is too old to keep, which key seals."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import typer

from coccinelle.cli.app import BusinessOption, app, business_desk, console, errors, opened
from coccinelle.engine.business.purge import purge as purge_now
from coccinelle.kit.seal import CannotUnseal
from coccinelle.main import Installation
from coccinelle.store import audit, businesses, channels, installation_secrets, sealed
from coccinelle.store.health import Check, examine


@app.command()
def doctor() -> None:
    """Check roles, row-level security, secrets, clocks and queues; status 1 when one is unwell."""
    with opened() as place:
        checks = list(_checks(place))
    for check in checks:
        mark, style = ("✗", "red") if check.faults else ("✓", "green")
        console.print(f"{mark} {check.claim}", style=style, markup=False)
        for fault in check.faults:
            console.print(f"    {fault}", markup=False, soft_wrap=True)
    if any(check.faults for check in checks):
        raise typer.Exit(1)


@app.command("rotate-keys")
def rotate_keys() -> None:
    """Seal every secret again with the newest key; the older ones may then be taken away."""
    renewed = 0
    with opened() as place:
        for business_id, slug in businesses.known(place.database):
            try:
                with place.database.transaction(business_id) as connection:
                    renewed += sealed.reseal(connection, place.seal, business_id)
            except CannotUnseal as error:
                errors.print(f"{slug}: {error} Nothing was changed for it.", style="red")
                raise typer.Exit(1) from error
        renewed += installation_secrets.reseal(place.database, place.seal)
    console.print(f"{renewed} secrets sealed with the newest key.")


@app.command()
def purge(business: BusinessOption = None) -> None:
    """Empty the conversations and forget the contacts that are past their retention."""
    with business_desk(business) as (_, desk):
        done = purge_now(desk)
    console.print(
        f"{done.conversations} conversations emptied, {done.contacts} contacts forgotten,"
        f" {done.sessions} sessions ended."
    )


def _checks(place: Installation) -> Iterator[Check]:
    with place.database.routing() as connection:
        yield from examine(connection, datetime.now(UTC))
    known = businesses.known(place.database)
    yield Check(
        "Every business has settings that can be read",
        tuple(slug for number, slug in known if not _is_readable(place, number)),
    )
    closed = installation_secrets.closed(place.database, place.seal)
    stopped: list[str] = []
    for number, slug in known:
        with place.database.transaction(number) as connection:
            closed += [f"{slug}, {w}" for w in sealed.closed(connection, place.seal, number)]
            stopped += [
                f"{slug}, {row.adapter} {row.address}: {row.stopped_reason}"
                for row in channels.all_of(connection)
                if row.stopped_reason
            ]
    yield Check("Every line of the audit log is as it was written", tuple(_altered(place, known)))
    yield Check("The secret key opens every sealed secret", tuple(closed))
    yield Check("No channel was stopped by its provider", tuple(stopped))


def _altered(place: Installation, known: Sequence[tuple[int, str]]) -> Iterator[str]:
    for number, slug in known:
        with place.database.transaction(number) as connection:
            bad = audit.first_bad(connection)
        if bad is not None:
            yield f"{slug}: line {bad} was changed, or is missing"


def _is_readable(place: Installation, business_id: int) -> bool:
    """A time zone unknown to this machine, or a policy of another version."""
    try:
        place.desk(business_id)
    except (ValueError, KeyError):
        return False
    return True
