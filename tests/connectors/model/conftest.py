"""The double of a model's server."""

from tests.model_server import model, started_model

__all__ = ["model", "started_model"]
