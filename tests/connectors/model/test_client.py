"""One question, one structured answer, one repair; every failure has its name."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import BaseModel, Field

from coccinelle.connectors.model import OpenAIModel
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.model import (
    Asked,
    ModelBusy,
    ModelFailed,
    ModelMissing,
    ModelOutOfCredit,
    ModelRefused,
    ModelRejected,
    ModelTooSlow,
    ModelUnreachable,
    ModelUnreadable,
)
from tests.model_server import ModelServer


class Color(BaseModel):
    color: str
    count: int = Field(ge=0)


BLUE = {"color": "bleu", "count": 2}
ASKED = Asked("Say the colour.", {"messages": [{"text": "deux robes bleues"}]}, Color)


def test_an_answer_comes_back_in_its_shape_with_its_cost(model: ModelServer) -> None:
    model.script.will_say(BLUE)
    completion = model.client().complete(ASKED)
    assert completion.answer == Color(color="bleu", count=2)
    usage = completion.usage
    assert usage.tokens_in > 20 < usage.tokens_in + usage.tokens_out
    assert usage.cents == pytest.approx((usage.tokens_in + 4 * usage.tokens_out) / 10_000)


def test_instructions_and_data_are_apart_and_the_schema_is_given(model: ModelServer) -> None:
    model.script.will_say(BLUE)
    model.client().complete(ASKED)
    call = model.script.calls()[0]
    system, user = call["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert "Say the colour." in system["content"] and "robes" not in system["content"]
    fence, data, end = user["content"].split("\n")
    assert fence == end and len(fence) == 16 and "deux robes bleues" in data
    assert call["response_format"]["json_schema"]["schema"]["required"] == ["color", "count"]


def test_the_fence_is_another_one_each_time(model: ModelServer) -> None:
    for _ in range(2):
        model.script.will_say(BLUE)
        model.client().complete(ASKED)
    fences = {call["messages"][1]["content"].split("\n")[0] for call in model.script.calls()}
    assert len(fences) == 2


def test_a_wrong_answer_is_repaired_once(model: ModelServer) -> None:
    model.script.will_say({"color": "bleu", "count": "deux"})
    model.script.will_say(BLUE)
    completion = model.client().complete(ASKED)
    assert completion.answer.count == 2
    assert len(model.script.calls()) == 2
    assert completion.usage.tokens_in > len(model.prompt(0)) / 8


def test_a_second_wrong_answer_ends_it_and_was_paid_for(model: ModelServer) -> None:
    model.fault("malformed", times=2)
    with pytest.raises(ModelUnreadable) as caught:
        model.client().complete(ASKED)
    assert len(model.script.calls()) == 2
    assert caught.value.usage.cents > 0


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("too_many", ModelBusy),
        ("insufficient_quota", ModelOutOfCredit),
        ("wrong_key", ModelRejected),
        ("unknown_model", ModelRejected),
        ("overloaded", ModelBusy),
        ("server_error", ModelBusy),
        ("refusal", ModelRefused),
        ("prose", ModelUnreadable),
        ("empty", ModelUnreadable),
        ("html", ModelFailed),
        ("redirect", ModelFailed),
        ("endless", ModelUnreachable),
        ("cut", ModelUnreachable),
    ],
)
def test_each_failure_has_its_name(
    model: ModelServer, fault: str, error: type[ModelFailed]
) -> None:
    model.fault(fault, times=2, seconds=7)
    with pytest.raises(error) as caught:
        model.client().complete(ASKED)
    assert str(caught.value).endswith(".")
    assert isinstance(caught.value, TemporaryError | PermanentError)


def test_a_busy_server_says_when_to_come_back(model: ModelServer) -> None:
    model.fault("too_many", seconds=7)
    with pytest.raises(ModelBusy) as caught:
        model.client().complete(ASKED)
    assert caught.value.retry_after_seconds == 7
    assert len(model.script.calls()) == 1


@pytest.mark.parametrize("fault", ["slow", "slow_stream"])
def test_a_slow_answer_is_not_waited_for(model: ModelServer, fault: str) -> None:
    model.client(seconds=5).complete(_warm(model))
    model.fault(fault, seconds=9 if fault == "slow" else 0.1)
    started = time.monotonic()
    with pytest.raises(ModelTooSlow):
        model.client(seconds=0.4).complete(ASKED)
    assert time.monotonic() - started < 8


def test_nobody_there_is_unreachable() -> None:
    client = ModelServer("http://127.0.0.1:9/v1", None).client()  # type: ignore[arg-type]
    with pytest.raises(ModelUnreachable):
        client.complete(ASKED)


def test_a_key_that_is_wrong_is_told_so(model: ModelServer) -> None:
    with pytest.raises(ModelRejected, match="clé"):
        model.client(key="sk-other").complete(ASKED)


def test_a_server_without_schemas_is_asked_in_words(model: ModelServer) -> None:
    model.script.will_say(BLUE)
    model.client(answers="prompt").complete(ASKED)
    call = model.script.calls()[0]
    assert call.get("response_format", {}).get("type") != "json_schema"
    assert '"count"' in str([m["content"] for m in call["messages"] if m["role"] == "system"])


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:11434/v1",
        "https://127.0.0.1/v1",
        "https://169.254.169.254/v1",
        "https://[::1]/v1",
        "https://[64:ff9b::7f00:1]/v1",
        "https://user@example.org/v1",
        "https://2130706433/v1",
        "http://example.org/v1",
    ],
)
def test_an_inside_address_is_refused_before_any_call(model: ModelServer, url: str) -> None:
    with pytest.raises(ModelRejected):
        model.client(base_url=url, allow_private=False).complete(ASKED)


def test_the_key_is_in_no_printed_setting(model: ModelServer) -> None:
    client: OpenAIModel = model.client()
    assert "sk-" not in repr(client._settings)


def _warm(model: ModelServer) -> Asked[Color]:
    """The libraries are loaded at the first call: not what is timed."""
    model.script.will_say(BLUE)
    return ASKED


def test_without_the_libraries_a_sentence_says_what_to_install(
    model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "coccinelle.connectors.model.call", None)
    with pytest.raises(ModelMissing, match=r"coccinelle\[model\]"):
        model.client().complete(ASKED)


def test_many_conversations_ask_at_once(model: ModelServer) -> None:
    for _ in range(8):
        model.script.will_say(BLUE)
    with ThreadPoolExecutor(8) as threads:
        answers = [c.answer for c in threads.map(model.client().complete, [ASKED] * 8)]
    assert answers == [Color(color="bleu", count=2)] * 8
