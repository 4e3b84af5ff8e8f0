"""The folders of one server: `var/postgres`, or a shelter that a service user can reach."""

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coccinelle.store.postgres.account import Account, is_root
from coccinelle.store.postgres.faults import PostgresError, explain

SUPERUSER = "coccinelle_super"
SHELTER = Path("/var/lib/coccinelle")


@dataclass(frozen=True, slots=True)
class Home:
    """Root keeps `path` itself and its settings; the server's account owns data and socket."""

    path: Path

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def log(self) -> Path:
        return self.path / "postgres.log"

    @property
    def settings(self) -> Path:
        return self.path / "postgresql.conf"

    @property
    def cluster_name(self) -> str:
        """Shown in the title of each process of this server, which makes them recognisable."""
        return f"coccinelle-{digest(self.path)}"


def home_of(var: Path) -> Home:
    """Where the server of `var` lives, made or not yet."""
    return Home(var.resolve() / "postgres")


def open_home(var: Path, account: Account) -> Home:
    """Make the folders of `var` if need be; raises PostgresError when they cannot serve."""
    var = Path(os.path.abspath(var))
    with explained(var):
        if is_root():
            _shelter(var, account)
        var.mkdir(parents=True, exist_ok=True)
        home = home_of(var)
        make_folder(home.path, account, mode=0o710 if is_root() else 0o700)
    return home


def make_folder(folder: Path, account: Account, *, mode: int, given: bool = False) -> None:
    """A folder of ours; `given` to the account that runs the server, else only shown to it.

    Owner and mode are set each time: a first start may have been killed half-way.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "Not a directory", str(folder))
    if is_root():
        os.chown(folder, account.uid if given else 0, account.gid)
    folder.chmod(mode)


def digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def sheltered(var: Path) -> Path:
    """The folder that stands for `var` when root runs us: hidden parents do not matter there."""
    return SHELTER / digest(var.parent.resolve() / var.name)


def open_shelter(account: Account) -> None:
    if not SHELTER.is_dir():
        SHELTER.mkdir(parents=True, exist_ok=True)
        SHELTER.chmod(0o755)
    if SHELTER.stat().st_uid != 0 or not account.can_enter(SHELTER):
        raise PostgresError(
            f"{SHELTER} must belong to root and be open to the user {account.name},"
            " who runs the database. Change its owner or mode, or run as an ordinary user."
        )


@contextlib.contextmanager
def explained(place: Path) -> Iterator[None]:
    """Turn the system's refusals about `place` into sentences."""
    try:
        yield
    except OSError as error:
        raise explain(str(error), place) from error


def _shelter(var: Path, account: Account) -> None:
    if var.is_symlink():
        _follow(var, account)
    elif var.exists():
        _check_usable(var, account)
    else:
        var.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):  # another process just made it
            var.symlink_to(sheltered(var))
        _follow(var, account)


def _follow(var: Path, account: Account) -> None:
    target = var.readlink()
    if target.parent != SHELTER:
        raise PostgresError(
            f"{var} is a link to {target}, which Coccinelle did not make."
            " Remove the link, or choose another folder with COCCINELLE_VAR."
        )
    open_shelter(account)
    make_folder(target, account, mode=0o710)


def _check_usable(var: Path, account: Account) -> None:
    """A real folder serves in place, such as a container's volume, if nobody else rules it."""
    if not var.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "Not a directory", str(var))
    if var.stat().st_uid != 0:
        raise PostgresError(
            f"{var} belongs to an ordinary user. Run as that user, or remove the folder"
            " if nothing in it is needed, or choose another one with COCCINELLE_VAR."
        )
    if not account.can_enter(var.resolve()):
        raise PostgresError(
            f"{var} is closed to the user {account.name}, who runs the database. Remove the"
            " folder if nothing in it is needed (a link will replace it), or choose another"
            " one with COCCINELLE_VAR."
        )
