"""The settings of someone else's system: each adapter derives its own."""

from typing import ClassVar

from pydantic import BaseModel


class ConnectorSettings(BaseModel, extra="forbid", frozen=True):
    """A field of type SecretStr is encrypted; kind: what sort of system it is ("carrier")."""

    adapter: ClassVar[str]
    kind: ClassVar[str]
