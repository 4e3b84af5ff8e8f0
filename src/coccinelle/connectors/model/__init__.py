"""Language models: a client for any OpenAI-compatible server, and what it may cost."""

from coccinelle.connectors.model.client import OpenAIModel
from coccinelle.connectors.model.metered import MeteredModel
from coccinelle.connectors.model.resting import RestingModel
from coccinelle.connectors.model.settings import ModelSettings
from coccinelle.core.model import Model
from coccinelle.core.policy import ModelRules

__all__ = ["MeteredModel", "ModelSettings", "OpenAIModel", "open_model"]

CENTS = 100


def open_model(rules: ModelRules, key: str, *, allow_private: bool) -> Model:
    """The model a business wrote in its file; calls nothing yet."""
    settings = ModelSettings(
        base_url=rules.base_url.rstrip("/"),
        model=rules.model,
        key=key,
        price_in=rules.price_in * CENTS,
        price_out=rules.price_out * CENTS,
        answers=rules.answers,
        allow_private=allow_private,
    )
    return RestingModel(OpenAIModel(settings))
