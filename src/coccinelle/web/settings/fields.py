"""One field of a settings form: how its value is shown, and what a member wrote in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from coccinelle.web.i18n import _, language, tongue

Kind = Literal["text", "phone", "email", "number", "euros", "cents", "percent", "choice", "several",
               "time", "night"]  # fmt: skip
Choices = tuple[tuple[str, str], ...]
_FACTOR = {"cents": 100.0, "percent": 0.01}


@dataclass(frozen=True, slots=True)
class Field:
    """key: of the setting. unit: said after the value. choices: value and words. section: the
    heading that begins with it."""

    key: str
    label: str
    kind: Kind = "text"
    unit: str = ""
    choices: Choices = ()
    hint: str = ""
    section: str = ""

    @property
    def name(self) -> str:
        """Of the rule or the line of the card."""
        return self.key.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Shown:
    """A field with its value. parts: of a range or of several choices. since: who set it and when,
    "" when the file does; of_file: what the file says then."""

    field: Field
    value: str
    parts: tuple[str, ...] = ()
    choices: Choices = ()
    fault: str = ""
    since: str = ""
    of_file: str = ""


def written(field: Field, form: Mapping[str, str]) -> Any:
    """What the form holds for this field; None when it is not in it."""
    match field.kind:
        case "several":
            return [name for name, _ in field.choices if f"{field.key}.{name}" in form]
        case "night":
            ends = [form.get(f"{field.key}.{end}", "") for end in ("from", "to")]
            return "-".join(ends) if any(ends) else None
        case "number" | "euros" | "cents" | "percent":
            return _number(field, form[field.key]) if field.key in form else None
        case _:
            return form.get(field.key)


def shown(field: Field, value: Any) -> Shown:
    """As a form's input holds it."""
    match field.kind:
        case "several":
            return Shown(field, "", parts=tuple(value))
        case "night":
            return Shown(field, "", parts=tuple(str(value).split("-")))
        case "choice":
            return Shown(field, str(value), choices=_with(field, str(value)))
        case _:
            return Shown(field, _plain(field, value))


def words(field: Field, value: Any) -> str:
    """As a member reads it, in their language: "le lendemain à 18h", "4,90 €"."""
    named = {one: _(text) for one, text in field.choices}
    if field.kind == "several":
        return ", ".join(named.get(one, one) for one in value) or _("aucun")
    if field.kind == "night":
        start, _dash, end = str(value).partition("-")
        return _("de {start} à {end}", start=start, end=end)
    text = named.get(str(value), _plain(field, value)) or _("vide")
    return f"{text} {_(field.unit)}" if field.unit else text


def _number(field: Field, text: str) -> Any:
    """A number as the policy has it; what is none is left to be refused."""
    plain = text.replace(",", ".").replace(" ", "").replace("\u202f", "").strip()
    if field.kind not in _FACTOR:
        return plain
    try:
        return round(float(plain) * _FACTOR[field.kind], 6)
    except ValueError:
        return text


def _plain(field: Field, value: Any) -> str:
    if field.kind == "phone" and value:
        return str(tongue().phone(value))
    if field.kind in _FACTOR and isinstance(value, int | float):
        value = round(value / _FACTOR[field.kind], 4)
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.2f}".removesuffix(".00")
    if field.kind not in ("euros", "cents") and "." in text:
        text = text.rstrip("0")
    return text if language() == "en" else text.replace(".", ",")


def _with(field: Field, value: str) -> Choices:
    """The choices, and what a file says otherwise."""
    known = any(name == value for name, _ in field.choices)
    return field.choices if known else (*field.choices, (value, value))
