"""`python -m coccinelle.store.postgres remove VAR`: what `make clean` calls."""

import sys
from pathlib import Path

from coccinelle.store.postgres.faults import PostgresError
from coccinelle.store.postgres.removal import remove


def main(arguments: list[str]) -> int:
    match arguments:
        case ["remove", var]:
            return _remove(Path(var))
        case _:
            sys.stderr.write("usage: python -m coccinelle.store.postgres remove VAR\n")
            return 2


def _remove(var: Path) -> int:
    try:
        remove(var)
    except PostgresError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
