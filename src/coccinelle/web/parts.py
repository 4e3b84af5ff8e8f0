"""What the web edge is given: values from the composition root, nothing read by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from coccinelle.engine.desk import Desk
from coccinelle.store.database import Database


@dataclass(frozen=True, slots=True)
class WebParts:
    """public_url: the base members and providers reach us at, without a final slash.

    is_demo: the pages say that people and time are invented.
    """

    database: Database
    open_desk: Callable[[int], Desk]
    public_url: str
    is_demo: bool = False
