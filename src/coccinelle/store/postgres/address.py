"""Where a server listens."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Address:
    """A private socket: `directory` is the folder that holds it, `port` numbers its file."""

    directory: Path
    port: int

    @property
    def socket(self) -> Path:
        return self.directory / f".s.PGSQL.{self.port}"

    def url(self, user: str, dbname: str = "coccinelle") -> str:
        """Read by psycopg; no password, the system tells the server who is calling."""
        host = quote(str(self.directory), safe="")
        return f"postgresql://{quote(user)}@/{quote(dbname)}?host={host}&port={self.port}"
