"""A client for any OpenAI-compatible server: one question, one structured answer, one repair."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from pydantic import ValidationError

from coccinelle.connectors.model.fence import fenced
from coccinelle.connectors.model.hosts import check_host
from coccinelle.connectors.model.masking import Mask
from coccinelle.connectors.model.settings import ModelSettings
from coccinelle.core.model import (
    Asked,
    Completion,
    Form,
    ModelMissing,
    ModelUnreadable,
    Usage,
)

# What the optional part takes and gives: an answer as plain values, still masked.
Call = Callable[
    [ModelSettings, Asked[Any], str], Coroutine[Any, Any, tuple[dict[str, object], Usage]]
]
_INSTALL = "Pour employer un modèle de langage, installez : pip install 'coccinelle[model]'."


class OpenAIModel:
    """Holds no connection: each call opens and closes its own, in whatever thread it is made."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings

    def complete(self, asked: Asked[Form]) -> Completion[Form]:
        call = _loaded()
        check_host(self._settings.base_url, allow_private=self._settings.allow_private)
        mask = Mask()
        prompt = fenced(mask.hide(asked.told))
        answer, usage = asyncio.run(call(self._settings, asked, prompt))
        try:
            return Completion(asked.form.model_validate(mask.show(answer)), usage)
        except ValidationError as error:  # right while masked, too long with the true words
            raise ModelUnreadable("La réponse du modèle est trop longue.", usage) from error


def _loaded() -> Call:
    """At the first call: the libraries take a second and 60 MB."""
    try:
        from coccinelle.connectors.model.call import call
    except ImportError as error:
        raise ModelMissing(_INSTALL) from error
    return call
