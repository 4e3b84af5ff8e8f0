"""What is done with the keys of an adapter, from whichever page holds its form."""

from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from coccinelle.core.errors import CoccinelleError, PermanentError, TemporaryError
from coccinelle.web.access.admission import visit_of
from coccinelle.web.i18n import _
from coccinelle.web.parts import Connecting
from coccinelle.web.settings.adapter_form import faults_of, given


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a trial, in a sentence."""

    is_good: bool
    sentence: str


def model_of(connecting: Connecting, adapter: str) -> type[BaseModel]:
    model = connecting.models().get(adapter)
    if model is None:
        raise HTTPException(404)
    return model


def keep(
    request: Request, connecting: Connecting, adapter: str, channel_id: int | None = None
) -> tuple[int | None, dict[str, str]]:
    """The channel's number, if it is one, and what is wrong by field; then nothing is kept."""
    values = given(model_of(connecting, adapter), request.state.form)
    try:
        return connecting.keep(visit_of(request).desk, adapter, values, channel_id), {}
    except ValidationError as error:
        return None, faults_of(error)
    except PermanentError as error:
        return None, {"": str(error)}


def try_it(
    request: Request, connecting: Connecting, adapter: str, channel_id: int | None = None
) -> Tried:
    model_of(connecting, adapter)
    try:
        asked = connecting.check(visit_of(request).desk, adapter, channel_id)
    except TemporaryError as error:
        later = _("Réessayez dans quelques minutes.")
        return Tried(False, f"{_(str(error))} {later}")
    except CoccinelleError as error:
        return Tried(False, _(str(error)))
    if asked:
        return Tried(True, _("La connexion répond, et accepte les clés."))
    return Tried(
        True, _("Rien à demander de ce côté : les clés ne peuvent pas être essayées d'ici.")
    )
