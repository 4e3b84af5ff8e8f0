"""One line of JSON as a turn: a message, where it comes from, and what was said before it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from coccinelle.core.catalogue import NOTHING_SOLD, Catalogue
from coccinelle.core.memory import Memory
from coccinelle.core.turn import Past, Said, Turn
from coccinelle.packs.trades import Sector

MOST_PAST = 20  # messages of the history that are read, the last ones
PARIS = ZoneInfo("Europe/Paris")


def _moment(value: object) -> datetime:
    """A number is no date here: only ISO 8601 is."""
    if not isinstance(value, str):
        raise ValueError("a date is written as ISO 8601")
    return datetime.fromisoformat(value)


_Moment = Annotated[datetime, BeforeValidator(_moment)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _Message(_Strict):
    author: Literal["contact", "business"] = Field(alias="from")
    text: str
    at: _Moment | None = None


class _Line(_Strict):
    text: str
    sector: Sector
    now: _Moment
    id: str | int
    subject: str | None = None
    channel: str = Field(min_length=1)
    history: list[_Message] | None = None


def turn_of_line(
    line: Mapping[str, object],
    *,
    catalogue: Catalogue = NOTHING_SOLD,
    zone: ZoneInfo = PARIS,
) -> Turn:
    """Raises ValueError, in one sentence, when a key is missing or wrong.

    zone: the business's; moments without one are in it. Only the last MOST_PAST messages count.
    """
    try:
        read = _Line.model_validate(line)
    except ValidationError as error:
        raise ValueError(_sentence(error)) from None
    now = _in_zone(read.now, zone)
    history = tuple(
        Past(one.author, one.text, _in_zone(one.at, zone) if one.at else now)
        for one in (read.history or ())[-MOST_PAST:]
    )
    said = (Said(read.text, now, read.subject or ""),)
    return Turn(said, now, read.channel, read.sector, Memory(), catalogue, history)


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _sentence(error: ValidationError) -> str:
    """The first fault: which key, and what is wrong with it."""
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(map(str, first["loc"])) or "line"
    return f"{key}: {first['msg'].lower()}"
