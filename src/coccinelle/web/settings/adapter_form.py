"""The form of an adapter, made from its settings: titles, explanations, secrets never shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic.fields import FieldInfo

from coccinelle.web.i18n import Spoken
from coccinelle.web.parts import Given, Opened

DROP = "forget."  # before the name of a secret: it is to be forgotten
FAULTS = Spoken({
    "missing": "Valeur obligatoire.", "other": "Ce n'est pas la forme attendue.",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Input:
    """value: always "" for a secret. is_kept: a secret that is there already; can_drop: and the
    adapter does without. choices: the only values, when there are few."""

    name: str
    label: str
    hint: str
    value: str
    is_secret: bool
    is_kept: bool
    can_drop: bool
    is_required: bool
    is_advanced: bool
    choices: tuple[str, ...]
    fault: str


def inputs(
    model: type[BaseModel], opened: Opened | None, *,
    typed: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None,
) -> tuple[Input, ...]:  # fmt: skip
    """opened: None when it is not open yet. typed: a form that was refused, shown as written."""
    wrong = faults or {}
    return tuple(
        _input(name, field, opened, typed, wrong.get(name, ""))
        for name, field in model.model_fields.items()
    )


def given(model: type[BaseModel], form: Mapping[str, str]) -> Given:
    """What was written, as the model reads it; what is empty is not given."""
    values = {
        name: _value(field, form[name].strip())
        for name, field in model.model_fields.items()
        if form.get(name, "").strip()
    }
    dropped = frozenset(name for name in model.model_fields if f"{DROP}{name}" in form)
    return Given(values, dropped)


def faults_of(error: ValidationError) -> dict[str, str]:
    """A sentence for each field; "" for what is about several."""
    found: dict[str, str] = {}
    for detail in error.errors(include_url=False, include_input=False):
        name = str(detail["loc"][0]) if detail["loc"] else ""
        found.setdefault(name, _sentence(detail["type"], detail["msg"]))
    return found


def _sentence(kind: str, message: str) -> str:
    """Only a validator of ours speaks French."""
    match kind:
        case "missing":
            return FAULTS.french["missing"]
        case "value_error":
            return message.removeprefix("Value error, ")
        case _:
            return FAULTS.french["other"]


def _input(
    name: str, field: FieldInfo, opened: Opened | None, typed: Mapping[str, str] | None,
    fault: str,
) -> Input:  # fmt: skip
    is_secret = _is_secret(field)
    is_kept = is_secret and opened is not None and name in opened.kept
    extra = field.json_schema_extra
    return Input(
        name=name,
        label=field.title or name,
        hint=field.description or "",
        value="" if is_secret else _written(name, field, opened, typed),
        is_secret=is_secret,
        is_kept=is_kept,
        can_drop=is_kept and not field.is_required(),
        is_required=field.is_required() and not is_kept,
        is_advanced=isinstance(extra, dict) and bool(extra.get("advanced")),
        choices=_choices(field),
        fault=fault,
    )


def _is_secret(field: FieldInfo) -> bool:
    return "SecretStr" in str(field.annotation)


def _written(
    name: str, field: FieldInfo, opened: Opened | None, typed: Mapping[str, str] | None
) -> str:
    kept = opened.settings if opened else {}
    value = _shown(kept.get(name, field.get_default()))
    return typed.get(name, value) if typed is not None else value


def _choices(field: FieldInfo) -> tuple[str, ...]:
    found = () if _is_secret(field) else get_args(field.annotation)
    return tuple(found) if all(isinstance(one, str) for one in found) else ()


def _value(field: FieldInfo, text: str) -> Any:
    if _is_secret(field):
        return SecretStr(text)
    if get_origin(field.annotation) is tuple:
        return [part for part in text.replace(",", " ").split() if part]
    return text.replace(",", ".") if field.annotation in (float, int) else text


def _shown(value: object) -> str:
    if value is None or "Undefined" in type(value).__name__:
        return ""
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)
