"""What a member writes in a form, read as business.toml is: clean values, or a sentence a field."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from coccinelle.core.hours import WEEKDAYS
from coccinelle.packs.folder.business_file import (
    Hours,
    Siren,
    Text,
    Tongue,
    VatNumber,
    VatPercent,
    WrittenPolicy,
    Zone,
    reason_of,
    sluggish,
)
from coccinelle.packs.folder.cells import Email, Phone, Required
from coccinelle.packs.folder.sentences import Language, say
from coccinelle.packs.trades import Sector

Read = tuple[dict[str, Any], dict[str, str]]
"""Values as JSON has them, and what is wrong with the others; both by name."""


class WrittenCard(BaseModel, frozen=True, extra="forbid"):
    name: Annotated[Required, Field(max_length=100), AfterValidator(sluggish)] = ""
    address: Text = ""
    phone: Phone = ""
    email: Email = ""
    parking: Text = ""
    sector: Sector = "boutique"
    timezone: Zone = "Europe/Paris"
    language: Tongue = "fr"
    owner_name: Text = ""
    owner_phone: Phone = ""
    owner_email: Email = ""


class WrittenLegal(BaseModel, frozen=True, extra="forbid"):
    """Any of it may be left out; VAT without a number is refused later, with what is known."""

    siren: Siren = ""
    vat_number: VatNumber = ""
    vat_percent: VatPercent = 20.0


def read_rules(values: dict[str, Any], language: Language = "fr") -> Read:
    return _read(WrittenPolicy, values, language)


def read_card(values: dict[str, Any], language: Language = "fr") -> Read:
    return _read(WrittenCard, values, language)


def read_legal(values: dict[str, Any], language: Language = "fr") -> Read:
    return _read(WrittenLegal, values, language)


def read_week(values: dict[str, list[str]], language: Language = "fr") -> Read:
    """A day left out is closed."""
    week, faults = _read(Hours, {day: values.get(day, []) for day in WEEKDAYS}, language)
    return ({} if faults else week), faults


def _read(model: type[BaseModel], values: dict[str, Any], language: Language) -> Read:
    try:
        read = model.model_validate(values)
    except ValidationError as error:
        faults: dict[str, str] = {}
        for detail in error.errors(include_url=False):
            key, context = reason_of(detail)
            faults.setdefault(str(detail["loc"][0]), say(language, key, **context))
        sound = {name: value for name, value in values.items() if name not in faults}
        return _read(model, sound, language)[0] if sound else {}, faults
    return read.model_dump(mode="json", include=set(values)), {}
