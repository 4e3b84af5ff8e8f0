"""The settings of someone else's system: each adapter derives its own."""

from typing import ClassVar

from pydantic import BaseModel
from pydantic.config import JsonDict

ADVANCED: JsonDict = {"advanced": True}  # a setting that is rarely touched, folded away in forms


def only(host: str) -> str:
    """The pattern of an address: the provider's own host (a pattern), or a double here."""
    return rf"^(https://{host}|http://(127\.0\.0\.1|localhost)(:[0-9]{{1,5}})?)$"


class ConnectorSettings(BaseModel, extra="forbid", frozen=True):
    """A field of type SecretStr is encrypted; kind: what sort of system it is ("carrier")."""

    adapter: ClassVar[str]
    kind: ClassVar[str]
