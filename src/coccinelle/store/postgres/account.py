"""Who runs the server: the caller, or an unprivileged user when the caller is root."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from coccinelle.store.postgres.faults import PostgresError

SERVICE_USERS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    uid: int
    gid: int

    def can_enter(self, directory: Path) -> bool:
        """Whether the account may walk down to `directory`; access lists are not read."""
        return all(self._may_pass(step) for step in (directory, *directory.parents))

    def _may_pass(self, step: Path) -> bool:
        found = step.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        bit = stat.S_IXGRP if found.st_gid == self.gid else stat.S_IXOTH
        return bool(found.st_mode & bit)


def is_root() -> bool:
    return os.geteuid() == 0


def server_account(service_user: str | None) -> Account:
    """PostgreSQL refuses to run as root: root lends it `service_user`, else a usual one."""
    return _service_account(service_user) if is_root() else caller()


def caller() -> Account:
    uid = os.geteuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise PostgresError(
            f"The database cannot start: user number {uid} has no name in the system's user list."
            " Run as a named user, or set DATABASE_URL to a PostgreSQL server of your own."
        ) from None
    return Account(entry.pw_name, uid, os.getegid())


def _service_account(service_user: str | None) -> Account:
    for name in (service_user,) if service_user else SERVICE_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid)
    wanted = service_user or " or ".join(SERVICE_USERS)
    raise PostgresError(
        f"The database never runs as root, and there is no ordinary user {wanted} to run it."
        " Name one with COCCINELLE_SERVICE_USER."
    )
