"""How a cell is written and what it means: prices, counts, dates, phones, lists, choices."""

import re
from datetime import date, datetime
from typing import Annotated, LiteralString, NoReturn

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from coccinelle.kit.phone_number import to_e164

PRICE_CAP = 100_000_000  # cents
STOCK_CAP = 1_000_000
QUANTITY_CAP = 1_000
CHANNEL_KINDS = ("sms", "whatsapp", "email", "instagram", "web")
ORDER_STATUSES = ("pending", "processing", "shipped", "delivered", "cancelled", "returned")

_DECIMALS = r"(?:[.,]([0-9]{1,2}))?"
_PRICES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"([0-9]+){_DECIMALS}",
        rf"([0-9]{{1,3}}(?:[ '’][0-9]{{3}})+){_DECIMALS}",
        r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,2})",
        r"([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]{1,2})",
    )
)
_MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
_YES = frozenset({"oui", "o", "yes", "y", "true", "vrai", "1", "x"})
_NO = frozenset({"", "non", "n", "no", "false", "faux", "0"})


def refuse(key: LiteralString, **values: object) -> NoReturn:
    """Refuses a value; the key is that of the sentence an owner will read."""
    raise PydanticCustomError(key, key, values)


def read_required(value: str) -> str:
    return value or refuse("required")


def read_price(value: str) -> int:
    """In cents: '49,90', '1 234,50', '49.90 €', '1.234,50'; a lone '1.234' is too doubtful."""
    text = re.sub(r"^(?:€|EUR)|(?:€|EUR|[.,]-)$", "", read_required(value)).strip()
    text = text.replace("\u202f", " ")
    text = text.replace("\xa0", " ")
    found = next(filter(None, (pattern.fullmatch(text) for pattern in _PRICES)), None)
    if found is None:
        refuse("bad_price", value=value)
    units = re.sub("[^0-9]", "", found[1])
    cents = int(units + (found[2] or "").ljust(2, "0")) if len(units) < 12 else PRICE_CAP + 1
    return cents if cents <= PRICE_CAP else refuse("price_too_high", value=value)


def read_stock(value: str) -> int:
    return _count(value, 0, STOCK_CAP)


def read_quantity(value: str) -> int:
    return _count(value, 1, QUANTITY_CAP)


def _count(value: str, least: int, most: int) -> int:
    read_required(value)
    if re.fullmatch("[0-9]{1,9}", value) and least <= int(value) <= most:
        return int(value)
    refuse("bad_count", value=value, least=least, most=most)


def read_moment(value: str) -> datetime | None:
    """The business's local time, without a zone yet; a day alone is its midnight."""
    if not value:
        return None
    if not _MOMENT.fullmatch(value):
        refuse("bad_moment", value=value)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        refuse("bad_moment", value=value)
    return moment if 2000 <= moment.year < 2100 else refuse("bad_moment", value=value)


def read_required_moment(value: str) -> datetime:
    return read_moment(read_required(value)) or refuse("required")


def read_phone(value: str) -> str:
    if not value:
        return ""
    return to_e164(value) or refuse("bad_phone", value=value)


def read_email(value: str) -> str:
    text = value.lower()
    if text and (len(text) > 254 or not _EMAIL.fullmatch(text)):
        refuse("bad_email", value=value)
    return text


def read_list(value: str) -> tuple[str, ...]:
    """'soirée|mariage': the order kept, empty parts and repeats dropped."""
    return tuple(dict.fromkeys(part.strip() for part in value.split("|") if part.strip()))


def read_yes_no(value: str) -> bool:
    text = value.casefold()
    return text in _YES or (text not in _NO and refuse("bad_yes_no", value=value))


def read_channel(value: str) -> str:
    text = value.casefold().replace("e-mail", "email")
    return text if not text else _choice(text, value, CHANNEL_KINDS)


def read_status(value: str) -> str:
    return _choice(read_required(value).casefold(), value, ORDER_STATUSES)


def _choice(text: str, value: str, choices: tuple[str, ...]) -> str:
    return (
        text if text in choices else refuse("bad_choice", value=value, choices=", ".join(choices))
    )


def read_number(value: str) -> str:
    """An order number; the '#' of '#2847' is not part of it."""
    return read_required(value.removeprefix("#").strip())


def read_day(value: object) -> date:
    """'2025-12-25' or a TOML date."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    refuse("bad_day", value=value)


Required = Annotated[str, BeforeValidator(read_required)]
Price = Annotated[int, BeforeValidator(read_price)]
Stock = Annotated[int, BeforeValidator(read_stock)]
Quantity = Annotated[int, BeforeValidator(read_quantity)]
Moment = Annotated[datetime | None, BeforeValidator(read_moment)]
RequiredMoment = Annotated[datetime, BeforeValidator(read_required_moment)]
Phone = Annotated[str, BeforeValidator(read_phone)]
Email = Annotated[str, BeforeValidator(read_email)]
Words = Annotated[tuple[str, ...], BeforeValidator(read_list)]
YesNo = Annotated[bool, BeforeValidator(read_yes_no)]
Channel = Annotated[str, BeforeValidator(read_channel)]
Status = Annotated[str, BeforeValidator(read_status)]
OrderNumber = Annotated[str, BeforeValidator(read_number)]
Day = Annotated[date, BeforeValidator(read_day)]
