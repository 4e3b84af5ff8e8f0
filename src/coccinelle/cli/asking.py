"""The settings of an adapter, asked for one by one or given on the command line."""

from types import ModuleType
from typing import Annotated, Any

import typer
from pydantic import BaseModel, SecretStr, ValidationError

from coccinelle.cli.app import errors

GivenOption = Annotated[
    list[str] | None, typer.Option("--set", help="NAME=VALUE, instead of being asked")
]


def settings_for(adapter: str, known: dict[str, ModuleType], given: list[str] | None) -> Any:
    """given: NAME=VALUE pairs, instead of being asked. Ends the command on what cannot be used."""
    found = known.get(adapter)
    if found is None:
        errors.print(f"Known adapters: {', '.join(known)}", style="red")
        raise typer.Exit(2)
    pairs = dict(pair.split("=", 1) for pair in given or [] if "=" in pair)
    try:
        return found.SETTINGS.model_validate(pairs or _ask(found.SETTINGS))
    except ValidationError as error:
        for fault in error.errors():
            name = ".".join(str(part) for part in fault["loc"])
            errors.print(f"{name}: {fault['msg']}", style="red", markup=False)
        raise typer.Exit(2) from error


def _ask(model: type[BaseModel]) -> dict[str, Any]:
    """Each field, secrets unseen; an empty answer keeps the default."""
    answers = {}
    for name, field in model.model_fields.items():
        is_secret = "SecretStr" in str(field.annotation)
        answer = typer.prompt(
            field.title or name,
            default="" if not field.is_required() else None,
            show_default=False,
            hide_input=is_secret,
        )
        if answer:
            answers[name] = SecretStr(answer) if is_secret else answer
    return answers
