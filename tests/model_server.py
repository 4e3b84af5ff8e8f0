"""The double of a language model's server, and our client turned to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from coccinelle.connectors.model import ModelSettings, OpenAIModel
from coccinelle.sandbox.model import create_app
from coccinelle.sandbox.model.faults import Fault
from coccinelle.sandbox.model.script import Script
from tests.loopback import served

KEY, NAME = "sk-the-business-s-own", "little-model"


@dataclass
class ModelServer:
    base_url: str
    script: Script

    def fault(self, kind: str, **details: Any) -> None:
        self.script.faults.add(Fault(fault=kind, **details))

    def prompt(self, call: int = -1) -> str:
        """What left the machine in one call, as text."""
        return str(self.script.calls()[call])

    def client(self, **changes: Any) -> OpenAIModel:
        usual = {"base_url": self.base_url, "model": NAME, "key": KEY, "allow_private": True}
        return OpenAIModel(
            ModelSettings(**{**usual, "price_in": 100.0, "price_out": 400.0, **changes})
        )


@pytest.fixture(scope="session")
def started_model() -> Iterator[ModelServer]:
    app = create_app(key=KEY, model=NAME)
    with contextmanager(served)(app) as url:
        yield ModelServer(f"{url}/v1", app.state.script)


@pytest.fixture
def model(started_model: ModelServer) -> ModelServer:
    started_model.script.forget()
    return started_model
