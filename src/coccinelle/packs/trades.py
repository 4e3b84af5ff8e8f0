"""The trades there is a pack for: the one list of them."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from coccinelle.core.hours import WEEKDAYS

Week = tuple[tuple[str, ...], ...]

_ALL_DAY = ("10:00-19:00",)
_AT_TABLE = ("12:00-14:30", "19:00-22:30")
_IN_WORKSHOP = ("08:00-12:00", "14:00-18:00")
_AT_OFFICE = ("09:30-12:30", "14:00-18:30")


@dataclass(frozen=True, slots=True)
class Trade:
    """name: as an owner reads it. week: the hours most shops of it keep, Monday first."""

    name: str
    week: Week


# By the name of its folder, which is a business's sector.
TRADES = {
    "boutique": Trade("Boutique", (_ALL_DAY,) * 6 + ((),)),
    "restaurant": Trade("Restaurant", ((), *(_AT_TABLE,) * 5, _AT_TABLE[:1])),
    "spa": Trade("Institut ou spa", ((), *(_ALL_DAY,) * 5, ())),
    "garage": Trade("Garage", (_IN_WORKSHOP,) * 5 + ((), ())),
    "real_estate": Trade("Agence immobilière", (_AT_OFFICE,) * 5 + (_AT_OFFICE[:1], ())),
}
SECTORS = tuple(TRADES)


def usual_hours(sector: str) -> dict[str, tuple[str, ...]]:
    """A weekday's name to its ranges: proposed to a shop that has said none yet."""
    return dict(zip(WEEKDAYS, TRADES[sector].week, strict=True))


def _known(sector: str) -> str:
    if sector not in TRADES:
        choices = ", ".join(SECTORS)
        raise PydanticCustomError("literal_error", "Input should be {expected}",
                                  {"expected": choices})  # fmt: skip
    return sector


Sector = Annotated[str, AfterValidator(_known)]
