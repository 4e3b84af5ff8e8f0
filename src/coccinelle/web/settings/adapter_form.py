"""The form of an adapter, made from its settings: titles, explanations, secrets never shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic.fields import FieldInfo

# Rarely touched, folded away.
ADVANCED = {"base_url", "timeout_seconds", "calls_per_second", "version"}
REQUIRED = "Valeur obligatoire."
SHAPE = "Ce n'est pas la forme attendue."


@dataclass(frozen=True, slots=True)
class Input:
    """value: always "" for a secret. is_kept: a secret that is there already. choices: the only
    values, when there are few."""

    name: str
    label: str
    hint: str
    value: str
    is_secret: bool
    is_kept: bool
    is_required: bool
    is_advanced: bool
    choices: tuple[str, ...]
    fault: str


def inputs(
    model: type[BaseModel], kept: Mapping[str, Any] | None, *,
    typed: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None,
) -> tuple[Input, ...]:  # fmt: skip
    """kept: the open settings, None when it is not open yet."""
    wrong = faults or {}
    return tuple(
        _input(name, field, kept, typed, wrong.get(name, ""))
        for name, field in model.model_fields.items()
    )


def given(model: type[BaseModel], form: Mapping[str, str]) -> dict[str, Any]:
    """What was written, as the model reads it; what is empty is not given."""
    return {
        name: _value(field, form[name].strip())
        for name, field in model.model_fields.items()
        if form.get(name, "").strip()
    }


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
            return REQUIRED
        case "value_error":
            return message.removeprefix("Value error, ")
        case _:
            return SHAPE


def _input(
    name: str, field: FieldInfo, kept: Mapping[str, Any] | None, typed: Mapping[str, str] | None,
    fault: str,
) -> Input:  # fmt: skip
    is_secret = "SecretStr" in str(field.annotation)
    is_kept = is_secret and kept is not None
    value = "" if is_secret else _shown((kept or {}).get(name, field.get_default()))
    if typed is not None and not is_secret:
        value = typed.get(name, value)
    choices = get_args(field.annotation) if not is_secret else ()
    return Input(
        name=name,
        label=field.title or name,
        hint=field.description or "",
        value=value,
        is_secret=is_secret,
        is_kept=is_kept and field.is_required(),
        is_required=field.is_required() and not is_kept,
        is_advanced=name in ADVANCED,
        choices=tuple(choices) if all(isinstance(one, str) for one in choices) else (),
        fault=fault,
    )


def _value(field: FieldInfo, text: str) -> Any:
    if "SecretStr" in str(field.annotation):
        return SecretStr(text)
    if get_origin(field.annotation) is tuple:
        return [part for part in text.replace(",", " ").split() if part]
    return text.replace(",", ".") if field.annotation in (float, int) else text


def _shown(value: object) -> str:
    if value is None or "Undefined" in type(value).__name__:
        return ""
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)
