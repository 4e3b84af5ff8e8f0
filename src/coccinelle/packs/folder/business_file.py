"""business.toml: who the shop is, when it is open, and its rules."""

import re
import tomllib
import zoneinfo
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from coccinelle.core.hours import WEEKDAYS
from coccinelle.core.moments import parse_duration
from coccinelle.core.policy import ModelRules, Policy, ReaderMode
from coccinelle.packs.folder.cells import Day, Email, Phone, Required, refuse
from coccinelle.packs.folder.faults import FaultList
from coccinelle.packs.folder.files import is_there, read_text
from coccinelle.packs.folder.registration import siren_of, vat_number_of
from coccinelle.packs.folder.slug import slug_of
from coccinelle.packs.trades import Sector

FILE = "business.toml"
_CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"


def _zone(value: str) -> str:
    known = value in zoneinfo.available_timezones()
    return value if known else refuse("bad_zone", value=value)


def sluggish(value: str) -> str:
    """A name that makes an address."""
    return value if slug_of(value) else refuse("bad_name")


def _range(value: object) -> str:
    """'9:00 - 12:30' is kept as '09:00-12:30'."""
    text = re.sub(r"\s", "", value) if isinstance(value, str) else ""
    if not re.fullmatch(f"{_CLOCK}-{_CLOCK}", text):
        refuse("bad_hours", value=value)
    start, end = (clock.zfill(5) for clock in text.split("-"))
    return f"{start}-{end}" if start < end else refuse("hours_backwards", value=value)


def _in_order(ranges: list[str]) -> list[str]:
    for former, following in pairwise(ranges):
        if following[:5] < former[-5:]:
            refuse("hours_overlap", value=following, former=former)
    return ranges


def _duration(value: str) -> str:
    try:
        parse_duration(value)
    except ValueError:
        refuse("bad_duration", value=value)
    return value


def _clock(value: str) -> str:
    return value if re.fullmatch(_CLOCK, value) else refuse("bad_clock", value=value)


def _quiet(value: str) -> str:
    """May pass midnight, unlike opening hours."""
    fits = re.fullmatch(f"{_CLOCK}-{_CLOCK}", value)
    return value if fits else refuse("bad_hours", value=value)


def _url(value: str) -> str:
    fits = re.fullmatch(r"https?://[^\s@]+", value)
    return value if fits else refuse("bad_url", value=value)


def _key_name(value: str) -> str:
    """Only the name of a provider's key: no other secret of the environment may leave this way."""
    fits = not value or re.fullmatch(r"[A-Z][A-Z0-9_]*_API_KEY", value)
    return value if fits else refuse("bad_key_name")


def _siren(value: str) -> str:
    return value and (siren_of(value) or refuse("bad_siren", value=value))


def _vat_number(value: str) -> str:
    return value and (vat_number_of(value) or refuse("bad_vat_number", value=value))


def _kept(value: str) -> str:
    """The database keeps no NUL character."""
    return refuse("odd_character") if "\0" in value else value


Text = Annotated[str, Field(max_length=500), AfterValidator(_kept)]
Ranges = Annotated[
    list[Annotated[str, BeforeValidator(_range)]],
    AfterValidator(_in_order),
]


class Owner(BaseModel, frozen=True, extra="forbid"):
    name: Text = ""
    phone: Phone = ""
    email: Email = ""


Siren = Annotated[str, AfterValidator(_siren)]
VatNumber = Annotated[str, AfterValidator(_vat_number)]
VatPercent = Annotated[float, Field(ge=0, le=50)]
Zone = Annotated[str, AfterValidator(_zone)]
Tongue = Literal["fr", "en"]


class Legal(BaseModel, frozen=True, extra="forbid"):
    """What an invoice must bear. vat_percent: 0 for a business that is exempt."""

    siren: Siren
    vat_number: VatNumber = ""
    vat_percent: VatPercent = 20.0


class Hours(BaseModel, frozen=True, extra="forbid"):
    """A day left out is a closed day."""

    monday: Ranges = []
    tuesday: Ranges = []
    wednesday: Ranges = []
    thursday: Ranges = []
    friday: Ranges = []
    saturday: Ranges = []
    sunday: Ranges = []


class WrittenPolicy(Policy, frozen=True, extra="forbid"):
    """The same rules, with every time checked the day it is written rather than when it is used."""

    reminder_before: Annotated[str, AfterValidator(_duration)] = "1h"
    delivery_alert_hour: Annotated[str, AfterValidator(_clock)] = "12:00"
    quiet_hours: Annotated[str, AfterValidator(_quiet)] = "21:00-08:00"
    signature: Text = ""


class WrittenModel(ModelRules, frozen=True, extra="forbid"):
    """mode: how much it reads; `reader` of the policy says the same and wins."""

    base_url: Annotated[Text, AfterValidator(_url)]
    key_env: Annotated[Text, AfterValidator(_key_name)] = ""
    mode: ReaderMode = "embedded"


class BusinessFile(BaseModel, frozen=True, extra="forbid"):
    """hours: None when the shop does not give them."""

    name: Annotated[
        Required,
        Field(max_length=100),
        AfterValidator(_kept),
        AfterValidator(sluggish),
    ]
    sector: Sector
    timezone: Zone = "Europe/Paris"
    language: Tongue = "fr"
    address: Text = ""
    phone: Phone = ""
    email: Email = ""
    parking: Text = ""
    closures: list[Day] = []
    owner: Owner = Owner()
    legal: Legal | None = None
    hours: Hours | None = None
    policy: WrittenPolicy | None = None
    model: WrittenModel | None = None

    def week(self) -> dict[str, list[str]]:
        return {day: getattr(self.hours, day) for day in WEEKDAYS} if self.hours else {}

    def rules(self) -> dict[str, object]:
        """Only what the shop wrote: a default may change with the product."""
        rules = self.policy.model_dump(mode="json", exclude_unset=True) if self.policy else {}
        if self.model:
            rules = {"reader": self.model.mode} | rules
            rules["model"] = self.model.model_dump(
                mode="json", exclude_unset=True, exclude={"mode"}
            )
        return rules


def read_business_file(folder: Path, faults: FaultList) -> BusinessFile | None:
    if not is_there(folder, FILE):
        faults.add(FILE, None, "", "no_file")
        return None
    text = read_text(folder, FILE, faults)
    parsed = _parse(text, faults) if text is not None else None
    if text is None or parsed is None:
        return None
    try:
        return BusinessFile.model_validate(parsed)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _tell(detail, text, faults)
        return None


def _parse(text: str, faults: FaultList) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line ([0-9]+), column ([0-9]+)\)", str(error))
        line, column = (int(place[1]), place[2]) if place else (text.count("\n") + 1, "")
        why = re.sub(r" *\(at .*\)$", "", str(error))
        faults.add(FILE, line, column, "broken_toml", why=why)
        return None


def _tell(detail: ErrorDetails, text: str, faults: FaultList) -> None:
    path = [str(part) for part in detail["loc"] if isinstance(part, str)]
    key, values = reason_of(detail)
    faults.add(FILE, _line_of(text, path), ".".join(path), key, **values)


def reason_of(detail: ErrorDetails) -> tuple[str, dict[str, object]]:
    """The sentence for one of our own refusals or of pydantic's."""
    kind, context = detail["type"], detail.get("ctx", {})
    match kind:
        case "extra_forbidden":
            return "unknown_key", {}
        case "missing":
            return "missing_key", {}
        case "literal_error":
            choices = context["expected"].replace("'", "").replace(" or ", ", ")
            return "bad_choice", {"value": detail["input"], "choices": choices}
        case "value_error":
            return "bad_policy_moment", {}
        case "string_too_long":
            return "too_long", {"limit": context["max_length"]}
        case "greater_than_equal" | "less_than_equal":
            sign, bound = ("≥", context.get("ge")) if "ge" in context else ("≤", context.get("le"))
            return "out_of_bounds", {"bound": f"{sign} {bound}"}
    return _SHAPES.get(kind.split("_")[0], kind if kind in _OWN else "bad_value"), context


_SHAPES = {
    "string": "bad_text",
    "list": "bad_list",
    "dict": "bad_table",
    "model": "bad_table",
    "int": "bad_number",
    "float": "bad_number",
    "finite": "bad_number",
}
_OWN = frozenset(
    "required bad_zone bad_name bad_hours hours_backwards hours_overlap bad_duration bad_clock"
    " bad_phone bad_email bad_day odd_character bad_url bad_key_name bad_siren"
    " bad_vat_number".split()
)


def _line_of(text: str, path: list[str]) -> int | None:
    """The line of a key, of its section when the key itself is missing, else none."""
    lines = _key_lines(text)
    for length in range(len(path), 0, -1):
        if line := lines.get(".".join(path[:length])):
            return line
    return None


def _key_lines(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            section = header[1].replace('"', "") + "."
            lines[section[:-1]] = number
        elif key := re.match(r"""\s*["']?([\w.-]+?)["']?\s*=""", line):
            lines[section + key[1]] = number
    return lines
